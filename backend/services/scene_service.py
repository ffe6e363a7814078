"""Scenes: making, changing, showing and deleting them."""

from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ProjectId, SceneId
from backend.domain.scene import Scene, SceneChanges, SceneDraft
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SceneRepository
from backend.services.clip_removal import JobsOfClips, remove_clips
from backend.services.clip_timeline import TimelineAnalysis, analyse
from backend.services.paging import EVERYTHING, Listing, Page, cut


class SceneService:
    """What can be done with scenes."""

    def __init__(
        self,
        projects: ProjectRepository,
        scenes: SceneRepository,
        clips: ClipRepository,
        jobs: JobsOfClips,
    ) -> None:
        self._projects = projects
        self._scenes = scenes
        self._clips = clips
        self._jobs = jobs

    async def create(self, draft: SceneDraft) -> Scene:
        """Add a scene to a project; without an order it becomes the last.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        await self._projects.get(draft.project_id)
        order = draft.order
        if order is None:
            order = await self._scenes.next_order(draft.project_id)
        scene = await self._scenes.create(Scene(**{**draft.model_dump(), "order": order}))
        try:
            await self._projects.get(draft.project_id)
        except ResourceNotFoundError:
            # It was deleted while we looked away: nothing may be left behind of it.
            await self._remove(SceneId(scene.id))
            raise
        # Read back, a scene without a set duration is as long as its clips: it has none yet.
        return scene.model_copy(update={"duration": scene.duration or 0.0})

    async def list_of_project(
        self, project_id: ProjectId, page: Page = EVERYTHING
    ) -> Listing[Scene]:
        """Return the project's scenes in story order.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        await self._projects.get(project_id)
        return cut(await self._scenes.list_of_project(project_id), page)

    async def get(self, id: SceneId) -> Scene:
        """Return the scene.

        Raises:
            ResourceNotFoundError: there is no such scene.
        """
        return await self._scenes.get(id)

    async def update(self, id: SceneId, changes: SceneChanges) -> Scene:
        """Change what was sent.

        Raises:
            ResourceNotFoundError: there is no such scene.
        """
        changed = changes.changed()
        if changes.duration is not None and changes.duration == (await self.get(id)).duration:
            # A client that puts back what it got does not mean to pin the end of the clips.
            del changed["duration"]
        return await self._scenes.update(id, changed)

    async def delete(self, id: SceneId) -> None:
        """Delete the scene, its clips and their jobs; the first alternate takes its place.

        Raises:
            ResourceNotFoundError: there is no such scene.
        """
        await self._scenes.get(id)
        await self._scenes.adopt_alternates(id)
        await self._remove(id)

    async def analyse_timeline(self, id: SceneId) -> TimelineAnalysis:
        """Find what overlaps in the scene, and the holes.

        Raises:
            ResourceNotFoundError: there is no such scene.
        """
        await self._scenes.get(id)
        return analyse(id, await self._clips.list_of_scene(id))

    async def _remove(self, id: SceneId) -> None:
        """Remove the clips before the scene, so that after a crash it can be deleted again.

        Once more after it, for one may have been made in between.
        """
        await self._remove_clips(id)
        await self._scenes.delete_all({"_id": id})
        await self._remove_clips(id)

    async def _remove_clips(self, id: SceneId) -> None:
        await remove_clips(await self._clips.ids({"scene_id": id}), self._clips, self._jobs)
