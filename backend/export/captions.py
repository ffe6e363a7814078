"""Captions: the words of each shot under it, one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from backend.export.timeline import Caption

Words = Literal["auto", "narration", "dialogue", "lyrics", "none"]


@dataclass(frozen=True)
class Spoken:
    """The words of one shot, with where it lies and where it is narrated, in frames."""

    shot: tuple[int, int]
    narrated: tuple[int, int] | None
    narration: str
    dialogue: str
    lyrics: str


def make_captions(shots: Iterable[Spoken], words: Words) -> tuple[Caption, ...]:
    """Return the captions in order; where two would overlap, the later one begins.

    Two that begin on the same frame are shown as one.
    """
    captions: list[Caption] = []
    for caption in sorted(filter(None, (_caption(shot, words) for shot in shots)), key=_start):
        if captions and captions[-1].start == caption.start:
            before = captions.pop()
            text = f"{before.text}\n{caption.text}"
            caption = Caption(caption.start, max(before.end, caption.end), text)
        elif captions and captions[-1].end > caption.start:
            before = captions.pop()
            captions.append(Caption(before.start, caption.start, before.text))
        captions.append(caption)
    return tuple(captions)


def _start(caption: Caption) -> int:
    return caption.start


def _caption(shot: Spoken, words: Words) -> Caption | None:
    narration = shot.narration if shot.narrated else ""
    text = {
        "auto": narration or shot.dialogue or shot.lyrics,
        "narration": narration,
        "dialogue": shot.dialogue,
        "lyrics": shot.lyrics,
        "none": "",
    }[words]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    start, end = shot.narrated if shot.narrated and text == narration else shot.shot
    return Caption(start, end, "\n".join(lines)) if lines and start < end else None
