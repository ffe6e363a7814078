"""From what is asked for, a clip and its project to a job: everything but the server is decided."""

import secrets
from collections.abc import Mapping
from typing import Any, Final

from backend.domain.clip import Clip
from backend.domain.errors import invalid_field
from backend.domain.ids import ClipId
from backend.domain.job import Job, JobTarget
from backend.domain.media import MediaKind, is_media_key, media_key
from backend.domain.project import Project
from backend.domain.template import Template
from backend.services.clip_prompts import fitting
from backend.services.generation_defaults import prompt_style, with_template
from backend.services.generation_request import RANDOM_SEED, GenerationOrder
from backend.story.prompts import apply_style

_RANDOM_SEEDS: Final = 2**32


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
    seed = _seed(params)
    return Job(
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
    )


def _seed(params: Mapping[str, Any]) -> int:
    """Return the seed asked for, or one drawn."""
    asked: int = params.get("seed", RANDOM_SEED)
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
