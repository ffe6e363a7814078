"""Entities for tests: whatever the test is not about is filled in."""

from itertools import count
from typing import Any

from backend.domain.clip import Clip
from backend.domain.ids import new_id
from backend.domain.job import Job, JobTarget
from backend.domain.media import MediaKind
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.domain.server import ComfyUIServer
from backend.domain.take import GeneratedContent

_number = count(1)


def make_project(**fields: Any) -> Project:
    """Return a project."""
    return Project(**{"name": f"Project {next(_number)}", **fields})


def make_scene(**fields: Any) -> Scene:
    """Return a scene."""
    number = next(_number)
    return Scene(**{"name": f"Scene {number}", "project_id": new_id(), "order": number, **fields})


def make_clip(**fields: Any) -> Clip:
    """Return a clip."""
    number = next(_number)
    whole = {"scene_id": new_id(), "project_id": new_id(), "order": number}
    return Clip(**{"name": f"Clip {number}", **whole, **fields})


def make_take(**fields: Any) -> GeneratedContent:
    """Return a take."""
    url = f"{next(_number):064x}.png"
    return GeneratedContent(**{"content_type": MediaKind.IMAGE, "url": url, **fields})


def make_job(**fields: Any) -> Job:
    """Return a job."""
    whole = {"clip_id": new_id(), "project_id": new_id(), "prompt": "rain", "seed": 1}
    return Job(**{**whole, "target": JobTarget(width=512, height=512, seconds=5), **fields})


def make_server(**fields: Any) -> ComfyUIServer:
    """Return a server."""
    number = next(_number)
    return ComfyUIServer(
        **{"name": f"Server {number}", "url": f"http://127.0.0.1:{9000 + number}", **fields}
    )
