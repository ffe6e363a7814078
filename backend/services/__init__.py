"""What StoryCanvas does, one class a noun, free of HTTP."""
