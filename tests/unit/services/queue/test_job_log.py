"""What the log says of a job while it is worked on, and once it is over."""

import logging
from types import SimpleNamespace

import pytest

from backend.domain.failures import FailureClass
from backend.domain.job import Job, JobError, Task
from backend.domain.job_state import JobState
from backend.observability.logging import bound, bound_fact
from backend.services.queue.job_log import logged
from tests.factories import make_job


@pytest.fixture(autouse=True)
def _told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "backend.services.queue.job_log")


def test_all_that_is_written_meanwhile_names_the_job() -> None:
    job = make_job(server_name="gpu", draft_id="d1")
    with bound(request_id="r1"), logged(SimpleNamespace(job=job)):
        assert bound_fact("request_id") is None
        assert bound_fact("job_id") == job.id
        assert bound_fact("clip_id") == job.clip_id
        assert bound_fact("draft_id") == "d1"
        assert bound_fact("provider") == "gpu"
    assert bound_fact("job_id") is None


def test_the_provider_of_a_task_is_its_lane() -> None:
    job = make_job(task=Task(kind="paid"), lane_group="cloud:runware", server_name="Runware")
    with logged(SimpleNamespace(job=job)):
        assert bound_fact("provider") == "cloud:runware"


def ended(job: Job, **changes: object) -> Job:
    """Return what becomes of a job in a run."""
    run = SimpleNamespace(job=job)
    with logged(run):
        run.job = job.model_copy(update=changes)
    return job


def test_its_end_is_told_with_time_and_reason(caplog: pytest.LogCaptureFixture) -> None:
    error = JobError(code="CONTENT_REFUSED", message="no", failure=FailureClass.USER)
    job = ended(make_job(), state=JobState.FAILED, error=error)
    [record] = caplog.records
    assert record.getMessage() == f"job {job.id} is failed"
    assert vars(record)["error_code"] == "CONTENT_REFUSED"
    assert vars(record)["duration_ms"] >= 0


def test_a_job_that_is_done_has_no_reason(caplog: pytest.LogCaptureFixture) -> None:
    ended(make_job(), state=JobState.DONE)
    [record] = caplog.records
    assert not hasattr(record, "error_code")


def test_a_job_that_goes_on_elsewhere_has_not_ended(caplog: pytest.LogCaptureFixture) -> None:
    ended(make_job(), state=JobState.READY)
    assert caplog.records == []
