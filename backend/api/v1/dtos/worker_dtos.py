"""What external workers and we tell each other."""

import html
from datetime import datetime
from typing import Self

from pydantic import BaseModel, Field

from backend.api.v1.dtos.queue_dtos import QueueJobResponse
from backend.domain.ids import ServerId
from backend.domain.job import Job, JobTarget
from backend.domain.lane import LaneState
from backend.domain.media import MediaRef
from backend.domain.times import Moment
from backend.domain.values import StorableInput
from backend.services.comfyui_service import KnownServer
from backend.services.worker_service import WorkerReport


class WorkerReportDTO(StorableInput, WorkerReport):
    """How a job ended."""


class WorkerRegistrationResponse(BaseModel):
    """The server a worker works for."""

    server_id: ServerId
    server_name: str
    is_online: bool = Field(description="Whether it was reached from here at the last look.")
    max_concurrent: int = Field(description="Jobs it may have at once, ours and its workers'.")

    @classmethod
    def of(cls, known: KnownServer) -> Self:
        """Return what a worker is told of its server."""
        return cls(
            server_id=ServerId(known.server.id),
            server_name=known.server.name,
            is_online=known.lane is not None and known.lane.state is LaneState.ONLINE,
            max_concurrent=known.server.max_concurrent,
        )


class LeaseResponse(BaseModel):
    """For how long the job is the worker's."""

    token: int = Field(description="To be sent back with the report.")
    until: Moment = Field(description="Later, the job is given to somebody else.")


class LeasedJobResponse(QueueJobResponse):
    """A job lent to a worker, with what it needs to run it; the prompts are plain text."""

    lease: LeaseResponse
    source_url: MediaRef | None = Field(description="The picture a film starts from.")
    target: JobTarget = Field(description="Frame in pixels and length in seconds of the clip.")

    @classmethod
    def lent(cls, job: Job, until: datetime) -> Self:
        """Return the job as its worker sees it."""
        shown = {
            name: value
            for name, value in QueueJobResponse.of(job)
            if name in QueueJobResponse.model_fields
        }
        return cls(
            **{
                **shown,
                "prompt": html.unescape(job.prompt),
                "negative_prompt": html.unescape(job.negative_prompt),
            },
            lease=LeaseResponse(token=job.token, until=until),
            source_url=job.source_key,
            target=job.target,
        )
