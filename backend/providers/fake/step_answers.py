"""What the fake provider answers to the steps of a draft: sensible, and made of the listing.

The text comes as numbered sentences, "[12] It rained."; an answer names them by their numbers.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from backend.providers.fake.luck import number

_LISTED: Final = re.compile(r"^\[(\d+)\]\s*(.*)$", re.MULTILINE)
_SCENES_ASKED: Final = re.compile(r"\b(\d{1,3}) scenes?\b")
_NAME: Final = re.compile(r"(?<=[\w,;] )[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_SENTENCES_A_SCENE: Final = 6
_SENTENCES_A_CLIP: Final = 2
_MOST_SCENES: Final = 40
_MOST_NAMES: Final = 5
_SIZES: Final = ("wide shot", "medium shot", "close-up", "medium close-up", "long shot")
_ANGLES: Final = ("eye level", "low angle", "high angle")
_MOVES: Final = ("static", "slow push in", "pan left", "tilt up", "tracking shot")
_LOOKS: Final = (
    *("green eyes, short dark hair, a red scarf", "freckles, a blue raincoat, curly hair"),
    *("grey beard, a worn felt hat, kind eyes", "tall, silver braid, a long green coat"),
)
_STYLES: Final = (
    "soft watercolour, warm evening light",
    "ink and gouache, muted colours",
    "cinematic photography, shallow depth of field",
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of the listing."""

    n: int
    text: str


def listing_of(message: str) -> list[Sentence]:
    """Return the numbered sentences of a message."""
    return [Sentence(int(match[1]), match[2].strip()) for match in _LISTED.finditer(message)]


def scenes_asked(message: str) -> int | None:
    """Return the number of scenes that a message asks for."""
    asked = _SCENES_ASKED.search(message)
    return int(asked[1]) if asked else None


def _outline(sentences: Sequence[Sentence], message: str, seed: int) -> dict[str, Any]:
    wanted = scenes_asked(message) or round(len(sentences) / _SENTENCES_A_SCENE)
    scenes = _split(sentences, max(1, min(wanted, _MOST_SCENES, len(sentences))))
    return {
        "title": _words(sentences[0].text, 6),
        "logline": _words(sentences[0].text, 24),
        "scenes": [
            {
                "title": _words(scene[0].text, 5),
                "summary": _words(scene[0].text, 24),
                "first": scene[0].n,
                "last": scene[-1].n,
            }
            for scene in scenes
        ],
    }


def _cast(sentences: Sequence[Sentence], message: str, seed: int) -> dict[str, Any]:
    return {
        "characters": [
            {"name": name, "description": _LOOKS[number(seed, name) % len(_LOOKS)]}
            for name in _names(sentences)
        ],
        "style": _STYLES[seed % len(_STYLES)],
    }


def _shots(sentences: Sequence[Sentence], message: str, seed: int) -> dict[str, Any]:
    return {
        "clips": [
            _clip(clip, number(seed, clip[0].n))
            for clip in _split(sentences, -(-len(sentences) // _SENTENCES_A_CLIP))
        ]
    }


def _clip(sentences: Sequence[Sentence], dice: int) -> dict[str, Any]:
    return {
        "first": sentences[0].n,
        "last": sentences[-1].n,
        "speaker": "",
        "size": _SIZES[dice % len(_SIZES)],
        "angle": _ANGLES[dice // 5 % len(_ANGLES)],
        "move": _MOVES[dice // 15 % len(_MOVES)],
        "action": _words(" ".join(each.text for each in sentences), 30),
        "characters": _names(sentences),
    }


ANSWERS: Final[dict[str, Callable[[Sequence[Sentence], str, int], dict[str, Any]]]] = {
    "outline": _outline,
    "cast_and_style": _cast,
    "shots": _shots,
}
"""By the schema's name: makes the answer of the sentences, the whole message and a seed."""


def _split(sentences: Sequence[Sentence], parts: int) -> Iterator[Sequence[Sentence]]:
    """Yield the sentences in so many runs, as even as can be."""
    ends = [len(sentences) * part // parts for part in range(parts + 1)]
    yield from (sentences[start:end] for start, end in pairwise(ends))


def _names(sentences: Sequence[Sentence]) -> list[str]:
    """Return who is told of, the most told of first: capitals within a sentence."""
    counted = Counter(name for each in sentences for name in _NAME.findall(each.text))
    return [name for name, _ in counted.most_common(_MOST_NAMES)]


def _words(text: str, most: int) -> str:
    words = text.split()
    return " ".join(words[:most]).rstrip(".,;:") or "…"
