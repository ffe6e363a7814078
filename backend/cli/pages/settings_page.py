""".env.example: every setting with its meaning and its default."""

from typing import Final

from backend.settings import Settings

INTRODUCTION: Final = """\
# The settings of StoryCanvas. Copy this file to .env and change what you need; each line shows the
# default, and a variable of the environment wins over this file.
# Written by `storycanvas docs` from backend/settings; a test compares it.
"""


def settings_page() -> str:
    """Return the file."""
    entries = [
        f"# {field.description}\n# {name.upper()}={_default(field.default)}\n"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join([INTRODUCTION, *entries])


def _default(value: object) -> str:
    return "" if value is None else str(value)
