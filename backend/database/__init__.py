"""The connection to MongoDB: where it is, how it is reached, how its schema moves on."""
