"""The /api/jobs group that only the newer version has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from backend.simulator.machine import Machine
from backend.simulator.replies import Json, machine_of, read_object
from backend.simulator.routes_jobs import CANONICAL_UUID
from backend.simulator.state import Entry

STATUSES = ("pending", "in_progress", "completed", "failed", "cancelled")
PREVIEWABLE = ("images", "gifs", "audio", "3d", "video")

Job = dict[str, Any]


async def get_jobs(request: Request) -> Response:
    """A page of jobs of all states, newest first."""
    query = request.query_params
    wanted = [status for status in query.get("status", "").split(",") if status]
    unknown = [status for status in wanted if status not in STATUSES]
    if unknown:
        text = f"Invalid status value(s): {', '.join(unknown)}. Valid values: {', '.join(STATUSES)}"
        return Json({"error": text}, 400)
    limit, offset = _whole(query.get("limit")), max(0, _whole(query.get("offset")) or 0)
    if limit is not None and limit <= 0:
        return Json({"error": "limit must be a positive integer"}, 400)
    jobs = [
        _without_details(job)
        for job in _all_jobs(machine_of(request))
        if not wanted or job["status"] in wanted
    ]
    jobs.sort(key=lambda job: job["create_time"], reverse=query.get("sort_order") != "asc")
    page = jobs[offset:] if limit is None else jobs[offset : offset + limit]
    counts = {"offset": offset, "limit": limit, "total": len(jobs)}
    more = offset + len(page) < len(jobs)
    return Json({"jobs": page, "pagination": {**counts, "has_more": more}})


async def get_job(request: Request) -> Response:
    """One job, whatever its state."""
    wanted = request.path_params["prompt_id"]
    for job in _all_jobs(machine_of(request)):
        if job["id"] == wanted:
            return Json(job)
    return Json({"error": "Job not found"}, 404)


async def cancel_job(request: Request) -> Response:
    """Stop or dequeue one job."""
    return _cancel(machine_of(request), [request.path_params["prompt_id"]])


async def cancel_jobs(request: Request) -> Response:
    """Stop or dequeue several jobs."""
    body = await read_object(request)
    return _cancel(machine_of(request), body.get("job_ids", []))


def _cancel(machine: Machine, ids: list[str]) -> Response:
    invalid = [i for i in ids if not CANONICAL_UUID.fullmatch(str(i))]
    if invalid:
        return Json({"error": "job_ids contains invalid id(s)", "invalid_ids": invalid}, 400)
    removed = [machine.queue.remove(prompt_id) for prompt_id in ids]
    if any(removed):
        machine.announce()
    # A list, so that every id is tried: any() would stop at the first.
    stopped = [machine.queue.interrupt(prompt_id) for prompt_id in ids]
    return Json({"cancelled": any(removed) or any(stopped)})


def _all_jobs(machine: Machine) -> Iterator[Job]:
    for entry in sorted(machine.queue.pending, key=lambda entry: entry[:2]):
        yield _unfinished(entry, "pending")
    if machine.queue.running:
        yield _unfinished(machine.queue.running.entry, "in_progress")
    for record in machine.history.page(None, 0).values():
        yield _finished(record)


def _unfinished(entry: Entry, status: str) -> Job:
    number, prompt_id, _, extra, _ = entry
    return {
        "id": prompt_id,
        "status": status,
        "priority": number,
        "create_time": extra["create_time"],
        "outputs_count": 0,
        "previewable_outputs_count": 0,
    }


def _finished(record: dict[str, Any]) -> Job:
    number, prompt_id, graph, extra, _ = record["prompt"]
    messages = dict(record["status"]["messages"])
    last, data = record["status"]["messages"][-1]
    status = {"execution_success": "completed", "execution_interrupted": "cancelled"}
    shown = list(_shown(record["outputs"]))
    job: Job = {
        "id": prompt_id,
        "status": status.get(last, "failed"),
        "priority": number,
        "create_time": extra["create_time"],
        "execution_start_time": messages["execution_start"]["timestamp"],
        "execution_end_time": data["timestamp"],
    }
    if last == "execution_error":
        job["execution_error"] = data
    job |= {"outputs_count": len(shown), "previewable_outputs_count": len(shown)}
    if shown:
        saved = (output for output in shown if output["type"] == "output")
        job["preview_output"] = next(saved, shown[0])
    return job | {
        "outputs": record["outputs"],
        "execution_status": record["status"],
        "workflow": {"prompt": graph, "extra_data": extra},
    }


def _shown(outputs: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for node_id, output in outputs.items():
        for kind in PREVIEWABLE:
            for reply in output.get(kind, ()):
                yield {**reply, "nodeId": node_id, "mediaType": kind}


def _without_details(job: Job) -> Job:
    return {k: v for k, v in job.items() if k not in ("outputs", "execution_status", "workflow")}


def _whole(text: str | None) -> int | None:
    """A whole number; None if nothing was given, -1 for anything else."""
    if text is None:
        return None
    return int(text) if text.isdecimal() else -1
