"""Reading a scene heading: where, when, and the author's number."""

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"#([\w.\-]+)#$")
_SETTING = re.compile(
    r"(?P<both>(?:INT|EXT)\.?/(?:INT|EXT)|I/E)[. ]|(?P<one>INT|EXT|EST)[. ]", re.IGNORECASE
)
_DASH = re.compile(r"\s+[-–—]+\s*|[-–—]+\s+")
_STOP = re.compile(r"[.,]\s+")
_TIME = re.compile(
    r"\b(?:day|night|morning|evening|afternoon|noon|midnight|midday|dawn|dusk|sunset|sunrise|"
    r"later|continuous|same|tag|nacht|morgen|abend|jour|nuit|matin|soir|día|noche|"
    r"день|ночь|утро|вечер)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’]\w\b)?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A scene heading taken apart; what it does not say is empty."""

    name: str
    setting: str = ""
    location: str = ""
    time_of_day: str = ""
    number: str = ""


def is_heading(text: str) -> bool:
    """Whether the line is a screenplay's scene heading, such as "INT. KITCHEN - NIGHT"."""
    setting = _SETTING.match(text)
    return setting is not None and bool(text[setting.end() :].strip(" .-"))


def parse_heading(text: str) -> Heading:
    """Take a heading apart; one that names no INT or EXT has only a name and a number."""
    number = _NUMBER.search(text)
    name = text[: number.start()].strip() if number else text
    code = number[1] if number else ""
    setting = _SETTING.match(name)
    if setting is None:
        return Heading(name or text, number=code)
    place, time = _place_and_time(name[setting.end() :].strip(" .-"))
    kind = "INT/EXT" if setting["both"] else setting["one"].upper().replace("EST", "EXT")
    return Heading(name, kind, readable(place), time.lower(), code)


def readable(name: str) -> str:
    """Return a name in capitals as it is written elsewhere: "MARA'S ROOM" is "Mara's Room"."""
    return _WORD.sub(lambda word: word[0].capitalize(), name) if name.isupper() else name


def _place_and_time(text: str) -> tuple[str, str]:
    for separator, is_time in ((_DASH, _TIME.search), (_STOP, _TIME.fullmatch)):
        found = list(separator.finditer(text))
        if found and is_time(text, found[-1].end()):
            return text[: found[-1].start()], text[found[-1].end() :]
    return text, ""
