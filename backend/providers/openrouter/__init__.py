"""OpenRouter: one key for the text, pictures, films and speech of many makers."""
