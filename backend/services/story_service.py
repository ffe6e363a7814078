"""From a written script to a project of scenes and clips, without any AI."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from backend.domain.errors import invalid_field
from backend.domain.ids import ProjectId
from backend.repositories.character_repository import CharacterRepository
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.collection import Session
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SceneRepository
from backend.services.story_board import Board, board_of
from backend.story.parser import parse_script
from backend.story.script import ScriptReport

SHORTEST: Final = 10
LONGEST: Final = 200_000

Transact = Callable[[Callable[[Session], Awaitable[None]]], Awaitable[None]]


@dataclass(frozen=True)
class ScriptImport:
    """A script to be made a board of.

    Attributes:
        kind: plain, transcript, markdown, fountain; None: found from file name and text.
        name: the project's name; None: the script's title or file name.
        fps: a label of domain.frame_rate; None: 24.
    """

    text: str
    kind: str | None = None
    filename: str | None = None
    name: str | None = None
    fps: int | float | str | None = None


@dataclass(frozen=True)
class ImportedBoard:
    """The new project, and how the script was read."""

    project_id: ProjectId
    report: ScriptReport


class StoryService:
    """Makes boards of scripts."""

    def __init__(
        self,
        projects: ProjectRepository,
        scenes: SceneRepository,
        clips: ClipRepository,
        characters: CharacterRepository,
        transact: Transact,
    ) -> None:
        self._projects = projects
        self._scenes = scenes
        self._clips = clips
        self._characters = characters
        self._transact = transact

    async def import_script(self, request: ScriptImport) -> ImportedBoard:
        """Make a project of a script; either all of it is stored or nothing.

        Raises:
            ValidationError: the text is too short or too long, has no words, or is of a kind that
                cannot be read.
        """
        if not SHORTEST <= len(request.text) <= LONGEST:
            raise invalid_field("text", f"must have {SHORTEST} to {LONGEST} characters")
        script = await asyncio.to_thread(
            parse_script,
            request.text,
            request.kind,
            filename=request.filename,
            name=request.name,
        )
        if not script.scenes:
            raise invalid_field("text", "the script holds nothing that can be shown or said")
        board = await asyncio.to_thread(board_of, script, fps=request.fps)
        await self._transact(lambda session: self._store(board, session))
        return ImportedBoard(ProjectId(board.project.id), board.report)

    async def _store(self, board: Board, session: Session) -> None:
        await self._projects.create(board.project, session)
        await self._characters.create_many(board.characters, session)
        await self._scenes.create_many(board.scenes, session)
        await self._clips.create_many(board.clips, session)
