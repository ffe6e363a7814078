"""Making clips as long as what is said in them, and laying them end to end."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from backend.domain.clip import Clip
from backend.domain.errors import ConflictError
from backend.domain.frame_rate import frame_rate
from backend.domain.ids import ClipId, ProjectId, SceneId
from backend.domain.media import MediaKind
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.events.hub import EventHub
from backend.events.types import ClipUpdated, ProjectUpdated
from backend.export.takes import chosen_take
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.collection import Session
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SceneRepository
from backend.services.narration_words import Pace, is_sung, narration_words, voice_of
from backend.services.story_reader import StoryReader, Told
from backend.services.transactions import Transactions
from backend.story.retime import Place, Shot, lay_out

_TRIES: Final = 5
_LAST_POSITION: Final = 10_000
_LONGEST_CLIP: Final = 3600
_SAME: Final = 1e-6
"""Seconds."""


@dataclass(frozen=True)
class ScenePlan:
    """What a scene becomes.

    Attributes:
        places: of the clips that change, by their ids.
        duration: of all of its clips, one after the other, in seconds.
    """

    scene: Scene
    places: dict[ClipId, Place]
    duration: float

    @property
    def changes(self) -> bool:
        """Whether anything does."""
        return bool(self.places) or abs((self.scene.duration or 0.0) - self.duration) > _SAME


@dataclass(frozen=True)
class Retimed:
    """A project that was laid out.

    Attributes:
        changed: the clips that lie elsewhere now or are of another length.
        duration: of all scenes that are no alternates, in seconds.
    """

    project_id: ProjectId
    changed: list[Clip]
    duration: float


class _ChangedError(ConflictError):
    """Somebody changed the project meanwhile."""


class RetimeService:
    """Lays projects out."""

    def __init__(
        self,
        reader: StoryReader,
        projects: ProjectRepository,
        scenes: SceneRepository,
        clips: ClipRepository,
        database: Transactions,
        hub: EventHub,
    ) -> None:
        self._reader = reader
        self._projects = projects
        self._scenes = scenes
        self._clips = clips
        self._database = database
        self._hub = hub

    async def retime(self, project_id: ProjectId, *, narrate_action: bool = False) -> Retimed:
        """Give each clip the length of its narration, measured or estimated; all in one step.

        Locked clips keep their length. A scene in which all clips are locked stays as it is, for
        its clips lie where the music wants them.

        Args:
            narrate_action: estimate the time for what is seen, too, where nothing is said.

        Raises:
            ResourceNotFoundError: there is no such project.
            ConflictError: others kept changing it, or a scene would be longer than scenes can be.
        """
        for _ in range(_TRIES):
            told = await self._reader.read(project_id)
            plans = await asyncio.to_thread(plan_scenes, told, narrate_action=narrate_action)
            duration = sum(plan.duration for plan in plans if not plan.scene.is_alternate)
            try:
                changed = await self._apply(told, [plan for plan in plans if plan.changes])
            except _ChangedError:
                continue
            return Retimed(project_id, changed, duration)
        raise ConflictError("The project is being changed; lay it out again in a moment")

    async def _apply(self, told: Told, plans: Sequence[ScenePlan]) -> list[Clip]:
        if not plans:
            return []
        seen = {clip.id: clip for clip in told.clips}
        id = ProjectId(told.project.id)

        async def work(session: Session) -> tuple[Project, list[Clip]]:
            await self._refuse_changed(told, session)
            project = await self._projects.touch(id, session)
            await self._scenes.touch_all(id, session)
            changed = []
            for plan in plans:
                await self._scenes.set_duration(SceneId(plan.scene.id), None, session)
                for clip_id, place in plan.places.items():
                    changed.append(await self._placed(seen[clip_id], place, session))
            return project, changed

        project, changed = await self._database.transaction(work)
        for clip in changed:
            self._hub.publish(ClipUpdated.of(clip))
        self._hub.publish(ProjectUpdated.of(project))
        return changed

    async def _refuse_changed(self, told: Told, session: Session) -> None:
        """Raise unless the scenes are as they were when they were read, with the same clips."""
        of_it = {"project_id": told.project.id}
        scenes = await self._scenes.revisions(of_it, session)
        clips = await self._clips.revisions(of_it, session)
        same_scenes = scenes == {scene.id: scene.rev for scene, _ in told.parts}
        if not same_scenes or clips.keys() != {clip.id for clip in told.clips}:
            raise _ChangedError("changed")

    async def _placed(self, seen: Clip, place: Place, session: Session) -> Clip:
        stored = await self._clips.place(seen, place.position, place.length, session)
        if stored is None:
            raise _ChangedError("changed")
        return stored


def plan_scenes(told: Told, *, narrate_action: bool = False) -> list[ScenePlan]:
    """Return what each scene becomes.

    Raises:
        ConflictError: a clip would lie later, or be longer, than clips can.
    """
    rate = frame_rate(told.project.fps)
    pace = Pace(told.clips)
    plans = []
    for scene, clips in told.parts:
        shown = [clip for clip in clips if not clip.is_alternate]
        if all(clip.locked for clip in shown):
            duration = max((clip.end for clip in clips), default=0.0)
            plans.append(ScenePlan(scene, {}, max(scene.duration or 0.0, duration)))
            continue
        shots = [_shot(clip, told, pace, narrate_action=narrate_action) for clip in shown]
        placed = dict(zip((clip.id for clip in shown), lay_out(shots, rate), strict=True))
        places = {ClipId(clip.id): place for clip, place in _moved(clips, placed)}
        last = placed[shown[-1].id]
        plans.append(ScenePlan(scene, places, last.position + last.length))
        _refuse_too_long(scene, placed.values())
    return plans


def narration_seconds(
    clip: Clip, told: Told, pace: Pace, *, narrate_action: bool = False
) -> float | None:
    """Return how long a clip is narrated, measured or else estimated; None: it is not."""
    take = chosen_take(clip, MediaKind.AUDIO)
    if take and take.duration:
        return take.duration
    words = narration_words(clip, narrate_action=narrate_action)
    if not words or is_sung(clip, told.project):
        return None
    return pace.seconds(words, voice_of(clip, told.cast, told.project))


def _shot(clip: Clip, told: Told, pace: Pace, *, narrate_action: bool) -> Shot:
    narration = narration_seconds(clip, told, pace, narrate_action=narrate_action)
    return Shot(clip.length, narration, clip.locked)


def _moved(clips: Sequence[Clip], placed: dict[str, Place]) -> Iterator[tuple[Clip, Place]]:
    """Yield the clips that change; alternates begin with the clip that they stand for."""
    for clip in clips:
        parent = placed.get(clip.parent_clip_id or "")
        place = placed.get(clip.id) or (parent and replace(parent, length=clip.length))
        if place and (clip.timeline_position, clip.length) != (place.position, place.length):
            yield clip, place


def _refuse_too_long(scene: Scene, places: Iterable[Place]) -> None:
    if any(each.position > _LAST_POSITION or each.length > _LONGEST_CLIP for each in places):
        raise ConflictError(f"Scene '{scene.name}' would be too long; divide it first")
