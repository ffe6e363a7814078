"""Task lanes over HTTP: how each is used, and pausing one."""

from fastapi import APIRouter

from backend.api.v1.dependencies import Lanes
from backend.api.v1.dtos.lane_dtos import LaneListResponse, LaneResponse
from backend.domain.task_lane import TaskLaneStatus

router = APIRouter(prefix="/queue/lanes", tags=["queue"])


@router.get("")
async def list_lanes(lanes: Lanes) -> LaneListResponse:
    """List the lanes of exports and of paid services, and what keeps them from running."""
    return LaneListResponse(lanes=[LaneResponse.of(each) for each in await lanes.overview()])


@router.post("/{lane}/pause", response_model=LaneResponse)
async def pause_lane(lane: str, lanes: Lanes) -> TaskLaneStatus:
    """Let nothing begin on a lane until it is resumed; what runs there runs on."""
    await lanes.pause(lane)
    return await lanes.status(lane)


@router.post("/{lane}/resume", response_model=LaneResponse)
async def resume_lane(lane: str, lanes: Lanes) -> TaskLaneStatus:
    """Let jobs begin on a lane again, also where its provider had refused us."""
    await lanes.resume(lane)
    return await lanes.status(lane)
