"""From a stored job to what an adapter is asked for."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from backend.domain.job import Job
from backend.providers.base import MediaRequest, Requirements
from backend.providers.graphs.workflow import parse_workflow


@lru_cache(maxsize=64)
def _parsed(text: str) -> dict[str, Any]:
    return parse_workflow(text)


def workflow_of(params: dict[str, Any]) -> dict[str, Any] | None:
    """Return the person's own graph, if the parameters ask for one.

    Raises:
        ValidationError: it is not a graph in API format.
    """
    text = params.get("workflow_json")
    if not params.get("use_custom_workflow") or not text:
        return None
    return _parsed(text) if isinstance(text, str) else parse_workflow(text)


def needs_of(job: Job) -> Requirements:
    """Return what the job needs of a server."""
    return Requirements(
        kind=job.generation_type,
        model=job.model,
        loras=tuple(job.loras),
        has_image=job.source_key is not None or job.source_job_id is not None,
        workflow=workflow_of(job.params),
        bindings=job.params.get("workflow_bindings"),
        min_vram=job.min_vram,
    )


def request_of(job: Job, image: Path | None) -> MediaRequest:
    """Return the job's latest attempt as a request; image is the picture to start from."""
    attempt = job.attempts[-1]
    return MediaRequest(
        job_id=job.job_id,
        attempt=attempt.n,
        remote_id=attempt.remote_id,
        needs=needs_of(job),
        prompt=job.prompt,
        negative_prompt=job.negative_prompt,
        params=job.params,
        seed=job.seed,
        frame_width=job.target.width,
        frame_height=job.target.height,
        seconds=job.target.seconds,
        image=image,
    )
