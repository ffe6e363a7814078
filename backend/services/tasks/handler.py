"""What does the work of a task, and what it may ask for and must say meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from backend.domain.errors import StoryCanvasError
from backend.domain.failures import FailureClass
from backend.domain.job import Job, JobOutput


@dataclass(frozen=True)
class Charge:
    """What it cost, in US dollars; estimated: nobody said so, its price was looked up."""

    usd: float
    estimated: bool = False


@dataclass(frozen=True)
class Done:
    """The work is done, and all of it is on disk.

    Attributes:
        outputs: media that become takes.
        applied: what was really asked of whoever made them.
        result: whatever else there is to say of it.
        charge: what it cost, if anything.
    """

    outputs: Sequence[JobOutput] = ()
    applied: Mapping[str, Any] = field(default_factory=dict)
    result: Mapping[str, Any] = field(default_factory=dict)
    charge: Charge | None = None


@dataclass(frozen=True)
class Retry:
    """It cannot be done just now, which is no fault of the job: again after so many seconds."""

    after: float
    why: StoryCanvasError


@dataclass(frozen=True)
class Fail:
    """It will never be done."""

    why: StoryCanvasError
    failure: FailureClass = FailureClass.USER


@dataclass(frozen=True)
class Later:
    """It waits for other jobs and gives its place to others meanwhile.

    Attributes:
        after: seconds after which it is run again, if none of its draft's jobs ends before.
        why: what it waits for, in words for people.
    """

    after: float
    why: str


Outcome = Done | Retry | Fail | Later


class RunContext(Protocol):
    """What a handler has of the run it is in.

    Both methods raise LeaseLostError once the job was cancelled or is another process's: the
    handler lets it pass, and has nothing to tidy up but what it began itself.
    """

    @property
    def token(self) -> int:
        """The fencing token: no other run of the job has the same."""

    @property
    def attempt(self) -> int:
        """The number of the try, from 1."""

    @property
    def remembered(self) -> Mapping[str, Any]:
        """What earlier tries of this round remembered."""

    async def progress(self, fraction: float) -> None:
        """Say how far it is, 0..1; as often as one likes, for little of it is written down."""

    async def remember(self, **state: Any) -> None:
        """Keep this, beside what is remembered already, for the case that the run is cut short."""


class JobHandler(Protocol):
    """Does the tasks of one kind.

    What it raises is decided upon like a failed try on a server, by the class of the error: a
    ProviderError by the table of retries, any other of our errors ends the job.
    """

    @property
    def kind(self) -> str:
        """The kind of task."""

    async def run(self, job: Job, ctx: RunContext) -> Outcome:
        """Do the work; it may have been begun before, by this process or one that died."""
        ...


@runtime_checkable
class Abandons(Protocol):
    """A handler whose work goes on elsewhere when we stop looking at it."""

    async def abandon(self, job: Job) -> bool:
        """Stop the work of a cancelled job; True if it certainly charges nothing more."""
        ...


@dataclass(frozen=True)
class TaskLane:
    """A lane, and who does the work on it.

    Attributes:
        label: its name for people; a provider's, where takes tell who made them.
        concurrency: so many jobs run on it at once, over all processes.
        estimate: what a job will cost there, in US dollars, or None if that cannot be told;
            absent: nothing does.
    """

    name: str
    label: str
    concurrency: int
    handlers: Sequence[JobHandler]
    estimate: Callable[[Job], float | None] | None = None

    @property
    def is_paid(self) -> bool:
        """Whether what is made there costs money."""
        return self.estimate is not None

    def handler_of(self, job: Job) -> JobHandler | None:
        """Return who does the job; None if it is none of ours."""
        return next((each for each in self.handlers if each.kind == job.kind), None)
