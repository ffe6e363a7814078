"""Why a job waits, looked up when somebody asks."""

import asyncio
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from backend.domain.errors import ValidationError
from backend.domain.ids import JobId, ServerId
from backend.domain.job import SERVERS, Job
from backend.domain.job_state import WAITING, JobState
from backend.domain.lane import Lane
from backend.domain.pause import PROJECT_PAUSED, QUEUE_PAUSED, Pauses
from backend.domain.server import ComfyUIServer
from backend.domain.times import utc_now
from backend.domain.waiting import ServerReason, WaitingCode, WaitingReport
from backend.repositories.job_repository import JobRepository
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.pause_repository import PauseRepository
from backend.repositories.server_repository import ServerRepository
from backend.repositories.task_lane_repository import TaskLaneRepository
from backend.services.queue.requests import needs_of
from backend.services.server_looks import IN_TURN, AsksServer, Look, look_at, why_none

_OF_PLACEMENT: Final = frozenset(
    {
        WaitingCode.FAIR_SHARE,
        WaitingCode.HELD_FOR,
        WaitingCode.STORAGE,
        WaitingCode.LANE_PAUSED,
        WaitingCode.SERVERS_OFFLINE,
        WaitingCode.BUDGET,
    }
)
"""What only those know who give the jobs to the lanes."""


class Forecast(Protocol):
    """Knows when jobs should be done."""

    async def eta(self, ids: Sequence[JobId], waiting: Container[str]) -> Mapping[JobId, float]:
        """Return the seconds until the jobs should be done; those it cannot tell are missing.

        Args:
            waiting: those of them that wait for certain; the others may have begun since.
        """
        ...


@dataclass(frozen=True)
class Standing:
    """A job and where it stands in the queue.

    Attributes:
        position: 1 for the job that comes up next; None if it is not ready.
        eta: seconds until it should be done; None if nobody can tell.
        waiting: why it does not run; None once it does.
    """

    job: Job
    position: int | None
    eta: float | None
    waiting: WaitingReport | None


class WaitingService:
    """Tells where jobs stand."""

    def __init__(
        self,
        jobs: JobRepository,
        servers: ServerRepository,
        lanes: LaneRepository,
        pauses: PauseRepository,
        task_lanes: TaskLaneRepository,
        ask: AsksServer,
        forecast: Forecast,
    ) -> None:
        self._jobs = jobs
        self._servers = servers
        self._lanes = lanes
        self._pauses = pauses
        self._task_lanes = task_lanes
        self._ask = ask
        self._forecast = forecast

    async def standing(self, id: JobId) -> Standing:
        """Return where a job stands now, with what every server has to say to it.

        Raises:
            ResourceNotFoundError: there is no such job.
        """
        job = await self._jobs.get(id)
        position, etas = await asyncio.gather(
            self._jobs.position(job),
            self._forecast.eta([job.job_id], [job.id] if job.state is JobState.READY else []),
        )
        eta = etas.get(job.job_id)
        return Standing(job, position, eta, await self._report(job, position, eta))

    async def _report(
        self, job: Job, position: int | None, eta: float | None
    ) -> WaitingReport | None:
        if job.state not in WAITING:
            noted = job.waiting
            return WaitingReport(**noted.model_dump()) if noted else None
        pauses = await self._pauses.current()
        by_server = job.lane_group == SERVERS
        looks = await self._looks(job) if by_server else []
        stands = None if by_server else await self._lane_stands(job.lane_group)
        held = _before_all(job, pauses)
        code, text = held or stands or _at_servers(job, looks, position, eta)
        since = job.waiting.since if job.waiting and job.waiting.code is code else None
        said = [
            ServerReason(id=each.id, name=each.name, reason=_reason(each, held=held is not None))
            for each in looks
        ]
        return WaitingReport(code=code, text=text, since=since, servers=said)

    async def _lane_stands(self, lane: str) -> tuple[WaitingCode, str] | None:
        """Say why nothing begins on a task lane, if that is so."""
        state = (await self._task_lanes.states()).get(lane)
        if state is None or not (state.paused or state.resting):
            return None
        what = "is paused" if state.paused else "rests for a while"
        return WaitingCode.LANE_PAUSED, f"The lane {lane} {what}: {state.reason}"

    async def _looks(self, job: Job) -> list[Look]:
        servers, busy = await asyncio.gather(
            self._servers.list_registered(), self._jobs.count_at_servers()
        )
        lanes = await self._lanes.get_many(each.id for each in servers)
        return [self._look(each, lanes.get(each.id), job, busy) for each in servers]

    def _look(
        self, server: ComfyUIServer, lane: Lane | None, job: Job, busy: Mapping[ServerId, int]
    ) -> Look:
        try:
            needs = needs_of(job)
        except ValidationError as error:
            return Look(ServerId(server.id), server.name, error.message, can=False, opens=False)
        full = busy.get(ServerId(server.id), 0) >= server.max_concurrent
        return look_at(server, lane, job, needs, self._ask, full=full)


def _reason(look: Look, *, held: bool) -> str:
    """Return a server's reason; a free one has none where the job is held from all of them."""
    return "could do it" if held and look.reason == IN_TURN else look.reason


def _before_all(job: Job, pauses: Pauses) -> tuple[WaitingCode, str] | None:
    """Say what keeps the job from every server alike, if anything does."""
    if job.state is JobState.BLOCKED:
        count = len(job.needs)
        what = "another job" if count == 1 else f"{count} other jobs"
        return WaitingCode.BLOCKED, f"Waits for {what} to be done"
    if pauses.queue:
        return WaitingCode.PAUSED, QUEUE_PAUSED
    if job.project_id in pauses.projects:
        return WaitingCode.PAUSED, PROJECT_PAUSED
    if job.not_before is not None and job.not_before > utc_now():
        why = f": {job.waiting.text}" if job.waiting else ""
        return WaitingCode.RETRY_AT, f"Not before {job.not_before:%Y-%m-%d %H:%M:%S} UTC{why}"
    return None


def _at_servers(
    job: Job, looks: Sequence[Look], position: int | None, eta: float | None
) -> tuple[WaitingCode, str]:
    """Say what the job waits for at the servers."""
    if job.lane_group == SERVERS and (none := why_none(looks)) is not None:
        return none
    noted = job.waiting
    if noted is not None and noted.code in _OF_PLACEMENT:
        return noted.code, noted.text
    ahead = (position or 1) - 1
    jobs = "job comes" if ahead == 1 else "jobs come"
    what = f"{ahead} {jobs} before it" if ahead else "It is the next"
    done = f"; done in about {eta:.0f} s" if eta is not None else ""
    return WaitingCode.BEHIND, what + done
