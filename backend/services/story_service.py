"""From a written script to a project of scenes and clips, without any AI."""

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Final

from backend.domain.errors import ConflictError, invalid_field
from backend.domain.ids import ClipId, ProjectId
from backend.domain.project import Project
from backend.domain.story import MAX_SCRIPT
from backend.events.hub import EventHub
from backend.events.types import ClipUpdated, ProjectUpdated
from backend.repositories.character_repository import CharacterRepository
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.collection import Session
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SceneRepository
from backend.repositories.take_archive_repository import TakeArchiveRepository
from backend.services.clip_removal import JobsOfClips
from backend.services.story_board import Board, NewId, board_of, random_ids
from backend.services.story_merge import Merge, Present, ReimportMode, merge_of
from backend.services.transactions import Transactions
from backend.story.fdx import is_fdx
from backend.story.parser import parse_script
from backend.story.script import Script, ScriptReport

SHORTEST: Final = 10
LONGEST: Final = MAX_SCRIPT
MOST_CHARACTERS: Final = 2 * 1024 * 1024
"""Of a file: one of Final Draft is many times as long as the script in it."""

_TRIES: Final = 5


@dataclass(frozen=True)
class ScriptImport:
    """A script to be made a board of.

    Attributes:
        kind: one of story.parser.PARSERS; None: found from file name and text.
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


@dataclass(frozen=True)
class Reimported:
    """What became of the clips of a project when a script came to them, by id.

    Attributes:
        kept: clips that stayed, with their takes.
        moved: those of them in another scene, or behind one that they stood before.
        report: how the script was read.
    """

    project_id: ProjectId
    kept: list[ClipId]
    added: list[ClipId]
    removed: list[ClipId]
    moved: list[ClipId]
    report: ScriptReport


def check_length(text: str) -> None:
    """Raise ValidationError for a text that is too short or too long to be a script."""
    if not SHORTEST <= len(text) <= LONGEST:
        raise invalid_field("text", f"must have {SHORTEST} to {LONGEST} characters")


class StoryService:
    """Makes boards of scripts."""

    def __init__(
        self,
        projects: ProjectRepository,
        scenes: SceneRepository,
        clips: ClipRepository,
        characters: CharacterRepository,
        archive: TakeArchiveRepository,
        jobs: JobsOfClips,
        database: Transactions,
        hub: EventHub,
    ) -> None:
        self._projects = projects
        self._scenes = scenes
        self._clips = clips
        self._characters = characters
        self._archive = archive
        self._jobs = jobs
        self._database = database
        self._hub = hub

    async def import_script(self, request: ScriptImport) -> ImportedBoard:
        """Make a project of a script; either all of it is stored or nothing.

        Raises:
            ValidationError: the text is too short or too long, has no words, or is of a kind that
                cannot be read.
        """
        if not is_fdx(request.text):
            check_length(request.text)
        script = await asyncio.to_thread(
            parse_script,
            request.text,
            request.kind,
            filename=request.filename,
            name=request.name,
        )
        check_length(script.text)
        if not script.scenes:
            raise invalid_field("text", "the script holds nothing that can be shown or said")
        board = await asyncio.to_thread(board_of, script, fps=request.fps)
        await self._database.transaction(lambda session: self._store(board, session))
        return ImportedBoard(ProjectId(board.project.id), board.report)

    async def reimport(
        self,
        project_id: ProjectId,
        script: Script,
        mode: ReimportMode = ReimportMode.APPEND,
        ids: NewId = random_ids,
    ) -> Reimported:
        """Bring a script to a project, empty or not; all of it in one step.

        To replace what is not locked, clips are found again by their words. They keep their id,
        takes, selection and settings, and their prompts if the words are the same; what the
        script no longer has is removed with its takes and jobs. A locked clip stays as it is, and
        with it the scene that holds it. Characters are found again by name and never removed.

        Args:
            ids: names what is made. With ids that are always the same for the same script, a
                second call after a crash makes nothing twice.

        Raises:
            ResourceNotFoundError: there is no such project.
            ValidationError: the project would have more than 1000 clips.
            ConflictError: others change the project all the time.
        """
        for _ in range(_TRIES):
            present = await self._present(project_id)
            merge = await asyncio.to_thread(merge_of, present, script, mode, ids)
            if await self._apply(present, merge):
                return Reimported(
                    project_id,
                    kept=[ClipId(id) for id in merge.kept],
                    added=[ClipId(clip.id) for clip in merge.board.clips],
                    removed=[ClipId(id) for id in merge.clips_removed],
                    moved=[ClipId(id) for id in merge.moved],
                    report=merge.board.report,
                )
        raise ConflictError("The project is being changed by others; try again")

    async def _present(self, id: ProjectId) -> Present:
        clips = await self._clips.list_of_project(id)
        used = {clip.character_id for clip in clips if clip.character_id}
        return Present(
            await self._projects.get(id),
            await self._scenes.list_of_project(id),
            clips,
            await self._characters.list_of_project(id, used),
        )

    async def _apply(self, present: Present, merge: Merge) -> bool:
        """Store what a merge changes, unless the board is no longer as it was read."""
        gone = [ClipId(id) for id in merge.clips_removed]
        await self._jobs.delete_of_clips(gone)
        project = await self._database.transaction(partial(self._merge, present, merge, gone))
        if project is None:
            return False
        await self._jobs.delete_of_clips(gone)
        for clip in present.clips:
            if clip.id in merge.clip_changes:
                self._hub.publish(ClipUpdated.of(clip.model_copy(update={"rev": clip.rev + 1})))
        self._hub.publish(ProjectUpdated.of(project))
        return True

    async def _merge(
        self, present: Present, merge: Merge, gone: list[ClipId], session: Session
    ) -> Project | None:
        if not await self._is_as_it_was(present, session):
            return None
        project = await self._projects.touch(ProjectId(present.project.id), session)
        await self._scenes.touch_all(ProjectId(project.id), session)
        await self._characters.create_many(merge.board.characters, session)
        await self._scenes.create_many(merge.board.scenes, session)
        await self._scenes.update_each(merge.scene_changes, session)
        await self._clips.create_many(merge.board.clips, session)
        await self._clips.update_each(merge.clip_changes, session)
        await self._archive.delete_of_clips(gone, session)
        await self._clips.delete_all({"_id": {"$in": gone}}, session)
        await self._scenes.delete_all({"_id": {"$in": merge.scenes_removed}}, session)
        return project

    async def _is_as_it_was(self, present: Present, session: Session) -> bool:
        of_it = {"project_id": present.project.id}
        now = {
            **await self._projects.revisions({"_id": present.project.id}, session),
            **await self._scenes.revisions(of_it, session),
            **await self._clips.revisions(of_it, session),
        }
        seen = (present.project, *present.scenes, *present.clips)
        return now == {each.id: each.rev for each in seen}

    async def _store(self, board: Board, session: Session) -> None:
        await self._projects.create(board.project, session)
        await self._characters.create_many(board.characters, session)
        await self._scenes.create_many(board.scenes, session)
        await self._clips.create_many(board.clips, session)
