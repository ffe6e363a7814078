"""A picture of the queue follows the real one."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.client import queue_follower
from backend.client.api_client import ApiClient, ApiError, remote
from backend.client.event_feed import EventFeed
from backend.client.queue_follower import QueueFollower
from tests.event_readers import served
from tests.journeys import API, board, farm, generate, simulated

PATIENCE_SECONDS = 20.0


@pytest.fixture
async def api(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ApiClient]:
    """A client over a real socket: streams have no end, which no transport of tests can do."""
    monkeypatch.setattr(queue_follower, "CALM_SECONDS", 0.01)
    async with served(app) as url, remote(url) as http:
        yield ApiClient(http)


class Watched:
    """What a follower said, and a wait for what its picture is to show."""

    def __init__(self, follower: QueueFollower) -> None:
        self.picture = follower.picture
        self.statuses: list[tuple[str, str]] = []
        self._moved = asyncio.Event()

    def heard(self, event: dict[str, Any]) -> None:
        """Note the new status of a job."""
        data = event["data"]
        if event["type"] == "queue_update":
            self.statuses.append((data["job_id"], data["status"]))
        self._moved.set()

    def looked(self) -> None:
        """Note that there is a new picture."""
        self._moved.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not holds():
                self._moved.clear()
                await self._moved.wait()


@asynccontextmanager
async def following(api: ApiClient, project_id: str | None = None) -> AsyncIterator[Watched]:
    """Follow the queue while the block lasts."""
    follower = QueueFollower(api, project_id)
    await follower.start()
    watched = Watched(follower)
    task = asyncio.create_task(follower.follow(watched.heard, watched.looked))
    try:
        yield watched
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_job_is_seen_waiting_running_and_ended(
    api: ApiClient, client: httpx2.AsyncClient
) -> None:
    async with following(api) as watched:
        (clip,) = await board(client)
        job_id = await generate(client, clip["id"])
        picture = watched.picture
        await watched.until(lambda: [job["id"] for job in picture.waiting] == [job_id])
        async with farm(client, simulated("gpu", seconds_scale=1.0)):
            await watched.until(lambda: [job["id"] for job in picture.running] == [job_id])
            assert picture.server_name(picture.running[0]["server_id"]) == "gpu"
            await watched.until(lambda: [job["id"] for job in picture.ended] == [job_id])
            assert picture.ended[0]["prompt"] == "rain on roof 0"
            await watched.until(lambda: picture.status["completed_jobs"] == 1)
            assert not picture.running
        told = [status for id, status in watched.statuses if id == job_id]
        assert list(dict.fromkeys(told)) == ["pending", "processing", "completed"]
        assert told.count("completed") == 1


async def test_a_project_is_followed_alone(api: ApiClient, client: httpx2.AsyncClient) -> None:
    (mine,) = await board(client)
    (other,) = await board(client)
    async with following(api, mine["project_id"]) as watched:
        await generate(client, other["id"])
        job_id = await generate(client, mine["id"])
        await watched.until(lambda: len(watched.picture.waiting) == 1)
        assert watched.picture.waiting[0]["id"] == job_id
        assert {id for id, _ in watched.statuses} <= {job_id}


async def test_the_first_in_the_queue_are_shown_however_long_it_is(
    api: ApiClient, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_follower, "MOST_WAITING", 3)
    clips = await board(client, 5)
    ids = [await generate(client, clip["id"]) for clip in clips]
    follower = QueueFollower(api)
    await follower.start()
    assert [job["id"] for job in follower.picture.waiting] == ids[:3]


async def test_latest_ends_are_known_from_the_start(
    api: ApiClient, client: httpx2.AsyncClient
) -> None:
    clips = await board(client, 3)
    ids = [await generate(client, clip["id"]) for clip in clips]
    for id in (ids[1], ids[0], ids[2]):
        assert (await client.post(f"{API}/queue/jobs/{id}/cancel")).is_success
    follower = QueueFollower(api)
    await follower.start()
    assert [job["id"] for job in follower.picture.ended] == [ids[2], ids[0], ids[1]]


async def test_the_picture_is_right_where_no_events_come_through(
    api: ApiClient, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: EventFeed) -> AsyncIterator[dict[str, Any]]:
        raise ApiError(502, "UNKNOWN", "a proxy that buffers")

    monkeypatch.setattr(EventFeed, "connection", refused)
    monkeypatch.setattr(queue_follower, "POLL_SECONDS", 0.02)
    async with following(api) as watched:
        (clip,) = await board(client)
        await generate(client, clip["id"])
        await watched.until(lambda: len(watched.picture.waiting) == 1)
        assert not watched.statuses


async def test_a_server_that_is_away_is_waited_for_and_one_that_refuses_is_not(
    api: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_follower, "POLL_SECONDS", 0.02)
    follower = QueueFollower(api)
    await follower.start()
    watched, get = Watched(follower), ApiClient.get
    answers = iter([ApiError(0, "UNREACHABLE", "gone"), ApiError(503, "X", "starting"), None])

    async def flaky(self: ApiClient, path: str, **query: Any) -> Any:
        if path == "/queue/status" and (error := next(answers, refusal)):
            raise error
        return await get(self, path, **query)

    refusal = ApiError(401, "AUTHENTICATION_REQUIRED", "who are you?")
    monkeypatch.setattr(ApiClient, "get", flaky)
    troubles: list[str] = []

    def looked() -> None:
        troubles.append(watched.picture.trouble)

    with pytest.raises(ApiError, match="who are you"):
        async with asyncio.timeout(PATIENCE_SECONDS):
            await follower.follow(watched.heard, looked)
    trying = "not reachable, trying again: "
    assert troubles == [f"{trying}gone", f"{trying}starting", ""]


async def test_a_project_that_does_not_exist_is_said_at_once(api: ApiClient) -> None:
    with pytest.raises(ApiError) as error:
        await QueueFollower(api, "00000000-0000-4000-8000-000000000000").start()
    assert error.value.status == 404


def test_the_share_of_time_a_server_was_busy_is_measured_from_look_to_look() -> None:
    follower = QueueFollower(ApiClient(httpx2.AsyncClient()))
    for now, jobs in ((10.0, 0), (14.0, 2), (15.0, 1), (18.0, 1)):
        lane = {"current_jobs": jobs, "max_concurrent": 2}
        follower.picture.status = {"servers": {"s": lane}}
        follower._measure(now)
    assert follower.picture.busy["s"] == pytest.approx((4 * 1.0 + 1 * 0.5 + 3 * 0.5) / 8)
