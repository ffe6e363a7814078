"""The step that divides a scene into shots and says what is seen in each."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from backend.domain.story import Brief
from backend.story.characters import Cast
from backend.story.llm.fields import (
    MOST_FAULTS,
    NUMBER,
    TEXT,
    TEXTS,
    Paragraph,
    Short,
    Texts,
    Title,
    a_list,
    an_object,
    items_of,
)
from backend.story.llm.instructions import RANGES, READING, about, in_language, listed, told
from backend.story.llm.json_reply import json_reply
from backend.story.llm.listing import line_of, listing, pieces_of, windows
from backend.story.llm.plan import Plan
from backend.story.llm.ranges import Stretch, is_small, tiled
from backend.story.llm.step import DEFAULT_CONTEXT, Checked, Reply, Step, room_for
from backend.story.pieces import Piece, SceneDraft
from backend.story.timing import MAX_SECONDS, MIN_SECONDS

MOST_SENTENCES: Final = 60
"""So many are asked about at once: each may become a shot."""
_MOST_READ: Final = 200
_TOKENS_PER_SENTENCE: Final = 90
_FRAME: Final = 4_000
"""Tokens of what is said around the listing."""
_MOST_CHARACTERS: Final = 20
_LONGEST_LINE: Final = 250
_LONGEST_STORY: Final = 3_000
"""Characters of what happened before."""
_SCHEMA: Final = an_object(
    clips=a_list(
        first=NUMBER,
        last=NUMBER,
        speaker=TEXT,
        size=TEXT,
        angle=TEXT,
        move=TEXT,
        action=TEXT,
        characters=TEXTS,
    )
)


class ShotClip(Stretch):
    """A shot: the sentences it shows, and how.

    Attributes:
        speaker: who says all of them; empty: a narrator.
        action: what is seen.
        characters: who is in the picture, by the names of the cast.
    """

    speaker: Title
    size: Short
    angle: Short
    move: Short
    action: Paragraph
    characters: Texts


class Shots(Stretch):
    """The shots of a stretch of a scene, which cover it."""

    clips: tuple[ShotClip, ...]


def shots_steps(
    plan: Plan,
    *,
    brief: Brief | None = None,
    style: str = "",
    language: str | None = None,
    context: int = DEFAULT_CONTEXT,
) -> list[Step[Shots]]:
    """Have each scene divided into shots.

    Args:
        style: how the pictures look.
        context: tokens of a conversation; a long scene is asked about part by part.

    Returns:
        The steps in story order; none needs what another answers.
    """
    pieces = pieces_of(plan.source)
    room = max(context - _FRAME - room_for(MOST_SENTENCES * _TOKENS_PER_SENTENCE), context // 4)
    steps = []
    offset = 0
    for index, scene in enumerate(plan.scenes):
        for part in windows(scene.pieces, room, MOST_SENTENCES):
            first, last = offset + part.start + 1, offset + part.stop
            user = told(
                listed("Style:", filter(None, [style])),
                listed("Cast:", _cast_lines(plan.cast, pieces[first - 1 : last])),
                _so_far(plan, index),
                _place(scene),
                listing(pieces, first, last),
            )
            steps.append(_step(first, last, plan.cast, user, brief, language))
        offset += len(scene.pieces)
    return steps


def _step(
    first: int, last: int, cast: Cast, user: str, brief: Brief | None, language: str | None
) -> Step[Shots]:
    system = told(
        READING,
        f"Divide the sentences into shots of {MIN_SECONDS:.0f} to {MAX_SECONDS:.0f} seconds of"
        " speech, one or a few sentences each; one paragraph or speaker a shot."
        " size is the shot's size (such as wide shot, medium shot, close-up), angle the camera's"
        " angle, move the camera's move; both may be empty. action is what the picture shows, one"
        " or two sentences of visible things that fit the sentences and what happened before."
        " characters are those in the picture, by their names in the cast. speaker is who says all"
        " of the sentences, by the name in the cast; empty where they are told.",
        RANGES.format(first=first, last=last),
        in_language(language),
        about(brief),
    )
    return Step(
        name="shots",
        key=f"shots:{first}-{last}",
        system=system,
        user=user,
        max_tokens=room_for(300 + (last - first + 1) * _TOKENS_PER_SENTENCE),
        read=partial(
            _read, first, last, {who.name.casefold(): who.name for who in cast.characters}
        ),
        schema=_SCHEMA,
    )


def _cast_lines(cast: Cast, pieces: Iterable[Piece]) -> list[str]:
    """Return who is named in the sentences, and those who matter most: they may be meant."""
    here = set(cast.named_in(" ".join(line_of(0, piece) for piece in pieces)))
    present = [who for who in cast.characters if who.name in here]
    others = [who for who in cast.characters if who.name not in here]
    return [
        f"{who.name}: {who.description}"[:_LONGEST_LINE] if who.description else who.name
        for who in [*present, *others][:_MOST_CHARACTERS]
    ]


def _so_far(plan: Plan, scene: int) -> str:
    """Tell the story up to a scene, the latest of it where there is too much."""
    lines: list[str] = []
    room = _LONGEST_STORY
    for draft in reversed(plan.scenes[:scene]):
        room -= len(draft.summary)
        if room < 0:
            break
        lines.append(draft.summary)
    return listed("What happened before:", filter(None, reversed(lines)))


def _place(scene: SceneDraft) -> str:
    heading = scene.heading.text if scene.heading else scene.title
    return listed("This scene:", filter(None, (" ".join(heading.split()), scene.summary)))


def _read(first: int, last: int, cast: dict[str, str], reply: Reply) -> Checked[Shots]:
    found = json_reply(reply.text, "clips")
    if found is None:
        return Checked(None, ("it is not the JSON object that was asked for",))
    items, faults = items_of(found, "clips", ShotClip, _MOST_READ)
    clips, moved = tiled(items, first, last)
    if not clips or not is_small(moved, first, last):
        wrong = f"clips: the ranges must cover the sentences {first}-{last} once each"
        return Checked(None, (*faults[:MOST_FAULTS], wrong))
    known = tuple(_with_known(clip, cast) for clip in clips)
    return Checked(Shots(first=first, last=last, clips=known))


def _with_known(clip: ShotClip, cast: dict[str, str]) -> ShotClip:
    """Leave out whoever is not in the cast, and write names as the cast does."""
    named: Sequence[str] = [cast.get(name.casefold(), "") for name in clip.characters]
    return clip.model_copy(
        update={
            "speaker": cast.get(clip.speaker.casefold(), ""),
            "characters": tuple(dict.fromkeys(filter(None, named))),
        }
    )
