"""Keeps a picture of the queue up to date: events say that something changed, GETs say what."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from backend.client.api_client import ApiClient, ApiError
from backend.client.event_feed import EventFeed
from backend.client.queue_picture import ENDS_KEPT, QueuePicture

CALM_SECONDS: Final = 1.0
"""Between two looks, however much happens."""
POLL_SECONDS: Final = 5.0
"""So old may the picture be, also where no events come through."""
RETRY_SECONDS: Final = 1.0
AWAY: Final = frozenset({0, 502, 503, 504})
"""Statuses of a server, or a proxy before it, that may be back in a moment."""
MOST_RUNNING: Final = 100
MOST_WAITING: Final = 100
MOST_OF_PROJECT: Final = 500
FAR: Final = 1 << 30

Json = dict[str, Any]
Heard = Callable[[Json], object]


class QueueFollower:
    """Follows the queue, or one project's part of it, over restarts of the server."""

    def __init__(self, api: ApiClient, project_id: str | None = None) -> None:
        self.picture = QueuePicture()
        self._api = api
        self._project = project_id
        self._stale = asyncio.Event()
        path = f"/projects/{project_id}/events" if project_id else "/events"
        self._feed = EventFeed(api, path, "queue_update,server_update", self._stale.set)
        self._watched = 0.0
        self._looked_at: float | None = None

    async def start(self) -> None:
        """Look for the first time.

        Raises:
            ApiError: the server does not answer, or there is no such project.
        """
        if self._project:
            await self._api.get(f"/projects/{self._project}")
        await self._look()
        query = self._query(status="completed,failed,cancelled", limit=ENDS_KEPT)
        ended = [job for job in await self._api.get("/queue/jobs", **query) if job["completed_at"]]
        self.picture.ended = sorted(ended, key=_ended_at, reverse=True)

    async def follow(self, heard: Heard, looked: Callable[[], object]) -> None:
        """Go on until cancelled; say each event, and each look at the whole after the first.

        Raises:
            ApiError: the server refuses us; one that is away is waited for.
        """
        listening = asyncio.create_task(self._listen(heard))
        try:
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(POLL_SECONDS):
                        await self._stale.wait()
                self._stale.clear()
                await self._look_patiently()
                looked()
                await asyncio.sleep(CALM_SECONDS)
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def _listen(self, heard: Heard) -> None:
        while True:
            # Whatever is wrong, the looks will say it.
            with suppress(ApiError):
                async for event in self._feed.connection():
                    if self.picture.note(event):
                        self._stale.set()
                    heard(event)
            await asyncio.sleep(RETRY_SECONDS)

    async def _look_patiently(self) -> None:
        try:
            await self._look()
        except ApiError as error:
            if error.status not in AWAY:
                raise
            self.picture.trouble = f"not reachable, trying again: {error}"
            self._looked_at = None
        else:
            self.picture.trouble = ""

    async def _look(self) -> None:
        """Read all there is to see, in requests that cost the same however long the queue is."""
        picture = self.picture
        picture.status = await self._api.get("/queue/status")
        picture.servers = await self._api.get("/comfyui/servers")
        picture.lanes = (await self._api.get("/queue/lanes"))["lanes"]
        picture.before = picture.running + picture.waiting
        running = self._query(status="processing", limit=MOST_RUNNING)
        picture.running = (await self._api.get("/queue/jobs", **running))[::-1]
        waiting = await self._api.get("/queue/jobs", **self._first_waiting())
        picture.waiting = sorted(waiting, key=lambda job: job["queue_position"] or FAR)
        self._measure(time.monotonic())

    def _first_waiting(self) -> Json:
        """Return the query of the oldest waiting jobs: lists have the newest first."""
        if self._project:
            return self._query(status="pending", limit=MOST_OF_PROJECT)
        older = max(0, self.picture.status["queued_jobs"] - MOST_WAITING)
        return self._query(status="pending", limit=MOST_WAITING, offset=older)

    def _query(self, **query: Any) -> Json:
        return query | ({"project_id": self._project} if self._project else {})

    def _measure(self, now: float) -> None:
        """Add the time since the last look to what each server was busy."""
        passed = now - self._looked_at if self._looked_at is not None else 0.0
        watched = self._watched + passed
        for id, lane in self.picture.status["servers"].items():
            load = min(1.0, lane["current_jobs"] / max(1, lane["max_concurrent"]))
            before = self.picture.busy.get(id, load)
            share = (before * self._watched + load * passed) / watched if watched else load
            self.picture.busy[id] = share
        self._watched, self._looked_at = watched, now


def _ended_at(job: Json) -> datetime:
    return datetime.fromisoformat(job["completed_at"])
