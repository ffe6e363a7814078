"""When waiting jobs should be done."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.lane import LaneState
from backend.services.queue.eta import FORESEEN, etas
from backend.services.queue.farm import Farm, Grant, Waiting
from backend.services.queue.placement import choose
from tests.unit.services.queue.farms import NOW, farm, lane, learned, waiting

WARM = lane(resident_model="model")
KNOWN = learned({"gpu": 1.0})


def test_a_job_that_can_start_at_once_ends_after_its_service() -> None:
    assert etas([waiting(seconds=50)], farm(WARM, speeds=KNOWN), NOW) == {"job": 50.0}
    assert etas([waiting(seconds=50)], farm(lane(), speeds=KNOWN), NOW) == {"job": 80.0}


def test_jobs_wait_for_what_runs_and_for_those_before_them() -> None:
    busy = lane(busy=(NOW + 7,), resident_model="model")
    jobs = [waiting("second", 1, seconds=20), waiting("first", 2, seconds=50)]
    found = etas(jobs, farm(busy, speeds=KNOWN, gap=0.5), NOW)
    assert found == {"first": 57.5, "second": 78.0}


def test_a_job_that_is_overdue_is_expected_to_take_as_long_again() -> None:
    busy = lane(busy=(NOW - 100,), resident_model="model")
    assert etas([waiting(seconds=50)], farm(busy, speeds=KNOWN, gap=0.5), NOW) == {"job": 150.5}


def test_a_server_nobody_knows_the_work_of_counts_as_free() -> None:
    full = lane(free=-1, resident_model="model")
    jobs = [waiting(f"{n:03}", 900 - n, seconds=20) for n in range(FORESEEN + 1)]
    found = etas(jobs, farm(full, speeds=KNOWN, gap=0), NOW)
    assert found["000"] == 20.0
    assert found[f"{FORESEEN}"] == pytest.approx(20.0 * (FORESEEN + 1))


def test_a_job_no_open_server_can_run_has_no_end() -> None:
    closed = lane("other", state=LaneState.OFFLINE)
    jobs = [waiting("here"), waiting("nowhere", pinned="other")]
    found = etas(jobs, farm(WARM, closed, speeds=KNOWN), NOW)
    assert found["nowhere"] is None
    assert found["here"] is not None
    assert etas(jobs, farm(closed, speeds=KNOWN), NOW) == {"here": None, "nowhere": None}


def test_several_servers_share_the_work() -> None:
    known = learned({"a": 1.0, "b": 1.0})
    crowd = farm(lane("a", resident_model="model"), lane("b", resident_model="model"), speeds=known)
    jobs = [waiting(str(n), 9 - n, seconds=20) for n in range(4)]
    assert etas(jobs, crowd, NOW) == {
        "0": 20.0,
        "1": 20.0,
        "2": pytest.approx(40.2),
        "3": pytest.approx(40.2),
    }


def test_jobs_are_held_back_for_faster_servers_as_they_will_be() -> None:
    known = learned({"slow": 1.0, "fast": 4.0})
    slow, fast = lane("slow", resident_model="model"), lane("fast", resident_model="model")
    found = etas([waiting(seconds=60)], farm(slow, fast, speeds=known), NOW)
    assert found == {"job": pytest.approx(15)}


def test_a_server_that_was_given_a_job_early_has_one_place_all_the_same() -> None:
    busy = lane(busy=(NOW + 1, NOW + 21), queued=1, over_queue=True, resident_model="model")
    assert etas([waiting(seconds=50)], farm(busy, speeds=KNOWN, gap=0), NOW) == {"job": 71.0}


def test_what_is_far_back_is_the_work_ahead_over_the_speed_of_those_who_can() -> None:
    jobs = [waiting(f"{n:03}", 900 - n, seconds=20) for n in range(FORESEEN + 100)]
    found = etas(jobs, farm(WARM, speeds=KNOWN, gap=0), NOW)
    ends = [found[job.id] for job in jobs]
    assert ends == pytest.approx([20.0 * (n + 1) for n in range(len(jobs))])


crowds = st.lists(
    st.builds(
        waiting,
        st.uuids().map(str),
        st.floats(0, 500),
        model=st.sampled_from(["model", "other", ""]),
        project=st.sampled_from(["P", "Q"]),
        seconds=st.floats(1, 100),
        pinned=st.sampled_from([None, None, "a", "gone"]),
    ),
    max_size=25,
    unique_by=lambda job: job.id,
)


def three(speeds: dict[str, float], busy: float) -> Farm:
    lanes = [lane("a"), lane("b", resident_model="model"), lane("c", busy=(NOW + busy,))]
    return farm(*lanes, speeds=learned(speeds), gap=0.2)


@given(crowds, st.sampled_from([{}, {"a": 1, "b": 2, "c": 4}, {"a": 1}]), st.floats(0, 90))
def test_every_job_that_can_run_has_an_end_and_the_first_one_as_placement_decides(
    jobs: list[Waiting], speeds: dict[str, float], busy: float
) -> None:
    crowd = three(speeds, busy)
    found = etas(jobs, crowd, NOW)
    assert {id for id, end in found.items() if end is None} == {
        job.id for job in jobs if job.pinned == "gone"
    }
    able = [job for job in jobs if job.pinned != "gone"]
    first = replace(crowd, ready=len(able))
    verdict = choose(first.lanes[0], able, first, NOW).verdict
    if isinstance(verdict, Grant):
        assert found[verdict.job.id] == pytest.approx(verdict.service)
