"""The storyboard as clients read it most: whole lists, handed on as the database holds them."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass

from backend.domain.clip import Clip
from backend.domain.ids import ClipId, ProjectId, SceneId
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.domain.stored import StoredList
from backend.repositories.clip_repository import CLIP_ORDER, ClipRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SCENE_ORDER, SceneRepository
from backend.services.paging import EVERYTHING, Page


@dataclass(frozen=True)
class StoredBoard:
    """A project with its scenes in story order, and the clips of each in timeline order."""

    project: StoredList[Project]
    scenes: StoredList[Scene]
    clips: list[StoredList[Clip]]
    """As many as there are scenes."""

    def total_duration(self) -> float:
        """Return how long all scenes that are no alternates take, one after the other."""
        read = map(self.scenes.read, self.scenes.documents)
        return sum(scene.duration or 0.0 for scene in read if scene and not scene.is_alternate)


class BoardService:
    """Projects, scenes and clips as they are shown; each list costs one database command.

    Raises of every method with an id: ResourceNotFoundError, nothing has it.
    """

    def __init__(
        self, projects: ProjectRepository, scenes: SceneRepository, clips: ClipRepository
    ) -> None:
        self._projects = projects
        self._scenes = scenes
        self._clips = clips

    async def project(self, id: ProjectId) -> StoredList[Project]:
        """Return one project."""
        return await self._projects.stored_one(id)

    async def scene(self, id: SceneId) -> StoredList[Scene]:
        """Return one scene."""
        return await self._scenes.stored_one(id)

    async def clip(self, id: ClipId) -> StoredList[Clip]:
        """Return one clip."""
        return await self._clips.stored_one(id)

    async def projects(self, page: Page = EVERYTHING) -> StoredList[Project]:
        """Return projects, newest first."""
        return await self._projects.stored(
            self._projects.existing, skip=page.offset, limit=page.limit
        )

    async def scenes(self, project_id: ProjectId, page: Page = EVERYTHING) -> StoredList[Scene]:
        """Return the project's scenes in story order."""
        return await self._scenes.stored(
            {"project_id": project_id},
            sort=SCENE_ORDER,
            skip=page.offset,
            limit=page.limit,
            parent=self._projects.as_parent(project_id),
        )

    async def clips(self, scene_id: SceneId, page: Page = EVERYTHING) -> StoredList[Clip]:
        """Return the scene's clips in timeline order."""
        return await self._clips.stored(
            {"scene_id": scene_id},
            sort=CLIP_ORDER,
            skip=page.offset,
            limit=page.limit,
            parent=self._scenes.as_parent(scene_id),
        )

    async def clips_of_project(
        self, project_id: ProjectId, page: Page = EVERYTHING
    ) -> StoredList[Clip]:
        """Return all clips of the project in story order."""
        found, total = await self._scenes.stored_clips(
            project_id,
            skip=page.offset,
            limit=page.limit,
            parent=self._projects.as_parent(project_id),
        )
        return StoredList([clip for _, clip in found], total, self._clips.read)

    async def whole(self, project_id: ProjectId, page: Page = EVERYTHING) -> StoredBoard:
        """Return the storyboard in three commands at once, however large it is.

        Args:
            page: the scenes to return; of these, all clips.
        """
        project, scenes, (found, _) = await asyncio.gather(
            self.project(project_id),
            self.scenes(project_id, page),
            self._scenes.stored_clips(project_id),
        )
        clips: defaultdict[str, list[bytes]] = defaultdict(list)
        for scene_id, clip in found:
            clips[scene_id].append(clip)
        of_scenes = [clips[scene_id] for scene_id in self._scenes.ids_of(scenes)]
        return StoredBoard(
            project,
            scenes,
            [StoredList(each, len(each), self._clips.read) for each in of_scenes],
        )
