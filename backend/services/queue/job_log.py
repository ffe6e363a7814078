"""What the log says of a job: every line whose it is, and one line how it ended."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from backend.domain.job import Job
from backend.domain.job_state import FINAL
from backend.observability.logging import bound

log = logging.getLogger(__name__)


class Run(Protocol):
    """Somebody's work on a job."""

    job: Job
    """As it stands."""


@contextmanager
def logged(run: Run) -> Iterator[None]:
    """Have all lines written inside name the job, and tell afterwards if it has ended."""
    job, began = run.job, time.monotonic()
    provider = job.lane_group if job.task else job.server_name
    with bound(
        request_id=None,  # of whoever happened to start the lane, and no more
        job_id=job.id,
        draft_id=job.draft_id,
        clip_id=job.clip_id,
        provider=provider,
    ):
        try:
            yield
        finally:
            _tell(run.job, time.monotonic() - began)


def _tell(job: Job, seconds: float) -> None:
    if job.state in FINAL:
        why = {"error_code": job.error.code} if job.error else {}
        extra = {"duration_ms": round(seconds * 1000), **why}
        log.info("job %s is %s", job.id, job.state, extra=extra)
