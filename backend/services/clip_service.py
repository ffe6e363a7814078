"""Clips: making, changing, placing, showing and deleting them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from backend.domain.clip import Clip, ClipChanges, ClipDraft
from backend.domain.errors import ResourceNotFoundError, TimelineOverlapError, ValidationError
from backend.domain.ids import ClipId, ProjectId, SceneId
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.collection import Session
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SceneRepository
from backend.services.clip_removal import JobsOfClips, remove_clips
from backend.services.clip_timeline import (
    TimelineSummary,
    at,
    first_free_position,
    overlapping,
    summarise,
)
from backend.services.paging import EVERYTHING, Listing, Page, cut

T = TypeVar("T")


class Transactions(Protocol):
    """Where several documents change as one."""

    async def transaction(self, work: Callable[[Session], Awaitable[T]]) -> T:
        """Run the work in one transaction, again if another one got in its way."""
        ...


@dataclass(frozen=True)
class Moved:
    """A clip at its new position, and the scene's timeline around it."""

    clip: Clip
    timeline: TimelineSummary


class ClipService:
    """What can be done with clips."""

    def __init__(
        self,
        projects: ProjectRepository,
        scenes: SceneRepository,
        clips: ClipRepository,
        jobs: JobsOfClips,
        database: Transactions,
    ) -> None:
        self._projects = projects
        self._scenes = scenes
        self._clips = clips
        self._jobs = jobs
        self._database = database

    async def create(self, draft: ClipDraft) -> Clip:
        """Add a clip to a scene; without an order it becomes the last of its place.

        Raises:
            ResourceNotFoundError: there is no such scene.
        """
        project_id = await self._scenes.project_of(draft.scene_id)
        order = draft.order
        if order is None:
            order = await self._clips.next_order(draft.scene_id)
        told = {**draft.model_dump(), "order": order, "project_id": project_id}
        clip = await self._clips.create(Clip(**told))
        try:
            await self._scenes.project_of(draft.scene_id)
        except ResourceNotFoundError:
            # It was deleted while we looked away: nothing may be left behind of it.
            await remove_clips([clip.id], self._clips, self._jobs)
            raise
        return clip

    async def list_of_scene(self, scene_id: SceneId, page: Page = EVERYTHING) -> Listing[Clip]:
        """Return the scene's clips in timeline order.

        Raises:
            ResourceNotFoundError: there is no such scene.
        """
        await self._scenes.get(scene_id)
        return cut(await self._clips.list_of_scene(scene_id), page)

    async def list_of_project(
        self, project_id: ProjectId, page: Page = EVERYTHING
    ) -> Listing[Clip]:
        """Return all clips of the project in story order.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        await self._projects.get(project_id)
        scenes = await self._scenes.list_of_project(project_id)
        place = {scene.id: number for number, scene in enumerate(scenes)}
        clips = await self._clips.list_of_project(project_id)
        # The sort is stable: within a scene the clips keep their timeline order.
        return cut(sorted(clips, key=lambda clip: place.get(clip.scene_id, len(place))), page)

    async def get(self, id: ClipId) -> Clip:
        """Return the clip.

        Raises:
            ResourceNotFoundError: there is no such clip.
        """
        return await self._clips.get(id)

    async def update(self, id: ClipId, changes: ClipChanges) -> Clip:
        """Change what was sent.

        Raises:
            ResourceNotFoundError: there is no such clip.
        """
        return await self._clips.update(id, changes.changed())

    async def set_prompts(
        self, id: ClipId, *, image_prompt: str | None = None, video_prompt: str | None = None
    ) -> Clip:
        """Change one prompt or both; None leaves it as it is.

        Raises:
            ValidationError: neither is given.
            ResourceNotFoundError: there is no such clip.
        """
        prompts = {"image_prompt": image_prompt, "video_prompt": video_prompt}
        given = {name: prompt for name, prompt in prompts.items() if prompt is not None}
        if not given:
            raise ValidationError("Give image_prompt, video_prompt or both")
        return await self._clips.update(id, given)

    async def delete(self, id: ClipId) -> None:
        """Delete the clip, its takes and its jobs; the first alternate takes its place.

        Raises:
            ResourceNotFoundError: there is no such clip.
        """
        await self._clips.get(id)
        await self._clips.adopt_alternates(id)
        await remove_clips([id], self._clips, self._jobs)

    async def move(self, id: ClipId, position: float, *, check_overlap: bool = True) -> Moved:
        """Put the clip elsewhere in its scene; position in seconds, kept in hundredths.

        Of two moves at once the second sees what the first one did: both raise the scene's
        revision before they look at its clips.

        Raises:
            ResourceNotFoundError: there is no such clip.
            TimelineOverlapError: another clip lies there; details name it and a free position.
        """
        scene_id = (await self._clips.get(id)).scene_id
        position = round(position, 2)

        async def work(session: Session) -> Moved:
            await self._scenes.touch(scene_id, session)
            clips = await self._clips.list_of_scene(scene_id, session)
            moved = _moved(clips, id, position)
            if check_overlap:
                _refuse_overlap(moved, clips)
            await self._clips.move(id, position, session)
            now = [moved if clip.id == id else clip for clip in clips]
            return Moved(moved, summarise(sorted(now, key=lambda clip: clip.timeline_position)))

        return await self._database.transaction(work)


def _moved(clips: Sequence[Clip], id: ClipId, position: float) -> Clip:
    for clip in clips:
        if clip.id == id:
            return at(clip, position)
    raise ResourceNotFoundError("Clip", id)


def _refuse_overlap(moved: Clip, clips: Sequence[Clip]) -> None:
    in_the_way = overlapping(moved, clips)
    if not in_the_way:
        return
    free = first_free_position(moved, clips)
    names = ", ".join(f"'{clip.name}'" for clip in in_the_way)
    details: dict[str, Any] = {
        "suggested_position": free,
        "requested_position": moved.timeline_position,
        "clip_id": moved.id,
        "overlaps_with": [clip.id for clip in in_the_way],
    }
    raise TimelineOverlapError(
        f"At {moved.timeline_position:.2f} s '{moved.name}' would overlap {names};"
        f" {free:.2f} s is free",
        details=details,
    )
