"""Why a job does not run just now."""

from typing import Any

import pytest

from backend.domain.lane import LaneState
from backend.domain.waiting import WaitingCode
from backend.services.queue.farm import Hold, LaneView
from backend.services.queue.reasons import (
    HAD_ITS_SHARE,
    ITS_SERVER_IS_OFF,
    NO_SERVER,
    Reason,
    able_lanes,
    is_shut_out,
    reason_of,
)
from tests.unit.services.queue.farms import farm, lane, waiting

LACKS = "lacks the model"


def unable(id: str = "small", **fields: Any) -> LaneView:
    """Return a server that can do nothing."""
    return lane(id, refuse=lambda needs: LACKS, **fields)


def reason(*lanes: LaneView, **fields: Any) -> Reason | None:
    """Return why a job waits that nobody holds back."""
    return reason_of(waiting(**fields), farm(*lanes), {}, ())


def test_a_job_that_is_only_behind_others_has_no_reason() -> None:
    assert reason(lane(), unable()) is None
    assert reason(lane(busy=(1.0,))) is None


def test_without_servers_nothing_is_impossible() -> None:
    assert reason() == Reason(WaitingCode.NO_CAPABLE_SERVER, NO_SERVER)


def test_what_every_server_lacks_something_for_is_impossible_also_while_one_is_away() -> None:
    away = unable("away", state=LaneState.OFFLINE)
    found = reason(unable(), away)
    assert found == Reason(
        WaitingCode.NO_CAPABLE_SERVER, f"small {LACKS}; away is offline", for_good=True
    )


@pytest.mark.parametrize(
    "shut",
    [
        {"state": LaneState.OFFLINE},
        {"rests": "rests after a failure"},
        {"refuse": None, "state": LaneState.UNKNOWN},
    ],
)
def test_a_job_waits_for_a_server_that_may_come_back(shut: dict[str, Any]) -> None:
    found = reason(unable(), lane("able", **shut))
    assert found is not None
    assert (found.code, found.for_good) == (WaitingCode.SERVERS_OFFLINE, False)


@pytest.mark.parametrize("shut", [{"paused": True}, {"draining": True}])
def test_a_job_waits_for_a_person_where_one_shut_the_server(shut: dict[str, Any]) -> None:
    found = reason(unable(), lane("able", **shut))
    assert found is not None
    assert found.code is WaitingCode.LANE_PAUSED


def test_only_the_server_counts_that_a_job_asks_for() -> None:
    pinned = reason(lane("able"), unable(), pinned="small")
    assert pinned is not None
    assert pinned.for_good
    off = reason(lane("able"), pinned="switched-off")
    assert off == Reason(WaitingCode.SERVERS_OFFLINE, ITS_SERVER_IS_OFF)


def test_a_job_held_back_or_of_a_project_that_had_its_share_is_told() -> None:
    job, servers = waiting(), farm(lane("slow"), lane("fast", busy=(1.0,)))
    held = reason_of(job, servers, {job.id: Hold(1.0, "fast")}, ())
    assert held is not None
    assert held.code is WaitingCode.HELD_FOR
    assert "fast" in held.text
    unfair = reason_of(job, servers, {}, {job.id})
    assert unfair == Reason(WaitingCode.FAIR_SHARE, HAD_ITS_SHARE)


def test_a_server_at_which_it_failed_could_still_do_the_job() -> None:
    job = waiting(excluded=frozenset({"gpu"}))
    assert [each.id for each in able_lanes(job, farm(lane(), unable()))] == ["gpu"]
    found = reason_of(job, farm(lane()), {}, ())
    assert found is not None
    assert not found.for_good


def test_a_job_is_let_in_again_where_it_failed_if_no_other_server_will_be_there() -> None:
    job = waiting(excluded=frozenset({"gpu"}))
    assert is_shut_out(job, farm(lane()))
    assert is_shut_out(job, farm(lane(), unable()))
    assert is_shut_out(job, farm(lane(), lane("away", state=LaneState.OFFLINE)))
    assert not is_shut_out(job, farm(lane(), lane("resting", rests="rests")))
    assert not is_shut_out(waiting(), farm(lane()))
