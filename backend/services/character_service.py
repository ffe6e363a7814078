"""Characters: making, changing, showing, deleting them, and putting them into clips."""

from typing import Protocol

from backend.domain.character import Character, CharacterChanges, CharacterDraft
from backend.domain.clip import Clip
from backend.domain.ids import CharacterId, ClipId, ProjectId
from backend.domain.stored import StoredList
from backend.events.hub import EventHub
from backend.events.types import ClipUpdated
from backend.repositories.character_repository import CharacterRepository
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.project_repository import ProjectRepository
from backend.services.clip_prompts import Changes, both_prompts, rewrite_prompts
from backend.services.generation_defaults import check_params
from backend.services.paging import EVERYTHING, Page
from backend.services.project_children import create_in_project, require_project
from backend.story.prompts import PromptCharacter, apply_character, character_block


class JobsOfCharacter(Protocol):
    """What deleting a character needs of the queue."""

    async def delete_of_character(self, id: CharacterId) -> None:
        """Stop the character's jobs and forget them."""


class CharacterService:
    """What can be done with characters."""

    def __init__(
        self,
        projects: ProjectRepository,
        characters: CharacterRepository,
        clips: ClipRepository,
        jobs: JobsOfCharacter,
        hub: EventHub,
    ) -> None:
        self._projects = projects
        self._characters = characters
        self._clips = clips
        self._jobs = jobs
        self._hub = hub

    async def create(self, draft: CharacterDraft) -> Character:
        """Make a character, of a project or of none.

        Raises:
            ResourceNotFoundError: there is no such project.
            ValidationError: a generation parameter is out of its range.
        """
        check_params("generation_params", draft.generation_params)
        character = Character(**draft.model_dump())
        return await create_in_project(character, self._characters, self._projects)

    async def list(
        self, project_id: ProjectId | None = None, page: Page = EVERYTHING
    ) -> StoredList[Character]:
        """Return the project's characters, or everybody, newest first."""
        return await self._characters.list_stored(project_id, skip=page.offset, limit=page.limit)

    async def get(self, id: CharacterId) -> Character:
        """Return the character.

        Raises:
            ResourceNotFoundError: there is no such character.
        """
        return await self._characters.get(id)

    async def update(self, id: CharacterId, changes: CharacterChanges) -> Character:
        """Change what was sent; prompts it was put into stay until it is applied again.

        Raises:
            ResourceNotFoundError: there is no such character or project.
            ValidationError: a generation parameter is out of its range.
        """
        check_params("generation_params", changes.generation_params or {})
        await require_project(self._projects, changes.project_id)
        return await self._characters.update(id, changes.changed())

    async def delete(self, id: CharacterId) -> None:
        """Delete the character and its jobs; clips keep their prompts and lose only the link.

        What hangs on it goes first, so that after a crash it is there to be deleted again; and
        once more after it, for something may have been made in between.

        Raises:
            ResourceNotFoundError: there is no such character.
        """
        await self._characters.get(id)
        await self._remove_links(id)
        await self._characters.delete_all({"_id": id})
        await self._remove_links(id)

    async def apply(self, id: CharacterId, clip_id: ClipId) -> Clip:
        """Put the character before both prompts, in place of whoever was applied before.

        Raises:
            ResourceNotFoundError: there is no such character or clip.
            ValidationError: a prompt becomes too long.
        """
        character = prompt_character(await self._characters.get(id))

        async def changes_to(clip: Clip) -> Changes:
            earlier = await self._block_in(clip)
            prompts = both_prompts(clip, lambda text: apply_character(text, character, earlier))
            block = character_block(character)
            return {**prompts, "character_id": id, "applied.character": block}

        clip = await rewrite_prompts(self._clips, clip_id, changes_to)
        self._hub.publish(ClipUpdated.of(clip))
        return clip

    async def _block_in(self, clip: Clip) -> str:
        """Return the block that was put into the clip's prompts: a board's clips come with one."""
        if clip.applied.character or clip.character_id is None:
            return clip.applied.character
        character = await self._characters.find_by_id(clip.character_id)
        return character_block(prompt_character(character)) if character else ""

    async def _remove_links(self, id: CharacterId) -> None:
        await self._jobs.delete_of_character(id)
        for clip in await self._clips.forget_character(id):
            self._hub.publish(ClipUpdated.of(clip))


def prompt_character(character: Character) -> PromptCharacter:
    """Return what prompts say about a character."""
    return PromptCharacter(
        character.name,
        character.description,
        tuple(character.trigger_words),
        character.style_notes,
    )
