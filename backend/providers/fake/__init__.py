"""The fake provider: makes everything by itself, without a key, the same for the same order."""
