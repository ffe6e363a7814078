"""From what is asked for, a clip and its project to a job: everything but the server is decided."""

import secrets
from typing import Any, Final

from backend.domain.clip import Clip
from backend.domain.errors import invalid_field
from backend.domain.ids import ClipId, DraftId, JobId
from backend.domain.job import Job, JobTarget
from backend.domain.job_state import JobState, JobStatus
from backend.domain.media import MediaKind, is_media_key, media_key
from backend.domain.project import Project
from backend.domain.take import ReviewState
from backend.domain.task_lane import EXPORT
from backend.domain.template import Template
from backend.services.clip_prompts import fitting
from backend.services.generation_defaults import prompt_style, with_template
from backend.services.generation_request import (
    RANDOM_SEED,
    GenerationOrder,
    GenerationParams,
    GenerationRequest,
    RetryOrder,
)
from backend.services.input_hash import input_hash
from backend.story.prompts import apply_style

_RANDOM_SEEDS: Final = 2**32
_LASTING: Final = ("provider", "source_job_id")
_MEANT_FOR_ALL: Final = frozenset({"priority"})


def template_id_of(clip: Clip, project: Project) -> str | None:
    """Return whose settings a clip's generations fall back on: its own template's before all."""
    return clip.style_template_id or project.style_template_id


def job_of(
    order: GenerationOrder, clip: Clip, project: Project, template: Template | None = None
) -> Job:
    """Return the job that does for a clip what is asked for.

    Args:
        template: the one of `template_id_of`, if it is there.

    Raises:
        ValidationError: neither the order nor the clip has a prompt, or it becomes too long.
    """
    order = with_template(order, template)
    params = order.params.given()
    asked = params.get("seed", RANDOM_SEED)
    seed = _seed(asked)
    parents = order.parents()
    job = Job(
        clip_id=ClipId(clip.id),
        project_id=clip.project_id,
        pinned_server_id=order.server_id or None,
        generation_type=order.generation_type,
        prompt=_prompt(order, clip, template),
        negative_prompt=order.negative_prompt or "",
        model=order.model or None,
        loras=order.all_loras(),
        priority=order.priority,
        seed=seed,
        source_key=_source(order, clip),
        target=JobTarget(width=project.width, height=project.height, seconds=clip.length),
        params={**params, "seed": seed} if "seed" in params else params,
        depends_on=parents,
        needs=parents,
        source_job_id=order.params.source_job_id,
        not_before=order.not_before,
    )
    return job.model_copy(update={"input_hash": _hash_of(job, clip, asked)})


def _hash_of(job: Job, clip: Clip, seed: int) -> str:
    """Return what tells what the job makes from what others make; a seed that was drawn does not.

    Args:
        seed: the one asked for.
    """
    drawn = {"seed"} if seed == RANDOM_SEED else set()
    params = {name: value for name, value in job.params.items() if name not in drawn}
    loras = [each.model_dump() for each in job.loras]
    return input_hash(
        job.generation_type,
        clip=clip,
        prompt=job.prompt,
        negative_prompt=job.negative_prompt,
        model=job.model,
        params={**params, "loras": loras, "target": job.target.model_dump()},
        source=job.source_key,
    )


def named(job: Job, id: str, draft_id: DraftId | None) -> Job:
    """Return the job under another id, as one of a draft if one ordered it."""
    return job.model_copy(update={"id": JobId(id), "draft_id": draft_id})


def made_before(job: Job, clip: Clip) -> Job | None:
    """Return the job that made a take of the clip from the same, if this one would be paid for.

    What was rejected is not meant: whoever asks again wants another.
    """
    takes = clip.takes(job.generation_type) if job.task and not job.needs else ()
    same = (each for each in takes if each.input_hash == job.input_hash and each.job_id)
    take = next((each for each in same if each.review.state is not ReviewState.REJECTED), None)
    if take is None:
        return None
    over = {"state": JobState.DONE, "status": JobStatus.COMPLETED, "progress": 1.0}
    return job.model_copy(update={"id": take.job_id, **over, "completed_at": take.created_at})


def picture_before(request: GenerationRequest) -> GenerationOrder:
    """Return the order of the picture that a film is to start from: of the clip's own prompt."""
    kept = {"width", "height", "provider"}
    params = request.params.model_dump(include=kept, exclude_none=True)
    return GenerationOrder(
        server_id=request.server_id,
        params=GenerationParams(**params),
        priority=request.priority,
        depends_on=request.depends_on,
        not_before=request.not_before,
    )


def starting_from(order: GenerationRequest, picture: JobId) -> GenerationRequest:
    """Return the order of a film that starts from the picture of a job."""
    params = order.params.model_copy(update={"source_job_id": picture})
    return order.model_copy(update={"params": params})


def changeable(job: Job, wanted: RetryOrder) -> GenerationParams:
    """Return the params sent for a new round of a job, without those that stay what they were.

    Raises:
        ValidationError: one of those is to be another, or what is sent means nothing to the job.
    """
    strange = sorted(wanted.model_fields_set - _MEANT_FOR_ALL) if job.kind == EXPORT else []
    if strange:
        raise invalid_field(strange[0], "means nothing to an export")
    if job.task and wanted.server_id:
        raise invalid_field("server_id", "cannot be chosen: no server does this job")
    for name in _LASTING:
        sent = getattr(wanted.params, name)
        if sent and sent != job.params.get(name):
            raise invalid_field(f"params.{name}", "stays what it was")
    return wanted.params.model_copy(update=dict.fromkeys(_LASTING))


def changes_of(job: Job, wanted: RetryOrder, params: GenerationParams) -> dict[str, Any]:
    """Return the fields of a job that are others in its next round.

    Args:
        params: those of the order, settled.
    """
    sent = wanted.model_fields_set
    plain = sent & {"prompt", "negative_prompt", "model", "loras", "priority"}
    changes: dict[str, Any] = wanted.model_dump(include=plain)
    given = params.given()
    if "server_id" in sent:
        changes["pinned_server_id"] = wanted.server_id or None
    if "seed" in sent or "seed" in given:
        changes["seed"] = _seed(wanted.seed if "seed" in sent else given["seed"])
        given["seed"] = changes["seed"]
    if given:
        changes["params"] = {**job.params, **given}
    if job.generation_type is MediaKind.VIDEO and params.input_reference_url:
        changes["source_key"] = media_key(params.input_reference_url)
    if changes.keys() - {"priority", "pinned_server_id"}:
        changes["input_hash"] = ""
    return changes


def _seed(asked: int) -> int:
    """Return the seed asked for, or one drawn."""
    return secrets.randbelow(_RANDOM_SEEDS) if asked == RANDOM_SEED else asked


def _prompt(order: GenerationOrder, clip: Clip, template: Template | None) -> str:
    """The words of a clip's own template stand in its prompts already; a project's come now."""
    own = clip.image_prompt if order.generation_type is MediaKind.IMAGE else clip.video_prompt
    chosen = order.prompt or own
    if not chosen.strip():
        problem = f"the clip '{clip.name}' has no {order.generation_type} prompt: give one"
        raise invalid_field("prompt", problem)
    if template is None or clip.style_template_id is not None:
        return chosen
    return fitting("prompt", apply_style(chosen, prompt_style(template)))


def _source(order: GenerationOrder, clip: Clip) -> str | None:
    """Return the storage key of the picture a film starts from; it must be one of our files."""
    if order.generation_type is not MediaKind.VIDEO:
        return None
    chosen = clip.selected(MediaKind.IMAGE)
    picture = order.params.input_reference_url or (chosen.url if chosen else "")
    key = media_key(picture)
    return key if is_media_key(key) else None
