"""Whole boards on their way into the database."""

from backend.domain.ids import ClipId
from backend.export.readers.new_board import NewBoard
from backend.repositories.character_repository import CharacterRepository
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.collection import Session
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SceneRepository
from backend.repositories.take_archive_repository import TakeArchiveRepository
from backend.repositories.template_repository import TemplateRepository


class NewBoardRepository:
    """Stores all that a new board is made of."""

    def __init__(
        self,
        projects: ProjectRepository,
        scenes: SceneRepository,
        clips: ClipRepository,
        archive: TakeArchiveRepository,
        characters: CharacterRepository,
        templates: TemplateRepository,
    ) -> None:
        self._projects = projects
        self._scenes = scenes
        self._clips = clips
        self._archive = archive
        self._characters = characters
        self._templates = templates

    async def create(self, board: NewBoard, session: Session) -> None:
        """Store a board; whole or not at all, if the session is of a transaction."""
        await self._projects.create(board.project, session)
        await self._characters.create_many(board.characters, session)
        await self._templates.create_many(board.templates, session)
        await self._scenes.create_many(board.scenes, session)
        await self._clips.create_many(board.clips, session)
        await self._archive.create_many(board.archived, session)
        shelved = {ClipId(take.clip_id) for take in board.archived}
        await self._clips.note_archive(sorted(shelved), session)
