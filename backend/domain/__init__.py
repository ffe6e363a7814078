"""What StoryCanvas is about: entities, rules and errors, free of any framework."""
