"""The step that describes who is in a story, and how it looks."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Annotated, Final

from pydantic import Field

from backend.domain.story import Brief
from backend.story.characters import Cast, find_cast
from backend.story.llm.fields import (
    MOST_FAULTS,
    TEXT,
    Frozen,
    Sentence,
    Title,
    a_list,
    an_object,
    items_of,
    text_of,
)
from backend.story.llm.instructions import READING, about, in_language, listed, told
from backend.story.llm.json_reply import json_reply
from backend.story.llm.listing import cost_of, fenced, line_of, pieces_of
from backend.story.llm.outline import Outline
from backend.story.llm.step import DEFAULT_CONTEXT, Checked, Reply, Step
from backend.story.parser import ReadScript
from backend.story.pieces import Piece
from backend.story.script import ScriptCharacter

MOST_CHARACTERS: Final = 24
_LONGEST_STYLE: Final = 300
_LONGEST_KNOWN: Final = 150
"""Characters of what is told of somebody, or of a scene."""
_MOST_WORDS: Final = 6
"""So many words of a name are looked for."""
_MENTIONS: Final = 4
"""Of a long script the model reads so many sentences about each character, beside its beginning."""
_MOST_SCENES: Final = 40
_FRAME: Final = 5_000
"""Tokens of what is said around the text."""
_REPLY: Final = 4_096
"""Tokens of the reply."""
_SCHEMA: Final = an_object(characters=a_list(name=TEXT, description=TEXT), style=TEXT)


class CastMember(Frozen):
    """Somebody in the story, and what can be seen of them."""

    name: Annotated[Title, Field(min_length=1)]
    description: Sentence


class CastSheet(Frozen):
    """Who is in the story; `style` is how all of its pictures look."""

    characters: tuple[CastMember, ...] = ()
    style: str = ""


def cast_step(
    source: ReadScript,
    outlines: Sequence[Outline] = (),
    *,
    brief: Brief | None = None,
    style: str = "",
    existing: Sequence[ScriptCharacter] = (),
    language: str | None = None,
    context: int = DEFAULT_CONTEXT,
) -> Step[CastSheet]:
    """Have the characters described, and the style where none is chosen.

    Args:
        style: of the chosen template, which the descriptions are to fit.
        existing: the project's characters, which stay as they are.
        context: tokens of a conversation; of a longer text the model reads a selection.
    """
    pieces = pieces_of(source)
    found = find_cast(pieces)
    room = max(context - _FRAME - _REPLY, context // 4)
    known = frozenset(who.name.casefold() for who in existing)
    others = [who.name for who in found.characters if who.name.casefold() not in known]
    lines = _selected(pieces, found, room)
    is_whole = len(lines) == len(pieces)
    happens = [] if is_whole else [scene.summary for part in outlines for scene in part.scenes]
    user = told(
        listed("Known, to be left as they are:", map(_known, existing[:MOST_CHARACTERS])),
        listed("Found by their names:", others[:MOST_CHARACTERS]),
        listed("What happens:", (summary[:_LONGEST_KNOWN] for summary in happens[:_MOST_SCENES])),
        fenced("\n".join(lines)),
    )
    return Step(
        name="cast_and_style",
        key="cast_and_style",
        system=_system(brief, style, language),
        user=user,
        max_tokens=_REPLY,
        read=partial(_read, source.text.casefold(), known),
        schema=_SCHEMA,
    )


def _system(brief: Brief | None, style: str, language: str | None) -> str:
    chosen = f"The style is set: {style}" if style else "Propose a style in at most fifteen words."
    return told(
        READING,
        f"Name those who are in the story, at most {MOST_CHARACTERS}, by the names that stand in"
        " the text, and describe each in a few phrases that a picture can show: age, build, hair,"
        " clothes, what is special. What the text says of them holds; what it leaves open you"
        " choose, once for all pictures. Places and things are no characters.",
        chosen,
        in_language(language),
        about(brief),
    )


def _known(who: ScriptCharacter) -> str:
    return f"{who.name}: {who.description}"[:_LONGEST_KNOWN]


def _selected(pieces: Sequence[Piece], cast: Cast, room: int) -> list[str]:
    """Return the sentences in order, of a text that is too long those that tell most."""
    costs = [cost_of(piece) for piece in pieces]
    chosen: set[int] = set()
    mentions: dict[str, int] = {}
    order = [*range(len(pieces))]
    if sum(costs) > room:
        for at, piece in enumerate(pieces):
            for name in cast.named_in(piece.text):
                mentions[name] = mentions.get(name, 0) + 1
                if mentions[name] <= _MENTIONS:
                    chosen.add(at)
        order.sort(key=lambda at: at not in chosen)
    taken = []
    for at in order:
        room -= costs[at]
        if room < 0:
            break
        taken.append(at)
    return [line_of(at + 1, pieces[at]) for at in sorted(taken)]


def _read(text: str, known: frozenset[str], reply: Reply) -> Checked[CastSheet]:
    found = json_reply(reply.text, "characters")
    if found is None:
        return Checked(None, ("it is not the JSON object that was asked for",))
    items, faults = items_of(found, "characters", CastMember, MOST_CHARACTERS)
    members: dict[str, CastMember] = {}
    for member in items:
        key = member.name.casefold()
        if key in known or _stands_in(key, text):
            members.setdefault(key, member)
    sheet = CastSheet(
        characters=tuple(members.values()), style=text_of(found, "style", _LONGEST_STYLE)
    )
    return Checked(sheet, () if members or not faults else tuple(faults[:MOST_FAULTS]))


def _stands_in(name: str, text: str) -> bool:
    """Whether the name, or a word of it, is in the text: nobody is made up."""
    return name in text or any(
        len(word) > 2 and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
        for word in name.split()[:_MOST_WORDS]
    )
