"""Films of OpenAI, or of a service of its shape, on the wire."""

from typing import Literal

from pydantic import BaseModel

from backend.domain.openai_video import OpenAIVideo, OpenAIVideoPage


class OpenAIVideoResponse(OpenAIVideo):
    """A film; fields that only this service has are kept. Times are seconds since 1970."""


class OpenAIVideoListResponse(OpenAIVideoPage):
    """A part of the list of films; to go on, ask for what comes after `last_id`."""


class OpenAIVideoDeletedResponse(BaseModel):
    """The film is gone."""

    id: str
    object: Literal["video.deleted"] = "video.deleted"
    deleted: Literal[True] = True
    message: str
