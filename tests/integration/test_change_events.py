"""Whoever listens hears of every change of projects, scenes and clips."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2

from backend.container import Container
from backend.domain.ids import ClipId
from backend.events.types import ClipUpdated, Event, ProjectUpdated
from backend.synth.tones import write_tone
from tests.api_steps import V1, a_clip, a_project, a_scene
from tests.factories import make_take
from tests.unit.services.media_samples import flat_png

SECONDS = 10


class Listener:
    """Hears what changes."""

    def __init__(self, events: AsyncIterator[Event]) -> None:
        self._events = events

    async def clip(self) -> tuple[str, int]:
        """Return the next clip that changed, and its revision."""
        async with asyncio.timeout(SECONDS):
            async for event in self._events:
                if isinstance(event, ClipUpdated):
                    return event.data.clip_id, event.data.rev
        raise AssertionError("the stream ended")

    async def project(self) -> tuple[str, int]:
        """Return the next project that changed, and its revision."""
        async with asyncio.timeout(SECONDS):
            async for event in self._events:
                if isinstance(event, ProjectUpdated):
                    return event.data.project_id, event.data.rev
        raise AssertionError("the stream ended")


@asynccontextmanager
async def listening(container: Container) -> AsyncIterator[Listener]:
    """Listen to everything."""
    with container.hub.subscribe() as events:
        yield Listener(events)


async def test_every_change_of_a_clip_is_heard_with_a_rising_revision(
    client: httpx2.AsyncClient, container: Container
) -> None:
    scene = await a_scene(client)
    other = await a_scene(client, project_id=scene["project_id"])
    async with listening(container) as listener:
        clip = await a_clip(client, scene_id=scene["id"])
        address = f"{V1}/clips/{clip['id']}"
        take = make_take()
        await container.takes.add_take(ClipId(clip["id"]), take)
        for path, body in (
            ("", {"name": "New"}),
            ("", {"scene_id": scene["id"], "notes": "n"}),
            ("/prompts", {"image_prompt": "rain"}),
            ("/timeline-position", {"position": 3}),
            ("/select-content", {"image_id": take.id}),
            ("", {"scene_id": other["id"]}),
        ):
            answer = await client.put(address + path, json=body)
            assert answer.status_code == 200, answer.text
        assert (await client.delete(address)).status_code == 200
        heard = [await listener.clip() for _ in range(8)]
    assert {id for id, _ in heard} == {clip["id"]}
    revs = [rev for _, rev in heard]
    assert revs == sorted(set(revs))


async def test_own_takes_verdicts_and_removals_are_heard(
    client: httpx2.AsyncClient, container: Container
) -> None:
    async with listening(container) as listener:
        clip = await a_clip(client)
        address = f"{V1}/clips/{clip['id']}/takes"
        files = {"file": flat_png()}
        take = (await client.post(address, files=files)).json()
        decision = {"clip_id": clip["id"], "decision": "approve"}
        review = f"{V1}/projects/{clip['project_id']}/review"
        await client.post(review, json={"decisions": [decision]})
        await client.delete(f"{address}/{take['id']}")
        heard = [await listener.clip() for _ in range(4)]
    assert heard == [(clip["id"], rev) for rev in range(4)]


async def test_a_new_alternate_and_those_that_get_a_new_parent_are_heard(
    client: httpx2.AsyncClient, container: Container
) -> None:
    async with listening(container) as listener:
        clip = await a_clip(client)
        address = f"{V1}/clips/{clip['id']}"
        assert (await listener.clip())[0] == clip["id"]
        made = [(await client.post(f"{address}/create-alternate")).json()["id"] for _ in range(2)]
        assert [(await listener.clip())[0] for _ in range(2)] == made
        await client.delete(address)
        assert [(await listener.clip())[0] for _ in range(3)] == [clip["id"], *made]


async def test_every_change_of_a_project_and_of_its_scenes_is_heard_with_a_rising_revision(
    client: httpx2.AsyncClient, container: Container
) -> None:
    async with listening(container) as listener:
        project = await a_project(client)
        address = f"{V1}/projects/{project['id']}"
        await client.put(address, json={"name": "New"})
        scene = await a_scene(client, project_id=project["id"])
        await client.post(f"{V1}/scenes/{scene['id']}/create-alternate")
        await client.put(f"{V1}/scenes/{scene['id']}", json={"name": "New"})
        await client.delete(f"{V1}/scenes/{scene['id']}")
        song = {"file": ("rain.wav", write_tone(0.5))}
        uploaded = await client.post(f"{address}/upload-music", files=song)
        assert uploaded.status_code == 200, uploaded.text
        await client.delete(address)
        heard = [await listener.project() for _ in range(8)]
    assert heard == [(project["id"], rev) for rev in range(8)]
