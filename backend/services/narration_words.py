"""What is said in a clip, by whom, and how long that takes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from backend.domain.character import Character
from backend.domain.clip import Clip
from backend.domain.media import MediaKind
from backend.domain.project import Project
from backend.domain.story import SourceKind, Voice
from backend.domain.take import GeneratedContent
from backend.story.blocks import spoken
from backend.story.timing import speech_seconds

MEASURED_FROM: Final = 5
"""So many narrations of a voice tell how fast it speaks."""


def narration_words(clip: Clip, *, narrate_action: bool = False) -> str:
    """Return what narration says in a clip: the action only if nothing else is said."""
    return spoken(clip.words or (clip.action if narrate_action else ""))


def is_sung(clip: Clip, project: Project) -> bool:
    """Tell whether the clip's words are timed already: music says them, and no narration does."""
    timed = project.source is not None and project.source.kind is SourceKind.SRT
    return timed and clip.locked


def voice_of(clip: Clip, cast: Mapping[str, Character], project: Project) -> Voice:
    """Return who speaks in a clip: its speaker's voice, else the project's, else nobody chosen.

    Args:
        cast: the project's characters by their names, case folded.
    """
    speaker = cast.get((clip.speaker or "").casefold())
    return (speaker.voice if speaker else None) or project.voice or Voice()


class Pace:
    """How fast each voice speaks, measured on what it said in the project."""

    def __init__(self, clips: Iterable[Clip]) -> None:
        measured: dict[str, list[tuple[float, float]]] = {}
        for voice, expected, actual in _measured(clips):
            measured.setdefault(voice, []).append((expected, actual))
        self._factors = {
            voice: sum(actual for _, actual in each) / sum(expected for expected, _ in each)
            for voice, each in measured.items()
            if len(each) >= MEASURED_FROM
        }

    def seconds(self, text: str, voice: Voice) -> float:
        """Estimate the seconds a voice takes to say the text."""
        return speech_seconds(text) / voice.speed * self._factors.get(voice.voice_id, 1.0)


def _measured(clips: Iterable[Clip]) -> Iterator[tuple[str, float, float]]:
    """Yield each narration's voice, and how long it should have taken and did, at speed 1."""
    for take in (take for clip in clips for take in clip.takes(MediaKind.AUDIO)):
        expected = speech_seconds(take.prompt)
        if take.job_id and take.duration and expected:
            voice, speed = _asked(take)
            yield voice, expected, take.duration * speed


def _asked(take: GeneratedContent) -> tuple[str, float]:
    voice, speed = (take.generation_params.get(name) for name in ("voice", "speed"))
    return str(voice or ""), speed if isinstance(speed, float | int) and speed > 0 else 1.0
