"""The report of an export: every choice, change and loss, so that nothing happens in silence."""

from enum import StrEnum
from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict

from backend.domain.frame_rate import Fps

Level = Literal["info", "warning", "loss"]


class Code(StrEnum):
    """What a report can say."""

    ROUNDED = "rounded"
    SNAPPED = "snapped"
    DROPPED_ZERO = "dropped_zero"
    OVERLAP = "overlap"
    GAP = "gap"
    MEDIA_MISSING = "media_missing"
    MEDIA_SHORT = "media_short"
    RATE_MISMATCH = "rate_mismatch"
    MUSIC_TRIMMED = "music_trimmed"
    NARRATION_OVERLAP = "narration_overlap"
    PAST_END = "past_end"
    SCENE_EMPTY = "scene_empty"
    SCENE_START_IGNORED = "scene_start_ignored"
    SELECTED_REJECTED = "selected_rejected"
    ALTERNATE_LEFT_OUT = "alternate_left_out"
    TEXT_CHANGED = "text_changed"
    CAPTIONS_EMPTY = "captions_empty"
    STILLS_IN_EDL = "stills_in_edl"
    NOT_EXPRESSIBLE = "not_expressible"


_INFO: Final = frozenset(
    {
        Code.ROUNDED,
        Code.SNAPPED,
        Code.GAP,
        Code.MUSIC_TRIMMED,
        Code.SCENE_START_IGNORED,
        Code.ALTERNATE_LEFT_OUT,
        Code.TEXT_CHANGED,
        Code.CAPTIONS_EMPTY,
    }
)


class Entry(BaseModel):
    """One thing an editor may want to know."""

    model_config = ConfigDict(frozen=True)

    code: Code
    level: Level
    message: str
    clip_id: str | None = None
    scene_id: str | None = None
    frame: int | None = None
    """Frames from the start of the cut."""

    @classmethod
    def of(
        cls,
        code: Code,
        message: str,
        *,
        clip_id: str | None = None,
        scene_id: str | None = None,
        frame: int | None = None,
    ) -> Self:
        """Return an entry whose level follows from its code."""
        level: Level = "warning"
        if code in _INFO:
            level = "info"
        elif code is Code.NOT_EXPRESSIBLE:
            level = "loss"
        return cls(
            code=code,
            level=level,
            message=message,
            clip_id=clip_id,
            scene_id=scene_id,
            frame=frame,
        )


class Report(BaseModel):
    """What one format makes of a project."""

    format: str
    fps: Fps
    frames: int
    """The length of the cut."""
    clips: int
    """Shots in the cut, whether they have a file or not."""
    entries: list[Entry]

    @property
    def warnings(self) -> int:
        """How many entries are more than information."""
        return sum(entry.level != "info" for entry in self.entries)
