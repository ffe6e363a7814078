"""Exports in the background, on the wire."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from backend.domain.ids import JobId, ProjectId
from backend.domain.job import Job
from backend.domain.job_state import JobStatus
from backend.domain.media import media_base
from backend.domain.times import Moment
from backend.domain.values import StorableInput
from backend.export.options import ExportOptions
from backend.export.report import ExportReport


class ExportOrderDTO(StorableInput):
    """An export to be made."""

    model_config = ConfigDict(extra="forbid")

    format: str = Field(max_length=50)
    options: ExportOptions = ExportOptions()


class OrderedExportResponse(BaseModel):
    """An export that is going to be made."""

    export_id: JobId
    job_id: JobId = Field(description="The same; it stands in the queue by it.")
    status_url: str

    @classmethod
    def of(cls, job: Job) -> Self:
        """Return what is known of it yet."""
        return cls(export_id=job.job_id, job_id=job.job_id, status_url=_address(job))


class ExportStatusResponse(BaseModel):
    """How an export stands."""

    export_id: JobId
    job_id: JobId
    project_id: ProjectId | None
    format: str
    status: JobStatus
    progress: float = Field(description="0 to 1.")
    url: str | None = Field(description="Where the file is, once it is there.")
    size: int | None = Field(description="Bytes.")
    report: ExportReport | None = Field(description="What was rounded, changed or lost.")
    error: str | None
    created_at: Moment
    completed_at: Moment | None

    @classmethod
    def of(cls, job: Job) -> Self:
        """Return the export as clients see it."""
        task = job.task
        done = job.status is JobStatus.COMPLETED
        result = task.result if task and done else {}
        return cls(
            export_id=job.job_id,
            job_id=job.job_id,
            project_id=job.project_id,
            format=task.arguments["format"] if task else "",
            status=job.status,
            progress=job.progress,
            url=f"{_address(job)}/file" if done else None,
            size=result.get("size"),
            report=result.get("report"),
            error=job.error.message if job.error else None,
            created_at=job.created_at,
            completed_at=job.completed_at,
        )


def _address(job: Job) -> str:
    return f"{media_base.get()}/api/v1/exports/{job.id}"
