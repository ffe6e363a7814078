"""What is asked for when pictures of a character are generated: prompts, sizes and jobs."""

import secrets
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, Field

from backend.domain.character import Character
from backend.domain.ids import CharacterId, ServerId
from backend.domain.job import Job, JobTarget, LoraUse
from backend.domain.words import Label
from backend.services.character_service import prompt_character
from backend.services.clip_prompts import fitting
from backend.services.generation_request import GenerationParams
from backend.story.prompts import apply_character

SAMPLE: Final = "sample"
PROFILE: Final = "profile"
MOST_AT_ONCE: Final = 20

_RANDOM_SEEDS: Final = 2**32
_SQUARE: Final = JobTarget(width=1024, height=1024, seconds=1)
_UPRIGHT: Final = JobTarget(width=832, height=1216, seconds=1)
_VIEWS: Final[dict[str, tuple[str, ...]]] = {
    "comprehensive": (
        "head and shoulders, facing the camera",
        "full body, front view",
        "full body, side view",
        "full body, back view",
        "three-quarter view, from the waist up",
    ),
    "headshots": (
        "head and shoulders, facing the camera",
        "head and shoulders, three-quarter view",
        "head and shoulders, in profile",
    ),
    "poses": (
        "full body, standing",
        "full body, walking",
        "full body, sitting",
        "full body, running",
        "full body, reaching out",
    ),
    "expressions": tuple(
        f"head and shoulders, {mood}"
        for mood in ("calm", "laughing", "angry", "sad", "surprised", "afraid")
    ),
}
_DRESS: Final = {
    "professional": "professional attire, neutral studio background",
    "casual": "casual clothes, relaxed, soft daylight",
    "action": "dynamic action pose, dramatic light",
    "formal": "formal clothes, elegant, soft studio light",
}


class CharacterGeneration(BaseModel):
    """Some pictures of a character."""

    server_id: ServerId | None = Field(
        default=None, max_length=100, description="Absent: the scheduler chooses."
    )
    prompt: str = Field(
        default="", max_length=10_000, description="What the character does; put behind who it is."
    )
    samples: int = Field(default=1, ge=1, le=MOST_AT_ONCE)
    model: str | None = Field(default=None, max_length=500)


class ProfileGeneration(BaseModel):
    """A series of pictures that show a character from all sides."""

    character_id: CharacterId = Field(max_length=100)
    server_id: ServerId | None = Field(
        default=None, max_length=100, description="Absent: the scheduler chooses."
    )
    profile_type: Label = Field(
        default="comprehensive", description="comprehensive, headshots, poses, expressions."
    )
    pose_style: Label = Field(
        default="professional", description="professional, casual, action, formal."
    )
    controlnet_type: Label = Field(
        default="openpose", description="openpose, depth, canny: for workflows that have such."
    )
    count: int = Field(default=4, ge=1, le=MOST_AT_ONCE)


@dataclass(frozen=True)
class Picture:
    """One picture to be made.

    Attributes:
        purpose: sample or profile.
        description: what it shows of the character.
        asked: what else was said about it, for workflows that have use for it.
    """

    purpose: str
    description: str
    target: JobTarget
    asked: dict[str, str]


def samples_of(request: CharacterGeneration) -> list[Picture]:
    """Return the pictures asked for."""
    return [Picture(SAMPLE, request.prompt, _SQUARE, {})] * request.samples


def profiles_of(request: ProfileGeneration) -> list[Picture]:
    """Return the pictures asked for: the views of that type in turn, until there are enough."""
    views = _VIEWS.get(request.profile_type) or (request.profile_type.replace("_", " "),)
    dress = _DRESS.get(request.pose_style) or request.pose_style.replace("_", " ")
    chosen = [views[number % len(views)] for number in range(request.count)]
    asked = request.model_dump(include={"profile_type", "pose_style", "controlnet_type"})
    return [
        Picture(PROFILE, f"{view}, {dress}", _UPRIGHT if "full body" in view else _SQUARE, asked)
        for view in chosen
    ]


def job_of(
    character: Character,
    picture: Picture,
    *,
    server_id: ServerId | None = None,
    model: str | None = None,
) -> Job:
    """Return the job that makes a picture of the character, with its parameters and its LoRA.

    The seed is always another, for several pictures with one seed are one picture.

    Raises:
        ValidationError: the prompt becomes too long.
    """
    params = GenerationParams.model_validate(character.generation_params).given()
    params.pop("seed", None)
    return Job(
        character_id=character.character_id,
        project_id=character.project_id,
        pinned_server_id=server_id or None,
        prompt=fitting("prompt", apply_character(picture.description, prompt_character(character))),
        model=model or None,
        loras=[LoraUse(name=character.lora)] if character.lora else [],
        seed=secrets.randbelow(_RANDOM_SEEDS),
        target=picture.target,
        params={
            **params,
            **picture.asked,
            "purpose": picture.purpose,
            "description": picture.description,
        },
    )
