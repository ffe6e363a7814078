"""Sounds made of sine waves: silence, one tone, a small tune, or a voice without words."""

from __future__ import annotations

import array
import functools
import io
import math
import wave
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, cast

# PyAV is imported where it is used: it takes longer to load than a server takes to start.
if TYPE_CHECKING:
    from av.audio.stream import AudioStream

SAMPLE_RATE = 44_100
PEAK = 9_000
FADE_SECONDS = 0.02

# Semitones from A3; the tune repeats for as long as it is asked to last.
TUNE = (0, 3, 7, 12, 10, 7, 3, 7, -2, 2, 5, 10, 8, 5, 2, 5)
BEAT_SECONDS = Fraction(3, 8)

# A voice between a low man's and a high woman's; few pitches, so that their notes are kept.
VOICE_HZ = 120.0
VOICE_PITCHES = 7

# Container and codec of the compressed kinds, by file extension.
COMPRESSED = {"mp3": ("mp3", "libmp3lame", "s16p"), "flac": ("flac", "flac", "s16")}


def write_tone(seconds: float, *, frequency: float = 220.0, extension: str = "wav") -> bytes:
    """Return a mono file (wav, mp3 or flac) of one note; a frequency of 0 Hz is silence."""
    return _encode([_note(frequency, round(seconds * SAMPLE_RATE))], extension)


def write_tune(seconds: float, *, extension: str = "wav") -> bytes:
    """Return a mono file (wav, mp3 or flac) of a plain tune that lasts exactly so long."""
    wanted = round(seconds * SAMPLE_RATE)
    beat = round(BEAT_SECONDS * SAMPLE_RATE)
    notes = [
        _note(220 * 2 ** (TUNE[number % len(TUNE)] / 12), min(beat, wanted - start))
        for number, start in enumerate(range(0, wanted, beat))
    ]
    return _encode(notes, extension)


def write_babble(text: str, seconds: float, *, extension: str = "wav") -> bytes:
    """Return a mono file (wav, mp3 or flac) that lasts exactly so long and sounds like the text.

    Each character has the same share of the time: letters sound, each at its own pitch, and what
    stands between words is silent.
    """
    ends = [round(seconds * SAMPLE_RATE * number / len(text)) for number in range(1, len(text) + 1)]
    return _encode(
        (
            _note(_pitch(letter), end - start)
            for letter, start, end in zip(text, [0, *ends], ends, strict=False)
        ),
        extension,
    )


def _pitch(letter: str) -> float:
    return VOICE_HZ + 12 * (ord(letter) % VOICE_PITCHES) if letter.isalnum() else 0.0


@functools.lru_cache(maxsize=32)
def _note(frequency: float, samples: int) -> Sequence[int]:
    """One note as 16-bit samples, faded at both ends so that it does not click."""
    fade = max(1, round(FADE_SECONDS * SAMPLE_RATE))
    turn = math.tau * frequency / SAMPLE_RATE
    return array.array(
        "h",
        (
            round(PEAK * min(1, n / fade, (samples - n) / fade) * math.sin(turn * n))
            for n in range(samples)
        ),
    )


def _encode(notes: Iterable[Sequence[int]], extension: str) -> bytes:
    samples = array.array("h")
    for note in notes:
        samples.extend(note)
    plain = _wav(samples)
    return plain if extension == "wav" else _compressed(plain, extension)


def _wav(samples: array.array[int]) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(samples.tobytes())
    return out.getvalue()


def _compressed(plain: bytes, extension: str) -> bytes:
    import av

    container_format, codec, layout = COMPRESSED[extension]
    out = io.BytesIO()
    with (
        av.open(io.BytesIO(plain), "r") as source,
        av.open(out, "w", format=container_format) as target,
    ):
        added = target.add_stream(codec, rate=SAMPLE_RATE, layout="mono", format=layout)
        stream = cast("AudioStream", added)
        for frame in source.decode(source.streams.audio[0]):
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return out.getvalue()
