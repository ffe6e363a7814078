"""Routes about jobs: posting them, watching the queue, stopping them, reading the history."""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from backend.simulator.machine import Machine
from backend.simulator.replies import Json, TroubleError, machine_of, read_json, read_object
from backend.simulator.state import Entry
from backend.simulator.validation import Verdict, validate
from backend.simulator.values import error

CANONICAL_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


async def get_prompt(request: Request) -> Response:
    """How many jobs wait and run."""
    return Json({"exec_info": {"queue_remaining": machine_of(request).queue.remaining}})


async def post_prompt(request: Request) -> Response:
    """Check a graph and queue it."""
    machine = machine_of(request)
    body = await read_json(request)
    try:
        reply = _accept(machine, body)
    except (TypeError, ValueError, AttributeError) as exc:
        raise TroubleError from exc
    fault = machine.faults.strike("slow_reply") if reply.status_code == 200 else None
    if fault:
        await asyncio.sleep(fault.value)
    return reply


def _accept(machine: Machine, body: Any) -> Response:
    """Queue what is right and say what is wrong.

    Raises:
        TypeError, ValueError, AttributeError: a body on which a real server breaks.
    """
    number = _number(machine, body)
    if "prompt" not in body or not isinstance(body, dict):
        text = "No prompt provided"
        return _refusal(Verdict(error=error("no_prompt", text, text, {})))
    prompt_id = _prompt_id(machine, body)
    if prompt_id is None:
        return _refusal(Verdict(error=_bad_id()))
    verdict = _checked(machine, body)
    if verdict.error:
        return _refusal(verdict)
    extra = {**body.get("extra_data", {})}
    if "client_id" in body:
        extra["client_id"] = body["client_id"]
    if machine.config.is_new:
        extra["create_time"] = round(time.time() * 1000)
    machine.accept((number, prompt_id, body["prompt"], extra, verdict.outputs))
    return Json({"prompt_id": prompt_id, "number": number, "node_errors": verdict.node_errors})


def _number(machine: Machine, body: Any) -> float:
    """The number asked for, or the next one of the server; a refused graph uses one up too."""
    if "number" in body:
        return float(body["number"])
    number = machine.queue.counter
    machine.queue.counter += 1
    return -number if isinstance(body, dict) and body.get("front") else number


def _prompt_id(machine: Machine, body: dict[str, Any]) -> str | None:
    """The id asked for or a new one; None if the version does not accept it."""
    given = body.get("prompt_id")
    if not machine.config.is_new:
        return str(given) if "prompt_id" in body else str(uuid.uuid4())
    if given is None:
        return str(uuid.uuid4())
    return given if isinstance(given, str) and CANONICAL_UUID.fullmatch(given) else None


def _checked(machine: Machine, body: dict[str, Any]) -> Verdict:
    graph = body["prompt"]
    if machine.faults.strike("validation_error"):
        text = "Prompt outputs failed validation"
        return Verdict(error=error("prompt_outputs_failed_validation", text, "simulated", {}))
    if graph == [] and not machine.config.is_new:
        graph = {}
    return validate(graph, machine.rules, body.get("partial_execution_targets"))


def _bad_id() -> dict[str, Any]:
    return error(
        "invalid_prompt_id",
        "prompt_id must be a valid UUID",
        "prompt_id must be a UUID string in canonical lowercase hyphenated form; omit it to let "
        "the server generate one",
        {},
    )


def _refusal(verdict: Verdict) -> Response:
    return Json({"error": verdict.error, "node_errors": verdict.node_errors}, 400)


async def get_queue(request: Request) -> Response:
    """The job that runs and those that wait, unsorted."""
    queue = machine_of(request).queue
    running: list[Entry] = [queue.running.entry] if queue.running else []
    return Json({"queue_running": running, "queue_pending": queue.pending})


async def post_queue(request: Request) -> Response:
    """Take waiting jobs out."""
    machine = machine_of(request)
    body = await read_object(request)
    if body.get("clear"):
        machine.queue.clear()
        machine.announce()
    for prompt_id in body.get("delete", ()):
        if machine.queue.remove(prompt_id):
            machine.announce()
    return Response()


async def post_interrupt(request: Request) -> Response:
    """Stop the running job, or only the one named if it runs."""
    machine = machine_of(request)
    raw = await request.body()
    body = await read_json(request) if raw else {}
    machine.queue.interrupt(body.get("prompt_id") if isinstance(body, dict) else None)
    return Response()


async def post_free(request: Request) -> Response:
    """Forget cached nodes when the worker is free."""
    body = await read_object(request)
    if body.get("free_memory"):
        machine_of(request).free_memory()
    return Response()


async def get_history(request: Request) -> Response:
    """Finished jobs, oldest first."""
    try:
        limit = request.query_params.get("max_items")
        offset = int(request.query_params.get("offset", -1))
        page = machine_of(request).history.page(int(limit) if limit else None, offset)
    except ValueError as exc:
        raise TroubleError from exc
    return Json(page)


async def get_history_of(request: Request) -> Response:
    """One finished job, or nothing."""
    return Json(machine_of(request).history.get(request.path_params["prompt_id"]))


async def post_history(request: Request) -> Response:
    """Forget finished jobs."""
    history = machine_of(request).history
    body = await read_object(request)
    if body.get("clear"):
        history.clear()
    for prompt_id in body.get("delete", ()):
        history.delete(prompt_id)
    return Response()
