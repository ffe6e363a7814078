"""What the fake provider makes: pictures, films and speech, the same for the same order.

Everything here takes its time: it is called in threads.
"""

import base64
import io
import json
import math
import re
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any, Final, Self

from backend.domain.take import Alignment, SpokenWord
from backend.providers.fake.luck import number
from backend.providers.generation import MediaOrder, Reference
from backend.synth.frames import draw_frame
from backend.synth.tones import write_babble
from backend.synth.videos import moving_frames, write_video

RATE: Final = 24
CHARACTERS_PER_SECOND: Final = 15.0
LONGEST_SPEECH: Final = 300.0
"""Seconds."""
LONGEST_FILM: Final = 60.0
"""Seconds."""
LARGEST: Final = 4096
"""Pixels a side."""
_PICTURE_SIZE: Final = (1024, 1024)
_FILM_SIZE: Final = (640, 360)
_FILM_SECONDS: Final = 5.0
_SHORTEST_SPEECH: Final = 0.5
_CAPTION: Final = 400
_GLANCE: Final = (160, 160)
_FASTEST: Final = 4.0
# Scripts without spaces are said word by word as well: each of their characters is one.
_UNSPACED: Final = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_SAID: Final = re.compile(f"[{_UNSPACED}]|[^\\s{_UNSPACED}]+")


@dataclass(frozen=True)
class Picture:
    """A picture to be drawn; sizes in pixels.

    Attributes:
        seed: the one that was ordered, which people are told; `dice` is what follows from it.
    """

    prompt: str
    width: int
    height: int
    seed: int
    dice: int

    @classmethod
    def of(cls, order: MediaOrder, seed: int) -> Self:
        """Return what is drawn for an order."""
        width, height = _size(order, _PICTURE_SIZE)
        return cls(order.prompt[:_CAPTION], width, height, *_seeds(order, seed))

    @property
    def applied(self) -> dict[str, Any]:
        """What it was really made with."""
        return {"width": self.width, "height": self.height, "seed": self.seed}

    def draw(self, base: bytes | None = None) -> bytes:
        """Return it as PNG."""
        return draw_frame(
            self.width,
            self.height,
            prompt=self.prompt,
            seed=self.dice,
            footer=f"fake · {self.width}x{self.height} · seed {self.seed}",
            base=base,
        )


@dataclass(frozen=True)
class Film:
    """A film to be made; its id at the provider holds all of it, so that nothing is remembered.

    Attributes:
        model: as it was asked for.
        seed, dice: as a picture's.
        frames: how many, at 24 a second.
        due: when it is done, in seconds since 1970.
        glance: its first frame, very small, as base64 of a JPEG; empty: none was given.
    """

    model: str
    prompt: str
    width: int
    height: int
    seed: int
    dice: int
    frames: int
    due: float
    glance: str = ""

    @classmethod
    def of(cls, order: MediaOrder, seed: int, due: float) -> Self:
        """Return the film for an order; as 4:2:0 colour needs, its sides are even."""
        width, height = (side + side % 2 for side in _size(order, _FILM_SIZE))
        seconds = min(order.seconds or _FILM_SECONDS, LONGEST_FILM)
        first = next((each for each in order.references if each.role == "first_frame"), None)
        return cls(
            order.model,
            order.prompt[:_CAPTION],
            width,
            height,
            *_seeds(order, seed),
            math.ceil(round(seconds * RATE, 6)),
            due,
            _glance(first) if first else "",
        )

    @property
    def id(self) -> str:
        """All of it, as the provider's id."""
        packed = zlib.compress(json.dumps(asdict(self)).encode())
        return base64.urlsafe_b64encode(packed).decode()

    @classmethod
    def from_id(cls, id: str) -> Self:
        """Return the film again.

        Raises:
            ValueError: it is no such id.
        """
        try:
            return cls(**json.loads(zlib.decompress(base64.urlsafe_b64decode(id))))
        except (zlib.error, TypeError) as error:
            raise ValueError("no id of ours") from error

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.frames / RATE

    @property
    def applied(self) -> dict[str, Any]:
        """What it was really made with."""
        size = {"width": self.width, "height": self.height, "seed": self.seed}
        return {**size, "video_frames": self.frames, "video_fps": RATE}

    def make(self, keep_going: Callable[[], bool]) -> bytes:
        """Return it as MP4.

        Raises:
            StoppedError: `keep_going`, which is asked before each frame, said no.
        """
        pictures = moving_frames(
            self.width,
            self.height,
            self.frames,
            prompt=self.prompt,
            seed=self.dice,
            footer=f"fake · {self.seconds:.2f} s · seed {self.seed}",
            base=base64.b64decode(self.glance) if self.glance else None,
        )
        return write_video(
            pictures,
            rate=Fraction(RATE),
            width=self.width,
            height=self.height,
            keep_going=keep_going,
        )


@dataclass(frozen=True)
class Voicing:
    """A text to be said, at 15 characters a second."""

    text: str
    characters_per_second: float
    extension: str

    @classmethod
    def of(cls, order: MediaOrder) -> Self:
        """Return how an order is said."""
        speed = order.speech.speed if order.speech else 1.0
        wav = order.params.get("response_format") == "wav"
        rate = CHARACTERS_PER_SECOND * min(max(speed, 1 / _FASTEST), _FASTEST)
        shortest = math.ceil(_SHORTEST_SPEECH * rate)
        return cls(order.prompt.ljust(shortest), rate, "wav" if wav else "mp3")

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return len(self.text) / self.characters_per_second

    def say(self) -> bytes:
        """Return it as MP3 or WAV."""
        return write_babble(self.text, self.seconds, extension=self.extension)

    def alignment(self) -> Alignment:
        """Return when each word is said."""
        return Alignment(
            words=[
                SpokenWord(
                    text=word[0],
                    start=round(word.start() / self.characters_per_second, 3),
                    end=round(word.end() / self.characters_per_second, 3),
                )
                for word in _SAID.finditer(self.text)
            ]
        )


def _size(order: MediaOrder, otherwise: tuple[int, int]) -> tuple[int, int]:
    width, height = (order.width, order.height) if order.width and order.height else otherwise
    return min(width, LARGEST), min(height, LARGEST)


def _seeds(order: MediaOrder, seed: int) -> tuple[int, int]:
    """Return the order's own seed, and what is thrown by it: another for another FAKE_SEED."""
    dice = number(seed, order.model, order.kind, order.prompt, order.seed)
    return (dice if order.seed is None else order.seed), dice


def _glance(frame: Reference) -> str:
    from PIL import Image

    with Image.open(io.BytesIO(frame.content)) as opened:
        small = opened.convert("RGB")
    small.thumbnail(_GLANCE)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=50)
    return base64.b64encode(out.getvalue()).decode()
