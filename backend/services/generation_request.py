"""What a person asks for when they have a clip generated."""

from typing import Annotated, Any, Final, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from backend.domain.ids import ClipId, JobId, ProjectId, ServerId
from backend.domain.job import LoraUse
from backend.domain.media import MediaKind
from backend.domain.times import SentMoment
from backend.domain.values import MAX_SEED, TypedInput
from backend.domain.workflow import Bindings

RANDOM_SEED: Final = -1
MAX_LORAS: Final = 20
MAX_PARENTS: Final = 20


class GenerationParams(TypedInput):
    """The knobs; those we do not know are kept, for a person's own workflow may use them."""

    model_config = ConfigDict(extra="allow", validate_by_name=True, validate_by_alias=True)

    width: int | None = Field(default=None, ge=64, le=4096, description="Pixels.")
    height: int | None = Field(default=None, ge=64, le=4096, description="Pixels.")
    steps: int | None = Field(default=None, ge=1, le=200)
    cfg: float | None = Field(
        default=None, ge=0, le=30, validation_alias=AliasChoices("cfg", "cfg_scale")
    )
    sampler: str | None = Field(default=None, max_length=100)
    scheduler: str | None = Field(default=None, max_length=100)
    seed: int | None = Field(
        default=None, ge=RANDOM_SEED, le=MAX_SEED, description="-1 or absent: random."
    )
    video_frames: int | None = Field(default=None, ge=1, le=1000)
    video_fps: float | None = Field(default=None, ge=1, le=120)
    motion_bucket_id: int | None = Field(default=None, ge=0, le=1023)
    clip_skip: int | None = Field(default=None, ge=-24, le=24)
    use_refiner: bool | None = None
    refiner_model: str | None = Field(default=None, max_length=500)
    refiner_switch: float | None = Field(default=None, ge=0, le=1)
    use_upscale: bool | None = None
    upscale_factor: float | None = Field(default=None, gt=0, le=8)
    upscale_model: str | None = Field(default=None, max_length=500)
    use_reactor: bool | None = None
    reactor_face_image: str | None = Field(default=None, max_length=2000)
    use_faceswap: bool | None = None
    pag_scale: float | None = Field(default=None, ge=0, le=100)
    use_custom_workflow: bool | None = None
    workflow_json: str | dict[str, Any] | None = Field(
        default=None, description='A graph in API format; "" is none.'
    )
    workflow_id: str | None = Field(
        default=None, max_length=100, description="A stored workflow, run as it is now."
    )
    workflow_bindings: Bindings | None = Field(
        default=None, description="Where a workflow takes its parameters; absent: guessed."
    )
    provider: str | None = Field(
        default=None,
        max_length=100,
        description="auto, comfyui, or a service: openrouter, openai, together, runware, fake."
        " Absent: comfyui, or fake where all is faked.",
    )
    input_reference_url: str | None = Field(
        default=None, max_length=2000, description="Start picture of a film: an address of ours."
    )
    source_job_id: JobId | None = Field(
        default=None, max_length=100, description="A job whose picture the film starts from."
    )

    def given(self) -> dict[str, Any]:
        """Return what was set, by the names we store; null is the same as absent."""
        given = self.model_dump(exclude_none=True)
        return {name: value for name, value in given.items() if value != ""}


class GenerationOrder(BaseModel):
    """What is to be made, whichever clip it is for."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    server_id: ServerId | None = Field(
        default=None, max_length=100, description="Absent: the scheduler chooses."
    )
    generation_type: Literal[MediaKind.IMAGE, MediaKind.VIDEO] = Field(
        default=MediaKind.IMAGE, validation_alias=AliasChoices("generation_type", "job_type")
    )
    prompt: str | None = Field(
        default=None, max_length=20_000, description="Absent: the clip's own."
    )
    negative_prompt: str | None = Field(default=None, max_length=20_000)
    model: str | None = Field(default=None, max_length=500)
    lora: str | None = Field(default=None, max_length=500)
    loras: list[LoraUse] = Field(default=[], max_length=MAX_LORAS)
    params: GenerationParams = Field(
        default=GenerationParams(),
        validation_alias=AliasChoices("params", "generation_params", "parameters"),
    )
    priority: int = Field(default=0, ge=-100, le=100, description="Higher comes first.")
    depends_on: list[Annotated[JobId, Field(max_length=100)]] = Field(
        default=[], max_length=MAX_PARENTS, description="Jobs of the project to be done first."
    )
    not_before: SentMoment | None = Field(
        default=None, description="It does not run earlier; absent or in the past: at once."
    )
    force: bool = Field(
        default=False,
        description="Pay for it again though there is a take that was made from the same.",
    )

    def parents(self) -> list[JobId]:
        """Return the jobs that must be done first, each once."""
        source = self.params.source_job_id
        return list(dict.fromkeys([*self.depends_on, *([source] if source else [])]))

    def all_loras(self) -> list[LoraUse]:
        """Return the one LoRA and the list as one list, each file once."""
        named = [LoraUse(name=self.lora)] if self.lora else []
        return list({lora.name: lora for lora in [*named, *self.loras]}.values())


class GenerationRequest(GenerationOrder):
    """One picture or film of a clip."""

    clip_id: ClipId = Field(max_length=100)
    image_first: bool = Field(
        default=False,
        description="Of a film: queue a picture by the clip's image prompt before it, and start "
        "from that.",
    )
    project_id: ProjectId | None = Field(default=None, max_length=100)


class BatchGenerationRequest(GenerationOrder):
    """One picture or film of each of many clips; a clip named twice gets two."""

    clip_ids: list[Annotated[ClipId, Field(max_length=100)]] = Field(min_length=1, max_length=1000)


class RetryOrder(TypedInput):
    """What is to be another in the new round; what is not sent stays as it was."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    prompt: str = Field(default="", pattern=r"\S", max_length=20_000)
    negative_prompt: str = Field(default="", max_length=20_000)
    model: str | None = Field(default=None, max_length=500)
    loras: list[LoraUse] = Field(default=[], max_length=MAX_LORAS)
    params: GenerationParams = Field(
        default=GenerationParams(),
        validation_alias=AliasChoices("params", "generation_params", "parameters"),
        description="Those sent; the others stay.",
    )
    server_id: ServerId | None = Field(default=None, max_length=100, description="Null: any.")
    priority: int = Field(default=0, ge=-100, le=100)
    seed: int = Field(default=RANDOM_SEED, ge=RANDOM_SEED, le=MAX_SEED, description="-1: random.")
