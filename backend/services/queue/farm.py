"""What placement sees: servers, waiting jobs, learned speeds and shares, at one moment.

Times are seconds since the epoch by the database's clock, ids are plain text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from backend.domain.lane import LaneState
from backend.domain.speed import Speeds
from backend.domain.work import Work
from backend.providers.base import Requirements

Refuse = Callable[[Requirements], str | None]


@dataclass(frozen=True)
class LaneView:
    """A server as placement sees it.

    Attributes:
        free: how many more jobs it may take just now; 0 or less: none.
        busy: when each job that takes up a place there should end; a moment that has passed
            means that it is overdue. `Speeds.seconds` estimates what a started job takes.
        queued: how many jobs were handed over there that must wait for a place.
        refuse: says why the server cannot do a job, or None if it can; None if the server was
            never seen at work, so that nobody knows.
        rests: why it takes none for a while, though it may be online.
        over_queue: it can be handed one job more than it runs.
    """

    id: str
    name: str
    free: int
    state: LaneState
    refuse: Refuse | None
    busy: tuple[float, ...] = ()
    queued: int = 0
    draining: bool = False
    paused: bool = False
    rests: str | None = None
    resident_model: str | None = None
    over_queue: bool = False

    @property
    def frees(self) -> list[float]:
        """When the places that are taken become free, those for jobs that wait there aside."""
        return sorted(self.busy)[self.queued :]

    def soon(self, now: float) -> list[float]:
        """Return when those places should become free: what is overdue takes as long again."""
        return [now + abs(end - now) for end in self.frees]

    @cached_property
    def closed(self) -> str | None:
        """Why the server takes no job at all just now; None if it does."""
        if self.rests is not None:
            return self.rests
        if self.state is not LaneState.ONLINE:
            return f"is {self.state}"
        if self.refuse is None:
            return "was never seen at work"
        if self.paused:
            return "is paused"
        return "is being drained" if self.draining else None


@dataclass(frozen=True)
class Waiting:
    """A job that could be granted now, as far as it alone is concerned.

    Attributes:
        order_key: when it became ready, less what its priority is worth.
        project: "" for none.
        pinned: the only server that may run it.
        excluded: servers that failed at it.
        held_since: when it was first held back for another server, in this try.
        rev: rises with every change of the job, also of what it needs.
    """

    id: str
    project: str
    order_key: float
    created_at: float
    work: Work
    needs: Requirements
    pinned: str | None = None
    excluded: frozenset[str] = frozenset()
    held_since: float | None = None
    rev: int = 0


@dataclass(frozen=True)
class Grant:
    """A job to be handed to the server now.

    Attributes:
        service: the seconds it should take there, loading included; the project's share grows
            by as much now, and by what was wrong with it when the job has ended.
        over: it is handed over before a place is free.
    """

    job: Waiting
    service: float
    over: bool = False


@dataclass(frozen=True)
class Hold:
    """A job is left for another server that should end it sooner.

    Attributes:
        until: when the server that is busy now should take it; look again then at the latest.
    """

    until: float
    for_lane: str


@dataclass
class Choice:
    """What was decided for one server, and why.

    Attributes:
        verdict: what the server does now; a Hold if only jobs held back are left for it, None
            if there is nothing for it or it takes none.
        refusals: why the server may not run the jobs it was asked about, by job.
        held: the jobs held back here, by job; store when each was first.
        unfair: jobs whose projects had more than their share.
    """

    verdict: Grant | Hold | None = None
    refusals: dict[str, str] = field(default_factory=dict)
    held: dict[str, Hold] = field(default_factory=dict)
    unfair: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Farm:
    """All servers between which jobs may be shifted, those of other processes included.

    Attributes:
        ready: how many jobs are ready in all, also beyond the candidates.
        shares: seconds of service each project was given (its v); a project that is not there
            starts at the least of those that wait.
        gap: seconds from the end of a job to the start of the next.
    """

    lanes: tuple[LaneView, ...]
    speeds: Speeds
    shares: Mapping[str, float] = field(default_factory=dict)
    ready: int = 0
    gap: float = 0.2
    answers: dict[tuple[str, str, int], str | None] = field(default_factory=dict, compare=False)
    """What `refuse` said, by server and job with its rev: make a new farm when a server changes."""

    def granted(self, lane: LaneView, grant: Grant, now: float) -> "Farm":
        """Return the farm as it is after the grant was written."""
        job = grant.job
        begins = min(lane.busy) if grant.over and lane.busy else now
        after = replace(
            lane,
            free=lane.free if grant.over else lane.free - 1,
            queued=lane.queued + grant.over,
            busy=(*lane.busy, begins + grant.service),
            resident_model=job.work.model_key,
        )
        return replace(
            self,
            lanes=tuple(after if each.id == lane.id else each for each in self.lanes),
            shares={**self.shares, job.project: self.given(job.project) + grant.service},
            ready=max(0, self.ready - 1),
        )

    def given(self, project: str) -> float:
        """Return the seconds of service the project was given; at first the least of all."""
        known = self.shares.get(project)
        return min(self.shares.values(), default=0.0) if known is None else known

    def service(self, lane: LaneView, job: Waiting) -> float:
        """Return how long the job should take there, loading included, if it started now."""
        resident = job.work.model_key == lane.resident_model
        return self.speeds.seconds(lane.id, job.work, resident=resident)

    def refusal(self, lane: LaneView, job: Waiting) -> str | None:
        """Say why this server may not run this job, whether or not it is free."""
        if job.pinned is not None and job.pinned != lane.id:
            return "is not the server that the job asks for"
        if lane.id in job.excluded:
            return "failed at this job before"
        closed = lane.closed
        if closed is not None or lane.refuse is None:
            return closed
        key = (lane.id, job.id, job.rev)
        if key not in self.answers:
            self.answers[key] = _asked(lane.refuse, job)
        return self.answers[key]

    def lane(self, id: str) -> LaneView:
        """Return the server as it is in this farm."""
        return next(lane for lane in self.lanes if lane.id == id)


def _asked(refuse: Refuse, job: Waiting) -> str | None:
    try:
        return refuse(job.needs)
    except Exception as bug:  # noqa: BLE001 - one odd job must not hide all others from the server
        return f"cannot be asked about this job ({type(bug).__name__})"
