"""Routes that say what the server is and has: statistics, node classes, models, features."""

from __future__ import annotations

import platform
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from backend.simulator.machine import Machine
from backend.simulator.object_info import describe
from backend.simulator.replies import Json, machine_of

# A page that shows servers finds this in the start-up arguments and labels the server.
MARK = "storycanvas-simulator"

OLD_FOLDERS = """
    checkpoints configs loras vae text_encoders diffusion_models clip_vision style_models
    embeddings diffusers vae_approx controlnet gligen upscale_models custom_nodes hypernetworks
    photomaker classifiers model_patches audio_encoders
"""
NEW_FOLDERS = """
    latent_upscale_models datasets background_removal frame_interpolation geometry_estimation
    optical_flow detection
"""


async def get_system_stats(request: Request) -> Response:
    """Versions, memory and start-up arguments."""
    return Json(_system_stats(machine_of(request)))


def _system_stats(machine: Machine) -> dict[str, Any]:
    config = machine.config
    free = config.vram // 2 if machine.queue.running else config.vram
    system: dict[str, Any] = {
        "os": "linux" if config.is_new else "posix",
        "ram_total": config.vram,
        "ram_free": free,
        "comfyui_version": config.version,
        "required_frontend_version": "simulated",
        "installed_templates_version": "simulated",
        "required_templates_version": "simulated",
        "python_version": platform.python_version(),
        "pytorch_version": "simulated",
        "embedded_python": False,
        "argv": ["main.py", f"--{MARK}", MARK, "--name", config.name, "--speed", f"{config.speed}"],
    }
    if config.is_new:
        system |= {"comfy_package_versions": [], "deploy_environment": "simulated"}
    device = {
        "name": f"simulated {config.name}",
        "type": "cpu",
        "index": None,
        "vram_total": config.vram,
        "vram_free": free,
        "torch_vram_total": config.vram,
        "torch_vram_free": free,
    }
    return {"system": system, "devices": [device]}


async def get_object_info(request: Request) -> Response:
    """All node classes."""
    machine = machine_of(request)
    files, version = machine.choices, machine.config.version
    return Json({k: describe(k, raw, files, version) for k, raw in machine.classes.items()})


async def get_object_info_of(request: Request) -> Response:
    """One node class, or nothing."""
    machine, name = machine_of(request), request.path_params["name"]
    raw = machine.classes.get(name)
    found = {name: describe(name, raw, machine.choices, machine.config.version)} if raw else {}
    return Json(found)


async def get_models(request: Request) -> Response:
    """The names of the model folders."""
    return Json(_folders(machine_of(request)))


async def get_models_of(request: Request) -> Response:
    """The files of one model folder."""
    machine, folder = machine_of(request), request.path_params["folder"]
    if folder not in _folders(machine):
        return Response(status_code=404)
    return Json(list(machine.models.get(folder, ())))


def _folders(machine: Machine) -> list[str]:
    return (OLD_FOLDERS + NEW_FOLDERS if machine.config.is_new else OLD_FOLDERS).split()


async def get_features(request: Request) -> Response:
    """What the server can do beyond the basics."""
    return Json(features(machine_of(request)))


def features(machine: Machine) -> dict[str, Any]:
    """Return the flags of GET /features, which also answer a client's own flags."""
    limit = machine.config.max_upload
    if not machine.config.is_new:
        return {"supports_preview_metadata": True, "max_upload_size": limit}
    return {
        "supports_preview_metadata": True,
        "supports_model_type_tags": True,
        "max_upload_size": limit,
        "extension": {"manager": {"supports_v4": True}},
        "node_replacements": True,
        "assets": False,
    }


async def get_empty_list(request: Request) -> Response:
    """Nothing of that kind is installed."""
    return Json([])


async def get_empty_object(request: Request) -> Response:
    """Nothing of that kind is set."""
    return Json({})


async def get_disabled(request: Request) -> Response:
    """A service that a server has only when it is started with it."""
    return Json(
        {
            "error": {
                "code": "SERVICE_DISABLED",
                "message": "Assets system is disabled. Start the server with --enable-assets to "
                "use this feature.",
                "details": {},
            }
        },
        503,
    )
