"""Having pictures of a character generated, and showing those there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from backend.domain.character import Character
from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import CharacterId, JobId, ServerId
from backend.domain.job import Job
from backend.domain.pool import PoolItem
from backend.repositories.character_repository import CharacterRepository
from backend.repositories.pool_repository import PoolRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.server_repository import ServerRepository
from backend.services.character_pictures import (
    PROFILE,
    SAMPLE,
    CharacterGeneration,
    Picture,
    ProfileGeneration,
    job_of,
    profiles_of,
    samples_of,
)
from backend.services.idempotency_service import ANEW, Origin
from backend.services.project_children import require_project


class QueueOfCharacters(Protocol):
    """What this needs of the queue."""

    async def enqueue_many(self, jobs: Sequence[Job]) -> None:
        """Store the jobs; they run when servers are free."""

    async def delete_of_character(self, id: CharacterId) -> None:
        """Stop the character's jobs and forget them."""


@dataclass(frozen=True)
class Pictures:
    """The jobs just queued, and the pictures for the same purpose that are there already."""

    job_ids: list[JobId]
    there: list[PoolItem]


class CharacterGenerationService:
    """Makes jobs of what people ask for."""

    def __init__(
        self,
        projects: ProjectRepository,
        characters: CharacterRepository,
        pool: PoolRepository,
        servers: ServerRepository,
        queue: QueueOfCharacters,
    ) -> None:
        self._projects = projects
        self._characters = characters
        self._pool = pool
        self._servers = servers
        self._queue = queue

    async def generate_samples(
        self, id: CharacterId, request: CharacterGeneration, origin: Origin = ANEW
    ) -> Pictures:
        """Queue pictures of the character by a prompt.

        Raises:
            ResourceNotFoundError: there is no such character or server.
        """
        pictures = samples_of(request)
        return await self._generate(id, pictures, SAMPLE, origin, request.server_id, request.model)

    async def generate_profiles(
        self, request: ProfileGeneration, origin: Origin = ANEW
    ) -> Pictures:
        """Queue pictures that show the character from several sides.

        Raises:
            ResourceNotFoundError: there is no such character or server.
        """
        pictures = profiles_of(request)
        return await self._generate(
            request.character_id, pictures, PROFILE, origin, request.server_id
        )

    async def _generate(
        self,
        id: CharacterId,
        pictures: Sequence[Picture],
        purpose: str,
        origin: Origin,
        server_id: ServerId | None,
        model: str | None = None,
    ) -> Pictures:
        character = await self._characters.get(id)
        if server_id:
            await self._servers.get(server_id)
        there = await self._pool.list_of_character(id, purpose)
        ids = [JobId(origin.id(number)) for number in range(len(pictures))]
        if not origin.answered:
            jobs = [job_of(character, each, server_id=server_id, model=model) for each in pictures]
            named = zip(jobs, ids, strict=True)
            await self._enqueue(character, [job.model_copy(update={"id": id}) for job, id in named])
        return Pictures(ids, there)

    async def _enqueue(self, character: Character, jobs: Sequence[Job]) -> None:
        await self._queue.enqueue_many(jobs)
        try:
            await self._characters.get(character.id)
            await require_project(self._projects, character.project_id)
        except ResourceNotFoundError:
            # It was deleted while we looked away: nothing may be left behind of it.
            await self._queue.delete_of_character(character.character_id)
            raise
