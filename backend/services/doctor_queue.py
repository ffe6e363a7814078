"""What the doctor looks at of the queue: its servers, and jobs that do not get on."""

import asyncio
from collections.abc import Sequence
from typing import Final

from backend.domain.ids import ServerId
from backend.domain.job import Job
from backend.domain.job_state import JobStatus
from backend.domain.lane import Lane, LaneState
from backend.domain.server import ComfyUIServer
from backend.domain.stored import StoredList
from backend.repositories.job_store import JobStore
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.server_repository import ServerRepository
from backend.services.doctor_service import Finding, Looks

STUCK_SECONDS: Final = 60.0
READ_JOBS: Final = 500
SHOWN_JOBS: Final = 3
UNFINISHED: Final = {"status": {"$in": [JobStatus.PENDING, JobStatus.PROCESSING]}}

_ADDS_SERVER: Final = "`storycanvas server add http://HOST:8188` registers one."
_LOOKS_AT_SERVERS: Final = "`storycanvas serve` does."
_RECOVERS: Final = "`storycanvas serve` puts their results into the clips; its log says why not."
_REMOVES: Final = "A newer version may have written them: run that, or remove them from queue_jobs."


class QueueLooks:
    """Looks at what the queue has written down; no server is asked."""

    def __init__(self, servers: ServerRepository, lanes: LaneRepository, jobs: JobStore) -> None:
        self._servers = servers
        self._lanes = lanes
        self._jobs = jobs

    def looks(self) -> Looks:
        """Return each look by its name."""
        return {
            "servers": self._look_at_servers,
            "committed jobs": self._look_for_stuck_jobs,
            "readable jobs": self._look_for_unreadable_jobs,
        }

    async def _look_at_servers(self) -> list[Finding]:
        servers = await self._servers.list_registered()
        lanes = await self._lanes.get_many(server.id for server in servers)
        if not servers:
            return [Finding("servers", True, "none is registered", _ADDS_SERVER)]
        return [_server(each, lanes.get(ServerId(each.id))) for each in servers]

    async def _look_for_stuck_jobs(self) -> list[Finding]:
        stuck = await self._jobs.list_committed(seconds_ago=STUCK_SECONDS)
        return [_of_jobs("committed jobs", [job.id for job in stuck], "none is stuck", _RECOVERS)]

    async def _look_for_unreadable_jobs(self) -> list[Finding]:
        stored = await self._jobs.stored(UNFINISHED, limit=READ_JOBS)
        unreadable = await asyncio.to_thread(_unreadable, stored)
        text = f"{len(stored.documents)} of {stored.total} unfinished jobs were read"
        return [_of_jobs("readable jobs", unreadable, text, _REMOVES)]


def _server(server: ComfyUIServer, lane: Lane | None) -> Finding:
    name = f"server {server.name}"
    if not server.is_active:
        return Finding(name, True, "not in use")
    if lane is None or lane.state is LaneState.UNKNOWN:
        return Finding(name, True, "nobody has looked at it yet", _LOOKS_AT_SERVERS)
    text = f"{lane.state}{', draining' if lane.draining else ''}"
    if lane.state is LaneState.ONLINE:
        return Finding(name, True, text)
    hint = f"POST /api/v1/comfyui/servers/{server.id}/test tries {server.url} step by step."
    return Finding(name, False, f"{text}: {lane.state_reason or 'no reason is known'}", hint)


def _unreadable(stored: StoredList[Job]) -> list[str]:
    ids = JobStore.ids_of(stored)
    jobs = zip(ids, map(stored.read, stored.documents), strict=True)
    return [id for id, job in jobs if job is None]


def _of_jobs(name: str, ids: Sequence[str], text_of_none: str, hint: str) -> Finding:
    """Judge by the jobs that should not be there."""
    if not ids:
        return Finding(name, True, text_of_none)
    shown = ", ".join(ids[:SHOWN_JOBS]) + (" …" if len(ids) > SHOWN_JOBS else "")
    return Finding(name, False, f"{len(ids)}: {shown}", hint)
