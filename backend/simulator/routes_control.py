"""Routes no real server has, by which a test looks into a simulated one and breaks it."""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response

from backend.simulator.faults import parse_fault
from backend.simulator.files import FileKey
from backend.simulator.replies import Json, machine_of, read_object


async def get_stats(request: Request) -> Response:
    """How often each prompt was accepted, and how it ended."""
    machine = machine_of(request)
    stats = machine.stats
    return Json(
        {
            "simulated": True,
            "name": machine.config.name,
            "version": machine.config.version,
            "speed": machine.config.speed,
            "posted": stats.posted,
            "executed": stats.executed,
            "failed": stats.failed,
            "interrupted": stats.interrupted,
            "restarts": stats.restarts,
            "faults": [asdict(fault) for fault in machine.faults.list()],
        }
    )


async def get_faults(request: Request) -> Response:
    """What is broken now."""
    return Json({"faults": [asdict(fault) for fault in machine_of(request).faults.list()]})


async def post_faults(request: Request) -> Response:
    """Break exactly what `{"faults": ["execution_error=2:1", ...]}` lists; [] mends all."""
    body = await read_object(request)
    try:
        faults = [parse_fault(str(text)) for text in body["faults"]]
    except KeyError:
        return Json({"error": 'the body must be {"faults": [...]}'}, 400)
    except ValueError as exc:
        return Json({"error": str(exc)}, 400)
    machine_of(request).faults.replace(faults)
    return await get_faults(request)


async def post_restart(request: Request) -> Response:
    """Forget everything but files, as a new process would."""
    await machine_of(request).restart()
    return Response()


async def delete_file(request: Request) -> Response:
    """Remove a file behind the server's back."""
    query = request.query_params
    key = FileKey(query.get("type", "output"), query.get("subfolder", ""), query["filename"])
    machine_of(request).files.delete(key)
    return Response()
