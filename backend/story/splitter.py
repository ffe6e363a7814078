"""Dividing what was laid out into scenes, without any AI."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from backend.story.blocks import Block, Parsed, Role, joined, merged, spoken
from backend.story.characters import Cast, find_cast
from backend.story.clips import MAX_CLIPS, Board, at_most, clips_of
from backend.story.headings import Heading, parse_heading, readable
from backend.story.partition import partition
from backend.story.pieces import SceneDraft
from backend.story.script import ScriptCharacter, ScriptClip, ScriptScene

SECONDS_PER_SCENE = 45
MOST_SCENES_GUESSED = 40
MOST_SCENES = 500
MOST_CLIPS_PER_SCENE = 40
_LONGEST_NAME = 200
_LONGEST_DESCRIPTION = 2000

Warnings = list[str]


@dataclass(frozen=True, slots=True)
class Split:
    """The scenes, who is in them, and what a person should know about how they came to be."""

    scenes: tuple[ScriptScene, ...]
    characters: tuple[ScriptCharacter, ...]
    warnings: tuple[str, ...]


def split_up(drafts: list[SceneDraft], parsed: Parsed, num_scenes: int | None = None) -> Split:
    """Make scenes and clips of the drafts.

    Args:
        num_scenes: how many scenes, from 1; absent, the author's own, else one for each 45 s.
    """
    divided, warnings = divided_into(drafts, num_scenes)
    cast = find_cast([piece for draft in divided for piece in draft.pieces])
    board = [clips_of(draft.pieces, parsed, cast) for draft in divided]
    return split_of(divided, board, parsed, cast, warnings)


def split_of(
    drafts: list[SceneDraft], board: Board, parsed: Parsed, cast: Cast, warnings: Warnings
) -> Split:
    """Make scenes of the drafts and the clips of each, within all bounds."""
    scenes, more_warnings = _scenes(drafts, board, parsed)
    mentions = Counter(name for scene in scenes for clip in scene.clips for name in clip.characters)
    characters = (replace(who, mentions=mentions[who.name]) for who in cast.characters)
    return Split(tuple(scenes), tuple(characters), (*warnings, *more_warnings))


def divided_into(
    scenes: list[SceneDraft], num_scenes: int | None
) -> tuple[list[SceneDraft], Warnings]:
    """Cut and merge scenes so that they are as many as asked for and the longest is short."""
    if num_scenes == len(scenes):
        return scenes, []
    sentences = sum(len(scene.pieces) for scene in scenes)
    if num_scenes is not None and sentences < num_scenes:
        warning = f"{num_scenes} scenes were asked for, but there are only {sentences} sentences"
        return _regrouped(scenes, sentences), [warning]
    if num_scenes is not None:
        return _regrouped(scenes, num_scenes), []
    if len(scenes) > MOST_SCENES:
        warning = f"{len(scenes)} scenes were merged into {MOST_SCENES}"
        return _regrouped(scenes, MOST_SCENES), [warning]
    if len(scenes) == 1 and scenes[0].heading is None:
        seconds = sum(piece.seconds for piece in scenes[0].pieces)
        return _regrouped(scenes, scenes_guessed(seconds)), []
    return scenes, []


def scenes_guessed(seconds: float) -> int:
    """Return how many scenes so much speech makes where nobody says: one for each 45 s."""
    return min(max(round(seconds / SECONDS_PER_SCENE), 1), MOST_SCENES_GUESSED)


def _scenes(
    drafts: list[SceneDraft], board: Board, parsed: Parsed
) -> tuple[list[ScriptScene], Warnings]:
    """Make the scenes with their clips, within the bounds of a scene and of a project."""
    total = sum(map(len, board))
    warnings = []
    if total > MAX_CLIPS:
        warnings.append(f"{total} clips were merged into {MAX_CLIPS}, the most a project holds")
        board = at_most(board)
    scenes: list[ScriptScene] = []
    for number, (draft, clips) in enumerate(zip(drafts, board, strict=True), 1):
        parts = _within_bounds(_scene(draft, clips, number, parsed))
        scenes += parts
        if len(parts) > 1:
            name = parts[0].name
            warnings.append(f"'{name}' has {len(clips)} clips and became {len(parts)} scenes")
    silent = sum(not clip.source_ranges for scene in scenes for clip in scene.clips)
    if silent:
        warnings.append(f"Headings with nothing written under them, shown by a clip: {silent}")
    return scenes, warnings


def _regrouped(scenes: list[SceneDraft], count: int) -> list[SceneDraft]:
    costs = [max(1, round(piece.seconds * 1000)) for scene in scenes for piece in scene.pieces]
    return regrouped(scenes, partition(costs, max(1, count)))


def regrouped(scenes: list[SceneDraft], groups: Iterable[range]) -> list[SceneDraft]:
    """Cut and merge scenes along other seams.

    Args:
        groups: indices of the pieces of all scenes together, without a hole, in order.
    """
    flat = [(scene, piece) for scene in scenes for piece in scene.pieces]
    result: list[SceneDraft] = []
    for group in groups:
        members = flat[group.start : group.stop]
        first, opening = members[0]
        begun = [scene for scene, piece in members if piece is scene.pieces[0]]
        part = 1
        if opening is not first.pieces[0]:
            part = result[-1].part + 1 if result[-1].heading is first.heading else 2
        draft = SceneDraft(first.heading, part=part, pieces=[piece for _, piece in members])
        for scene in begun:
            draft.extras += scene.extras
            if scene is not first and scene.heading:
                draft.extras.append(scene.heading)
        result.append(draft)
    return result


def _scene(draft: SceneDraft, clips: list[ScriptClip], number: int, parsed: Parsed) -> ScriptScene:
    heading = parse_heading(spoken(draft.heading.text)) if draft.heading else Heading("")
    owned = [draft.heading] if draft.heading and draft.part == 1 else []
    name = heading.name or draft.title or f"Scene {number}"
    place = heading.name if draft.heading and draft.heading.detail == "place" else ""
    if draft.part > 1 and heading.name:
        name = f"{name} ({draft.part})"
    description = joined(spoken(part.text) for part in draft.extras if part.role is Role.SYNOPSIS)
    texts = ((name, _LONGEST_NAME), (description, _LONGEST_DESCRIPTION))
    return ScriptScene(
        name=_shortened(*texts[0]),
        clips=tuple(clips),
        description=_shortened(*texts[1]),
        summary=draft.summary,
        setting=heading.setting,
        location=readable(heading.location or place),
        time_of_day=heading.time_of_day,
        number=heading.number,
        notes=_notes(draft, [*owned, *draft.extras], texts),
        characters=tuple(dict.fromkeys(who for clip in clips for who in clip.characters)),
        source_ranges=merged(
            ((part.start, part.end) for part in [*owned, *draft.extras]), parsed.text
        ),
    )


def _notes(
    draft: SceneDraft, owned: list[Block], whole: Iterable[tuple[str, int]]
) -> tuple[str, ...]:
    """Return what was written about the scene, and texts too long for their own field."""
    written = [
        note.text
        for block in owned
        for note in (block, *block.notes)
        if note is not draft.heading and note.role is not Role.SYNOPSIS
    ]
    too_long = [text for text, limit in whole if len(text) > limit]
    return tuple(filter(None, [*written, *too_long]))


def _within_bounds(scene: ScriptScene) -> list[ScriptScene]:
    """Divide a scene of more than 40 clips; the later parts keep its place, not its texts."""
    parts = partition([1] * len(scene.clips), -(-len(scene.clips) // MOST_CLIPS_PER_SCENE))
    first, *later = (scene.clips[part.start : part.stop] for part in parts)
    return [
        replace(scene, clips=first),
        *(
            replace(
                scene,
                name=_shortened(f"{scene.name} ({number})", _LONGEST_NAME),
                clips=clips,
                description="",
                notes=(),
                source_ranges=(),
            )
            for number, clips in enumerate(later, 2)
        ),
    ]


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
