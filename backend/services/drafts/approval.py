"""Approving and rejecting a story's stills scene by scene."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from pydantic import BeforeValidator, Field

from backend.domain.draft import DraftStatus, Gate, wire_status
from backend.domain.errors import ConflictError, ResourceNotFoundError, invalid_field
from backend.domain.ids import ProjectId, SceneId
from backend.domain.review import Decision, Verdict
from backend.domain.take import ReviewState
from backend.domain.values import TypedInput
from backend.repositories.draft_clips import DraftClips, DraftScene
from backend.repositories.draft_repository import DraftRepository
from backend.repositories.project_repository import ProjectRepository
from backend.services.review_service import Reviewed


def _as_text(key: Any) -> Any:
    return str(key) if type(key) is int else key


SceneKey = Annotated[
    str, Field(max_length=100), BeforeValidator(_as_text, json_schema_input_type=int | str)
]


class Approval(TypedInput):
    """Which scenes are good and which are not; each by its id, or by its number from 1."""

    approved_scenes: list[SceneKey] = Field(default=[], max_length=1000)
    rejected_scenes: list[SceneKey] = Field(default=[], max_length=1000)
    note: str | None = Field(default=None, max_length=2000, description="Kept with each verdict.")
    continue_: bool = Field(
        default=True, alias="continue", description="Let a draft go on that waits for this."
    )


@dataclass(frozen=True)
class SceneApproval:
    """What became of a scene's chosen stills."""

    scene_id: SceneId
    sequence: int
    verdict: ReviewState
    reviewed: int


@dataclass(frozen=True)
class Approved:
    """What became of all that was said."""

    results: list[SceneApproval]
    continued: bool
    status: str


class Gates(Protocol):
    """Who lets drafts go on."""

    async def pass_gate(self, project_id: ProjectId) -> object:
        """Let a draft go on that waits for review."""


class Reviews(Protocol):
    """Who takes verdicts."""

    async def decide(
        self, project_id: ProjectId, decisions: Sequence[Decision]
    ) -> Sequence[Reviewed]:
        """Carry out decisions; what cannot be done is told of each."""
        ...


class ApprovalService:
    """Takes verdicts on scenes, and lets the draft go on that waits for them."""

    def __init__(
        self,
        projects: ProjectRepository,
        scenes: DraftClips,
        drafts: DraftRepository,
        reviews: Reviews,
        gates: Gates,
    ) -> None:
        self._projects = projects
        self._scenes = scenes
        self._drafts = drafts
        self._reviews = reviews
        self._gates = gates

    async def approve(self, project_id: ProjectId, said: Approval) -> Approved:
        """Give the chosen stills of scenes their verdicts; a rejected one is chosen no more.

        Raises:
            ResourceNotFoundError: there is no such project, or it has no such scene.
            ValidationError: a scene is named twice, or no scene has such a number.
            ConflictError: none of the scenes has a chosen still.
        """
        await self._projects.get(project_id)
        scenes = await self._scenes.of_project(project_id)
        chosen = [
            *((place, Verdict.APPROVE) for place in _places(said.approved_scenes, scenes)),
            *((place, Verdict.REJECT) for place in _places(said.rejected_scenes, scenes)),
        ]
        places = [place for place, _ in chosen]
        if not places or len(set(places)) < len(places):
            problem = "name each scene once, in one of the two lists"
            raise invalid_field("approved_scenes", problem)
        if not any(clip.has_image for place in places for clip in scenes[place].clips):
            raise ConflictError("None of these scenes has a chosen still")
        results = [
            await self._review(project_id, scenes[place], place, verdict, said.note)
            for place, verdict in chosen
        ]
        continued = said.continue_ and await self._go_on(project_id)
        draft = await self._drafts.newest(project_id)
        status = wire_status(draft.status if draft else DraftStatus.COMPLETED)
        return Approved(sorted(results, key=lambda each: each.sequence), continued, status)

    async def _review(
        self,
        project_id: ProjectId,
        scene: DraftScene,
        place: int,
        verdict: Verdict,
        note: str | None,
    ) -> SceneApproval:
        decisions = [
            Decision(clip_id=clip.id, decision=verdict, note=note)
            for clip in scene.clips
            if clip.has_image
        ]
        decided = await self._reviews.decide(project_id, decisions)
        reviewed = sum(each.take is not None for each in decided)
        return SceneApproval(scene.id, place + 1, verdict.state, reviewed)

    async def _go_on(self, project_id: ProjectId) -> bool:
        draft = await self._drafts.newest(project_id)
        if draft is None or draft.gate is not Gate.IMAGES:
            return False
        await self._gates.pass_gate(project_id)
        return True


def _places(keys: list[SceneKey], scenes: list[DraftScene]) -> list[int]:
    """Return the places of scenes in story order, from 0."""
    known = {scene.id: place for place, scene in enumerate(scenes)}
    places = []
    for key in keys:
        number = int(key) if key.removeprefix("-").isdecimal() else None
        if number is not None and not 1 <= number <= len(scenes):
            raise invalid_field("approved_scenes", f"there are scenes 1 to {len(scenes)}")
        if number is None and key not in known:
            raise ResourceNotFoundError("Scene", key)
        places.append(known[SceneId(key)] if number is None else number - 1)
    return places
