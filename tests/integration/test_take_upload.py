"""Own media as takes over HTTP: what is taken in, what is refused, and how takes go again."""

import asyncio

import httpx2
import pytest

from backend.container import Container
from backend.domain.ids import ClipId, new_id
from backend.domain.media import MediaKind
from backend.services import take_service
from backend.settings import Settings
from tests.api_steps import V1, a_clip, error_of
from tests.integration.test_api_takes import with_takes
from tests.journeys import eventually, got
from tests.unit.services.media_samples import audio, flat_png, video

IMAGE = MediaKind.IMAGE


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings with small limits."""
    limits = {"max_image_size_mb": 0.02, "max_music_size_mb": 1.0, "max_video_size_mb": 2.0}
    return settings.model_copy(update=limits)


async def send(client: httpx2.AsyncClient, clip_id: str, content: bytes) -> httpx2.Response:
    """Upload a file, the name of which says nothing."""
    files = {"file": ("../take.bin", content, "application/octet-stream")}
    return await client.post(f"{V1}/clips/{clip_id}/takes", files=files)


@pytest.mark.parametrize(
    ("kind", "content"),
    [("image", flat_png()), ("video", video()), ("audio", audio("mp3")), ("audio", audio("mp4"))],
    ids=["picture", "film", "sound", "sound in a film's clothes"],
)
async def test_own_media_becomes_a_take_of_its_kind_and_the_first_is_chosen(
    client: httpx2.AsyncClient, kind: str, content: bytes
) -> None:
    clip = await a_clip(client)
    answer = await send(client, clip["id"], content)
    assert answer.status_code == 201, answer.text
    take = answer.json()
    assert (take["content_type"], take["provider"], take["is_selected"]) == (kind, "upload", True)
    assert take["review"]["state"] == "candidate"
    assert take["generation_params"] == {"original_name": "take.bin"}
    assert (take["duration"] is None) == (kind == "image")
    assert (await client.get(take["url"])).content == content
    now = await got(client, f"/clips/{clip['id']}")
    assert now[f"selected_{kind}_id"] == take["id"]
    assert (await client.get(answer.headers["location"])).json() == take
    second = (await send(client, clip["id"], content)).json()
    assert (second["is_selected"], second["url"]) == (False, take["url"])
    chosen = await client.put(
        f"{V1}/clips/{clip['id']}/select-content",
        params={"content_id": second["id"], "content_type": kind},
    )
    assert chosen.json()[f"selected_{kind}_id"] == second["id"]


async def test_what_is_too_large_for_its_kind_is_refused(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client)
    error_of(await send(client, clip["id"], flat_png() + bytes(30_000)), 413)
    error_of(await send(client, clip["id"], audio("wav", seconds=30)), 413)
    error_of(await send(client, clip["id"], video() + bytes(2_200_000)), 413)
    assert await got(client, f"/clips/{clip['id']}/takes") == []


@pytest.mark.parametrize(
    ("content", "status"), [(b"<svg onload='x'/>", 415), (b"MZ\x90\x00", 415), (b"", 400)]
)
async def test_what_is_no_media_is_refused(
    client: httpx2.AsyncClient, content: bytes, status: int
) -> None:
    clip = await a_clip(client)
    error_of(await send(client, clip["id"], content), status)


async def test_a_body_that_is_no_form_or_has_no_file_is_refused(
    client: httpx2.AsyncClient,
) -> None:
    clip = await a_clip(client)
    path = f"{V1}/clips/{clip['id']}/takes"
    error_of(await client.post(path, json={"file": "x"}), 415)
    error_of(await client.post(path, files={"picture": flat_png()}), 400)
    error_of(await send(client, new_id(), flat_png()), 404)


async def test_a_removed_take_is_gone_with_its_file_and_no_other_is_chosen(
    client: httpx2.AsyncClient, settings: Settings
) -> None:
    clip = await a_clip(client)
    first = (await send(client, clip["id"], flat_png(60, 40))).json()
    second = (await send(client, clip["id"], flat_png(50, 40))).json()
    path = f"{V1}/clips/{clip['id']}/takes"
    gone = await client.delete(f"{path}/{first['id']}")
    assert gone.json() == {"message": "Take deleted"}
    now = await got(client, f"/clips/{clip['id']}")
    assert now["selected_image_id"] is None
    assert [take["id"] for take in now["generated_images"]] == [second["id"]]

    async def file_is_gone() -> bool:
        return len(list(settings.upload_dir.rglob("*.png"))) == 1

    await eventually(file_is_gone)
    assert (await client.get(first["url"])).status_code == 404
    assert (await client.get(second["url"])).status_code == 200
    error_of(await client.delete(f"{path}/{first['id']}"), 404)


async def test_a_file_stays_while_another_take_has_it(
    client: httpx2.AsyncClient, container: Container
) -> None:
    one, other = await a_clip(client), await a_clip(client)
    first = (await send(client, one["id"], flat_png())).json()
    second = (await send(client, other["id"], flat_png())).json()
    await client.delete(f"{V1}/clips/{one['id']}/takes/{first['id']}")
    await container._janitor.sweep()
    assert (await client.get(second["url"])).status_code == 200


async def test_an_archived_take_can_be_removed_and_the_gallery_shows_it(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_service, "MOST_TAKES", 4)
    monkeypatch.setattr(take_service, "KEPT_TAKES", 2)
    address, takes = await with_takes(client, container, *[IMAGE] * 6)
    seen = await client.get(f"{address}/gallery")
    [archived, *_] = await container._archive.list_of_clip(ClipId(address.rsplit("/", 1)[1]))
    assert (await client.delete(f"{address}/takes/{archived.id}")).status_code == 200
    again = await client.get(f"{address}/gallery", headers={"If-None-Match": seen.headers["etag"]})
    assert again.status_code == 200
    shown = {take["id"] for take in again.json()["images"]}
    assert shown == {take.id for take in takes} - {archived.id}


async def test_takes_removed_at_once_all_go(
    client: httpx2.AsyncClient, container: Container
) -> None:
    address, takes = await with_takes(client, container, *[IMAGE] * 6)
    answers = await asyncio.gather(
        *(client.delete(f"{address}/takes/{take.id}") for take in takes[:5])
    )
    assert {answer.status_code for answer in answers} == {200}
    now = (await client.get(address)).json()
    assert [take["id"] for take in now["generated_images"]] == [takes[5].id]


async def test_a_take_of_another_clip_is_not_there(
    client: httpx2.AsyncClient, container: Container
) -> None:
    address, [take] = await with_takes(client, container, IMAGE)
    other, _ = await with_takes(client, container, IMAGE)
    error_of(await client.delete(f"{other}/takes/{take.id}"), 404)
    error_of(await client.delete(f"{address}/takes/{'x' * 300}"), 404)
    error_of(await client.delete(f"{V1}/clips/{new_id()}/takes/{take.id}"), 404)
    assert len(await got(client, address.removeprefix(V1) + "/takes")) == 1


async def test_a_removal_that_was_interrupted_is_ended_by_the_next(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_service, "MOST_TAKES", 4)
    monkeypatch.setattr(take_service, "KEPT_TAKES", 2)
    address, takes = await with_takes(client, container, *[IMAGE] * 6)
    clip_id = ClipId(address.rsplit("/", 1)[1])
    [archived, *_] = await container._archive.list_of_clip(clip_id)
    await container.takes.hold(clip_id, archived.id)
    with monkeypatch.context() as dying:
        dying.setattr(type(container._archive), "delete_takes", _die)
        with pytest.raises(KilledError):
            await container.take_uploads.remove(clip_id, archived.id)
    assert (await client.delete(f"{address}/takes/{archived.id}")).status_code == 200
    left = {take["id"] for take in await got(client, address.removeprefix(V1) + "/takes")}
    assert left == {take.id for take in takes} - {archived.id}


class KilledError(Exception):
    """The process died."""


async def _die(*_: object) -> None:
    raise KilledError
