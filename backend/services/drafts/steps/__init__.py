"""The steps of a draft, each safe to be done again after a crash."""
