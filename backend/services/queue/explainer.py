"""Tells waiting jobs why they wait."""

import time
from collections.abc import Mapping, Sequence
from typing import Final

from backend.domain.ids import JobId
from backend.domain.waiting import WaitingCode
from backend.repositories.job_candidates import Head, Reading
from backend.repositories.pause_repository import PauseRepository
from backend.services.queue.candidate_book import CandidateBook
from backend.services.queue.farm import Farm, Waiting
from backend.services.queue.grants import Grants
from backend.services.queue.lane_keeper import LaneKeeper
from backend.services.queue.reasons import Reason, is_shut_out, reason_of
from backend.services.queue.runner_tools import RunnerTools
from backend.services.queue.sifter import Sifter

SPEAK_EVERY: Final = 1.0
MOST: Final = 512
"""So many jobs are told at most, the first ones of each project."""


class Explainer:
    """Speaks to all waiting jobs; one of several processes does."""

    def __init__(
        self,
        tools: RunnerTools,
        keeper: LaneKeeper,
        book: CandidateBook,
        grants: Grants,
        pauses: PauseRepository,
    ) -> None:
        self._store = tools.store
        self._keeper = keeper
        self._book = book
        self._grants = grants
        self._pauses = pauses
        self._spoke = float("-inf")
        self._sifter = Sifter(tools, keeper, book, grants)
        self._projects = 1

    async def speak(self, obstacle: str | None) -> bool:
        """Tell the jobs in front, once in a while; return whether others can be granted now.

        Args:
            obstacle: why no job at all can be granted just now, if so.
        """
        if not self._keeper.speaks_for_all:
            self._sifter.begin_anew()
            return False
        if time.monotonic() - self._spoke < SPEAK_EVERY:
            return False
        self._spoke = time.monotonic()
        await self._store.explain_paused(await self._pauses.current())
        sifted = await self._sifter.sift()
        reading = await self._store.read_waiting(
            self._keeper.registered,
            depth=min(self._grants.depth(), max(1, MOST // self._projects)),
            projects=MOST,
        )
        if reading is None:
            return sifted
        self._projects = reading.projects
        return await self._explain(reading, obstacle) or sifted

    async def _explain(self, reading: Reading, obstacle: str | None) -> bool:
        heads = {head.id: head for head in reading.heads}
        waiting = await self._book.waiting(reading.heads)
        farm = self._grants.farm(reading)
        if obstacle is not None and farm.lanes:
            reasons = dict.fromkeys(heads, Reason(WaitingCode.STORAGE, obstacle))
        else:
            held, unfair = self._grants.held, self._grants.unfair
            reasons = {
                JobId(job.id): reason
                for job in waiting
                if (reason := reason_of(job, farm, held, unfair)) is not None
            }
        await self._tell(heads, {id: why for id, why in reasons.items() if not why.for_good})
        return await self._readmit([job for job in waiting if job.id in reasons], farm)

    async def _tell(self, heads: Mapping[JobId, Head], reasons: Mapping[JobId, Reason]) -> None:
        """Write down what changed, one command for each reason."""
        news: dict[Reason | None, list[JobId]] = {}
        for id, head in heads.items():
            reason = reasons.get(id)
            if (reason and (reason.code, reason.text)) != (head.code and (head.code, head.text)):
                news.setdefault(reason, []).append(id)
        for reason, ids in news.items():
            code, text = (reason.code, reason.text) if reason else (None, "")
            await self._store.explain_waiting(ids, code, text)

    async def _readmit(self, jobs: Sequence[Waiting], farm: Farm) -> bool:
        """Reopen the servers on which jobs failed, if there is and will soon be no other."""
        shut_out = [JobId(job.id) for job in jobs if is_shut_out(job, farm)]
        if shut_out:
            await self._store.readmit_lanes(shut_out)
        return bool(shut_out)
