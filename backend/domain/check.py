"""What is to be looked at before a story is shown to others."""

from enum import StrEnum
from typing import Final

from pydantic import BaseModel, Field

from backend.domain.ids import ClipId, SceneId


class CheckCode(StrEnum):
    """What a check found."""

    SCENE_EMPTY = "SCENE_EMPTY"
    OVERLAP = "OVERLAP"
    GAP = "GAP"
    NARRATION_TOO_LONG = "NARRATION_TOO_LONG"
    NARRATION_MISSING = "NARRATION_MISSING"
    LENGTH_ESTIMATED = "LENGTH_ESTIMATED"
    STILL_MISSING = "STILL_MISSING"
    VIDEO_MISSING = "VIDEO_MISSING"
    FILE_MISSING = "FILE_MISSING"
    TAKE_STALE = "TAKE_STALE"
    NOT_APPROVED = "NOT_APPROVED"
    TOO_LONG_FOR_VIDEO = "TOO_LONG_FOR_VIDEO"


class Severity(StrEnum):
    """How much it matters: an error spoils the cut, a warning shows in it, a note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITIES: Final = {
    CheckCode.SCENE_EMPTY: Severity.WARNING,
    CheckCode.OVERLAP: Severity.WARNING,
    CheckCode.GAP: Severity.NOTE,
    CheckCode.NARRATION_TOO_LONG: Severity.WARNING,
    CheckCode.NARRATION_MISSING: Severity.NOTE,
    CheckCode.LENGTH_ESTIMATED: Severity.NOTE,
    CheckCode.STILL_MISSING: Severity.WARNING,
    CheckCode.VIDEO_MISSING: Severity.NOTE,
    CheckCode.FILE_MISSING: Severity.ERROR,
    CheckCode.TAKE_STALE: Severity.WARNING,
    CheckCode.NOT_APPROVED: Severity.NOTE,
    CheckCode.TOO_LONG_FOR_VIDEO: Severity.WARNING,
}


class StoryCheck(BaseModel):
    """Something to be looked at, and what can be done about it."""

    code: CheckCode
    severity: Severity
    message: str
    advice: str
    clip_ids: list[ClipId] = Field(default=[], description="In story order.")
    scene_id: SceneId | None = None
