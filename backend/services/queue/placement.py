"""Which job a free server should run next: a pure function of what is known now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from backend.domain.ids import JobId, ServerId
from backend.domain.job import Job
from backend.domain.lane import Capabilities, LaneState
from backend.providers.base import Requirements

AFFINITY_SECONDS = 120.0
"""A job whose model is in the server's memory may overtake jobs that became ready at most this
much before it; more would let a rare model wait for ever."""


@dataclass(frozen=True)
class LaneView:
    """A server as placement sees it.

    Attributes:
        free: how many more jobs it may take just now.
        rests: why it takes none for a while, though it may be online.
        refuse: says why the server cannot do a job, or None if it can.
    """

    id: ServerId
    name: str
    free: int
    state: LaneState
    capabilities: Capabilities | None
    refuse: Callable[[Requirements, Capabilities], str | None]
    draining: bool = False
    rests: str | None = None
    resident_model: str | None = None


@dataclass(frozen=True)
class Candidate:
    """A waiting job and what it needs."""

    job: Job
    needs: Requirements


@dataclass
class Choice:
    """What was decided for one server.

    Attributes:
        job: the job to run there, or None.
        refusals: why the server cannot do the jobs it was asked about.
    """

    job: Job | None = None
    refusals: dict[JobId, str] = field(default_factory=dict)


def unusable(lane: LaneView) -> str | None:
    """Say why the server takes no job at all just now, or None if it does."""
    if lane.rests is not None:
        return lane.rests
    if lane.state is not LaneState.ONLINE:
        return f"is {lane.state}"
    if lane.capabilities is None:
        return "was never seen at work"
    if lane.draining:
        return "is being drained"
    return None


def refusal(lane: LaneView, candidate: Candidate) -> str | None:
    """Say why this server may not run this job, whether or not it is free."""
    job = candidate.job
    if job.pinned_server_id is not None and job.pinned_server_id != lane.id:
        return "is not the server that the job asks for"
    if lane.id in job.excluded_lanes:
        return "failed at this job before"
    closed = unusable(lane)
    if closed is not None or lane.capabilities is None:
        return closed
    try:
        return lane.refuse(candidate.needs, lane.capabilities)
    except Exception as bug:  # noqa: BLE001 - one odd job must not hide all others from the server
        return f"cannot be asked about this job ({type(bug).__name__})"


def choose(lane: LaneView, candidates: Iterable[Candidate], now: datetime) -> Choice:
    """Choose the waiting job that a server should run next.

    The longest-waiting job wins, where priority counts as waiting, and so does, up to
    AFFINITY_SECONDS, that its model need not be loaded. Ties go to the older job, then by id.
    """
    choice = Choice()
    best: tuple[float, datetime, str] | None = None
    for candidate in candidates:
        job = candidate.job
        reason = refusal(lane, candidate)
        if reason is not None:
            choice.refusals[job.job_id] = reason
            continue
        if lane.free <= 0:
            continue
        rank = (-_score(lane, job, now), job.created_at, job.id)
        if best is None or rank < best:
            best, choice.job = rank, job
    return choice


def _score(lane: LaneView, job: Job, now: datetime) -> float:
    waited = (now - (job.order_key or job.created_at)).total_seconds()
    resident = job.model is not None and job.model == lane.resident_model
    return waited + (AFFINITY_SECONDS if resident else 0.0)
