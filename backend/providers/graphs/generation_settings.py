"""The parameters a person may set on a generation, read from a job's free-form params."""

from typing import Annotated, Any

import pydantic
from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from backend.domain.errors import ProviderRejectedError

Side = Annotated[int, Field(ge=64, le=4096)]


class GenerationSettings(BaseModel):
    """What is set, None where nothing is; what a graph does not know is left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    width: Side | None = None
    height: Side | None = None
    steps: int | None = Field(default=None, ge=1, le=200)
    cfg: float | None = Field(
        default=None, ge=0, le=30, validation_alias=AliasChoices("cfg", "cfg_scale")
    )
    sampler: str | None = Field(default=None, min_length=1)
    scheduler: str | None = Field(default=None, min_length=1)
    denoise: float | None = Field(default=None, ge=0, le=1)
    video_frames: int | None = Field(default=None, ge=1, le=1000)
    video_fps: float | None = Field(default=None, ge=1, le=120)


def read_settings(provider: str, params: dict[str, Any]) -> GenerationSettings:
    """Return the settings in the params.

    Raises:
        ProviderRejectedError: a value is out of its range or of the wrong type.
    """
    try:
        return GenerationSettings.model_validate(params)
    except pydantic.ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise ProviderRejectedError(provider, f"{field}: {first['msg']}") from exc
