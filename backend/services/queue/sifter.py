"""Puts jobs aside that no server could ever do, and takes them up again when one may."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from backend.domain.ids import JobId, ServerId
from backend.repositories.job_candidates import Head
from backend.services.queue.candidate_book import CandidateBook
from backend.services.queue.grants import Grants
from backend.services.queue.lane_keeper import LaneKeeper
from backend.services.queue.reasons import reason_of
from backend.services.queue.runner_tools import RunnerTools

PAGE: Final = 250
PAGES_PER_TURN: Final = 8
OVERLAP: Final = timedelta(seconds=2)
"""A change may become visible a little after the time it bears."""


class Sifter:
    """Asks the servers about each job once, wherever it stands in the queue.

    It goes through the jobs in the order of their changes: new ones come last. When a server
    comes, goes, or can do other things than before, it begins anew.
    """

    def __init__(
        self, tools: RunnerTools, keeper: LaneKeeper, book: CandidateBook, grants: Grants
    ) -> None:
        self._store = tools.store
        self._keeper = keeper
        self._book = book
        self._grants = grants
        self._abilities: frozenset[tuple[ServerId, int]] = frozenset()
        self._cursor: tuple[datetime, str] | None = None
        self._newest: datetime | None = None

    def begin_anew(self) -> None:
        """Forget what was asked."""
        self._abilities = frozenset()
        self._cursor = self._newest = None

    async def sift(self) -> bool:
        """Look at what changed; tell whether there is more to be done at once."""
        reopened = 0
        if self._abilities != self._keeper.abilities:
            self.begin_anew()
            self._abilities = self._keeper.abilities
            reopened = await self._store.reopen()
        if not self._abilities:
            return False
        for _ in range(PAGES_PER_TURN):
            heads = await self._store.read_changed(self._cursor, PAGE)
            await self._put_aside(heads)
            if heads:
                last = heads[-1]
                self._cursor = (last.updated_at, last.id)
                self._newest = max(self._newest or last.updated_at, last.updated_at)
            if len(heads) < PAGE:
                self._cursor = (self._newest - OVERLAP, "") if self._newest else None
                return reopened > 0
        return True

    async def _put_aside(self, heads: Sequence[Head]) -> None:
        farm = self._grants.farm()
        impossible: dict[str, list[JobId]] = {}
        for job in await self._book.waiting(heads):
            reason = reason_of(job, farm, {}, ())
            if reason is not None and reason.for_good:
                impossible.setdefault(reason.text, []).append(JobId(job.id))
        for text, ids in impossible.items():
            await self._store.shelve(ids, text)
