"""What requests cost the server: `python -m benchmarks.http` prints CPU, as ratios of one run.

A child process serves the real application, and beside it bare routes that do the same database
commands with nothing around them. Its CPU time is read around each round of requests; rounds of
all kinds take turns, so that a slow moment of the machine meets all of them. Nothing is asserted.
"""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import httpx2
import uvicorn
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from backend.api.v1.dtos.clip_dtos import ClipCreateDTO
from backend.app import create_app
from backend.container import Container
from backend.database.embedded import EmbeddedMongod
from backend.database.locate import LocatedDatabase
from backend.domain.clip import Clip
from backend.domain.ids import new_id
from backend.domain.job import JobState, JobStatus
from backend.settings import Settings
from tests.factories import make_clip, make_job, make_project, make_scene, make_take

ROUNDS: Final = 7
IDLE_SECONDS: Final = 2.0
SCENES, CLIPS, LISTED, WAITING, DONE = 50, 20, 100, 5_000, 5_000
POLL: Final = "/api/v1/queue/jobs?status=processing,pending,completed&limit=50"

Ids = dict[str, str]
Ask = Callable[[], httpx2.Response]


def main() -> None:
    """Start a database and the child, measure, print."""
    if "--serve" in sys.argv:
        asyncio.run(_serve(Path(sys.argv[-1])))
        return
    with tempfile.TemporaryDirectory(prefix="storycanvas-bench-") as name:
        mongod = EmbeddedMongod(Path(name) / "data", os.environ.get("MONGOD_BINARY"))
        url = asyncio.run(mongod.ensure())
        child = subprocess.Popen(  # noqa: S603 - it is this file
            [sys.executable, "-m", "benchmarks.http", "--serve", name],
            env={**os.environ, "MONGO_URL": url},
            stdout=subprocess.PIPE,
        )
        try:
            assert child.stdout is not None
            _print(_measure(json.loads(child.stdout.readline())))
        finally:
            child.terminate()
            child.wait(20)
            asyncio.run(mongod.stop())


async def _serve(folder: Path) -> None:
    """Serve until ended, after a line that says where, and what there is to ask for."""
    url = os.environ["MONGO_URL"]
    settings = Settings(_env_file=None, upload_dir=folder / "uploads", min_free_disk_mb=0)
    container = Container(settings, LocatedDatabase(url, "configured", "benchmark"))
    await container.start()
    ids = await _seed(container)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sys.stdout.write(json.dumps({"port": listener.getsockname()[1], **ids}) + "\n")
    sys.stdout.flush()
    both = _beside(create_app(container), _bare(container))
    config = uvicorn.Config(both, lifespan="off", log_config=None, access_log=False)
    await uvicorn.Server(config).serve(sockets=[listener])
    await container.stop()


async def _seed(container: Container) -> Ids:
    project, other = make_project(), make_project()
    listed, filled = (make_scene(project_id=other.id) for _ in range(2))
    scenes = [make_scene(project_id=project.id) for _ in range(SCENES)]
    board = [_clip(project.id, scene.id) for scene in scenes for _ in range(CLIPS)]
    long = [_clip(other.id, listed.id) for _ in range(LISTED)]
    await container._projects.create_many([project, other])
    await container._scenes.create_many([*scenes, listed, filled])
    await container._clips.create_many([*board, *long])
    done = {"state": JobState.DONE, "status": JobStatus.COMPLETED}
    await container._jobs.create_many(
        [make_job(project_id=project.id) for _ in range(WAITING)]
        + [make_job(project_id=project.id, **done) for _ in range(DONE)]
    )
    return {"project": project.id, "scene": listed.id, "filled": filled.id, "clip": long[0].id}


def _clip(project_id: str, scene_id: str) -> Clip:
    text = "A long street in the rain, neon on wet asphalt, a woman with a red umbrella walks. " * 3
    takes = [make_take(prompt=text, width=1280, height=720) for _ in range(2)]
    return make_clip(
        project_id=project_id,
        scene_id=scene_id,
        image_prompt=text,
        generated_images=takes,
        selected_image_id=takes[0].id,
    )


def _beside(app: ASGIApp, bare: ASGIApp) -> ASGIApp:
    async def both(scope: Scope, receive: Receive, send: Send) -> None:
        await (bare if scope["path"].startswith("/bare/") else app)(scope, receive, send)

    return both


def _bare(container: Container) -> FastAPI:
    """Return the same database commands with nothing around them."""
    clips = container.database.collection("clips")
    bare = FastAPI()

    async def cpu(_request: Request) -> Response:
        return Response(str(time.process_time()))

    async def find_one(request: Request) -> Response:
        document = await clips.find_one({"_id": request.path_params["id"]})
        return Response(json.dumps(document, default=str), media_type="application/json")

    @bare.post("/bare/clips", status_code=201)
    async def insert(draft: ClipCreateDTO) -> Clip:
        clip = Clip(**{**draft.model_dump(), "project_id": new_id(), "order": 0})
        await clips.insert_one({**clip.model_dump(exclude={"id"}), "_id": clip.id})
        return clip

    @bare.get("/bare/scenes/{id}")
    async def find(id: str) -> list[Clip]:
        found = await clips.find({"scene_id": id}, sort=(("timeline_position", 1),))
        return [Clip.model_validate({**each, "id": each["_id"]}) for each in found]

    bare.add_route("/bare/cpu", cpu)
    bare.add_route("/bare/clips/{id}", find_one)
    return bare


def _measure(ids: dict[str, Any]) -> dict[str, float]:
    """Return the server's CPU microseconds a request, by kind."""
    with httpx2.Client(base_url=f"http://127.0.0.1:{ids['port']}", timeout=60) as client:
        kinds = _kinds(client, ids)
        idle = _idle(client)
        rounds: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _ in range(ROUNDS):
            for kind, (times, ask) in kinds.items():
                rounds[kind].append(_round(client, ask, times, idle))
    return {kind: statistics.median(costs) for kind, costs in rounds.items()}


def _kinds(client: httpx2.Client, ids: Ids) -> dict[str, tuple[int, Ask]]:
    draft = {"scene_id": ids["filled"], "name": "Rain"}
    clip, project = ids["clip"], ids["project"]
    return {
        "bare find_one": (200, lambda: client.get(f"/bare/clips/{clip}")),
        "GET clip": (200, lambda: client.get(f"/api/v1/clips/{clip}")),
        "GET project": (200, lambda: client.get(f"/api/v1/projects/{project}")),
        "bare insert": (60, lambda: client.post("/bare/clips", json=draft)),
        "POST clip": (60, lambda: client.post("/api/v1/clips", json=draft)),
        "bare list": (20, lambda: client.get(f"/bare/scenes/{ids['scene']}")),
        "list of 100 clips": (20, lambda: client.get(f"/api/v1/clips/scene/{ids['scene']}")),
        "board of 50 x 20": (5, lambda: client.get(f"/api/v1/projects/{project}/with-scenes")),
        "queue poll": (20, lambda: client.get(POLL)),
    }


def _round(client: httpx2.Client, ask: Ask, times: int, idle: float) -> float:
    began, before = time.perf_counter(), _cpu(client)
    for _ in range(times):
        answer = ask()
        assert answer.is_success, answer.text
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
        print(f"{kind:<20}{costs[kind]:>10.0f} us {ratio:>8.2f} x {base:<16}{goal}")

    print(f"{'bare find_one':<20}{costs['bare find_one']:>10.0f} us")
    print(f"{'bare insert':<20}{costs['bare insert']:>10.0f} us")
    print(f"{'bare list':<20}{costs['bare list']:>10.0f} us")
    line("GET clip", "bare find_one", "goal <= 1.15")
    line("GET project", "bare find_one", "")
    line("POST clip", "bare insert", "goal <= 1.3")
    line("list of 100 clips", "bare list", "goal <= 0.25 and 550 us")
    line("board of 50 x 20", "bare list", "goal <= 6000 us")
    line("queue poll", "GET project", "goal <= 1.3, unchanged")


if __name__ == "__main__":
    main()
