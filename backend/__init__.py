"""StoryCanvas: a script becomes scenes, clips, pictures and videos, and a cut that editors open."""

__version__ = "1.0.0"
