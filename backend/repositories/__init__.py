"""Entities in, entities out: everything that reads and writes documents."""
