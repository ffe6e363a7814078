"""What requests cost the server: `python -m benchmarks.http` prints CPU, as ratios of one run.

A child process serves. Its CPU time is read around each round of requests; rounds of all kinds
take turns, so that a slow moment of the machine meets all of them. Nothing is asserted.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import httpx2

from backend import __version__
from backend.database.embedded import EmbeddedMongod
from benchmarks.first_answer import first_answer

ROUNDS: Final = 7
IDLE_SECONDS: Final = 2.0
POLL: Final = "/api/v1/queue/jobs?status=processing,pending,completed&limit=50"
GROWN: Final = " after 10 x data"

Ids = dict[str, Any]
Ask = Callable[[], httpx2.Response]
Kinds = dict[str, tuple[int, Ask]]


def main() -> None:
    """Start a database and the child, measure, print."""
    with tempfile.TemporaryDirectory(prefix="storycanvas-bench-") as name:
        seconds = first_answer(Path(name))
        mongod = EmbeddedMongod(Path(name) / "benchmark", os.environ.get("MONGOD_BINARY"))
        url = asyncio.run(mongod.ensure())
        child = subprocess.Popen(  # noqa: S603 - it is our own module
            [sys.executable, "-m", "benchmarks.http_server", name],
            env={**os.environ, "MONGO_URL": url},
            stdout=subprocess.PIPE,
        )
        try:
            assert child.stdout is not None
            costs = _measure(json.loads(child.stdout.readline()))
        finally:
            child.terminate()
            child.wait(20)
            asyncio.run(mongod.stop())
    _print(costs)
    print(f"first answer of serve: {seconds[0]:.2f} s on a fresh folder, {seconds[1]:.2f} s on an")
    print("existing embedded database (goal <= 2 s)")


def _measure(ids: Ids) -> dict[str, float]:
    """Return the server's CPU microseconds a request, by kind."""
    with httpx2.Client(base_url=f"http://127.0.0.1:{ids['port']}", timeout=120) as client:
        kinds, lists = _kinds(client, ids), _lists(client, ids)
        costs = _medians(client, {**kinds, **lists})
        client.get("/bare/grow").raise_for_status()
        grown = _medians(client, lists)
        return costs | {f"{kind}{GROWN}": cost for kind, cost in grown.items()}


def _medians(client: httpx2.Client, kinds: Kinds) -> dict[str, float]:
    idle = _idle(client)
    rounds: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(ROUNDS):
        for kind, (times, ask) in kinds.items():
            rounds[kind].append(_round(client, ask, times, idle))
    return {kind: statistics.median(costs) for kind, costs in rounds.items()}


def _kinds(client: httpx2.Client, ids: Ids) -> Kinds:
    draft = {"scene_id": ids["filled"], "name": "Rain"}
    clip, project = ids["clip"], ids["project"]
    return {
        "bare find_one": (200, lambda: client.get(f"/bare/clips/{clip}")),
        "GET clip": (200, lambda: client.get(f"/api/v1/clips/{clip}")),
        "GET project": (200, lambda: client.get(f"/api/v1/projects/{project}")),
        "bare insert": (60, lambda: client.post("/bare/clips", json=draft)),
        "POST clip": (60, lambda: client.post("/api/v1/clips", json=draft)),
        "bare list": (20, lambda: client.get(f"/bare/clips/scene_id/{ids['scene']}")),
        "bare board": (3, lambda: client.get(f"/bare/clips/project_id/{project}")),
    }


def _lists(client: httpx2.Client, ids: Ids) -> Kinds:
    known = {"If-None-Match": _settled_tag(client)}
    gallery = f"/api/v1/clips/{ids['clip']}/gallery"
    seen = {"If-None-Match": client.get(gallery).headers["etag"]}
    return {
        "list of 100 clips": (40, lambda: client.get(f"/api/v1/clips/scene/{ids['scene']}")),
        "page of 20 clips": (
            40,
            lambda: client.get(f"/api/v1/scenes/{ids['scene']}/clips?limit=20"),
        ),
        "board of 50 x 20": (
            5,
            lambda: client.get(f"/api/v1/projects/{ids['project']}/with-scenes"),
        ),
        "queue poll, 200": (20, lambda: client.get(POLL)),
        "queue poll, 304": (100, lambda: client.get(POLL, headers=known)),
        "gallery, 304": (100, lambda: client.get(gallery, headers=seen)),
    }


def _settled_tag(client: httpx2.Client) -> str:
    """Return the tag of the poll; one made of a revision is given once nothing changes."""
    while not (tag := client.get(POLL).headers["etag"]).startswith(f'W/"{__version__}-'):
        time.sleep(0.5)
    return tag


def _round(client: httpx2.Client, ask: Ask, times: int, idle: float) -> float:
    began, before = time.perf_counter(), _cpu(client)
    for _ in range(times):
        answer = ask()
        assert answer.is_success or answer.status_code == 304, answer.text
    spent = _cpu(client) - before - idle * (time.perf_counter() - began)
    return spent / times * 1e6


def _idle(client: httpx2.Client) -> float:
    """Return the CPU seconds a second that the queue takes when nobody asks for anything."""
    before = _cpu(client)
    time.sleep(IDLE_SECONDS)
    return (_cpu(client) - before) / IDLE_SECONDS


def _cpu(client: httpx2.Client) -> float:
    return float(client.get("/bare/cpu").text)


def _print(costs: dict[str, float]) -> None:
    def line(kind: str, base: str, goal: str) -> None:
        ratio = costs[kind] / costs[base]
        print(f"{kind:<36}{costs[kind]:>8.0f} us {ratio:>7.2f} x {base:<20}{goal}")

    for kind in ("bare find_one", "bare insert", "bare list", "bare board"):
        print(f"{kind:<36}{costs[kind]:>8.0f} us")
    line("GET clip", "bare find_one", "goal <= 1.15")
    line("GET project", "bare find_one", "goal <= 1.15")
    line("POST clip", "bare insert", "goal <= 1.3")
    line("list of 100 clips", "bare list", "goal <= 0.25, <= 550 us")
    line("board of 50 x 20", "bare board", "goal <= 0.25, <= 6000 us")
    line("queue poll, 200", "GET clip", "")
    line("queue poll, 304", "GET clip", "goal <= 1.3")
    line("gallery, 304", "GET clip", "")
    for kind in costs:
        if kind.endswith(GROWN):
            line(kind, kind.removesuffix(GROWN), "goal: unchanged")


if __name__ == "__main__":
    main()
