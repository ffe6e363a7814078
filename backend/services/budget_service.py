"""Money: what a project may spend, what it has spent, and on what."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import DraftId, ProjectId, new_id
from backend.domain.job import Job
from backend.domain.job_state import FINAL
from backend.domain.money import (
    CENT_FRACTION,
    Account,
    Reservation,
    Spending,
    SpendingKind,
    SpendingSum,
    is_paid,
    spending_id,
    spending_of,
)
from backend.repositories.account_repository import AccountRepository
from backend.repositories.job_candidates import JobCandidates
from backend.repositories.ledger_repository import LedgerRepository
from backend.repositories.project_repository import ProjectRepository
from backend.services.paging import EVERYTHING, Listing, Page


@dataclass(frozen=True)
class Costs:
    """What a project has cost: US dollars.

    Attributes:
        reserved: what jobs that are under way will probably cost.
        budget: None: whatever it takes.
    """

    spent: float
    reserved: float
    budget: float | None
    sums: list[SpendingSum]
    entries: Listing[Spending]


class BudgetService:
    """Keeps every project within its budget, and the ledger of all.

    Before a job begins, what it will probably cost is set aside in its project's account, under
    the id that its entry in the ledger will have; at its end the entry is made, and then the
    account settled. Each of the steps can be repeated, so nothing is counted twice or forgotten
    wherever a process dies.
    """

    def __init__(
        self,
        accounts: AccountRepository,
        ledger: LedgerRepository,
        projects: ProjectRepository,
        jobs: JobCandidates,
        charged: Callable[[str, str, float], None] = lambda _lane, _kind, _usd: None,
    ) -> None:
        """Make it; `charged` counts dollars by lane and kind that no job was for."""
        self._accounts = accounts
        self._ledger = ledger
        self._projects = projects
        self._jobs = jobs
        self._charged = charged

    async def reserve(self, job: Job, usd: float) -> str | None:
        """Set aside what a job will probably cost; return why not, if its budget forbids it."""
        if job.project_id is None:
            return None
        limit = await self._limit(job.project_id)
        wanted = Reservation(usd=usd, job_id=job.job_id)
        id = spending_id(job)
        fits = await self._accounts.reserve(job.project_id, id, wanted, limit=limit)
        if not fits:
            await self._tidy(job.project_id)
            fits = await self._accounts.reserve(job.project_id, id, wanted, limit=limit)
        await self._forget_if_gone(job.project_id)
        if fits:
            return None
        return (
            f"It will cost about ${usd:.2f}, and the budget of ${limit or 0:.2f} leaves too little"
        )

    async def settle(self, job: Job, *, stopped: bool = False) -> None:
        """Enter what a job that is over has cost; a second time changes nothing.

        Args:
            stopped: what was begun for it was stopped in time, and costs nothing.
        """
        if not is_paid(job):
            return
        spending = None if stopped else spending_of(job)
        if spending is not None:
            await self._ledger.enter(spending)
        if job.project_id is not None:
            usd = spending.usd if spending else 0.0
            await self._accounts.settle(job.project_id, spending_id(job), usd)
            await self._forget_if_gone(job.project_id)

    async def spent(
        self,
        project_id: ProjectId | None,
        draft_id: DraftId | None,
        lane: str,
        model: str,
        kind: SpendingKind,
        usd: float,
        estimated: bool,
    ) -> None:
        """Enter what was spent on something that is no job."""
        spending = Spending(
            id=new_id(),
            project_id=project_id,
            draft_id=draft_id,
            lane=lane,
            kind=kind,
            model=model,
            usd=usd,
            estimated=estimated,
        )
        if project_id is not None:
            wanted = Reservation(usd=usd, spending=spending)
            await self._accounts.reserve(project_id, spending.id, wanted, limit=None)
        await self._ledger.enter(spending)
        if project_id is not None:
            await self._accounts.settle(project_id, spending.id, usd)
            await self._forget_if_gone(project_id)
        self._charged(lane, kind, usd)

    async def room(self, project_id: ProjectId) -> float | None:
        """Return US dollars that may be spent still; None: whatever it takes."""
        limit = await self._limit(project_id)
        return None if limit is None else limit - _used(await self._accounts.find(project_id))

    async def able(self, wanted: Mapping[ProjectId, float]) -> list[ProjectId]:
        """Return those of the projects that may spend so much."""
        rooms = await asyncio.gather(*(self.room(id) for id in wanted))
        able = zip(wanted.items(), rooms, strict=True)
        return [id for (id, usd), room in able if room is None or room >= usd - CENT_FRACTION]

    async def cost_of_draft(self, id: DraftId) -> float:
        """Return US dollars that a draft has cost."""
        return await self._ledger.of_draft(id)

    async def costs(self, project_id: ProjectId, page: Page = EVERYTHING) -> Costs:
        """Return what a project has cost.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        project = await self._projects.get(project_id)
        account = await self._tidy(project_id)
        sums = await self._ledger.sums(project_id)
        of_project = {"project_id": project_id}
        entries = await self._ledger.list(of_project, skip=page.offset, limit=page.limit)
        total = sum(each.entries for each in sums)
        return Costs(
            spent=sum(each.usd for each in sums),
            reserved=account.reserved,
            budget=project.budget_usd,
            sums=sums,
            entries=Listing(entries, total),
        )

    async def _limit(self, project_id: ProjectId) -> float | None:
        try:
            return (await self._projects.get(project_id)).budget_usd
        except ResourceNotFoundError:
            return None

    async def _forget_if_gone(self, project_id: ProjectId) -> None:
        """Leave nothing behind of a project that was deleted while money was spent for it."""
        if await self._projects.find_by_id(project_id) is None:
            await self._ledger.delete_of_project(project_id)
            await self._accounts.delete_of_project(project_id)

    async def _tidy(self, project_id: ProjectId) -> Account:
        """Settle what is set aside for nothing any more: whoever was to do it died."""
        account = await self._accounts.find(project_id)
        if not account.open:
            return account
        entered = await self._ledger.entered(account.open.keys())
        ids = [each.job_id for each in account.open.values() if each.job_id]
        jobs = {job.job_id: job for job in await self._jobs.find_readable(ids)}
        for id, reserved in account.open.items():
            job = jobs.get(reserved.job_id) if reserved.job_id else None
            if id in entered:
                await self._accounts.settle(project_id, id, entered[id])
            elif reserved.spending is not None:
                await self._ledger.enter(reserved.spending)
                await self._accounts.settle(project_id, id, reserved.usd)
            elif job is None or id != spending_id(job):
                await self._accounts.settle(project_id, id, 0.0)
            elif job.state in FINAL:
                await self.settle(job)
        return await self._accounts.find(project_id)


def _used(account: Account) -> float:
    return account.spent + account.reserved
