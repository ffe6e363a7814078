"""Pauses: no new work for the servers, of the whole queue or of one project."""

from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ProjectId
from backend.repositories.job_store import JobStore
from backend.repositories.pause_repository import PauseRepository
from backend.repositories.project_repository import ProjectRepository
from backend.services.queue.engine import Engine


class PauseService:
    """Pauses and resumes, for every process and over restarts; what runs runs on."""

    def __init__(
        self,
        pauses: PauseRepository,
        projects: ProjectRepository,
        store: JobStore,
        engine: Engine,
    ) -> None:
        self._pauses = pauses
        self._projects = projects
        self._store = store
        self._engine = engine

    async def pause(self, project_id: ProjectId | None = None) -> None:
        """Grant nothing more, of a project or at all.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        await self._pauses.pause(project_id)
        if project_id is not None:
            try:
                await self._projects.get(project_id)
            except ResourceNotFoundError:
                await self._pauses.resume(project_id)
                raise
        self._engine.wake()

    async def resume(self, project_id: ProjectId | None = None) -> None:
        """Grant again.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        if project_id is not None:
            await self._projects.get(project_id)
        await self._pauses.resume(project_id)
        await self._store.explain_resumed(project_id)
        self._engine.wake()
