"""OpenAI, and the many services that speak as it does."""
