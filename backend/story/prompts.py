"""Composing prompts for pictures and videos from what is known about a shot."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from backend.story.sentences import sentences

PROMPT_CAP = 2000

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][\"”»])\s+")
_PHRASE_END = re.compile(r"(?<=[;,])\s+")
_ENDS = (".", "!", "?", "…", "。", "！", "？")
_QUOTES = "\"'”’»«›‹)"
_MARKS = ".,;:!?…。！？，"
_SETTINGS = {"INT": "interior", "EXT": "exterior", "INT/EXT": "interior and exterior"}


@dataclass(frozen=True, slots=True)
class PromptCharacter:
    """What a prompt says about a character."""

    name: str
    description: str = ""
    trigger_words: tuple[str, ...] = ()
    style_notes: str = ""


@dataclass(frozen=True, slots=True)
class PromptParts:
    """All that a shot's prompts are made of; what is not known is empty.

    Attributes:
        prefix, suffix: the template's.
        shot: size and angle, such as "wide shot, low angle"; move: the camera's.
        setting: INT, EXT or INT/EXT.
        action: what is seen; for narrated text, the text itself.
        context: what was last seen before a shot that says nothing of itself but a speech.
        direction: how the speaker says it, such as "whispering".
        off_screen: the speaker is heard and not seen.
    """

    prefix: str = ""
    shot: str = ""
    move: str = ""
    setting: str = ""
    location: str = ""
    time_of_day: str = ""
    characters: tuple[PromptCharacter, ...] = ()
    action: str = ""
    context: str = ""
    speaker: str = ""
    dialogue: str = ""
    direction: str = ""
    off_screen: bool = False
    suffix: str = ""


class _Keep(IntEnum):
    """How dear a phrase is when a prompt is too long: the lowest go first."""

    SUFFIX = 0
    STYLE = 1
    CONTEXT = 2
    DESCRIPTION = 3
    PREFIX = 4
    PLACE = 5
    SHOT = 6
    ACTION = 7
    NAME = 8
    ALWAYS = 9


@dataclass(frozen=True, slots=True)
class _Phrase:
    keep: _Keep
    text: str

    @property
    def key(self) -> str:
        return self.text.casefold().strip(' .,;!?…"”')


_Sentence = list[_Phrase]


def character_block(character: PromptCharacter) -> str:
    """Return "trigger words, name, description. Style: style notes."; empty parts are left out."""
    return _written(_block(character))


def apply_character(prompt: str, character: PromptCharacter, earlier: str = "") -> str:
    """Put the character's block before a prompt, in place of an earlier block.

    Args:
        earlier: the block last applied to this prompt, which may be another character's, or the
            same one's before it was edited.
    """
    block = character_block(character)
    return f"{block} {_without(prompt, earlier, block)}".strip()


@dataclass(frozen=True, slots=True)
class PromptStyle:
    """What a template puts around a prompt."""

    prefix: str = ""
    suffix: str = ""


def apply_style(prompt: str, style: PromptStyle, earlier: PromptStyle | None = None) -> str:
    """Put a template's words around a prompt, in place of those of an earlier one.

    >>> apply_style("A tram", PromptStyle("oil painting", "muted colours"))
    'oil painting, A tram, muted colours'
    """
    old = earlier or style
    bare = _without(prompt, old.prefix, old.suffix, style.prefix, style.suffix)
    parts = [part for part in (_phrase(style.prefix), bare, _phrase(style.suffix)) if part]
    ended = [part if part[-1] in _MARKS else f"{part}," for part in parts[:-1]]
    return " ".join([*ended, *parts[-1:]])


def _phrase(text: str) -> str:
    """People write the comma that is to join a phrase with a prompt on either side of it."""
    return text.strip(" \n,;")


def _without(prompt: str, *texts: str) -> str:
    """Take texts out of a prompt where they stand for themselves, between marks."""
    for text in filter(None, map(_phrase, texts)):
        own = re.escape(text)
        seam = r"\s+" if text[-1] in _MARKS else r"[,;]\s*"
        apart = rf"(?:^|(?<=[{_MARKS}{_QUOTES}]\s)|(?<=\n)){own}(?:{seam}|$)"
        prompt = re.sub(rf"{apart}|[,;]\s+{own}(?=[{_MARKS}]|$)", "", prompt)
    return prompt.strip()


def compose_image_prompt(parts: PromptParts, cap: int = PROMPT_CAP) -> str:
    """Compose the prompt for a still.

    Longer than `cap` characters, it loses whole phrases, the suffix's first; trigger words stay
    even where they alone exceed the cap. What the action says already is not said again, so
    that a prompt given back as the action comes out as it was.
    """
    seen = parts.speaker and parts.dialogue and not parts.off_screen
    speaking = _listed(f"{parts.speaker} speaking", parts.direction)
    return _composed(parts, [speaking] if seen else [], cap)


def compose_video_prompt(parts: PromptParts, cap: int = PROMPT_CAP) -> str:
    """Compose the prompt for a video: the still's, with what is said and the camera's move."""
    speaker = _listed(parts.speaker, parts.direction, "off screen" if parts.off_screen else "")
    aside = "," if speaker != parts.speaker else ""
    says = f'{speaker}{aside} says: "{parts.dialogue}"'
    spoken = [says] if parts.speaker and parts.dialogue else []
    return _composed(parts, [*spoken, parts.move], cap)


def _composed(parts: PromptParts, closing: list[str], cap: int) -> str:
    told_of = " ".join((parts.action, parts.context, *closing))
    unknown = [who for who in parts.characters if not _is_only_named(who, told_of)]
    blocks = [sentence for character in unknown for sentence in _block(character)]
    always = [phrase for block in blocks for phrase in block if phrase.keep is _Keep.ALWAYS]
    place = [_SETTINGS.get(parts.setting, ""), parts.location, parts.time_of_day]
    before = [
        _unsaid(_phrases(parts.prefix, _Keep.PREFIX), _keys([always])),
        _unsaid(_phrases(parts.shot, _Keep.SHOT), _keys([always])),
        [_Phrase(_Keep.PLACE, text) for text in place if text],
        *blocks,
    ]
    action = [_phrases(sentence, _Keep.ACTION) for sentence in _sentences(parts.action)]
    told = [*before, *_news(action, _keys(before))]
    said = _keys(told)
    context = _sentences(parts.context)
    after = [
        *_news((_phrases(sentence, _Keep.CONTEXT) for sentence in context), said),
        *([_Phrase(_Keep.ACTION, text)] for text in closing if _news([_phrases(text)], said)),
        _unsaid(_phrases(parts.suffix, _Keep.SUFFIX), said),
    ]
    return _shortened([*told, *after], cap)


def _block(character: PromptCharacter) -> list[_Sentence]:
    style = f"Style: {character.style_notes}" if character.style_notes.strip() else ""
    return [
        [
            *(_Phrase(_Keep.ALWAYS, word) for word in character.trigger_words if word.strip()),
            *_phrases(character.name, _Keep.NAME),
            *_phrases(character.description, _Keep.DESCRIPTION),
        ],
        _phrases(style, _Keep.STYLE),
    ]


def _is_only_named(character: PromptCharacter, text: str) -> bool:
    """Whether nothing is known of the character but the name, which the text says anyway."""
    known = (*character.trigger_words, character.description, character.style_notes)
    name = rf"(?<!\w){re.escape(character.name)}(?!\w)"
    return not any(known) and re.search(name, text, re.IGNORECASE) is not None


def _listed(*words: str) -> str:
    return ", ".join(filter(None, words))


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for part in _SENTENCE_END.split(" ".join(text.split())):
        if found and not _is_ended(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def _is_ended(text: str) -> bool:
    """Whether a sentence ends with the text; with "St." it only seems to."""
    probe = f"{text} X"
    return sentences(probe, 0, len(probe))[-1][0] > len(text)


def _phrases(text: str, keep: _Keep = _Keep.ACTION) -> _Sentence:
    parts = (part for sentence in _sentences(text) for part in _PHRASE_END.split(sentence))
    return [_Phrase(keep, part) for part in parts if part]


def _keys(sentences: Iterable[_Sentence]) -> set[str]:
    return {phrase.key for phrases in sentences for phrase in phrases}


def _unsaid(phrases: _Sentence, said: set[str]) -> _Sentence:
    return [phrase for phrase in phrases if phrase.key not in said]


def _news(sentences: Iterable[_Sentence], said: set[str]) -> list[_Sentence]:
    """Return the sentences that say anything new, whole."""
    return [phrases for phrases in sentences if _unsaid(phrases, said)]


def _shortened(sentences: list[_Sentence], cap: int) -> str:
    """Write the sentences without the least dear phrases, the last ones first, that exceed it."""
    places = [(at, index) for at, phrases in enumerate(sentences) for index in range(len(phrases))]
    places.sort(key=lambda place: (sentences[place[0]][place[1]].keep, -place[0], -place[1]))
    droppable = [at for at in places if sentences[at[0]][at[1]].keep is not _Keep.ALWAYS]

    def without(count: int) -> str:
        dropped = set(droppable[:count])
        return _written(
            [phrase for index, phrase in enumerate(phrases) if (at, index) not in dropped]
            for at, phrases in enumerate(sentences)
        )

    fewest = bisect_left(range(len(droppable)), True, key=lambda n: len(without(n)) <= cap)
    return without(fewest)


def _written(sentences: Iterable[_Sentence]) -> str:
    return " ".join(_sentence(phrases) for phrases in sentences if phrases)


def _sentence(phrases: list[_Phrase]) -> str:
    """Write phrases as a sentence: a comma after each that ends with no mark, a full stop last."""
    texts = (phrase.text for phrase in phrases)
    ended = (text if text.endswith((",", ";")) or _is_ended(text) else f"{text}," for text in texts)
    text = " ".join(ended).rstrip(" ,;:")
    return text if text.rstrip(_QUOTES).endswith(_ENDS) else f"{text}."
