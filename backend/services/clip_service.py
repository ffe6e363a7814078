"""Clips: making, changing, placing, showing and deleting them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from backend.domain.clip import Clip, ClipChanges, ClipDraft
from backend.domain.errors import ResourceNotFoundError, TimelineOverlapError, invalid_field
from backend.domain.ids import ClipId, SceneId
from backend.events.hub import EventHub
from backend.events.types import ClipUpdated
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.collection import Session
from backend.repositories.scene_repository import SceneRepository
from backend.services.alternate_copies import alternate_clip, with_own_number
from backend.services.clip_removal import ClipRemoval
from backend.services.clip_timeline import (
    TimelineSummary,
    at,
    first_free_position,
    overlapping,
    summarise,
)
from backend.services.transactions import Transactions


@dataclass(frozen=True)
class Moved:
    """A clip at its new position, and the scene's timeline around it."""

    clip: Clip
    timeline: TimelineSummary


class ClipService:
    """What can be done with clips."""

    def __init__(
        self,
        scenes: SceneRepository,
        clips: ClipRepository,
        removal: ClipRemoval,
        database: Transactions,
        hub: EventHub,
    ) -> None:
        self._scenes = scenes
        self._clips = clips
        self._removal = removal
        self._database = database
        self._hub = hub

    async def create(self, draft: ClipDraft) -> Clip:
        """Add a clip to a scene; without an order it becomes the last of its place.

        In three commands: one that looks at the scene and stores the clip ($merge) is none that
        the driver repeats by itself after a lost connection, and it cannot tell the order.

        Raises:
            ResourceNotFoundError: there is no such scene.
        """
        project_id, last = await self._scenes.place_for_clip(draft.scene_id)
        order = last if draft.order is None else draft.order
        told = {**draft.model_dump(), "order": order, "project_id": project_id}
        clip = await self._clips.create(Clip(**told))
        try:
            await self._scenes.project_of(draft.scene_id)
        except ResourceNotFoundError:
            # It was deleted while we looked away: nothing may be left behind of it.
            await self._removal.remove_all([clip.id])
            raise
        return self._told(clip)

    async def create_alternate(self, id: ClipId) -> Clip:
        """Add another version of a clip: the same words at the same place, without takes.

        Raises:
            ResourceNotFoundError: there is no such clip.
        """

        async def work(session: Session) -> Clip:
            source = await self._clips.touch(id, session)
            await self._scenes.touch(source.scene_id, session)
            parent_id = source.parent_clip_id or id
            number = await self._clips.next_number(parent_id, session)
            return await self._clips.create(alternate_clip(source, parent_id, number), session)

        return self._told(await with_own_number(lambda: self._database.transaction(work)))

    async def update(self, id: ClipId, changes: ClipChanges) -> Clip:
        """Change what was sent; into another scene a clip takes its alternates along.

        Raises:
            ResourceNotFoundError: there is no such clip, or no such scene.
            ValidationError: the scene belongs to another project.
        """
        told = changes.changed()
        scene_id: SceneId | None = told.pop("scene_id", None)
        if scene_id is None:
            return self._told(await self._clips.update(id, told))
        clip = await self._clips.update_in_scene(id, scene_id, told)
        return self._told(clip or await self._send_to_scene(id, scene_id, told))

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
            raise invalid_field("image_prompt", "must be given, or video_prompt, or both")
        return self._told(await self._clips.update(id, given))

    async def delete(self, id: ClipId) -> None:
        """Delete the clip, its takes and its jobs; the first alternate takes its place.

        Raises:
            ResourceNotFoundError: there is no such clip.
        """
        clip = await self._clips.get(id)
        alternates = await self._removal.remove(id)
        for each in (clip.model_copy(update={"rev": clip.rev + 1}), *alternates):
            self._told(each)

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
            moved = await self._clips.move(id, position, session)
            now = [moved if clip.id == id else clip for clip in clips]
            return Moved(moved, summarise(sorted(now, key=lambda clip: clip.timeline_position)))

        done = await self._database.transaction(work)
        self._told(done.clip)
        return done

    async def _send_to_scene(self, id: ClipId, scene_id: SceneId, told: dict[str, Any]) -> Clip:
        async def work(session: Session) -> list[Clip]:
            clip = await self._clips.touch(id, session)
            scene = await self._scenes.touch(scene_id, session)
            if scene.project_id != clip.project_id:
                raise invalid_field("scene_id", "is a scene of another project")
            group = await self._clips.send_to_scene(clip, scene_id, session)
            changed = await self._clips.update_in_scene(id, scene_id, told, session)
            return [changed or clip, *(each for each in group if each.id != id)]

        clip, *others = await self._database.transaction(work)
        for other in others:
            self._told(other)
        return clip

    def _told(self, clip: Clip) -> Clip:
        """Announce that the clip changed, and return it."""
        self._hub.publish(ClipUpdated.of(clip))
        return clip


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
