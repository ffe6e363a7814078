"""Task lanes on the wire."""

from pydantic import BaseModel

from backend.api.v1.dtos.common_dtos import Answer
from backend.domain.task_lane import TaskLaneStatus
from backend.domain.times import Moment


class LaneResponse(Answer, TaskLaneStatus):
    """A lane of work that no ComfyUI server does: exports, or films of a paid service."""

    since: Moment | None = None
    rests_until: Moment | None = None


class LaneListResponse(BaseModel):
    """All lanes of such work."""

    lanes: list[LaneResponse]
