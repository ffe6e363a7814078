"""The report of an export: every choice, change and loss, so that nothing happens in silence."""

from enum import StrEnum
from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict

from backend.domain.frame_rate import Fps

Level = Literal["info", "warning", "loss"]


class RemarkCode(StrEnum):
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
        RemarkCode.ROUNDED,
        RemarkCode.SNAPPED,
        RemarkCode.GAP,
        RemarkCode.MUSIC_TRIMMED,
        RemarkCode.SCENE_START_IGNORED,
        RemarkCode.ALTERNATE_LEFT_OUT,
        RemarkCode.TEXT_CHANGED,
        RemarkCode.CAPTIONS_EMPTY,
    }
)


class ExportRemark(BaseModel):
    """One thing an editor may want to know."""

    model_config = ConfigDict(frozen=True)

    code: RemarkCode
    level: Level
    message: str
    clip_id: str | None = None
    scene_id: str | None = None
    frame: int | None = None
    """Frames from the start of the cut."""

    @classmethod
    def of(
        cls,
        code: RemarkCode,
        message: str,
        *,
        clip_id: str | None = None,
        scene_id: str | None = None,
        frame: int | None = None,
    ) -> Self:
        """Return a remark whose level follows from its code."""
        level: Level = "warning"
        if code in _INFO:
            level = "info"
        elif code is RemarkCode.NOT_EXPRESSIBLE:
            level = "loss"
        return cls(
            code=code,
            level=level,
            message=message,
            clip_id=clip_id,
            scene_id=scene_id,
            frame=frame,
        )


class ExportReport(BaseModel):
    """What one format makes of a project."""

    format: str
    fps: Fps
    frames: int
    """The length of the cut."""
    clips: int
    """Shots in the cut, whether they have a file or not."""
    entries: list[ExportRemark]

    @property
    def warnings(self) -> int:
        """How many entries are more than information."""
        return sum(entry.level != "info" for entry in self.entries)
