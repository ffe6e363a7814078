"""What one server has to say to one waiting job: a pure question to what was seen of it last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backend.domain.ids import ServerId
from backend.domain.job import Job
from backend.domain.lane import Capabilities, Lane, LaneState
from backend.domain.server import ComfyUIServer
from backend.domain.waiting import WaitingCode
from backend.providers.base import Requirements

AsksServer = Callable[[ComfyUIServer, Requirements, Capabilities], str | None]
"""Says why a server cannot do what is required, or None if it can."""
NO_SERVER = "No server is registered and active"
SWITCHED_OFF = "is switched off"
IN_TURN = "has other jobs to take first"


@dataclass(frozen=True)
class Look:
    """What a server says.

    Attributes:
        can: it could do the job, as far as is known, whether or not it may be used just now.
        opens: it may be used just now.
        held: a person keeps it from taking any job.
    """

    id: ServerId
    name: str
    reason: str
    can: bool
    opens: bool
    held: bool = False


def look_at(
    server: ComfyUIServer,
    lane: Lane | None,
    job: Job,
    needs: Requirements,
    ask: AsksServer,
    *,
    full: bool,
) -> Look:
    """Return why the server does not run the job just now.

    Args:
        full: all its places are taken.
    """
    id, name = ServerId(server.id), server.name
    if (never := _never(server, lane, job, needs, ask)) is not None:
        return Look(id, name, never, can=False, opens=False)
    if (closed := _closed(lane)) is not None:
        held = lane is not None and lane.draining
        return Look(id, name, closed, can=True, opens=False, held=held)
    reason = "is busy" if full else IN_TURN
    return Look(id, name, reason, can=True, opens=True)


def why_none(looks: Sequence[Look]) -> tuple[WaitingCode, str] | None:
    """Return why none of the servers may be used, or None if one may."""
    if all(look.reason == SWITCHED_OFF for look in looks):
        return WaitingCode.NO_CAPABLE_SERVER, NO_SERVER
    able = [look for look in looks if look.can]
    if any(look.opens for look in able):
        return None
    code = WaitingCode.SERVERS_OFFLINE if able else WaitingCode.NO_CAPABLE_SERVER
    if able and all(look.held for look in able):
        code = WaitingCode.LANE_PAUSED
    return code, "; ".join(f"{look.name} {look.reason}" for look in able or looks)


def _never(
    server: ComfyUIServer, lane: Lane | None, job: Job, needs: Requirements, ask: AsksServer
) -> str | None:
    """Say why the server cannot run the job, however long it waits there."""
    if not server.is_active:
        return SWITCHED_OFF
    if job.pinned_server_id is not None and job.pinned_server_id != server.id:
        return "is not the server that the job asks for"
    if server.id in job.excluded_lanes:
        return "failed at this job before"
    seen = lane.capabilities if lane is not None else None
    return None if seen is None else ask(server, needs, seen)


def _closed(lane: Lane | None) -> str | None:
    """Say why the server takes no job at all just now."""
    if lane is None or (lane.capabilities is None and lane.state is LaneState.UNKNOWN):
        return "was not looked at yet"
    if lane.draining:
        return "is being drained"
    if lane.state is not LaneState.ONLINE:
        return f"is {lane.state}: {lane.state_reason}" if lane.state_reason else f"is {lane.state}"
    return lane.outlook.rests
