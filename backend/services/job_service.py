"""Jobs as clients list them, over and over: handed on as the database holds them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from backend.domain.ids import JobId, ProjectId
from backend.domain.job import Job, JobKind
from backend.domain.job_state import OVER, JobStatus
from backend.domain.stored import StoredList
from backend.repositories.job_repository import JobRepository
from backend.repositories.project_repository import ProjectRepository
from backend.services.paging import EVERYTHING, Page
from backend.services.waiting_service import Forecast

POSITIONS_SHOWN: Final = 1000
"""Further back in the queue a list shows no position; a single job always has one."""


@dataclass(frozen=True)
class StoredJobs:
    """Jobs, and how each stands in the queue.

    Attributes:
        positions: 1 comes up next, None is not waiting.
        etas: seconds until it should be done, None if nobody can tell.
    """

    jobs: StoredList[Job]
    positions: list[int | None]
    etas: list[float | None]


class JobService:
    """Lists of jobs."""

    def __init__(
        self, jobs: JobRepository, projects: ProjectRepository, forecast: Forecast
    ) -> None:
        self._jobs = jobs
        self._projects = projects
        self._forecast = forecast

    async def revision(self) -> str | None:
        """Return what is another text after every change of a job; None: too young to tell."""
        return await self._jobs.revision()

    async def list(
        self,
        *,
        statuses: Collection[JobStatus] | None = None,
        project_id: ProjectId | None = None,
        kind: JobKind | None = None,
        page: Page = EVERYTHING,
    ) -> StoredJobs:
        """Return jobs of a kind, or all that make media, newest first."""
        jobs = await self._jobs.stored_by(
            statuses=statuses,
            project_id=project_id,
            kind=kind,
            skip=page.offset,
            limit=page.limit,
        )
        if statuses is not None and OVER.issuperset(statuses):
            nothing = [None] * len(jobs.documents)
            return StoredJobs(jobs, [*nothing], [*nothing])
        return await self._placed(jobs)

    async def list_of_project(self, project_id: ProjectId, page: Page) -> StoredJobs:
        """Return a project's jobs, newest first.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        return await self._placed(
            await self._jobs.stored_by(
                project_id=project_id,
                skip=page.offset,
                limit=page.limit,
                parent=self._projects.as_parent(project_id),
            )
        )

    async def _placed(self, jobs: StoredList[Job]) -> StoredJobs:
        waiting = await self._jobs.waiting_ids(POSITIONS_SHOWN) if jobs.documents else []
        places: dict[str, int] = {id: place for place, id in enumerate(waiting, start=1)}
        ids = [JobId(id) for id in self._jobs.ids_of(jobs)]
        etas = await self._forecast.eta(ids, places)
        return StoredJobs(jobs, [places.get(id) for id in ids], [etas.get(id) for id in ids])
