"""Drafts of which something fails: the story goes on, and a retry does only what is missing."""

import asyncio
from typing import Any

import httpx2
import pytest

from backend.container import Container
from backend.domain.errors import ContentRefusedError
from backend.domain.ids import ProjectId
from backend.domain.media import MediaKind
from backend.providers.generation import MediaOrder, RemoteWork
from backend.settings import Settings
from tests.api_steps import V1
from tests.draft_steps import TALE, begin, clips_of, status_of, steer


class Refusals:
    """Refuses what is named."""

    def __init__(self) -> None:
        self.refused = ""

    def test(self, order: str) -> None:
        """Refuse or do not."""
        if self.refused and self.refused in order:
            raise ContentRefusedError("Fake", "does not make such a thing")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Nothing but the fake provider makes anything."""
    return settings.model_copy(update={"providers": "fake"})


@pytest.fixture
def refusals(container: Container, monkeypatch: pytest.MonkeyPatch) -> Refusals:
    """What the fake provider refuses: words of an idea or of a picture's prompt."""
    refusals, service = Refusals(), container.services["fake"]
    media = service.media
    assert media is not None
    make = media.submit

    async def submit(order: MediaOrder) -> RemoteWork:
        if order.kind is MediaKind.IMAGE:
            refusals.test(order.prompt)
        return await make(order)

    monkeypatch.setattr(media, "submit", submit)
    monkeypatch.setattr(service.text, "_luck", refusals)
    return refusals


async def over(client: httpx2.AsyncClient, story: dict[str, Any]) -> list[dict[str, Any]]:
    """Follow a story to its end; return all that was seen of it."""
    seen = []
    for _ in range(400):
        seen.append(await status_of(client, story))
        if seen[-1]["state"] in {"completed", "partial", "failed"}:
            return seen
        await asyncio.sleep(0.05)
    raise AssertionError(seen[-1])


async def test_a_clip_that_fails_does_not_fail_its_story(
    client: httpx2.AsyncClient, refusals: Refusals
) -> None:
    """It is told of by name; the retry makes that one still and nothing else."""
    refusals.refused = "struck a match"
    story = await begin(client, wait=0, script=TALE, providers={"text": "splitter"})
    shown = (await over(client, story))[-1]
    assert (shown["status"], shown["state"]) == ("completed", "partial")
    assert shown["progress"] < 100
    (error,) = {each["clip_id"]: each for each in shown["errors"]}.values()
    assert error["code"] == "CONTENT_REFUSED"
    lacking = [clip for clip in await clips_of(client, story) if not clip["selected_image_id"]]
    assert [clip["id"] for clip in lacking] == [error["clip_id"]]
    refusals.refused = ""
    assert (await steer(client, story, "retry")).status_code == 202
    shown = (await over(client, story))[-1]
    assert (shown["state"], shown["progress"], shown["errors"]) == ("completed", 100, [])
    assert all(clip["selected_image_id"] for clip in await clips_of(client, story))
    jobs = (await client.get(f"{V1}/queue/jobs?project_id={story['story_id']}")).json()
    pictures = [job for job in jobs if job["generation_type"] == "image"]
    assert len(pictures) == len(await clips_of(client, story)) + 1


async def test_progress_never_falls_and_is_whole_only_at_the_end(
    client: httpx2.AsyncClient, container: Container
) -> None:
    """Through all steps, a gate and a failed try."""
    story = await begin(client, wait=0, script=TALE, review=["text"], videos=True)
    seen: list[float] = []
    for _ in range(600):
        shown = await status_of(client, story)
        seen.append(shown["progress"])
        if shown["state"] == "awaiting_review":
            await steer(client, story, "continue")
        if shown["state"] == "completed":
            break
        assert shown["progress"] < 100
        await asyncio.sleep(0.05)
    assert seen == sorted(seen)
    assert seen[-1] == 100
    draft = await container.drafts.newest(ProjectId(story["story_id"]))
    assert all(step.is_over for step in draft.steps)


async def test_a_model_that_refuses_leaves_the_text_to_the_splitter(
    client: httpx2.AsyncClient, refusals: Refusals, container: Container
) -> None:
    """No word is lost, and a warning says what happened."""
    refusals.refused = "shots"
    story = await begin(client, script=TALE, images=False, narration=False)
    assert (await status_of(client, story))["state"] == "completed"
    draft = await container.drafts.newest(ProjectId(story["story_id"]))
    assert draft.drafted_by == "mixed"
    assert any("does not make such a thing" in warning for warning in draft.warnings)


async def test_a_cancelled_story_orders_nothing_more(client: httpx2.AsyncClient) -> None:
    """Its jobs are cancelled with it; tried again, it makes what is missing."""
    await client.post(f"{V1}/queue/lanes/fake/pause")
    story = await begin(client, wait=0, script=TALE)
    for _ in range(400):
        shown = await status_of(client, story)
        if any(clip["image"] == "pending" for clip in shown["clips"]):
            break
        await asyncio.sleep(0.05)
    assert (await steer(client, story, "cancel")).status_code == 202
    path = f"{V1}/queue/jobs?project_id={story['story_id']}&status=pending,processing"
    assert (await client.get(path)).json() == []
    await client.post(f"{V1}/queue/lanes/fake/resume")
    assert (await steer(client, story, "retry")).status_code == 202
    assert (await over(client, story))[-1]["state"] == "completed"
