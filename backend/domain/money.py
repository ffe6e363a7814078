"""Money: what was spent on paid services, in US dollars."""

from enum import StrEnum
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, Field

from backend.domain.entity import Entity
from backend.domain.errors import ProviderOutcomeUnknownError
from backend.domain.ids import DraftId, JobId, ProjectId, derived_id
from backend.domain.job import Job
from backend.domain.job_state import JobState

CENT_FRACTION: Final = 1e-6
"""US dollars by which sums of fractions may miss: three tenths are no more than 0.3."""


Dollars = Annotated[float, AfterValidator(lambda usd: round(usd, 9))]
"""A sum of US dollars: fractions of a cent are charged, but what floats add to them is noise."""


class SpendingKind(StrEnum):
    """What money is spent on."""

    TEXT = "text"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"


class Spending(Entity):
    """One entry of the ledger; it was made when the money was spent."""

    project_id: ProjectId | None = None
    draft_id: DraftId | None = None
    job_id: JobId | None = None
    attempt: int | None = None
    lane: str
    kind: SpendingKind
    model: str = ""
    usd: float
    estimated: bool = False
    """The service did not say what it charged: its price was looked up."""


class SpendingSum(BaseModel):
    """Entries of one kind, lane, model and draft, added up."""

    kind: SpendingKind
    lane: str
    model: str = ""
    draft_id: DraftId | None = None
    usd: Dollars
    estimated_usd: Dollars = Field(description="So much of it is estimated.")
    entries: int


class Reservation(BaseModel):
    """What will probably be spent; it counts towards the budget until it was.

    Attributes:
        job_id: the job that it is for, whose end tells what it cost.
        spending: its entry in the ledger, of what is no job and was spent already.
    """

    usd: float
    job_id: JobId | None = None
    spending: Spending | None = None


class Account(BaseModel):
    """What a project has spent, and is about to spend.

    Attributes:
        open: by the ids that their entries in the ledger will have.
    """

    spent: float = 0.0
    open: dict[str, Reservation] = {}

    @property
    def reserved(self) -> float:
        """The sum of what is about to be spent."""
        return sum(each.usd for each in self.open.values())


def is_paid(job: Job) -> bool:
    """Tell whether it is media that a service makes; exports and drafts cost nothing themselves."""
    return job.task is not None and job.kind == job.generation_type


def spending_id(job: Job) -> str:
    """Return the id of a job's entry: one for each round and lane, for it is ordered there once."""
    return derived_id("spending", job.id, job.round, job.lane_group)


def spending_of(job: Job) -> Spending | None:
    """Return what a job that is over, or as good as over, has cost; None: nothing.

    What may have been paid for, and nobody can tell, counts as paid.
    """
    charge = _charge(job) if is_paid(job) else None
    if charge is None:
        return None
    usd, estimated = charge
    return Spending(
        id=spending_id(job),
        project_id=job.project_id,
        draft_id=job.draft_id,
        job_id=job.job_id,
        attempt=job.attempts[-1].n if job.attempts else None,
        lane=job.lane_group,
        kind=SpendingKind(job.generation_type),
        model=str(job.applied.get("model") or job.model or ""),
        usd=usd,
        estimated=estimated,
    )


def _charge(job: Job) -> tuple[float, bool] | None:
    """Return US dollars, and whether they are estimated."""
    if job.state in {JobState.COLLECTING, JobState.COMMITTED, JobState.DONE}:
        known = job.cost_actual is not None
        return (job.cost_actual or 0.0, job.cost_is_estimated) if known else None
    task = job.task
    if task is None or task.remembered_in != job.round:
        return None
    if "cost" in task.remembered:
        return float(task.remembered["cost"]), bool(task.remembered.get("cost_is_estimated"))
    in_doubt = job.error is not None and job.error.code == ProviderOutcomeUnknownError.code
    left_behind = job.state is JobState.CANCELLED and bool(task.remembered.get("asked"))
    if (in_doubt or left_behind) and not task.remembered.get("stopped"):
        return (job.cost_estimate, True) if job.cost_estimate else None
    return None
