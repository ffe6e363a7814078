"""Exports in the background: ordered, looked at, fetched, and removed when they are old."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from os import stat_result
from pathlib import Path
from typing import Any, Protocol

from backend.domain.errors import ExportNotReadyError, ResourceNotFoundError
from backend.domain.ids import JobId, ProjectId
from backend.domain.job import Job, JobTarget, Task
from backend.domain.job_state import JobStatus
from backend.domain.media import media_base
from backend.domain.task_lane import EXPORT, EXPORTS
from backend.export.bundle import check_formats
from backend.export.formats import export_format
from backend.export.options import ExportOptions
from backend.repositories.job_tasks import JobTasks
from backend.repositories.project_repository import ProjectRepository
from backend.services.idempotency_service import ANEW, Origin
from backend.services.tasks.export_files import ExportFiles
from backend.services.tasks.export_handler import ExportOrder


class Queue(Protocol):
    """What exports need of the queue."""

    async def enqueue(self, job: Job) -> Job:
        """Store the job; it runs when there is room."""
        ...

    async def delete(self, id: JobId) -> None:
        """Forget a job."""


@dataclass(frozen=True)
class FinishedExport:
    """A file as it is handed out."""

    path: Path
    stat: stat_result
    sha256: str
    filename: str
    ascii_filename: str
    media_type: str


class ExportJobService:
    """Exports that are jobs; an export has its job's id."""

    def __init__(
        self,
        projects: ProjectRepository,
        store: JobTasks,
        queue: Queue,
        files: ExportFiles,
        *,
        kept: timedelta,
    ) -> None:
        self._projects = projects
        self._store = store
        self._queue = queue
        self._files = files
        self._kept = kept

    async def order(
        self,
        project_id: ProjectId,
        format: str,
        options: ExportOptions,
        origin: Origin = ANEW,
    ) -> Job:
        """Have a project written to a file.

        Raises:
            ResourceNotFoundError: there is no such project.
            UnknownExportFormatError: there is no such format.
            ValidationError: an option means nothing to this format.
        """
        id = JobId(origin.id())
        if origin.answered:
            return await self.get(id)
        known = export_format(format)
        known.check(options)
        if known.write is None:
            check_formats(options)
        project = await self._projects.get(project_id)
        order = ExportOrder(format=format, options=options, base=media_base.get())
        job = await self._queue.enqueue(
            Job(
                id=id,
                project_id=project_id,
                prompt="",
                seed=0,
                target=JobTarget(width=project.width, height=project.height, seconds=0),
                lane_group=EXPORTS,
                task=Task(kind=EXPORT, arguments=order.model_dump(mode="json")),
            )
        )
        if await self._projects.find_by_id(project_id) is None:
            # It was deleted while we looked away: nothing may be left behind of it.
            await self._queue.delete(job.job_id)
            raise ResourceNotFoundError(self._projects.kind(), project_id)
        return job

    async def get(self, id: JobId) -> Job:
        """Return an export; raises ResourceNotFoundError."""
        job = await self._store.find_by_id(id)
        if job is None or job.kind != EXPORT:
            raise ResourceNotFoundError("Export", id)
        return job

    async def file(self, id: JobId) -> FinishedExport:
        """Return the file of an export.

        Raises:
            ResourceNotFoundError: there is no such export, or its file was removed.
            ExportNotReadyError: it is not done.
        """
        job = await self.get(id)
        if job.status is not JobStatus.COMPLETED:
            raise ExportNotReadyError(f"The export is {job.status}")
        result = _result(job)
        stat = await self._files.stat(result["file"])
        if stat is None:
            raise ResourceNotFoundError("Export", id)
        told = {name: result[name] for name in ("sha256", "filename", "ascii_filename")}
        path, media_type = self._files.path(result["file"]), result["media_type"]
        return FinishedExport(path=path, stat=stat, media_type=media_type, **told)

    async def delete_of_project(self, project_id: ProjectId) -> None:
        """Remove the files of a project's exports; the queue forgets the jobs."""
        jobs = await self._store.list_tasks(EXPORT, project_id)
        await self._files.remove([name for job in jobs if (name := _result(job).get("file"))])

    async def sweep(self) -> None:
        """Forget old exports, and remove the files that no export has."""
        await self._store.delete_ended(EXPORT, age=self._kept)
        results = await self._store.results(EXPORT)
        await self._files.sweep([result["file"] for result in results.values() if result])


def _result(job: Job) -> Mapping[str, Any]:
    return job.task.result if job.task else {}
