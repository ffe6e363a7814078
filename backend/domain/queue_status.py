"""The queue at a glance."""

from pydantic import BaseModel, Field

from backend.domain.ids import ServerId


class LaneStatus(BaseModel):
    """One server of the queue."""

    name: str
    online: bool
    current_jobs: int
    max_concurrent: int
    queue_length: int = Field(description="Waiting jobs that only this server may run.")
    average_job_time: float = Field(description="In seconds; 0 before the first job.")
    total_completed: int
    total_failed: int
    loaded_model: str | None = None


class QueueStatus(BaseModel):
    """Counts of jobs, and the servers."""

    queued_jobs: int
    processing_jobs: int
    completed_jobs: int
    failed_jobs: int
    paused: bool = False
    servers: dict[ServerId, LaneStatus]
