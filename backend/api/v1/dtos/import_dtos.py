"""Imports on the wire."""

from typing import Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field

from backend.api.v1.dtos.project_dtos import ProjectWithScenesResponse
from backend.domain.clip import Clip
from backend.domain.ids import ClipId
from backend.domain.values import StorableInput
from backend.export.readers.cut import ReadItem
from backend.export.readers.timing import Change, TimingPlan
from backend.services.project_import_service import ImportedProject
from backend.services.project_service import ProjectWithScenes

BOARD_DOCUMENT: Final[dict[str, Any]] = {
    "title": "BoardDocumentDTO",
    "description": "A whole board, as the export `json` writes it.",
    "type": "object",
    "required": ["format", "project"],
    "properties": {
        "format": {"const": "storycanvas_v1"},
        "project": {
            "type": "object",
            "required": ["name"],
            "properties": {"name": {"type": "string", "minLength": 1, "maxLength": 200}},
        },
        "scenes": {"type": "array", "maxItems": 5000, "items": {"type": "object"}},
    },
}
"""What must be there of it; the models of the entities say the rest."""


class DroppedPart(BaseModel):
    """Something in the file that has no place on the board."""

    what: str
    why: str


class ImportReportResponse(BaseModel):
    """What the new project has, and what was left out."""

    scenes: int
    clips: int
    takes: int
    characters: int
    templates: int
    dropped: list[DroppedPart]


class ImportedProjectResponse(BaseModel):
    """The new project, and how the file was read."""

    project: ProjectWithScenesResponse
    report: ImportReportResponse

    @classmethod
    def of(cls, board: ProjectWithScenes, done: ImportedProject) -> Self:
        """Return the answer to an import."""
        dropped = [DroppedPart(what=each.what, why=each.why) for each in done.dropped]
        report = ImportReportResponse(**done.counts, dropped=dropped)
        return cls(project=ProjectWithScenesResponse.of_board(board), report=report)


class TimingOptions(StorableInput):
    """What is to be done with a cut."""

    model_config = ConfigDict(extra="forbid")

    apply: bool = Field(default=False, description="Change the project; else only compare.")
    create: bool = Field(default=False, description="Make clips of what the project has not.")


class TimedClip(BaseModel):
    """A clip of the project."""

    clip_id: ClipId
    name: str

    @classmethod
    def fields_of(cls, clip: Clip) -> dict[str, Any]:
        """Return what names a clip."""
        return {"clip_id": clip.id, "name": clip.name}


class TimingChange(TimedClip):
    """A clip that begins elsewhere in the cut, or is longer or shorter; in frames."""

    before: int
    after: int

    @classmethod
    def of(cls, change: Change) -> Self:
        """Return the change as it is answered."""
        told = cls.fields_of(change.clip)
        return cls(**told, before=change.before, after=change.after)


class SplitPiece(TimedClip):
    """Another stretch of a clip; frames as the file counts them."""

    start: int
    frames: int

    @classmethod
    def of(cls, clip: Clip, item: ReadItem) -> Self:
        """Return the stretch as it is answered."""
        return cls(**cls.fields_of(clip), start=item.start, frames=item.frames)


class NewStretch(BaseModel):
    """A stretch that is no clip of the project; frames as the file counts them."""

    name: str
    file: str | None
    start: int
    frames: int
    clip_id: ClipId | None = Field(description="The clip that is made of it.")

    @classmethod
    def of(cls, item: ReadItem, made: Clip | None) -> Self:
        """Return the stretch as it is answered."""
        clip_id = ClipId(made.id) if made else None
        place = {"start": item.start, "frames": item.frames}
        return cls(name=item.title, file=item.file, clip_id=clip_id, **place)


class SkippedClip(TimedClip):
    """A clip that stays as it is."""

    why: str


class TimingResponse(BaseModel):
    """What a cut changes in a project, or would."""

    applied: bool = Field(description="False: the project is as it was.")
    matched: int
    moved: list[TimingChange]
    resized: list[TimingChange]
    split: list[SplitPiece]
    missing: list[TimedClip]
    new: list[NewStretch]
    skipped: list[SkippedClip]

    @classmethod
    def of(cls, plan: TimingPlan, *, applied: bool) -> Self:
        """Return the plan as it is answered."""
        return cls(
            applied=applied,
            matched=plan.matched,
            moved=[TimingChange.of(each) for each in plan.moved],
            resized=[TimingChange.of(each) for each in plan.resized],
            split=[SplitPiece.of(clip, item) for clip, item in plan.split],
            missing=[TimedClip(**TimedClip.fields_of(clip)) for clip in plan.missing],
            new=[NewStretch.of(item, made) for item, made in plan.new],
            skipped=[
                SkippedClip(**SkippedClip.fields_of(clip), why=why) for clip, why in plan.skipped
            ],
        )
