"""Putting words into a clip's prompts without losing what somebody else writes meanwhile."""

from collections.abc import Awaitable, Callable
from typing import Any

from backend.domain.clip import MAX_PROMPT, Clip
from backend.domain.errors import invalid_field
from backend.domain.ids import ClipId
from backend.repositories.clip_repository import ClipRepository

Changes = dict[str, Any]


async def rewrite_prompts(
    clips: ClipRepository, id: ClipId, changes_to: Callable[[Clip], Awaitable[Changes]]
) -> Clip:
    """Change a clip by what its prompts are, anew if they changed before that was stored.

    Raises:
        ResourceNotFoundError: there is no such clip.
    """
    while True:
        clip = await clips.get(id)
        rewritten = await clips.rewrite(clip, await changes_to(clip))
        if rewritten is not None:
            return rewritten


def both_prompts(clip: Clip, write: Callable[[str], str]) -> Changes:
    """Return the clip's prompts, written anew.

    Raises:
        ValidationError: one becomes too long.
    """
    prompts = {name: write(getattr(clip, name)) for name in ("image_prompt", "video_prompt")}
    return {name: fitting(name, prompt) for name, prompt in prompts.items()}


def fitting(field: str, prompt: str) -> str:
    """Return the prompt, or raise ValidationError if it became too long to be kept."""
    if len(prompt) > MAX_PROMPT:
        raise invalid_field(field, f"would have more than {MAX_PROMPT} characters")
    return prompt
