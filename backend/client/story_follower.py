"""Follows a story in the making: how it stands, its steps, and what holds it up."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final

from backend.client.api_client import ApiClient

LOOK_SECONDS: Final = 0.5
OVER: Final = frozenset({"completed", "failed"})

Json = dict[str, Any]


@dataclass(frozen=True)
class StoryPicture:
    """A story at one moment.

    Attributes:
        status: what GET /stories/{id}/status answers.
        steps: those of its draft, in their order.
        held_up: why services that are set up take no work just now, by their names.
    """

    status: Json
    steps: list[Json]
    held_up: dict[str, str]

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes by itself."""
        return self.status["status"] in OVER or self.status["gate"] is not None


async def story_pictures(
    api: ApiClient, story_id: str, draft_id: str
) -> AsyncIterator[StoryPicture]:
    """Yield how the story stands, over and over, until it is over.

    Raises:
        ApiError: the server refused, or went away.
    """
    while True:
        status = await api.get(f"/stories/{story_id}/status")
        draft = await api.get(f"/projects/{story_id}/drafts/{draft_id}")
        providers = (await api.get("/providers"))["providers"]
        held_up = {
            each["label"]: each["reason"] or "it is paused"
            for each in providers
            if each["configured"] and (each["paused"] or each["resting"])
        }
        picture = StoryPicture(status, draft["steps"], held_up)
        yield picture
        if picture.is_over:
            return
        await asyncio.sleep(LOOK_SECONDS)
