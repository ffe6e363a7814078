"""The step that divides a story into scenes and says what happens in each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from backend.domain.story import Brief
from backend.story.llm.fields import (
    MOST_FAULTS,
    NUMBER,
    TEXT,
    Paragraph,
    Title,
    a_list,
    an_object,
    items_of,
    text_of,
)
from backend.story.llm.instructions import RANGES, READING, about, in_language, told
from backend.story.llm.json_reply import json_reply
from backend.story.llm.listing import headings_of, listing, pieces_of, windows
from backend.story.llm.ranges import Stretch, is_small, tiled
from backend.story.llm.step import DEFAULT_CONTEXT, Checked, Reply, Step, room_for
from backend.story.parser import ReadScript
from backend.story.script import Range
from backend.story.splitter import scenes_guessed

MOST_SCENES: Final = 60
"""About so many are described in one reply."""
_MOST_READ: Final = 400
_LONGEST: Final = 1_200
"""Sentences in one listing."""
_TOKENS_PER_SCENE: Final = 110
_FRAME: Final = 1_000
"""Tokens of what is said around the listing."""
_SCHEMA: Final = an_object(
    title=TEXT,
    logline=TEXT,
    scenes=a_list(title=TEXT, summary=TEXT, first=NUMBER, last=NUMBER),
)


class SceneOutline(Stretch):
    """A scene: what it is called, and what happens in it."""

    title: Title
    summary: Paragraph


class Outline(Stretch):
    """What a stretch of the script is about; its scenes cover it."""

    title: str
    logline: str
    scenes: tuple[SceneOutline, ...]


def outline_steps(
    source: ReadScript,
    *,
    brief: Brief | None = None,
    language: str | None = None,
    num_scenes: int | None = None,
    context: int = DEFAULT_CONTEXT,
) -> list[Step[Outline]]:
    """Have a script divided into scenes, or the author's own scenes described.

    Args:
        context: tokens of a conversation; a longer text is asked about part by part.

    Returns:
        A step for each part; none for a script in which nothing is shown.
    """
    pieces = pieces_of(source)
    headings = headings_of(source)
    total = sum(piece.seconds for piece in pieces) or 1.0
    wanted = num_scenes or scenes_guessed(total)
    author = _authors_scenes(source) if keeps_scenes(source, num_scenes) else ()
    room = max(context - _FRAME - room_for(MOST_SCENES * _TOKENS_PER_SCENE), context // 4)
    sentences = max(len(pieces) // (len(author) or wanted), 1)
    steps = []
    begin = 0.0
    for part in windows(pieces, room, min(_LONGEST, MOST_SCENES * sentences)):
        end = begin + sum(piece.seconds for piece in pieces[part.start : part.stop])
        share = max(round(wanted * end / total) - round(wanted * begin / total), 1)
        inside = tuple(_inside(author, part))
        task = _Task(part.start + 1, part.stop, share, num_scenes is not None, inside)
        steps.append(_step(task, listing(pieces, task.first, task.last, headings), brief, language))
        begin = end
    return steps


def keeps_scenes(source: ReadScript, num_scenes: int | None) -> bool:
    """Whether the author's own scenes stay: there are some, and no other number is asked for."""
    scenes = source.board.scenes
    if num_scenes is not None:
        return num_scenes == len(scenes)
    return len(scenes) > 1 or any(scene.heading for scene in scenes)


def _authors_scenes(source: ReadScript) -> tuple[Range, ...]:
    """Return the first and the last sentence of each of the author's scenes."""
    result = []
    first = 1
    for scene in source.board.scenes:
        result.append((first, first + len(scene.pieces) - 1))
        first += len(scene.pieces)
    return tuple(result)


def _inside(scenes: Iterable[Range], part: range) -> Iterator[Range]:
    """Yield what of each scene lies in a part of the script."""
    for scene in scenes:
        first, last = max(scene[0], part.start + 1), min(scene[1], part.stop)
        if first <= last:
            yield first, last


@dataclass(frozen=True, slots=True)
class _Task:
    """What is asked about sentences first..last.

    Attributes:
        scenes: so many are wanted, exactly or about.
        author: the first and last sentences of the author's scenes, if they are to stay.
    """

    first: int
    last: int
    scenes: int
    exactly: bool
    author: tuple[Range, ...]


def _step(task: _Task, text: str, brief: Brief | None, language: str | None) -> Step[Outline]:
    if task.author:
        ranges = ", ".join(f"{first}-{last}" for first, last in task.author)
        how = f"The author's scenes stay as they are. They are the sentences: {ranges}."
        scenes = len(task.author)
    else:
        count = "1 scene" if task.scenes == 1 else f"{task.scenes} scenes"
        how = (
            f"Divide it into {'exactly' if task.exactly else 'about'} {count}: a new one begins"
            " where place, time or what it is about changes."
        )
        scenes = task.scenes
    system = told(
        READING,
        "Give each scene a short title and a summary of one or two sentences of what happens."
        " Give the whole a title, and a logline of one sentence.",
        RANGES.format(first=task.first, last=task.last),
        in_language(language),
        about(brief),
    )
    return Step(
        name="outline",
        key=f"outline:{task.first}-{task.last}",
        system=system,
        user=told(how, text),
        max_tokens=room_for(300 + scenes * _TOKENS_PER_SCENE),
        read=partial(_read, task),
        schema=_SCHEMA,
    )


def _read(task: _Task, reply: Reply) -> Checked[Outline]:
    found = json_reply(reply.text, "scenes")
    if found is None:
        return Checked(None, ("it is not the JSON object that was asked for",))
    items, faults = items_of(found, "scenes", SceneOutline, _MOST_READ)
    scenes, moved = tiled(items, task.first, task.last)
    if not scenes or not is_small(moved, task.first, task.last):
        wrong = f"scenes: the ranges must cover the sentences {task.first}-{task.last} once each"
        return Checked(None, (*faults[:MOST_FAULTS], wrong))
    miscounted = task.exactly and not task.author and len(scenes) != task.scenes
    count = f"scenes: there must be exactly {task.scenes}, not {len(scenes)}"
    if task.author:
        scenes = [_of_author(scenes, *own) for own in task.author]
    outline = Outline(
        first=task.first,
        last=task.last,
        title=text_of(found, "title", 200),
        logline=text_of(found, "logline", 500),
        scenes=tuple(scenes),
    )
    return Checked(outline, (count,) if miscounted else ())


def _of_author(scenes: Sequence[SceneOutline], first: int, last: int) -> SceneOutline:
    """Return what is said of the scene that begins in the author's, else of the one around it."""
    inside = (scene for scene in scenes if first <= scene.first <= last)
    around = (scene for scene in scenes if scene.first <= first <= scene.last)
    told_of = next(inside, None) or next(around)
    return told_of.model_copy(update={"first": first, "last": last})
