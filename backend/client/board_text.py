"""A board as text to read: Markdown, scene by scene."""

from collections.abc import Iterator
from typing import Any


def board_text(project: dict[str, Any]) -> str:
    """Return the board of a project, as `with-scenes` answers it."""
    return "\n".join(_lines(project)) + "\n"


def _lines(project: dict[str, Any]) -> Iterator[str]:
    yield f"# {project['name']}"
    for number, scene in enumerate(project["scenes"], start=1):
        yield f"\n## {number}. {scene['name']}"
        if scene["description"]:
            yield f"\n{scene['description']}"
        for clip in scene["clips"]:
            yield from _clip_lines(clip)


def _clip_lines(clip: dict[str, Any]) -> Iterator[str]:
    start, length = (round(clip[name], 2) for name in ("timeline_position", "length"))
    yield f"\n### {clip['name']} ({start:g} s, {length:g} s long)\n"
    facts = {
        "Action": clip["action"],
        f"{clip['speaker'] or 'Dialogue'}": clip["dialogue"],
        "Text": clip["lyrics"],
        "Notes": clip["notes"],
        "Image prompt": clip["image_prompt"],
        "Video prompt": clip["video_prompt"],
    }
    for name, value in facts.items():
        if value:
            yield f"- {name}: {' '.join(value.split())}"
