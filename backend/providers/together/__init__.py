"""Together: pictures, films and speech of open models."""
