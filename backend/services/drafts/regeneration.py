"""Making one thing of one scene anew; what is there stays, as takes do."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import Field

from backend.domain.character import Character
from backend.domain.clip import Clip
from backend.domain.errors import (
    ConflictError,
    ResourceNotFoundError,
    ValidationError,
    renamed,
)
from backend.domain.ids import ClipId, ProjectId, SceneId
from backend.domain.job import Job
from backend.domain.media import MediaKind
from backend.domain.scene import Scene
from backend.domain.take import ReviewState
from backend.domain.values import TypedInput
from backend.events.hub import EventHub
from backend.events.types import ClipUpdated
from backend.repositories.character_repository import CharacterRepository
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.scene_repository import SceneRepository
from backend.services.character_service import prompt_character
from backend.services.generation_request import GenerationParams, GenerationRequest
from backend.services.generation_service import GenerationService
from backend.services.idempotency_service import ANEW, Origin
from backend.services.narration_plan import NarrationOrder
from backend.services.narration_service import NarrationService
from backend.story.blocks import spoken
from backend.story.prompts import PromptParts, compose_image_prompt, compose_video_prompt

AUTO: Final = "auto"


class Remade(StrEnum):
    """What is made anew."""

    TEXT = "text"
    """The prompts, of what the clips say and show now."""
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"


class RegenerationOrder(TypedInput):
    """What is to be made anew in a scene, and how."""

    what: Remade
    clip_ids: list[Annotated[ClipId, Field(max_length=100)]] | None = Field(
        default=None, max_length=1000, description="Absent: all clips of the scene."
    )
    provider: str | None = Field(default=None, max_length=100, description="Absent: auto.")
    model: str | None = Field(default=None, max_length=500)
    note: str | None = Field(
        default=None,
        max_length=2000,
        description="Guidance that goes into the prompt; absent: the note with which the newest "
        "take was rejected, if it was.",
    )


@dataclass(frozen=True)
class Regenerated:
    """What was ordered."""

    project_id: ProjectId
    scene_id: SceneId
    what: Remade
    jobs: list[Job]
    clip_ids: list[ClipId]


class RegenerationService:
    """Orders single things anew."""

    def __init__(
        self,
        scenes: SceneRepository,
        clips: ClipRepository,
        characters: CharacterRepository,
        generation: GenerationService,
        narration: NarrationService,
        hub: EventHub,
    ) -> None:
        self._scenes = scenes
        self._clips = clips
        self._characters = characters
        self._generation = generation
        self._narration = narration
        self._hub = hub

    async def regenerate(
        self,
        project_id: ProjectId,
        scene_id: SceneId,
        order: RegenerationOrder,
        origin: Origin = ANEW,
    ) -> Regenerated:
        """Have something of a scene's clips made anew.

        Raises:
            ResourceNotFoundError: there is no such scene in the project, or no such clip in it.
            ConflictError: none of the clips can have it: all are locked, silent or without a still.
            ValidationError: who is named to make it is not known, or makes no such thing.
        """
        scene = await self._scenes.get(scene_id)
        if scene.project_id != project_id:
            raise ResourceNotFoundError("Scene", scene_id)
        clips = await self._chosen(scene_id, order)
        jobs: Sequence[Job] = []
        if order.what is Remade.TEXT:
            clips = await self._reword(scene, clips, order.note or "")
        elif order.what is Remade.AUDIO:
            jobs = await self._narrate(project_id, clips, order, origin)
            narrated = {job.clip_id for job in jobs}
            clips = [clip for clip in clips if clip.id in narrated]
        else:
            clips = [clip for clip in clips if _can_have(clip, order.what)]
            jobs = await self._generate(clips, order, origin)
        if not clips:
            raise ConflictError(f"No clip of this scene can have its {order.what} made anew")
        ids = [ClipId(clip.id) for clip in clips]
        return Regenerated(project_id, scene_id, order.what, list(jobs), ids)

    async def _chosen(self, scene_id: SceneId, order: RegenerationOrder) -> list[Clip]:
        clips = await self._clips.list_of_scene(scene_id)
        if order.clip_ids is None:
            return [clip for clip in clips if not clip.is_alternate]
        known = {clip.id: clip for clip in clips}
        for id in order.clip_ids:
            if id not in known:
                raise ResourceNotFoundError("Clip", id)
        return [known[id] for id in dict.fromkeys(order.clip_ids)]

    async def _generate(
        self, clips: Sequence[Clip], order: RegenerationOrder, origin: Origin
    ) -> list[Job]:
        kind = MediaKind(order.what.value)
        jobs = []
        for number, clip in enumerate(clips):
            prompt = clip.image_prompt if kind is MediaKind.IMAGE else clip.video_prompt
            request = GenerationRequest.model_validate(
                {
                    "clip_id": clip.id,
                    "generation_type": kind,
                    "prompt": guided(prompt, guidance(clip, kind, order.note)) or None,
                    "model": order.model,
                    "params": GenerationParams(provider=order.provider or AUTO),
                    "force": True,
                }
            )
            seed = origin.id(number) if origin.seed else ""
            try:
                made = await self._generation.generate(request, Origin(seed, origin.answered))
            except ValidationError as error:
                raise renamed(error, _as_sent) from error
            jobs.append(made)
        return jobs

    async def _narrate(
        self,
        project_id: ProjectId,
        clips: Sequence[Clip],
        order: RegenerationOrder,
        origin: Origin,
    ) -> list[Job]:
        told = await self._narration.order(
            project_id,
            NarrationOrder(
                clip_ids=[ClipId(clip.id) for clip in clips], force=True, provider=order.provider
            ),
            origin,
        )
        return told.jobs

    async def _reword(self, scene: Scene, clips: Sequence[Clip], note: str) -> list[Clip]:
        cast = await self._characters.list_of_project(scene.project_id)
        reworded = []
        for clip in clips:
            if clip.locked:
                continue
            changed = await self._clips.update(clip.id, prompts_of(clip, scene, cast, note))
            self._hub.publish(ClipUpdated.of(changed))
            reworded.append(changed)
        return reworded


def guidance(clip: Clip, kind: MediaKind, note: str | None) -> str:
    """Return what is to be otherwise: what is said now, else what the newest take lacked."""
    newest = next(reversed(clip.takes(kind)), None)
    if note is None and newest and newest.review.state is ReviewState.REJECTED:
        return newest.review.note or ""
    return note or ""


def guided(prompt: str, note: str) -> str:
    """Return a prompt with a person's guidance behind it, which is not said twice."""
    if not note.strip() or note.strip() in prompt:
        return prompt
    return f"{prompt} {note.strip()}".strip()


def prompts_of(clip: Clip, scene: Scene, cast: Sequence[Character], note: str) -> dict[str, Any]:
    """Compose a clip's prompts of what it says and shows now."""
    present = {clip.character_id, *clip.extra_character_ids}
    seen = clip.action or ("" if clip.dialogue else spoken(clip.lyrics))
    parts = PromptParts(
        shot=", ".join(filter(None, (clip.shot.size, clip.shot.angle))),
        move=clip.shot.move,
        location=scene.location,
        time_of_day=scene.time_of_day,
        characters=tuple(prompt_character(who) for who in cast if who.id in present),
        action=guided(seen, note),
        speaker=clip.speaker or "",
        dialogue=clip.dialogue,
    )
    return {
        "image_prompt": compose_image_prompt(parts),
        "video_prompt": compose_video_prompt(parts),
    }


def _as_sent(field: str) -> str:
    """Return what this order calls a field of a generation: it has no params around it."""
    return field.removeprefix("params.")


def _can_have(clip: Clip, what: Remade) -> bool:
    return what is not Remade.VIDEO or clip.selected(MediaKind.IMAGE) is not None
