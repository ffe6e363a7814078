"""A client of our own public API, for the command line and the demo."""
