"""The sounds, read again with a decoder."""

from __future__ import annotations

import io
import wave

import av
import pytest

from backend.synth import tones


@pytest.mark.parametrize("seconds", [0.1, 1.0, 3.7])
def test_a_tune_lasts_exactly_as_long_as_asked(seconds: float) -> None:
    with wave.open(io.BytesIO(tones.write_tune(seconds))) as file:
        assert file.getframerate() == tones.SAMPLE_RATE
        assert file.getnframes() == round(seconds * tones.SAMPLE_RATE)
        assert any(file.readframes(file.getnframes()))


def test_a_tone_of_no_frequency_is_silence() -> None:
    with wave.open(io.BytesIO(tones.write_tone(0.5, frequency=0))) as file:
        assert not any(file.readframes(file.getnframes()))


@pytest.mark.parametrize(("extension", "codec"), [("mp3", "mp3float"), ("flac", "flac")])
def test_compressed_sounds_can_be_read_again(extension: str, codec: str) -> None:
    content = tones.write_tone(1.0, extension=extension)
    with av.open(io.BytesIO(content), "r") as container:
        stream = container.streams.audio[0]
        samples = sum(frame.samples for frame in container.decode(stream))
    assert stream.codec_context.name == codec
    assert samples == pytest.approx(tones.SAMPLE_RATE, rel=0.06)


@pytest.mark.parametrize("text", ["Rain falls, and falls.", "x", "雨が降る"])
def test_a_babble_lasts_exactly_as_long_as_asked_and_is_silent_between_words(text: str) -> None:
    with wave.open(io.BytesIO(tones.write_babble(text, 2.5))) as file:
        assert file.getnframes() == round(2.5 * tones.SAMPLE_RATE)
        samples = file.readframes(file.getnframes())
    share = len(samples) // len(text) // 2 * 2
    for number, letter in enumerate(text):
        middle = samples[number * share + 400 : (number + 1) * share - 400]
        assert any(middle) == letter.isalnum(), letter
