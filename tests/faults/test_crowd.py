"""Very many jobs, and clients that do not listen: the queue goes on, and forgets nobody."""

import asyncio
import json
import socket
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect

from tests.faults.farm import SMALL, Farm
from tests.faults.processes import Program
from tests.journeys import API, made

pytestmark = pytest.mark.faults

AT_ONCE = 500
STEPS = 100


async def test_a_client_that_stops_listening_misses_no_state(farm: Farm) -> None:
    """Fault 16: whoever reads slowly is told every state in the end, and delays nobody."""
    await farm.start(1, 1, speed=5)
    url = farm.backends[0].url.replace("http", "ws", 1)
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    narrow.connect(("127.0.0.1", int(url.rpartition(":")[2])))
    async with connect(f"{url}{API}/ws", sock=narrow, max_queue=1, compression=None) as slow:
        await slow.send(json.dumps({"type": "subscribe_queue"}))
        clips = await farm.board(6)
        ids = await farm.queue(clips, params={**SMALL, "steps": STEPS})
        await farm.judged()
        revisions: dict[str, list[int]] = {id: [] for id in ids}
        ended: set[str] = set()
        async with asyncio.timeout(30):
            while len(ended) < len(ids):
                message: dict[str, Any] = json.loads(await slow.recv())
                if message["type"] == "queue_update":
                    told = message["data"]
                    revisions[told["job_id"]].append(told["rev"])
                    if told["status"] == "completed":
                        ended.add(told["job_id"])
    assert all(heard == sorted(heard) for heard in revisions.values()), revisions


def resident_kb(program: Program) -> int:
    """Return how much memory a process takes up."""
    status = Path(f"/proc/{program.pid}/status").read_text()
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1])


async def crowd(farm: Farm, jobs: int) -> str:
    """Queue many jobs, more than a server can do, and then an urgent one; return that."""
    [clip] = await farm.board()
    for _ in range(0, jobs, AT_ONCE):
        body = {"clip_ids": [clip["id"]] * AT_ONCE, "params": SMALL}
        await made(farm.client, "/generation/batch", body)
    [urgent] = await farm.queue([clip], priority=100)
    return urgent


def grown_old(farm: Farm) -> str:
    """Let the newest job that waits have waited for an hour, and return it."""
    newest = farm.history.database.queue_jobs.find_one_and_update(
        {"state": "ready"},
        [{"$set": {"order_key": {"$subtract": ["$order_key", 3_600_000]}}}],
        sort=[("order_key", -1)],
    )
    assert newest is not None
    return str(newest["_id"])


@pytest.mark.timeout(600)
@pytest.mark.skipif(not Path("/proc").exists(), reason="memory is read from /proc")
async def test_a_crowd_does_not_keep_urgent_and_old_jobs_waiting(
    farm: Farm, takes_minutes: bool
) -> None:
    """Fault 17: thousands wait; who comes first, or waited longest, is next; memory stays flat."""
    jobs = 10_000 if takes_minutes else 1000
    await farm.start(1, 1, speed=0.1)
    [program] = farm.backends
    await crowd(farm, AT_ONCE)
    before = resident_kb(program)
    urgent = await crowd(farm, jobs)
    await farm.reached(urgent, "done")
    await farm.reached(grown_old(farm), "done")
    assert farm.history.database.queue_jobs.count_documents({"state": "ready"}) > jobs / 2
    assert resident_kb(program) - before < 100_000
    for project in farm.history.database.projects.distinct("_id"):
        await made(farm.client, "/queue/cancel", {"project_id": project})
    await farm.judged()
