"""The last step of a character's job: its files become pool items and references, exactly once."""

from collections.abc import Mapping

from backend.domain.character import Character
from backend.domain.ids import derived_id
from backend.domain.job import Job, JobOutput
from backend.domain.media import Media
from backend.domain.pool import PoolItem
from backend.repositories.character_repository import CharacterRepository
from backend.repositories.pool_repository import PoolRepository
from backend.repositories.project_repository import ProjectRepository

SOURCE = "character"


class PortraitRecorder:
    """Gives characters the pictures that were generated of them."""

    def __init__(
        self, projects: ProjectRepository, characters: CharacterRepository, pool: PoolRepository
    ) -> None:
        self._projects = projects
        self._characters = characters
        self._pool = pool

    async def record(self, job: Job, facts: Mapping[str, Media]) -> None:
        """Add the job's files to its character, and to the pool if that has a project.

        Doing it again changes nothing: items go by ids made of the outputs', references by their
        content. Of a character that is gone nothing is kept.
        """
        character = await self._characters.find_by_id(job.character_id or "")
        if character is None:
            return
        for output in job.outputs:
            await self._add_to_pool(job, output, facts[output.key], character)
            await self._characters.add_reference(character.character_id, output.key)

    async def _add_to_pool(
        self, job: Job, output: JobOutput, media: Media, character: Character
    ) -> None:
        if character.project_id is None:
            return
        description = str(job.params.get("description", ""))
        item = PoolItem(
            id=derived_id("pool", output.take_id),
            project_id=character.project_id,
            name=f"{character.name}: {description}"[:200],
            description=job.prompt[:2000],
            content_type=output.kind,
            source_type=SOURCE,
            media_url=output.key,
            thumbnail_url=media.thumbnail,
            generation_params={**job.applied, "prompt": job.prompt, "seed": job.seed},
            metadata={
                "character_id": character.id,
                "purpose": job.params.get("purpose"),
                "description": description,
                "job_id": job.id,
            },
        )
        await self._pool.create_once(item)
        if await self._projects.find_by_id(character.project_id) is None:
            # It was deleted while we looked away: nothing may be left behind of it.
            await self._pool.delete_all({"_id": item.id})
