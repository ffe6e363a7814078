"""Why a job does not run just now, server by server and in one sentence: pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from backend.domain.lane import LaneState
from backend.domain.waiting import WaitingCode
from backend.services.queue.farm import Farm, Hold, LaneView, Waiting

NO_SERVER: Final = "No server is registered and active"
ITS_SERVER_IS_OFF: Final = "The server that the job asks for is switched off"
HAD_ITS_SHARE: Final = "Other projects come first: this one had more than its share lately"


@dataclass(frozen=True)
class Reason:
    """Why a job waits.

    Attributes:
        for_good: no server that is known could ever do it as it is.
    """

    code: WaitingCode
    text: str
    for_good: bool = False


def reason_of(
    job: Waiting, farm: Farm, held: Mapping[str, Hold], unfair: Collection[str]
) -> Reason | None:
    """Return why the job waits; None if it is simply behind others."""
    if not farm.lanes:
        return Reason(WaitingCode.NO_CAPABLE_SERVER, NO_SERVER)
    refusals = [f"{lane.name} {why}" for lane in farm.lanes if (why := farm.refusal(lane, job))]
    if len(refusals) == len(farm.lanes):
        return _refused_by_all(job, farm, "; ".join(refusals))
    if job.id in held:
        faster = farm.lane(held[job.id].for_lane)
        return Reason(WaitingCode.HELD_FOR, f"It is left for {faster.name}, which ends it sooner")
    if job.id in unfair:
        return Reason(WaitingCode.FAIR_SHARE, HAD_ITS_SHARE)
    return None


def able_lanes(job: Waiting, farm: Farm) -> list[LaneView]:
    """Return the servers that could do the job if they were free, well and open to it.

    One that was never seen at work may turn out to be able.
    """
    asked = replace(job, excluded=frozenset())
    return [
        lane
        for lane in farm.lanes
        if lane.refuse is None or farm.refusal(_opened(lane), asked) is None
        if job.pinned in {None, lane.id}
    ]


def is_shut_out(job: Waiting, farm: Farm) -> bool:
    """Tell, of a job that all servers refuse now, whether it failed on all that will take jobs.

    One that merely rests is waited for.
    """
    others = [lane for lane in able_lanes(job, farm) if lane.id not in job.excluded]
    return bool(job.excluded) and all(lane.rests is None for lane in others)


def _refused_by_all(job: Waiting, farm: Farm, text: str) -> Reason:
    able = able_lanes(job, farm)
    if not able and job.pinned and all(lane.id != job.pinned for lane in farm.lanes):
        return Reason(WaitingCode.SERVERS_OFFLINE, ITS_SERVER_IS_OFF)
    if not able:
        return Reason(WaitingCode.NO_CAPABLE_SERVER, text, for_good=True)
    if all(lane.paused or lane.draining for lane in able):
        return Reason(WaitingCode.LANE_PAUSED, text)
    return Reason(WaitingCode.SERVERS_OFFLINE, text)


def _opened(lane: LaneView) -> LaneView:
    return replace(lane, state=LaneState.ONLINE, rests=None, paused=False, draining=False)
