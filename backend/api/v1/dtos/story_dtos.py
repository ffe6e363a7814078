"""Scripts on the wire."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from backend.api.v1.dtos.project_dtos import ProjectWithScenesResponse
from backend.domain.frame_rate import Fps
from backend.domain.values import StorableInput
from backend.services.project_service import ProjectWithScenes
from backend.services.story_service import MOST_CHARACTERS, SHORTEST, ScriptImport
from backend.story.script import ScriptReport


class ScriptOptions(StorableInput):
    """How a script is to be read."""

    model_config = ConfigDict(extra="forbid")

    kind: str | None = Field(
        default=None,
        max_length=50,
        description="plain, transcript, markdown, fountain, fdx, srt; absent: by name and text.",
    )
    name: str | None = Field(
        default=None, min_length=1, max_length=200, description="Absent: the script's title."
    )
    fps: Fps | None = None


class ScriptImportDTO(ScriptOptions):
    """A script to make a board of."""

    text: str = Field(
        min_length=SHORTEST,
        max_length=MOST_CHARACTERS,
        description="The script in it has 200000 characters at most.",
    )
    filename: str | None = Field(
        default=None, max_length=300, description="Its ending tells the kind."
    )

    def script(self) -> ScriptImport:
        """Return what the service is asked for."""
        return ScriptImport(**self.model_dump())


class DroppedText(BaseModel):
    """Source text that has no place on the board."""

    line: int
    text: str
    why: str


class ScriptReportResponse(BaseModel):
    """How the script was read: counts, and all that was left out."""

    recognised: dict[str, int]
    dropped: list[DroppedText]
    warnings: list[str]


class ImportedBoardResponse(BaseModel):
    """The new board, and how the script was read."""

    project: ProjectWithScenesResponse
    report: ScriptReportResponse

    @classmethod
    def of(cls, board: ProjectWithScenes, report: ScriptReport) -> Self:
        """Return the answer to an import."""
        dropped = [DroppedText(line=d.line, text=d.text, why=d.why) for d in report.dropped]
        told = ScriptReportResponse(
            recognised=report.recognised, dropped=dropped, warnings=list(report.warnings)
        )
        return cls(project=ProjectWithScenesResponse.of_board(board), report=told)
