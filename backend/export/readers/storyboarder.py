"""Reading Wonder Unit's .storyboarder files: boards with drawn layers, words and times.

A file is one scene; its pictures and sounds lie in `images/` beside it. A project of several
scenes has a folder for each, and a screenplay whose headings say in which order they come.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Final

import pydantic
from pydantic import BeforeValidator, Field

from backend.domain.errors import invalid_field
from backend.domain.frame_rate import frame_rate
from backend.domain.values import StorableInput

LAYERS: Final = ("shot-generator", "reference", "fill", "tone", "pencil", "ink", "notes")
"""From bottom to top."""
_MOST_BOARDS: Final = 20_000
_USUAL_MS: Final = 2000.0
_LONGEST_MS: Final = 3_600_000.0
_WIDEST: Final = 10
_SCENE_ID: Final = re.compile(r"#(?:\d+-)?([^#\s]+)#")
_NUMBERS: Final = re.compile(r"\d+")


def _text(value: Any) -> Any:
    return "" if value is None else str(value) if isinstance(value, int | float) else value


def _milliseconds(value: Any) -> float | None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if number and 0 < value <= _LONGEST_MS else None


Text = Annotated[str, BeforeValidator(_text)]
Milliseconds = Annotated[float | None, BeforeValidator(_milliseconds)]
"""None stands for what is absent or senseless."""


class _Audio(pydantic.BaseModel):
    """The sound of a board."""

    filename: Text = ""


class _Layer(pydantic.BaseModel):
    """A drawn layer; opacity from 0 to 1."""

    url: Text = ""
    opacity: float | None = None


class StoryboarderBoard(pydantic.BaseModel):
    """A board: one picture for some time."""

    url: Text = ""
    number: Text = ""
    shot: Text = ""
    duration: Milliseconds = None
    dialogue: Text = ""
    action: Text = ""
    notes: Text = ""
    audio: _Audio | None = None
    layers: dict[str, _Layer] = {}

    def pictures(self) -> list[tuple[str, float]]:
        """Return the names of its layers' files, bottom to top, each with its opacity."""
        known = sorted(self.layers, key=lambda name: (*LAYERS, name).index(name))
        return [
            (self.layers[name].url or f"{self._stem}-{name}.png", _opacity(self.layers[name]))
            for name in known
        ]

    def flat_pictures(self) -> list[str]:
        """Return the names under which the whole picture may lie, the best one first."""
        return [self.url, f"{self._stem}-posterframe.jpg", f"{self._stem}-posterframe.png"]

    @property
    def _stem(self) -> str:
        return self.url.rsplit(".", 1)[0]


class Storyboard(StorableInput):
    """A scene as Storyboarder keeps it."""

    boards: list[StoryboarderBoard] = Field(max_length=_MOST_BOARDS)
    aspectRatio: Text = ""  # noqa: N815 - their name
    fps: Text = ""
    defaultBoardTiming: Milliseconds = None  # noqa: N815 - their name

    @property
    def ratio(self) -> float | None:
        """Width by height; None if that is not said in any sensible way."""
        width, _, height = self.aspectRatio.partition(":")
        try:
            ratio = float(width) / float(height or 1)
        except (ValueError, ZeroDivisionError):
            return None
        return ratio if 1 / _WIDEST <= ratio <= _WIDEST else None

    @property
    def rate(self) -> float | str | None:
        """The label of its frame rate; None if it is none that editors know."""
        try:
            return frame_rate(self.fps).label
        except ValueError:
            return None

    def seconds(self, board: StoryboarderBoard) -> float:
        """Return how long a board is shown."""
        return round((board.duration or self.defaultBoardTiming or _USUAL_MS) / 1000, 3)


def is_storyboard(content: Any) -> bool:
    """Tell whether a parsed document is a scene of Storyboarder."""
    return isinstance(content, dict) and isinstance(content.get("boards"), list)


def read_storyboard(content: Any, name: str) -> Storyboard:
    """Return the scene in a parsed document.

    Raises:
        ValidationError: something in it is not as it must be.
    """
    try:
        return Storyboard.model_validate(content)
    except pydantic.ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, (*filter(None, (name,)), *first["loc"])))
        raise invalid_field(place, first["msg"]) from exc


def in_story_order(names: Iterable[str], screenplay: str = "") -> list[str]:
    """Return the scenes' files in the order of the screenplay, the others by name behind them.

    A heading ends with its scene's id, as in `INT. HOUSE - DAY #2-K3F9A#`; so does the folder.
    """
    told = {id: at for at, id in enumerate(_SCENE_ID.findall(screenplay))}

    def place(name: str) -> tuple[int, Sequence[object]]:
        stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        found = [told[id] for id in told if stem == id or stem.endswith(f"-{id}")]
        return min(found, default=len(told)), _natural(name)

    return sorted(names, key=place)


def _natural(name: str) -> list[object]:
    """Return a key by which "Scene-2" comes before "Scene-10"."""
    return [_NUMBERS.split(name.casefold()), [int(each[:18]) for each in _NUMBERS.findall(name)]]


def _opacity(layer: _Layer) -> float:
    return 1.0 if layer.opacity is None else min(1.0, max(0.0, layer.opacity))
