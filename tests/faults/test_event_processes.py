"""Events between real processes: they hear each other, restart and stop, and readers go on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx2

from tests.event_readers import StreamReader, socket_reader, stream_reader
from tests.faults.processes import Program, backend
from tests.journeys import board, farm, generate, made, simulated

READY = "/api/v1/health/ready"
GRACE_OVERRUN = "timeout graceful shutdown exceeded"


@asynccontextmanager
async def running(mongo_url: str, database_name: str, folder: Path) -> AsyncIterator[Program]:
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    program = backend(mongo_url, database_name, folder, 5)
    await program.start(READY)
    try:
        yield program
    finally:
        program.kill()


async def statuses_of(reader: StreamReader, job_id: str) -> list[str]:
    """Read up to the job's end and return its statuses, each once."""
    statuses: list[str] = []
    while statuses[-1:] != ["completed"]:
        message = await reader.next()
        if message["type"] == "queue_update" and message["data"]["job_id"] == job_id:
            statuses.append(message["data"]["status"])
    return list(dict.fromkeys(statuses))


async def test_a_job_is_followed_through_another_process_and_after_a_restart(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    async with (
        running(mongo_url, database_name, tmp_path / "one") as one,
        running(mongo_url, database_name, tmp_path / "two") as two,
        httpx2.AsyncClient(base_url=one.url, timeout=30) as client,
        farm(client, simulated()),
    ):
        (clip,) = await board(client)
        async with stream_reader(two.url, f"/projects/{clip['project_id']}/events") as reader:
            job_id = await generate(client, clip["id"])
            first = await reader.next()
            assert await statuses_of(reader, job_id) in (
                ["pending", "processing", "completed"],
                ["processing", "completed"],
            )
        two.kill()
        await two.start(READY)
        resumed = {"Last_Event_ID": str(first["id"])}
        async with stream_reader(two.url, f"/projects/{clip['project_id']}/events", **resumed) as r:
            assert "completed" in await statuses_of(r, job_id)


async def test_all_readers_are_told_when_a_server_is_stopped(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    async with running(mongo_url, database_name, tmp_path) as program, AsyncExitStack() as stack:
        sockets = [await stack.enter_async_context(socket_reader(program.url)) for _ in range(25)]
        streams = [await stack.enter_async_context(stream_reader(program.url)) for _ in range(25)]
        await asyncio.gather(*(each.subscribed() for each in sockets))
        stopped = asyncio.create_task(asyncio.to_thread(program.stop))
        assert await asyncio.gather(*(each.closed() for each in sockets)) == [1001] * 25
        assert await asyncio.gather(*(each.next() for each in streams)) == [{}] * 25
        await stopped
    assert GRACE_OVERRUN not in await asyncio.to_thread((tmp_path / "backend.log").read_text)


async def test_an_entity_changed_in_one_process_is_heard_of_in_another(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    async with (
        running(mongo_url, database_name, tmp_path / "one") as one,
        running(mongo_url, database_name, tmp_path / "two") as two,
        httpx2.AsyncClient(base_url=one.url) as client,
        socket_reader(two.url) as reader,
    ):
        await reader.subscribed(types=["server_update"])
        server = await made(client, "/comfyui/servers", {"name": "a", "url": "http://127.0.0.1:9"})
        message = await reader.next()
        assert message["data"]["server_id"] == server["id"]
