"""What a job is charged for, whatever became of it."""

from typing import Any

import pytest

from backend.domain.errors import (
    ProviderError,
    ProviderNotConfiguredError,
    ProviderUnavailableError,
)
from backend.domain.failures import FailureClass
from backend.domain.ids import JobId, ProjectId
from backend.domain.job import Job, JobError, JobTarget, Task
from backend.domain.job_state import JobState
from backend.domain.money import spending_id, spending_of
from backend.services.queue.retry import Decision, decide, falls_back

ROUTES = ["cloud:second"]


def a_job(state: JobState = JobState.RUNNING, **fields: Any) -> Job:
    """Return a picture at a service."""
    remembered = fields.pop("remembered", {})
    return Job(
        id="4f2d8c6b-5a1e-4d3c-b7a9-0c9e8d7f6b06",
        project_id=ProjectId("p"),
        prompt="rain",
        seed=1,
        target=JobTarget(width=64, height=64, seconds=1.0),
        lane_group=fields.pop("lane", "cloud:first"),
        task=Task(kind="image", remembered=remembered),
        state=state,
        **{"cost_estimate": 0.5, "routes": ROUTES, **fields},
    )


def why(code: str) -> JobError:
    """Return why a job failed."""
    return JobError(code=code, message="x", failure=FailureClass.USER)


@pytest.mark.parametrize(
    ("job", "charged"),
    [
        (a_job(JobState.DONE, cost_actual=0.3), (0.3, False)),
        (a_job(JobState.COMMITTED, cost_actual=0.3, cost_is_estimated=True), (0.3, True)),
        (a_job(JobState.DONE), None),
        (a_job(JobState.FAILED, error=why("PROVIDER_REJECTED")), None),
        (a_job(JobState.FAILED, error=why("SUBMIT_UNKNOWN")), (0.5, True)),
        (a_job(JobState.FAILED, error=why("BAD"), remembered={"cost": 0.2}), (0.2, False)),
        (a_job(JobState.CANCELLED), None),
        (a_job(JobState.CANCELLED, remembered={"asked": "a"}), (0.5, True)),
        (a_job(JobState.CANCELLED, remembered={"asked": "a", "stopped": True}), None),
        (a_job(JobState.CANCELLED, remembered={"asked": "a"}, round=1), None),
        (a_job(JobState.CANCELLED, remembered={"asked": "a"}, cost_estimate=None), None),
    ],
)
def test_what_was_made_or_may_have_been_is_charged(
    job: Job, charged: tuple[float, bool] | None
) -> None:
    spending = spending_of(job)
    assert (spending and (spending.usd, spending.estimated)) == charged


def test_what_is_no_media_is_not_charged_here() -> None:
    draft = a_job(JobState.FAILED, remembered={"cost": 0.2})
    draft = draft.model_copy(update={"task": Task(kind="draft", remembered={"cost": 0.2})})
    assert spending_of(draft) is None


def test_each_round_and_lane_has_an_entry_of_its_own() -> None:
    job = a_job()
    others = [a_job(round=1), a_job(lane="cloud:second"), a_job().model_copy(update={"id": "x"})]
    assert len({spending_id(each) for each in [job, *others]}) == 4
    assert spending_id(a_job(JobState.DONE)) == spending_id(job)
    assert spending_of(a_job(JobState.DONE, cost_actual=1)).job_id == JobId(job.id)  # type: ignore[union-attr]


def decided(job: Job, failure: FailureClass) -> bool:
    """Tell whether the job goes on elsewhere after a failure of that class."""
    error: ProviderError = ProviderUnavailableError("First", "x")
    return falls_back(job, error, failure, decide(job, error, failure))


@pytest.mark.parametrize(
    ("failure", "goes"),
    [
        (FailureClass.UNREACHABLE, True),
        (FailureClass.LANE_AUTH, True),
        (FailureClass.THROTTLED, True),
        (FailureClass.GARBAGE, False),
        (FailureClass.STORAGE, False),
        (FailureClass.USER, False),
        (FailureClass.DEPENDENCY, False),
    ],
)
def test_only_what_others_may_do_goes_to_them(failure: FailureClass, goes: bool) -> None:
    assert decided(a_job(), failure) is goes
    assert decided(a_job(routes=[]), failure) is False
    assert decided(a_job(remembered={"asked": "a"}), failure) is False


def test_out_of_tries_a_job_of_the_farm_goes_to_a_service() -> None:
    job = a_job(lane="servers").model_copy(update={"task": None, "failures": 3})
    assert decided(job, FailureClass.RUNTIME) is True
    assert decided(job, FailureClass.UNREACHABLE) is False
    bare = ProviderNotConfiguredError("First", "has no model")
    assert falls_back(job, bare, FailureClass.USER, Decision(again=False)) is True
