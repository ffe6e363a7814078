"""Pauses on the wire."""

from pydantic import BaseModel

from backend.domain.ids import ProjectId


class PauseResponse(BaseModel):
    """Whether jobs are given to servers; what runs runs on."""

    message: str
    paused: bool
    project_id: ProjectId | None = None
