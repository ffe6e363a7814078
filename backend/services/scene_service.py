"""Scenes: making, changing, showing and deleting them."""

from contextlib import suppress

from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ProjectId, SceneId
from backend.domain.project import Project
from backend.domain.scene import Scene, SceneChanges, SceneDraft
from backend.events.hub import EventHub
from backend.events.types import ProjectUpdated
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.collection import Session
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SceneRepository
from backend.services.alternate_copies import alternate_scene, clips_for, with_own_number
from backend.services.clip_removal import ClipRemoval
from backend.services.clip_timeline import TimelineAnalysis, analyse
from backend.services.transactions import Transactions


class SceneService:
    """What can be done with scenes."""

    def __init__(
        self,
        projects: ProjectRepository,
        scenes: SceneRepository,
        clips: ClipRepository,
        removal: ClipRemoval,
        database: Transactions,
        hub: EventHub,
    ) -> None:
        self._projects = projects
        self._scenes = scenes
        self._clips = clips
        self._removal = removal
        self._database = database
        self._hub = hub

    async def create(self, draft: SceneDraft) -> Scene:
        """Add a scene to a project; without an order it becomes the last.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        last = await self._projects.next_scene_order(draft.project_id)
        order = last if draft.order is None else draft.order
        scene = await self._scenes.create(Scene(**{**draft.model_dump(), "order": order}))
        try:
            project = await self._projects.touch(draft.project_id)
        except ResourceNotFoundError:
            # It was deleted while we looked away: nothing may be left behind of it.
            await self._remove(SceneId(scene.id))
            raise
        self._hub.publish(ProjectUpdated.of(project))
        # Read back, a scene without a set duration is as long as its clips: it has none yet.
        return scene.model_copy(update={"duration": scene.duration or 0.0})

    async def create_alternate(self, id: SceneId) -> Scene:
        """Add another version of a scene, with copies of its clips; either all of it or nothing.

        Raises:
            ResourceNotFoundError: there is no such scene.
        """

        async def work(session: Session) -> tuple[str, Project]:
            source = await self._scenes.touch(id, session)
            project = await self._projects.touch(source.project_id, session)
            parent_id = source.parent_scene_id or id
            number = await self._scenes.next_number(parent_id, session)
            scene = await self._scenes.create(alternate_scene(source, parent_id, number), session)
            clips = await self._clips.list_of_scene(id, session)
            await self._clips.create_many(clips_for(SceneId(scene.id), clips), session)
            return scene.id, project

        made, project = await with_own_number(lambda: self._database.transaction(work))
        self._hub.publish(ProjectUpdated.of(project))
        return await self._scenes.get(made)

    async def update(self, id: SceneId, changes: SceneChanges) -> Scene:
        """Change what was sent.

        Raises:
            ResourceNotFoundError: there is no such scene.
        """
        changed = changes.changed()
        if (
            changes.duration is not None
            and changes.duration == (await self._scenes.get(id)).duration
        ):
            # A client that puts back what it got does not mean to pin the end of the clips.
            del changed["duration"]
        scene = await self._scenes.update(id, changed)
        await self._tell(scene.project_id)
        return scene

    async def delete(self, id: SceneId) -> None:
        """Delete the scene, its clips and their jobs; the first alternate takes its place.

        Raises:
            ResourceNotFoundError: there is no such scene.
        """
        scene = await self._scenes.mark_deleting(id)
        await self._remove(id)
        await self._tell(scene.project_id)

    async def finish_deletions(self) -> None:
        """End the deletions that were interrupted."""
        for id in await self._scenes.ids_deleting():
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
        await self._database.transaction(lambda session: self._scenes.remove(id, session))
        await self._remove_clips(id)

    async def _remove_clips(self, id: SceneId) -> None:
        await self._removal.remove_all(await self._clips.ids({"scene_id": id}))

    async def _tell(self, project_id: ProjectId) -> None:
        """Announce that the list of the project's scenes changed, unless it is going itself."""
        with suppress(ResourceNotFoundError):
            self._hub.publish(ProjectUpdated.of(await self._projects.touch(project_id)))
