"""Drafts: from an idea or a script to a board with pictures and voices, step by step."""
