"""Films made by OpenAI, or by a service of its shape, as that service tells of them."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from backend.domain.values import StorableInput

VIDEO_ID: Final = "[A-Za-z0-9][A-Za-z0-9._:=~-]{0,199}"


class OpenAIVideoError(BaseModel):
    """Why a film failed, in the service's words."""

    model_config = ConfigDict(extra="allow")

    code: str | None = None
    message: str | None = None


class OpenAIVideo(StorableInput):
    """A film; fields that only this service has are kept. Times are seconds since 1970."""

    model_config = ConfigDict(extra="allow", coerce_numbers_to_str=True)

    id: str
    object: str = "video"
    status: str = Field(description="Usually queued, in_progress, completed or failed.")
    progress: float | None = Field(default=None, description="0 to 100.")
    model: str | None = None
    prompt: str | None = None
    seconds: str | None = None
    size: str | None = None
    created_at: int | None = None
    completed_at: int | None = None
    expires_at: int | None = None
    remixed_from_video_id: str | None = None
    error: OpenAIVideoError | None = None


class OpenAIVideoOrder(BaseModel):
    """A film to be made; it is paid for."""

    model: str
    prompt: str
    seconds: str
    size: str


class OpenAIVideoPage(StorableInput):
    """A part of the list of films; to go on, ask for what comes after `last_id`."""

    model_config = ConfigDict(extra="allow")

    object: str = "list"
    data: list[OpenAIVideo]
    first_id: str | None = None
    last_id: str | None = None
    has_more: bool = False


class OpenAIVideoQuery(BaseModel):
    """Which part of the list is asked for."""

    limit: int = Field(default=20, ge=1, le=100)
    after: str | None = Field(default=None, pattern=f"^{VIDEO_ID}$", description="A film's id.")
    order: Literal["asc", "desc"] = Field(default="desc", description="By the time of creation.")
