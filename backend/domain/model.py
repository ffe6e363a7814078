"""Models that servers have: what they are called, what they are for, how to set them."""

from pydantic import BaseModel, Field

from backend.domain.ids import ServerId
from backend.domain.media import MediaKind
from backend.domain.times import Moment


class GenerationPreset(BaseModel):
    """Parameters that go together; null where the model has none or its graph has its own."""

    steps: int
    cfg: float
    width: int = Field(description="Pixels.")
    height: int = Field(description="Pixels.")
    sampler: str | None
    scheduler: str | None
    video_fps: float | None
    video_frames: int | None
    model: str | None = Field(
        default=None, description="To be sent as model: these figures need more than the file."
    )


class NamedPreset(GenerationPreset):
    """A preset with its name."""

    name: str


class ModelPresets(BaseModel):
    """The presets of a model: to look at soon, to keep, and with a LoRA that spares steps."""

    fast: GenerationPreset
    quality: GenerationPreset
    lightning: GenerationPreset | None = None

    def named(self) -> list[NamedPreset]:
        """Return the presets there are, with their names."""
        known = {"fast": self.fast, "quality": self.quality, "lightning": self.lightning}
        return [
            NamedPreset(name=name, **preset.model_dump())
            for name, preset in known.items()
            if preset
        ]


class NumberRange(BaseModel):
    """What a number may be; of the form step x k + offset where it has a step."""

    min: float
    max: float
    default: float
    step: int | None = None
    offset: int = 0


class ModelParameters(BaseModel):
    """What can be set on a model, and what it is good at."""

    makes: MediaKind
    specializes_in: str
    needs_image: bool = Field(description="It starts from a picture, and cannot do without.")
    supports_lora: bool
    max_loras: int
    supports_negative_prompt: bool
    steps: NumberRange
    cfg: NumberRange
    width: NumberRange
    height: NumberRange
    video_frames: NumberRange | None
    default_fps: float | None


class ModelSource(BaseModel):
    """A server that has a model, and its own spelling of the file's name."""

    id: ServerId
    name: str
    filename: str
    is_online: bool


class ModelMetadata(BaseModel):
    """What is known of a model beside its name."""

    family: str
    servers: list[ModelSource]


class CatalogueModel(BaseModel):
    """A model file that at least one server has."""

    id: str
    name: str
    type: str = Field(description="Its folder at the server, e.g. checkpoints, loras, vae.")
    filename: str
    server_source: ServerId = Field(description="A server that has it, one that answers if any.")
    is_active: bool = Field(description="A server that has it may be used.")
    is_available: bool = Field(description="Such a server answers now.")
    created_at: Moment = Field(description="When the first of these servers was registered.")
    last_synced_at: Moment
    metadata: ModelMetadata
    configuration_presets: list[NamedPreset]
