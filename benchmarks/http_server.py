"""The server that `benchmarks.http` measures: the real application, and bare routes beside it.

The bare routes do the same database commands with nothing around them.
"""

import asyncio
import json
import os
import socket
import sys
import time
from pathlib import Path
from typing import Final

import uvicorn
import uvloop
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from backend.api.v1.dtos.clip_dtos import ClipCreateDTO
from backend.app import create_app
from backend.container import Container
from backend.database.locate import LocatedDatabase
from backend.domain.clip import Clip
from backend.domain.ids import new_id
from backend.domain.job_state import JobState, JobStatus
from backend.settings import Settings
from tests.factories import make_clip, make_job, make_project, make_scene, make_take

SCENES, CLIPS, LISTED, WAITING, DONE = 50, 20, 100, 5_000, 5_000
ELSEWHERE: Final = 10
"""So many times the data is put elsewhere in the database, to see that nobody minds."""

Ids = dict[str, str]


async def serve(folder: Path) -> None:
    """Serve until ended, after a line that says where, and what there is to ask for."""
    settings = Settings(_env_file=None, upload_dir=folder / "uploads", min_free_disk_mb=0)
    located = LocatedDatabase(os.environ["MONGO_URL"], "configured", "benchmark")
    container = Container(settings, located)
    await container.start()
    ids = await seed(container)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sys.stdout.write(json.dumps({"port": listener.getsockname()[1], **ids}) + "\n")
    sys.stdout.flush()
    both = beside(create_app(container), bare(container))
    config = uvicorn.Config(both, lifespan="off", log_config=None, access_log=False)
    await uvicorn.Server(config).serve(sockets=[listener])
    await container.stop()


async def seed(container: Container) -> Ids:
    """Fill the database, and return the ids of what is to be asked for."""
    board = await a_board(container)
    other = make_project()
    listed, filled = (make_scene(project_id=other.id) for _ in range(2))
    long = [a_clip(other.id, listed.id) for _ in range(LISTED)]
    await container._projects.create(other)
    await container._scenes.create_many([listed, filled])
    await container._clips.create_many(long)
    done = {"state": JobState.DONE, "status": JobStatus.COMPLETED}
    await container._jobs.enqueue_many(make_job(project_id=board) for _ in range(WAITING))
    await container._jobs.create_many([make_job(project_id=board, **done) for _ in range(DONE)])
    return {"project": board, "scene": listed.id, "filled": filled.id, "clip": long[0].id}


async def a_board(container: Container) -> str:
    """Make a project full of scenes and clips, and return its id."""
    project = make_project()
    scenes = [make_scene(project_id=project.id, order=n) for n in range(SCENES)]
    await container._projects.create(project)
    await container._scenes.create_many(scenes)
    await container._clips.create_many(
        [a_clip(project.id, scene.id) for scene in scenes for _ in range(CLIPS)]
    )
    return project.id


def a_clip(project_id: str, scene_id: str) -> Clip:
    """Return a clip such as people make: long prompts and two takes."""
    text = "A long street in the rain, neon on wet asphalt, a woman with a red umbrella walks. " * 3
    takes = [make_take(prompt=text, width=1280, height=720) for _ in range(2)]
    return make_clip(
        project_id=project_id,
        scene_id=scene_id,
        image_prompt=text,
        generated_images=takes,
        selected_image_id=takes[0].id,
    )


def beside(app: ASGIApp, bare: ASGIApp) -> ASGIApp:
    """Return both applications as one."""

    async def both(scope: Scope, receive: Receive, send: Send) -> None:
        await (bare if scope["path"].startswith("/bare/") else app)(scope, receive, send)

    return both


def bare(container: Container) -> FastAPI:
    """Return the same database commands with nothing around them."""
    clips = container.database.collection("clips")
    bare = FastAPI()

    async def cpu(_request: Request) -> Response:
        return Response(str(time.process_time()))

    async def grow(_request: Request) -> Response:
        for _ in range(ELSEWHERE):
            await a_board(container)
        return Response()

    async def find_one(request: Request) -> Response:
        document = await clips.find_one({"_id": request.path_params["id"]})
        return Response(json.dumps(document, default=str), media_type="application/json")

    @bare.post("/bare/clips", status_code=201)
    async def insert(draft: ClipCreateDTO) -> Clip:
        clip = Clip(**{**draft.model_dump(), "project_id": new_id(), "order": 0})
        await clips.insert_one({**clip.model_dump(exclude={"id"}), "_id": clip.id})
        return clip

    @bare.get("/bare/clips/{parent}/{id}")
    async def find(parent: str, id: str) -> list[Clip]:
        found = await clips.find({parent: id}, sort=(("timeline_position", 1),))
        return [Clip.model_validate({**each, "id": each["_id"]}) for each in found]

    bare.add_route("/bare/cpu", cpu)
    bare.add_route("/bare/grow", grow)
    bare.add_route("/bare/clips/{id}", find_one)
    return bare


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:  # as `storycanvas serve`
        runner.run(serve(Path(sys.argv[-1])))
