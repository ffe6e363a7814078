"""The timing of a project, taken over from a cut that comes back from an editor."""

import asyncio
from typing import Final

from backend.domain.clip import Clip
from backend.domain.errors import ConflictError
from backend.domain.frame_rate import frame_rate
from backend.domain.ids import ClipId, ProjectId, SceneId
from backend.domain.project import Project
from backend.events.hub import EventHub
from backend.events.types import ClipUpdated, ProjectUpdated
from backend.export.material import Material
from backend.export.options import ExportOptions
from backend.export.readers.timing import TimingPlan, plan_timing, read_cut
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.collection import Session
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SceneRepository
from backend.services.export_service import ExportService
from backend.services.transactions import Transactions

_AS_EXPORTED: Final = "fcpxml"


class TimingImportService:
    """Compares cuts with projects, and makes projects like them."""

    def __init__(
        self,
        exports: ExportService,
        projects: ProjectRepository,
        scenes: SceneRepository,
        clips: ClipRepository,
        database: Transactions,
        hub: EventHub,
    ) -> None:
        self._exports = exports
        self._projects = projects
        self._scenes = scenes
        self._clips = clips
        self._database = database
        self._hub = hub

    async def import_timing(
        self, project_id: ProjectId, content: bytes, *, apply: bool, create: bool
    ) -> TimingPlan:
        """Say what a cut changes, and do it if that is asked for: all of it in one step.

        Args:
            project_id: whose timing it is.
            content: an EDL or an FCPXML document.
            apply: change the project; else nothing is stored.
            create: make clips of what the project does not know.

        Raises:
            ResourceNotFoundError: there is no such project.
            ValidationError: the file cannot be read.
            RateMismatchError: it counts its frames at another rate than the project.
            ConflictError: the project was changed by others meanwhile.
        """
        known = await self._exports.prepare(project_id, _AS_EXPORTED, ExportOptions())
        plan = await asyncio.to_thread(_planned, known.material, content, create=create)
        if apply and plan.changes:
            await self._apply(project_id, known.material, plan)
        return plan

    async def _apply(self, id: ProjectId, seen: Material, plan: TimingPlan) -> None:
        made = [clip for _, clip in plan.new if clip]

        async def work(session: Session) -> tuple[Project, list[Clip]]:
            await self._refuse_changed(id, seen, session)
            project = await self._projects.touch(id, session)
            await self._scenes.touch_all(id, session)
            for scene in plan.scenes:
                await self._scenes.set_duration(SceneId(scene.id), scene.duration, session)
            changed = [await self._retimed(clip, session) for clip in plan.clips]
            await self._clips.create_many(made, session)
            return project, [*changed, *made]

        project, changed = await self._database.transaction(work)
        for clip in changed:
            self._hub.publish(ClipUpdated.of(clip))
        self._hub.publish(ProjectUpdated.of(project))

    async def _refuse_changed(self, id: ProjectId, seen: Material, session: Session) -> None:
        """Raise ConflictError unless everything is as it was when it was read."""
        of_it = {"project_id": id}
        now = {
            **await self._projects.revisions({"_id": id}, session),
            **await self._scenes.revisions(of_it, session),
            **await self._clips.revisions(of_it, session),
        }
        if now != {each.id: each.rev for each in (seen.project, *seen.scenes, *seen.clips)}:
            raise _changed()

    async def _retimed(self, clip: Clip, session: Session) -> Clip:
        place = {"timeline_position": clip.timeline_position, "length": clip.length}
        stored = await self._clips.update_in_scene(ClipId(clip.id), clip.scene_id, place, session)
        if stored is None:
            raise _changed()
        return stored


def _planned(material: Material, content: bytes, *, create: bool) -> TimingPlan:
    cut = read_cut(content, frame_rate(material.project.fps))
    return plan_timing(material, cut, create=create)


def _changed() -> ConflictError:
    return ConflictError("The project was changed while its timing was read; send the file again")
