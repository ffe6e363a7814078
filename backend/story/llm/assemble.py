"""The script that comes of a plan and of the shots that models made: no word is theirs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from backend.domain.draft import DraftedBy
from backend.story.clips import Board, clip_of, gathered
from backend.story.llm.plan import Plan
from backend.story.llm.shots import ShotClip, Shots
from backend.story.parser import UNTITLED, script_of
from backend.story.pieces import Piece
from backend.story.script import Script, ScriptClip
from backend.story.splitter import split_of
from backend.story.timing import MAX_SECONDS


@dataclass(frozen=True, slots=True)
class Assembled:
    """A script, what divided it, and what it is about in a sentence, if a model said so."""

    script: Script
    drafted_by: DraftedBy
    logline: str = ""


def assemble(plan: Plan, shots: Iterable[Shots] = (), *, name: str | None = None) -> Assembled:
    """Make the clips of all scenes; sentences that are in no shot are the splitter's.

    Args:
        shots: of any stretches, in any order; of two that overlap the earlier one counts.
        name: the project's; absent, the script's title, else the model's.
    """
    known = sorted((clip for part in shots for clip in part.clips), key=lambda clip: clip.first)
    offset = covered = 0
    board: Board = []
    for scene in plan.scenes:
        parts = list(_parts(known, offset + 1, offset + len(scene.pieces)))
        covered += sum(len(part) for shot, part in parts if shot)
        board.append(_clips(scene.pieces, offset, parts, plan))
        offset += len(scene.pieces)
    source = plan.source
    split = split_of(list(plan.scenes), board, source.parsed, plan.cast, list(plan.warnings))
    own = plan.title if source.title == UNTITLED else ""
    script = script_of(source, split, name=name or own)
    return Assembled(script, _drafted_by(plan, covered, offset), plan.logline)


def _drafted_by(plan: Plan, covered: int, sentences: int) -> DraftedBy:
    if not plan.outlined and not covered:
        return DraftedBy.SPLITTER
    return DraftedBy.LLM if plan.outlined and covered == sentences else DraftedBy.MIXED


def _parts(
    known: Sequence[ShotClip], first: int, last: int
) -> Iterator[tuple[ShotClip | None, range]]:
    """Yield the sentences first..last with the shots they are in; None where there is none."""
    at = first
    for shot in known:
        begin, end = max(shot.first, at), min(shot.last, last)
        if end < begin:
            continue
        if begin > at:
            yield None, range(at, begin)
        yield shot, range(begin, end + 1)
        at = end + 1
    if at <= last:
        yield None, range(at, last + 1)


def _clips(
    pieces: Sequence[Piece],
    offset: int,
    parts: Sequence[tuple[ShotClip | None, range]],
    plan: Plan,
) -> list[ScriptClip]:
    """Make the clips of a scene; `offset` sentences stand before it."""
    clips: list[ScriptClip] = []
    for shot, numbers in parts:
        own = pieces[numbers.start - 1 - offset : numbers.stop - 1 - offset]
        for group in _paragraphs(own) if shot else gathered(own):
            clip = clip_of(group, plan.source.parsed, plan.cast)
            clips.append(_described(clip, shot) if shot else clip)
    if parts[0][0] is None:
        clips[0] = replace(clips[0], shot_size="wide shot")
    return clips


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Cut a shot where the paragraph or the speaker changes, or where it lasts too long."""
    for _, paragraph in groupby(pieces, key=lambda piece: piece.block):
        own = list(paragraph)
        if sum(piece.seconds for piece in own) <= MAX_SECONDS:
            yield own
        else:
            yield from gathered(own)


def _described(clip: ScriptClip, shot: ShotClip) -> ScriptClip:
    """Say what the model saw in a clip; who speaks in a script, and what its author saw, stays."""
    return replace(
        clip,
        shot_size=shot.size or clip.shot_size,
        angle=shot.angle,
        move=shot.move,
        picture=shot.action,
        speaker=clip.speaker or (shot.speaker if clip.lyrics else "") or None,
        characters=shot.characters or clip.characters,
    )
