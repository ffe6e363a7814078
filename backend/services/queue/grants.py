"""One turn of the queue: which waiting jobs our free servers get, and writing that down."""

import time
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from backend.domain.ids import JobId, ProjectId, ServerId, derived_id
from backend.domain.job import Job
from backend.repositories.job_candidates import FEW_PROJECTS, Reading
from backend.repositories.job_store import LaneFullError
from backend.services.queue.candidate_book import CandidateBook
from backend.services.queue.farm import Choice, Farm, Grant, Hold, LaneView, Waiting
from backend.services.queue.lane_keeper import LaneKeeper
from backend.services.queue.placement import VERY_SHORT, choose
from backend.services.queue.runner_tools import RunnerTools

FEWEST: Final = 16
PER_LANE: Final = 3
"""So many jobs of each project are looked at for each server, and FEWEST at least."""
PAGE: Final = 512
MOST_OF_PROJECT: Final = 64
PAGES_PER_TURN: Final = 8
"""So far is read on when those in front cannot run; the next turn goes on from there."""
READ_ON_EVERY: Final = 1.0


class Grants:
    """Gives jobs to the servers of this process."""

    def __init__(self, tools: RunnerTools, keeper: LaneKeeper, book: CandidateBook) -> None:
        self._tools = tools
        self._store = tools.store
        self._keeper = keeper
        self._book = book
        self._answers: dict[tuple[str, str, int], str | None] = {}
        self._answered_for: object = None
        self._is_crowded = False
        self._read_to = 0
        self._read_at = float("-inf")
        self.held: dict[str, Hold] = {}
        """Jobs that were held back at the last look, by id."""
        self.unfair: set[str] = set()
        """Jobs whose projects had more than their share at the last look."""

    async def turn(self) -> None:
        """Hand out what can be handed out just now."""
        if not any(map(self._may_take, self._keeper.views())):
            return
        began = time.monotonic()
        reading = await self._read(self.depth(), 0, FEW_PROJECTS)
        if reading is not None:
            self.held, self.unfair = {}, set()
            stuck = await self._offer(reading)
            if stuck and reading.cut_off:
                await self._read_on(reading.projects)
        self._tools.measures.decided(time.monotonic() - began)

    def depth(self) -> int:
        """Return how many jobs of each project are looked at first."""
        lanes = len(self._keeper.workers) + len(self._keeper.foreign)
        return max(FEWEST, PER_LANE * lanes)

    def farm(self, reading: Reading | None = None, *, apart: bool = False) -> Farm:
        """Return all servers and the shares of projects, as they are just now.

        Args:
            apart: for another thread, so that nothing in it may change meanwhile.
        """
        if self._answered_for != self._keeper.abilities or len(self._answers) > 100_000:
            self._answered_for, self._answers = self._keeper.abilities, {}
        return Farm(
            lanes=(*self._keeper.views(), *self._keeper.foreign),
            speeds=self._tools.speeds.copy() if apart else self._tools.speeds.speeds,
            shares={id or "": v for id, v in reading.given.items()} if reading else {},
            ready=len(reading.heads) + reading.cut_off if reading else 0,
            answers=dict(self._answers) if apart else self._answers,
        )

    async def _read(self, depth: int, skip: int, projects: int) -> Reading | None:
        free = [lane for lane in self._keeper.views() if self._may_take(lane)]
        warm = {lane.resident_model or "" for lane in free}
        reading = await self._store.read_waiting(
            [ServerId(lane.id) for lane in free],
            depth=depth,
            skip=skip,
            warm=warm if self._is_crowded and not skip else (),
            projects=projects,
        )
        if not skip:
            self._is_crowded = reading is not None and reading.cut_off
        if reading is not None:
            self._tools.clock.set(reading.now)
        return reading

    async def _read_on(self, projects: int) -> None:
        """Read on for servers that can do none of these: nobody hides behind what cannot run.

        It is done once in a while, or again at once where it found something.
        """
        if time.monotonic() - self._read_at < READ_ON_EVERY:
            return
        self._read_at = time.monotonic()
        depth = min(MOST_OF_PROJECT, max(1, PAGE // projects))
        if projects <= FEW_PROJECTS:
            self._read_to = max(self._read_to, self.depth())
        for _ in range(PAGES_PER_TURN):
            page = await self._read(depth, self._read_to, projects)
            if page is not None and not await self._offer(page):
                self._read_at = float("-inf")
                return
            self._read_to += depth
            if page is None or not page.cut_off:
                self._read_to = 0
                return

    async def _offer(self, reading: Reading) -> bool:
        """Fill our servers with these jobs; tell whether one is left that can do none of them."""
        waiting = await self._book.waiting(reading.heads)
        jobs = {each.id: self._book.job(each.id) for each in waiting}
        farm, stuck = self.farm(reading), False
        spent: dict[ProjectId | None, float] = defaultdict(float)
        floor = min(reading.given.values())
        for id in list(self._keeper.workers):
            lane = farm.lane(id)
            while waiting and self._may_take(lane):
                choice = choose(lane, waiting, farm, self._tools.clock.now())
                if not isinstance(choice.verdict, Grant):
                    stuck |= len(choice.refusals) == len(waiting)
                    await self._note(choice, waiting)
                    break
                grant = choice.verdict
                waiting = [each for each in waiting if each.id != grant.job.id]
                try:
                    if not await self._claim(lane, grant, jobs[grant.job.id]):
                        continue
                except LaneFullError:
                    break
                spent[ProjectId(grant.job.project) or None] += grant.service
                farm = farm.granted(lane, grant, self._tools.clock.now())
                lane = farm.lane(id)
        if spent:
            await self._tools.shares.add(spent, floor=floor)
        return stuck

    async def _note(self, choice: Choice, waiting: Sequence[Waiting]) -> None:
        """Keep in mind who waits for what, and store since when jobs are held back."""
        self.held |= choice.held
        self.unfair |= choice.unfair
        new = [each.id for each in waiting if each.id in choice.held and each.held_since is None]
        if new:
            self._tools.measures.held(len(new))
            await self._store.hold(map(JobId, new))

    async def _claim(self, lane: LaneView, grant: Grant, job: Job) -> bool:
        """Write the attempt and have the job run; False if another process was quicker.

        Raises:
            LaneFullError: an external worker took the last place there.
        """
        worker = self._keeper.workers[ServerId(lane.id)]
        claimed = await self._store.claim(
            job,
            worker.id,
            lane.name,
            owner=self._keeper.owner,
            remote_id=derived_id("prompt", job.id, job.token + 1),
            seconds=self._keeper.lease_seconds,
            slots=worker.slots(over=grant.over),
        )
        if claimed is None:
            return False
        worker.run(claimed)
        return True

    def _may_take(self, lane: LaneView) -> bool:
        """Tell whether it is worth while to ask what the server could do next."""
        if lane.closed is not None:
            return False
        ahead = lane.over_queue and not lane.queued and lane.busy
        return lane.free > 0 or bool(
            ahead and 0 <= lane.frees[0] - self._tools.clock.now() < VERY_SHORT
        )
