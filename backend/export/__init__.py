"""Exports: entities become one timeline of whole frames, and writers spell it for editors."""
