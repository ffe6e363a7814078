"""From pieces to clips: gathered to 3 to 8 seconds, and not more of them than a project holds."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter
from typing import TypeVar

from backend.story.blocks import STRUCK, Block, Parsed, Role, joined, merged, spoken
from backend.story.characters import Cast, is_off_screen
from backend.story.pieces import Piece
from backend.story.script import Range, ScriptClip
from backend.story.timing import MAX_SECONDS, MIN_SECONDS, clip_seconds

MAX_CLIPS = 1000
_LONGEST_LYRICS = 2000
_LONGEST_EXCERPT = 48
_LONGEST_CLIP = 3600.0

T = TypeVar("T")
Board = list[list[ScriptClip]]


def clips_of(pieces: Iterable[Piece], parsed: Parsed, cast: Cast) -> list[ScriptClip]:
    """Make the clips of one scene."""
    clips = [clip_of(group, parsed, cast) for group in gathered(pieces)]
    return [replace(clips[0], shot_size="wide shot"), *clips[1:]]


def gathered(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Gather the pieces of one paragraph and speaker until they last 3 s, never beyond 8 s.

    A remainder under 3 s goes to the clip before it, where it fits.
    """
    for _, paragraph in groupby(pieces, key=lambda piece: piece.block):
        groups: list[list[Piece]] = []
        for piece in paragraph:
            if groups and _seconds(groups[-1]) < MIN_SECONDS and _fits(groups[-1], [piece]):
                groups[-1].append(piece)
            else:
                groups.append([piece])
        if len(groups) > 1 and _seconds(groups[-1]) < MIN_SECONDS and _fits(*groups[-2:]):
            groups[-2:] = [groups[-2] + groups[-1]]
        yield from groups


def at_most(board: Board, most: int = MAX_CLIPS) -> Board:
    """Merge neighbours within scenes, the shortest first, until so many clips are left.

    Each scene keeps one clip at least.
    """
    while (excess := sum(map(len, board)) - most) > 0:
        pairs = sorted(
            (first.length + second.length, scene, at)
            for scene, clips in enumerate(board)
            for at, (first, second) in enumerate(pairwise(clips))
        )
        if not pairs:
            break
        chosen: list[set[int]] = [set() for _ in board]
        for _, scene, at in pairs:
            if excess and chosen[scene].isdisjoint({at - 1, at + 1}):
                chosen[scene].add(at)
                excess -= 1
        board = [list(_with_merged(*scene)) for scene in zip(board, chosen, strict=True)]
    return board


def _with_merged(clips: list[ScriptClip], chosen: set[int]) -> Iterator[ScriptClip]:
    for at, clip in enumerate(clips):
        if at in chosen:
            yield _merge(clip, clips[at + 1])
        elif at - 1 not in chosen:
            yield clip


def _merge(first: ScriptClip, second: ScriptClip) -> ScriptClip:
    same = first.speaker == second.speaker
    told = [clip.dialogue if same else _attributed(clip) for clip in (first, second)]
    return replace(
        first,
        lyrics=joined((first.lyrics, second.lyrics)),
        dialogue=joined(told),
        action=joined((first.action, second.action)),
        speaker=first.speaker if same else None,
        notes=joined((first.notes, second.transition, second.notes)),
        characters=tuple(dict.fromkeys(first.characters + second.characters)),
        length=_length_of(first, second),
        source_ranges=first.source_ranges + second.source_ranges,
    )


def _length_of(first: ScriptClip, second: ScriptClip) -> float:
    """Return how long two neighbours last together: what has times has them from end to end."""
    if first.start is None or second.start is None:
        return round(first.length + second.length, 2)
    end = max(first.start + first.length, second.start + second.length)
    return min(round(end - first.start, 3), _LONGEST_CLIP)


def _attributed(clip: ScriptClip) -> str:
    return f"{clip.speaker}: {clip.dialogue}" if clip.speaker and clip.dialogue else clip.dialogue


def clip_of(pieces: Sequence[Piece], parsed: Parsed, cast: Cast) -> ScriptClip:
    """Make one clip of neighbouring pieces, at least one, of one block."""
    block, first = pieces[0].block, pieces[0]
    source = (first.source[0], pieces[-1].source[1])
    said = (first.said[0], pieces[-1].said[1])
    text = spoken(parsed.said[slice(*said)]) or first.text
    asides = _between(block.asides, source, key=itemgetter(0))
    directions = joined((spoken(parsed.text[a + 1 : b - 1]) for a, b in asides), ", ")
    action = text if block.role is Role.ACTION else directions
    lyrics = _verbatim(parsed, said)
    speaker = cast.display(block.speaker) if block.speaker else None
    led_in = [note for transition in first.transition for note in transition.notes]
    notes = _between(block.notes, source, key=attrgetter("start"))
    characters = _in_picture(block, speaker, f"{action} {text}", cast)
    return ScriptClip(
        name=_name(speaker, text or action),
        lyrics=lyrics if block.role in {Role.LYRICS, Role.PROSE} else "",
        dialogue=text if block.role is Role.DIALOGUE else "",
        action=action,
        speaker=speaker,
        notes=joined((block.detail, *(note.text for note in [*led_in, *notes]))),
        characters=characters,
        transition=joined((spoken(part.text) for part in first.transition), " "),
        shot_size="medium close-up" if speaker in characters else "medium shot",
        length=block.timing[1] if block.timing else clip_seconds(_seconds(pieces)),
        start=block.timing[0] if block.timing else None,
        locked=block.timing is not None,
        source_ranges=merged(
            [*((part.start, part.end) for part in first.transition), source], parsed.text
        ),
    )


def _between(items: Sequence[T], part: Range, key: Callable[[T], int]) -> Sequence[T]:
    """Return the items, in order of their starts, that begin in the range."""
    return items[bisect_left(items, part[0], key=key) : bisect_left(items, part[1], key=key)]


def _in_picture(block: Block, speaker: str | None, text: str, cast: Cast) -> tuple[str, ...]:
    seen = [speaker] if speaker and not is_off_screen(block.detail) else []
    named = [] if block.role is Role.DIALOGUE else cast.named_in(text)
    return tuple(dict.fromkeys(seen + named))


def _verbatim(parsed: Parsed, part: Range) -> str:
    """Return the source as it stands, but for the holes that marks and notes leave in it."""
    said = parsed.said[slice(*part)].replace(STRUCK, "")
    if said == parsed.text[slice(*part)] and len(said) <= _LONGEST_LYRICS:
        return said
    return joined(" ".join(line.split()) for line in said.split("\n"))


def _name(speaker: str | None, text: str) -> str:
    """Return the first words, after the speaker's name."""
    excerpt = " ".join(text.split())
    if len(excerpt) > _LONGEST_EXCERPT:
        excerpt = excerpt[:_LONGEST_EXCERPT].rsplit(" ", 1)[0].rstrip(",;:.") + "…"
    return joined((speaker or "", excerpt), ": ") or "Shot"


def _seconds(pieces: Iterable[Piece]) -> float:
    return sum(piece.seconds for piece in pieces)


def _fits(first: list[Piece], second: list[Piece]) -> bool:
    return _seconds(first) + _seconds(second) <= MAX_SECONDS
