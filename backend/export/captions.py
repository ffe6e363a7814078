"""Captions: the words of each shot under it while they are said, two lines at a time."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from backend.domain.frame_rate import FrameRate
from backend.domain.take import SpokenWord
from backend.export.timeline import Caption
from backend.story.caption_layout import SHORTEST, lay_out_cues

Words = Literal["auto", "narration", "dialogue", "lyrics", "none"]


@dataclass(frozen=True)
class Spoken:
    """The words of one shot, with where it lies and where it is narrated, in frames.

    Attributes:
        aligned: when each word of the narration is said, in seconds from where it begins.
    """

    clip_id: str
    shot: tuple[int, int]
    narrated: tuple[int, int] | None
    narration: str
    dialogue: str
    lyrics: str
    aligned: tuple[SpokenWord, ...] = ()


def make_captions(shots: Iterable[Spoken], words: Words, rate: FrameRate) -> tuple[Caption, ...]:
    """Return the captions in order; where two would overlap, the later one begins.

    Two that begin on the same frame are shown as one.
    """
    captions: list[Caption] = []
    of_shots = (caption for shot in shots for caption in _captions(shot, words, rate))
    for caption in sorted(of_shots, key=_start):
        if captions and captions[-1].start == caption.start:
            before = captions.pop()
            text = f"{before.text}\n{caption.text}"
            caption = Caption(caption.start, max(before.end, caption.end), text, before.clip_id)
        elif captions and captions[-1].end > caption.start:
            before = captions.pop()
            captions.append(Caption(before.start, caption.start, before.text, before.clip_id))
        captions.append(caption)
    return tuple(captions)


def _start(caption: Caption) -> int:
    return caption.start


def _captions(shot: Spoken, words: Words, rate: FrameRate) -> Iterator[Caption]:
    narration = shot.narration if shot.narrated else ""
    text = {
        "auto": narration or shot.dialogue or shot.lyrics,
        "narration": narration,
        "dialogue": shot.dialogue,
        "lyrics": shot.lyrics,
        "none": "",
    }[words]
    narrated = shot.narrated if text == narration else None
    first, last = narrated or shot.shot
    start, end = float(rate.seconds(first)), float(rate.seconds(last))
    for cue in lay_out_cues(text, start, end, shot.aligned if narrated else ()):
        begin = rate.frames(cue.start)
        until = max(rate.frames(cue.end), begin + math.ceil(SHORTEST * rate.rate))
        until = min(until, max(last, shot.shot[1]))
        if begin < until:
            yield Caption(begin, until, cue.text, shot.clip_id)
