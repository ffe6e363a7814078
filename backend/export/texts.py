"""Text as editors can take it: what XML forbids is gone, and ASCII where nothing else is read."""

import html
import re
import unicodedata
from typing import Final

_FORBIDDEN_IN_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN: Final = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"}
    | {
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
    }
)


def unescaped(prompt: str) -> str:
    """Return a prompt as it was typed: some clients send it HTML-escaped (`&quot;`)."""
    return html.unescape(prompt)


def lf(text: str) -> str:
    """Return the text with its lines ending in LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str) -> str:
    """Return the text without the characters that XML 1.0 does not allow, lines ending in LF."""
    return _FORBIDDEN_IN_XML.sub("", lf(text))


def one_line(text: str) -> str:
    """Return the text with each run of blanks and line ends as one space."""
    return " ".join(text.split())


def to_ascii(text: str) -> str:
    """Return the text in printable ASCII on one line, e.g. "Žižkov, “dawn”" > 'Zizkov, "dawn"'.

    What has no likeness in ASCII is left out, so the answer may be empty.
    """
    decomposed = unicodedata.normalize("NFKD", one_line(text).translate(_PLAIN))
    return one_line("".join(each for each in decomposed if " " <= each <= "~"))


def file_stem(text: str) -> str:
    """Return a name for files that every system takes, e.g. "Rain: a song" > "Rain_a_song"."""
    words = re.findall(r"[A-Za-z0-9-]+", to_ascii(text).replace("'", ""))
    return "_".join(words)[:80].strip("_-") or "storyboard"
