"""A story's status: how its draft stands, scene by scene and clip by clip."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from backend.domain.draft import Draft, wire_status
from backend.domain.draft_standing import (
    TOTAL_STEPS,
    current_step_of,
    description_of,
    error_code_of,
)
from backend.domain.ids import DraftId, ProjectId
from backend.domain.job_state import JobStatus
from backend.repositories.draft_clips import DraftClip, DraftClips, DraftScene
from backend.repositories.draft_repository import DraftRepository
from backend.repositories.project_repository import ProjectRepository

_KINDS: Final = ("image", "video", "audio")
_WORST_FIRST: Final = (
    JobStatus.PROCESSING,
    JobStatus.PENDING,
    JobStatus.FAILED,
    JobStatus.CANCELLED,
    JobStatus.COMPLETED,
)


@dataclass(frozen=True)
class ClipProgress:
    """What a clip has and what is being made for it, by kind of media; None: nothing is."""

    clip: DraftClip
    image: JobStatus | None
    video: JobStatus | None
    audio: JobStatus | None


@dataclass(frozen=True)
class SceneProgress:
    """A scene and its clips."""

    scene: DraftScene
    clips: list[ClipProgress]


@dataclass(frozen=True)
class StoryStatus:
    """How a story stands; one that was never drafted is simply there."""

    project_id: ProjectId
    draft: Draft | None
    scenes: list[SceneProgress]
    cost: float = 0.0

    @property
    def error_code(self) -> str | None:
        """Why it failed, if it did."""
        return error_code_of(self.draft) if self.draft else None

    @property
    def status(self) -> str:
        """What older clients know."""
        return wire_status(self.draft.status) if self.draft else JobStatus.COMPLETED

    @property
    def progress(self) -> float:
        """In percent."""
        return self.draft.progress if self.draft else 100.0

    @property
    def total_steps(self) -> int:
        """How many steps there are."""
        return TOTAL_STEPS

    @property
    def current_step(self) -> int:
        """The number of the step at work, from 1; 0 before the first."""
        return current_step_of(self.draft) if self.draft else TOTAL_STEPS

    @property
    def description(self) -> str:
        """What is being done, in words for people."""
        return description_of(self.draft) if self.draft else "Nothing was drafted"


class Purse(Protocol):
    """Who keeps the ledger."""

    async def cost_of_draft(self, draft_id: DraftId) -> float:
        """Return US dollars that a draft has cost so far."""
        ...


class StoryStatusReader:
    """Reads how stories stand."""

    def __init__(
        self,
        drafts: DraftRepository,
        clips: DraftClips,
        projects: ProjectRepository,
        purse: Purse,
    ) -> None:
        self._drafts = drafts
        self._clips = clips
        self._projects = projects
        self._purse = purse

    async def read(self, project_id: ProjectId) -> StoryStatus:
        """Return how a story stands.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        _, draft, scenes = await asyncio.gather(
            self._projects.get(project_id),
            self._drafts.newest(project_id),
            self._clips.of_project(project_id),
        )
        if draft is None:
            return StoryStatus(project_id, None, [_scene(each, {}) for each in scenes])
        jobs, cost = await asyncio.gather(
            self._drafts.jobs_of(draft.draft_id), self._purse.cost_of_draft(draft.draft_id)
        )
        by_clip = _by_clip(jobs)
        shown = [_scene(each, by_clip) for each in scenes]
        return StoryStatus(project_id, draft, shown, cost)


def _by_clip(jobs: Iterable[Mapping[str, Any]]) -> Mapping[str, dict[str, set[JobStatus]]]:
    found: defaultdict[str, dict[str, set[JobStatus]]] = defaultdict(dict)
    for job in jobs:
        of_clip = found[job["clip_id"] or ""]
        of_clip.setdefault(job["generation_type"], set()).add(JobStatus(job["status"]))
    return found


def _scene(scene: DraftScene, jobs: Mapping[str, dict[str, set[JobStatus]]]) -> SceneProgress:
    return SceneProgress(scene, [_progress(clip, jobs.get(clip.id, {})) for clip in scene.clips])


def _progress(clip: DraftClip, jobs: Mapping[str, set[JobStatus]]) -> ClipProgress:
    has = {"image": clip.has_image, "video": clip.has_video, "audio": clip.has_audio}
    return ClipProgress(clip, *(_status(jobs.get(kind, set()), has=has[kind]) for kind in _KINDS))


def _status(jobs: set[JobStatus], *, has: bool) -> JobStatus | None:
    """Return how the work on one kind of media stands; what is there is done."""
    if has and not jobs.intersection(_WORST_FIRST[:2]):
        return JobStatus.COMPLETED
    return next((each for each in _WORST_FIRST if each in jobs), None)
