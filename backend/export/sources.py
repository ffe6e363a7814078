"""The files of a cut: each is named once, the same in every format, and measured exactly."""

import hashlib
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from backend.domain.frame_rate import FRAME_RATES, FrameRate
from backend.domain.media import Media, MediaKind, media_key
from backend.domain.take import GeneratedContent
from backend.export.material import Material
from backend.export.timeline import Source

_USUAL_SAMPLE_RATE: Final = 48_000
_USUAL_CHANNELS: Final = 2
_KNOWN_RATES: Final = {known.rate for known in FRAME_RATES.values()}


class SourceBook:
    """Turns takes and music into sources."""

    def __init__(self, material: Material, rate: FrameRate) -> None:
        self._material = material
        self._rate = rate.rate
        self._names: set[str] = set()
        self._reels: set[str] = set()

    def of_take(self, code: str, take: GeneratedContent, *, sound: bool = True) -> Source | None:
        """Return the take's file, e.g. "S01_C003_3f2a9c1e.png"; None if it is gone.

        Args:
            code: the shot's code.
            take: what was chosen.
            sound: use the sound of a movie.
        """
        media = self._media(take.url)
        return self._source(media, code, take.id, sound=sound) if media else None

    def of_music(self, reference: str) -> Source | None:
        """Return the project's music, e.g. "music_5d41402a.mp3"; None if it is gone."""
        media = self._media(reference)
        return self._source(media, "music", media.sha256, sound=True) if media else None

    def slate(self, code: str, clip_id: str) -> Source:
        """Return a still that stands for a shot without a file."""
        project = self._material.project
        return Source(
            name=self._name(f"{code}_slate", clip_id, "png"),
            reel=self._reel(clip_id),
            kind=MediaKind.IMAGE,
            key=None,
            rate=self._rate,
            made_at=self._rate,
            width=project.width,
            height=project.height,
        )

    def _media(self, reference: str) -> Media | None:
        key = media_key(reference)
        return self._material.media.get(key) if key in self._material.present else None

    def _source(self, media: Media, code: str, identity: str, *, sound: bool) -> Source:
        project = self._material.project
        is_sound = media.kind is MediaKind.AUDIO
        sounds = is_sound or (sound and media.channels)
        made_at, rate, length = self._measure(media)
        return Source(
            name=self._name(code, identity, media.extension),
            reel=self._reel(identity),
            kind=media.kind,
            key=media.id,
            rate=rate,
            made_at=made_at,
            width=0 if is_sound else media.width or project.width,
            height=0 if is_sound else media.height or project.height,
            length=length,
            sample_rate=(media.sample_rate or _USUAL_SAMPLE_RATE) if sounds else 0,
            channels=(media.channels or _USUAL_CHANNELS) if sounds else 0,
        )

    def _measure(self, media: Media) -> tuple[Fraction, Fraction, Fraction]:
        """Return the rate it was made at, the rate to declare, and the length in seconds.

        A movie of a rate that editors do not know is declared at the timeline's. The length is a
        whole number of frames of the declared rate, or of samples.
        """
        length = Fraction(str(media.duration or 0))
        if media.kind is MediaKind.IMAGE:
            return self._rate, self._rate, Fraction(0)
        if media.kind is MediaKind.AUDIO:
            samples = media.sample_rate or _USUAL_SAMPLE_RATE
            return self._rate, self._rate, Fraction((length * samples * 2 + 1) // 2, samples)
        made_at = Fraction(media.fps) if media.fps else self._rate
        if media.frames:
            length = media.frames / made_at
        rate = made_at if made_at in _KNOWN_RATES else self._rate
        return made_at, rate, (length * rate // 1) / rate

    def _name(self, code: str, identity: str, extension: str) -> str:
        return self._unused(
            self._names, (f"{code}_{h}.{extension.lower()}" for h in _hexes(identity, 8))
        )

    def _reel(self, identity: str) -> str:
        return self._unused(self._reels, (f"S{h.upper()}" for h in _hexes(identity, 7)))

    @staticmethod
    def _unused(used: set[str], names: Iterator[str]) -> str:
        name = next(name for name in names if name not in used)
        used.add(name)
        return name


def _hexes(identity: str, length: int) -> Iterator[str]:
    """Offer the id's own first digits, then others that follow from it."""
    own = re.sub(r"[^0-9a-f]", "", identity.lower())
    if len(own) >= length:
        yield own[:length]
    digest = hashlib.sha256(identity.encode()).hexdigest()
    while True:
        yield digest[:length]
        digest = hashlib.sha256(digest.encode()).hexdigest()
