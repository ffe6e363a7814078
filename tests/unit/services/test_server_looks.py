"""What servers say to a job that waits."""

from typing import Any

import pytest

from backend.domain.ids import ServerId
from backend.domain.lane import Capabilities, Lane, LaneOutlook, LaneState
from backend.domain.waiting import WaitingCode
from backend.services.queue.requests import needs_of
from backend.services.server_looks import NO_SERVER, Look, look_at, why_none
from tests.factories import make_job, make_server

SERVER = make_server(name="gpu")
ID = ServerId(SERVER.id)


def asked(*, full: bool = False, refused: str | None = None, **fields: Any) -> Look:
    """Return what a server says; fields are those of its lane."""
    known = {"state": LaneState.ONLINE, "capabilities": Capabilities(), **fields}
    job = make_job()
    return look_at(SERVER, Lane(id=ID, **known), job, needs_of(job), lambda *_: refused, full=full)


@pytest.mark.parametrize(
    ("look", "reason", "can", "opens"),
    [
        (asked(), "has other jobs to take first", True, True),
        (asked(full=True), "is busy", True, True),
        (asked(refused="lacks node X"), "lacks node X", False, False),
        (
            asked(state=LaneState.OFFLINE, state_reason="refused"),
            "is offline: refused",
            True,
            False,
        ),
        (asked(draining=True), "is being drained", True, False),
        (asked(outlook=LaneOutlook(rests="rests a while")), "rests a while", True, False),
        (asked(state=LaneState.UNKNOWN, capabilities=None), "was not looked at yet", True, False),
    ],
)
def test_a_server_says_why_it_does_not_run_the_job(
    look: Look, reason: str, can: bool, opens: bool
) -> None:
    assert (look.reason, look.can, look.opens) == (reason, can, opens)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"pinned_server_id": ServerId("another")}, "is not the server that the job asks for"),
        ({"excluded_lanes": [ID]}, "failed at this job before"),
    ],
)
def test_a_server_that_may_never_run_the_job_says_so_though_it_is_free(
    fields: dict[str, Any], reason: str
) -> None:
    job = make_job(**fields)
    lane = Lane(id=ID, state=LaneState.ONLINE, capabilities=Capabilities())
    look = look_at(SERVER, lane, job, needs_of(job), lambda *_: None, full=False)
    assert (look.reason, look.can) == (reason, False)


def test_why_no_server_runs_it_is_told_by_those_that_could() -> None:
    lacks, offline = asked(refused="lacks node X"), asked(state=LaneState.OFFLINE)
    drained, free = asked(draining=True), asked()
    assert why_none([]) == (WaitingCode.NO_CAPABLE_SERVER, NO_SERVER)
    assert why_none([lacks]) == (WaitingCode.NO_CAPABLE_SERVER, "gpu lacks node X")
    assert why_none([lacks, offline]) == (WaitingCode.SERVERS_OFFLINE, "gpu is offline")
    assert why_none([lacks, drained]) == (WaitingCode.LANE_PAUSED, "gpu is being drained")
    assert why_none([lacks, offline, drained, free]) is None
