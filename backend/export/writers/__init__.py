"""One module a format: each spells a timeline, and decides nothing."""
