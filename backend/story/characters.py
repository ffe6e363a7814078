"""Finding who is in a script: speakers, and names that come again in what is told."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from backend.story.blocks import Role
from backend.story.headings import readable
from backend.story.languages import guess_language, is_common
from backend.story.pieces import Piece
from backend.story.script import ScriptCharacter
from backend.story.vocabulary import (
    ARTICLES,
    CAPITALISED,
    DESCRIBING,
    GERMAN,
    PLACES,
    PLACING,
    TITLES,
)

MAX_CHARACTERS = 100

_WORD = re.compile(r"[^\W_][\w'’-]*")
_APOSTROPHE = re.compile("['’]")
_POSSESSIVE = re.compile(r"['’]s?$")
_OFF_SCREEN = re.compile(r"\b(?:V\.?\s?O|O\.?\s?S|O\.?\s?C)\b", re.IGNORECASE)
_DESCRIPTION = r"(?<!\w){}((?: [^\W\d_][\w'’.-]*){{0,2}})\s*\(([^()]{{3,300}})\)"
_TITLED = re.compile(rf"\b(?:(?i:{'|'.join(sorted(TITLES))})\b\.? )+(?P<name>[^\W\d_][\w'’-]+)")

_GERMAN_SHARE = 0.06


class Cast:
    """The characters of a script, and how to recognise them in a text."""

    def __init__(self, characters: Iterable[ScriptCharacter]) -> None:
        self.characters = tuple(characters)
        self._shown = {_key(character.name): character.name for character in self.characters}
        # The longest first, so that "Young Ines" is not taken for Ines as well.
        self._forms = sorted(
            ((form, name) for name in self._shown.values() for form in self._forms_of(name)),
            key=lambda known: -len(known[0]),
        )

    def display(self, cue: str) -> str:
        """Return a speaker's name as it is shown: that of the cue "MARA" is "Mara"."""
        return self._shown.get(_key(cue), readable(cue))

    def named_in(self, text: str) -> list[str]:
        """Return the characters whose names stand in the text, written as names are."""
        found = set()
        for form, name in self._forms:
            if form in text and (rest := _without(form, text)) != text:
                found.add(name)
                text = rest
        return [name for name in self._shown.values() if name in found]

    def _forms_of(self, name: str) -> Iterator[str]:
        """Yield the ways a name is written, but those that are somebody else's whole name."""
        for form in _forms(name):
            if self._shown.get(_key(form), name) == name:
                yield form


def find_cast(pieces: Sequence[Piece]) -> Cast:
    """Find speakers and recurring names, speakers first; at most 100 in all.

    A name in what is told counts from its second time on, and only if it stands inside a
    sentence once or in capitals; in German, where every noun looks like a name, only speakers
    count and who is named by a title, such as Herr or Frau.
    """
    told = [piece.text for piece in pieces if piece.block.role is not Role.DIALOGUE]
    cues = [block.speaker for block in dict.fromkeys(p.block for p in pieces) if block.speaker]
    speeches = Counter(map(_key, cues))
    names: dict[str, str] = {}
    for cue in sorted(cues, key=str.isupper):
        names.setdefault(_key(cue), readable(cue))
    speakers = [names[key] for key in speeches]
    known = {word for name in speakers for word in _key(name).split()}
    others = [name for name in _recurring(told) if known.isdisjoint(_key(name).split())]
    story = "\n".join(told)
    return Cast(
        ScriptCharacter(name, _description(name, story), speeches[_key(name)])
        for name in [*speakers, *others][:MAX_CHARACTERS]
    )


def is_off_screen(detail: str) -> bool:
    """Whether what stands beside a speaker's name says that only the voice is there."""
    return _OFF_SCREEN.search(detail) is not None


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _forms(name: str) -> tuple[str, ...]:
    """Return the ways a name is written: whole, one word (not the title), and in capitals."""
    words = [word.rstrip(".") for word in name.split()]
    short = words[-1] if words[0].casefold() in TITLES else words[0]
    if len(short) < 3 or short.casefold() in CAPITALISED | ARTICLES | DESCRIBING:
        short = name
    return tuple(dict.fromkeys((name, name.upper(), short, short.upper())))


def _without(form: str, text: str) -> str:
    """Take a form out where it is a word; scripts without capitals have no words to see."""
    if form.upper() == form.lower():
        return text.replace(form, " ")
    return re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", " ", text)


def _description(name: str, story: str) -> str:
    """Return what stands in brackets after the name: "MARA VALE (34, a mustard raincoat)"."""
    for form in _forms(name):
        for found in re.finditer(_DESCRIPTION.format(re.escape(form)), story):
            if all(word[0].isupper() for word in found[1].split()):
                return " ".join(found[2].split())
    return ""


def _recurring(sentences: Sequence[str]) -> list[str]:
    """Return the names found in sentences, in the order of their first appearance."""
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if sum(word in GERMAN for word in words) > _GERMAN_SHARE * len(words):
        return _titled(sentences)
    shouted = {word.capitalize() for word in words if len(word) > 2 and word.isupper()}
    lower = {word for word in words if word.islower()}
    language = guess_language(" ".join(words)) or "en"
    total: Counter[str] = Counter()
    within: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for sentence in sentences:
        for before, name in _capitalised(sentence):
            total[name] += 1
            within[name] += before != ""
            refused[name] += 2 * (before in ARTICLES) + (before in PLACING)
    names = [
        name
        for name, times in total.items()
        if times >= 2
        and (within[name] or name in shouted)
        and 2 * refused[name] <= times
        and _key(name) not in lower
        and not is_common(_APOSTROPHE.split(_key(name))[0], language)
        and not _is_place(name)
    ]
    full = {word for name in names if " " in name for word in name.split()}
    return [name for name in names if name not in full]


def _titled(sentences: Sequence[str]) -> list[str]:
    """Return the names that stand after a title more than once, such as Herr and Frau."""
    found = Counter(match["name"] for sentence in sentences for match in _TITLED.finditer(sentence))
    return [name for name, times in found.items() if times > 1 and name[0].isupper()]


def _is_place(name: str) -> bool:
    """Whether it is Fenner Street and not a person."""
    *before, last = name.casefold().split()
    return bool(before) and last in PLACES


def _capitalised(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield each name of one to three words with the word before it, "" at a beginning."""
    words = list(_WORD.finditer(sentence))
    gaps = ["", *(sentence[a.end() : b.start()] for a, b in pairwise(words))]
    texts = [_POSSESSIVE.sub("", word[0]) for word in words]
    at = 0
    while at < len(words):
        after = at + 1
        if _is_name(texts[at]):
            while 0 < at < after < min(at + 3, len(words)) and _is_name(texts[after]):
                if gaps[after] != " ":
                    break
                after += 1
            before = texts[at - 1].casefold() if gaps[at] in {" ", ", "} else ""
            yield before, " ".join(texts[at:after])
        at = after


def _is_name(word: str) -> bool:
    return word[:1].isupper() and not word.isupper() and word.casefold() not in CAPITALISED
