"""Generation on the wire."""

from pydantic import BaseModel

from backend.api.v1.dtos.queue_dtos import QueueJobResponse
from backend.domain.ids import JobId
from backend.domain.take import GeneratedContent
from backend.domain.values import StorableInput
from backend.services.generation_request import GenerationRequest


class GenerationRequestDTO(StorableInput, GenerationRequest):
    """One picture or film of a clip."""


class GenerationResponse(BaseModel):
    """What became of the request; content is there if it was waited for and done in time."""

    message: str
    job_id: JobId
    job: QueueJobResponse
    content: GeneratedContent | None = None
