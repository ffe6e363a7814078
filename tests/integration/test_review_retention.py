"""Rejected takes go when they are old; what is chosen, a cover or not rejected never does."""

from datetime import timedelta

import httpx2
import pytest

from backend.container import Container
from backend.domain.ids import ClipId
from backend.domain.media import MediaKind
from backend.domain.take import GeneratedContent, Review, ReviewState
from backend.domain.times import utc_now
from backend.services import take_retention, take_service
from backend.settings import Settings
from tests.api_steps import V1, a_clip
from tests.factories import make_take
from tests.journeys import got

KINDS = list(MediaKind)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings under which what is over an hour old goes, whatever the days say."""
    return settings.model_copy(update={"session_cleanup_hours": 1.0})


def reviewed(kind: MediaKind, state: ReviewState, hours: float) -> GeneratedContent:
    review = Review(state=state, at=utc_now() - timedelta(hours=hours))
    return make_take(content_type=kind, review=review)


async def sweep(container: Container) -> None:
    await container._janitor.sweep()


async def ids_of(client: httpx2.AsyncClient, clip_id: str) -> list[str]:
    takes = await got(client, f"/clips/{clip_id}/takes")
    return [take["id"] for take in reversed(takes)]


@pytest.mark.parametrize("kind", KINDS)
async def test_only_old_rejected_takes_that_nobody_chose_go(
    client: httpx2.AsyncClient, container: Container, kind: MediaKind
) -> None:
    clip = await a_clip(client)
    chosen = reviewed(kind, ReviewState.REJECTED, 5)
    young = reviewed(kind, ReviewState.REJECTED, 0.5)
    old = reviewed(kind, ReviewState.REJECTED, 2)
    approved = reviewed(kind, ReviewState.APPROVED, 9)
    candidate = make_take(content_type=kind)
    for take in (chosen, young, old, approved, candidate):
        await container.takes.add_take(ClipId(clip["id"]), take)
    before = (await got(client, f"/clips/{clip['id']}"))["updated_at"]
    await sweep(container)
    kept = [chosen.id, young.id, approved.id, candidate.id]
    assert sorted(await ids_of(client, clip["id"])) == sorted(kept)
    now = await got(client, f"/clips/{clip['id']}")
    assert now[f"selected_{kind}_id"] == chosen.id
    await sweep(container)
    assert await got(client, f"/clips/{clip['id']}") == now
    assert now["updated_at"] >= before


async def test_a_cover_stays_though_it_was_rejected_long_ago(
    client: httpx2.AsyncClient, container: Container
) -> None:
    clip = await a_clip(client)
    first = make_take()
    cover, other = (reviewed(MediaKind.IMAGE, ReviewState.REJECTED, 2) for _ in range(2))
    project = f"{V1}/projects/{clip['project_id']}"
    assert (await client.put(project, json={"cover_take": cover.id})).status_code == 200
    for take in (first, cover, other):
        await container.takes.add_take(ClipId(clip["id"]), take)
    await sweep(container)
    assert sorted(await ids_of(client, clip["id"])) == sorted([first.id, cover.id])


async def test_archived_takes_go_too_and_many_in_batches(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_service, "MOST_TAKES", 4)
    monkeypatch.setattr(take_service, "KEPT_TAKES", 2)
    monkeypatch.setattr(take_retention, "_AT_ONCE", 2)
    clips = [await a_clip(client) for _ in range(5)]
    first, last = make_take(), make_take()
    for clip in clips:
        olds = [reviewed(MediaKind.IMAGE, ReviewState.REJECTED, 2) for _ in range(5)]
        for take in (first, *olds, last):
            await container.takes.add_take(ClipId(clip["id"]), take)
    assert await container._archive.count() > 0
    await sweep(container)
    assert await container._archive.count() == 0
    for clip in clips:
        assert await ids_of(client, clip["id"]) == [first.id, last.id]
