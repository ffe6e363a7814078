"""Takes over HTTP: showing and choosing them, also when there are too many for their clip."""

from typing import Any

import httpx2
import pytest

from backend.container import Container
from backend.domain.clip import Clip
from backend.domain.ids import ClipId, TakeId, new_id
from backend.domain.media import MediaKind
from backend.domain.take import ArchivedTake, GeneratedContent
from backend.services import take_service
from backend.services.take_service import MOST_BYTES, too_many
from tests.api_steps import V1, a_clip, error_of, fields_of
from tests.factories import make_clip, make_take

CLIPS = f"{V1}/clips"
IMAGE, VIDEO = MediaKind.IMAGE, MediaKind.VIDEO


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clips that hold four takes of a kind, and two after older ones went to the archive."""
    monkeypatch.setattr(take_service, "MOST_TAKES", 4)
    monkeypatch.setattr(take_service, "KEPT_TAKES", 2)


async def with_takes(
    client: httpx2.AsyncClient, container: Container, *kinds: MediaKind
) -> tuple[str, list[GeneratedContent]]:
    """Make a clip with takes of these kinds; return its address and the takes, oldest first."""
    clip = await a_clip(client)
    takes = [make_take(content_type=kind, prompt="$p") for kind in kinds]
    for take in takes:
        await container.takes.add_take(ClipId(clip["id"]), take)
    return f"{CLIPS}/{clip['id']}", takes


async def ids(client: httpx2.AsyncClient, path: str, **query: Any) -> list[str]:
    """Return the ids of a list."""
    return [each["id"] for each in (await client.get(path, params=query)).json()]


async def test_the_first_take_of_a_kind_is_chosen_and_others_can_be(
    client: httpx2.AsyncClient, container: Container
) -> None:
    address, (first, second, video) = await with_takes(client, container, IMAGE, IMAGE, VIDEO)
    clip = (await client.get(address)).json()
    assert (clip["selected_image_id"], clip["selected_video_id"]) == (first.id, video.id)
    asked = {"content_id": second.id, "content_type": "image"}
    chosen = (await client.put(f"{address}/select-content", params=asked)).json()
    assert (chosen["selected_image_id"], chosen["selected_video_id"]) == (second.id, video.id)
    assert [take["is_selected"] for take in chosen["generated_images"]] == [False, True]
    assert (await client.get(address)).json() == chosen


@pytest.mark.parametrize("where", ["params", "json"])
@pytest.mark.parametrize(
    "names",
    [
        {"content_id": IMAGE, "content_type": "image"},
        {"content_id": IMAGE},
        {"image_id": IMAGE},
        {"image_id": IMAGE, "video_id": VIDEO},
        {"content_id": VIDEO, "content_type": "video", "image_id": IMAGE, "more": VIDEO},
    ],
)
async def test_a_take_is_named_in_the_query_or_in_the_body_in_either_spelling(
    client: httpx2.AsyncClient, container: Container, where: str, names: dict[str, str]
) -> None:
    kinds = (IMAGE, IMAGE, VIDEO, VIDEO)
    address, (_, image, first_video, video) = await with_takes(client, container, *kinds)
    meant = {IMAGE: image.id, VIDEO: video.id}
    told: Any = {
        name: meant[MediaKind(of)] if name != "content_type" else of for name, of in names.items()
    }
    answer = await client.put(f"{address}/select-content", **{where: told})
    assert answer.status_code == 200, answer.text
    assert answer.json()["selected_image_id"] == image.id
    wanted = video.id if VIDEO in names.values() else first_video.id
    assert answer.json()["selected_video_id"] == wanted


async def test_null_in_the_body_names_nothing(
    client: httpx2.AsyncClient, container: Container
) -> None:
    address, (_, second) = await with_takes(client, container, IMAGE, IMAGE)
    told = {"image_id": second.id, "video_id": None, "content_type": None}
    answer = await client.put(f"{address}/select-content", json=told)
    assert answer.json()["selected_image_id"] == second.id


async def test_a_take_the_clip_does_not_have_is_not_found_and_nothing_is_chosen(
    client: httpx2.AsyncClient, container: Container
) -> None:
    address, (_, image) = await with_takes(client, container, IMAGE, IMAGE)
    _, (elsewhere,) = await with_takes(client, container, IMAGE)
    before = (await client.get(address)).json()
    for named in (
        {"content_id": new_id(), "content_type": "image"},
        {"content_id": image.id, "content_type": "video"},
        {"content_id": elsewhere.id, "content_type": "image"},
        {"content_id": "$ne", "content_type": "image"},
        {"content_id": "no such"},
        {"image_id": image.id, "video_id": image.id},
    ):
        answer = await client.put(f"{address}/select-content", params=named)
        assert error_of(answer, 404)["details"]["kind"] == "Take"
    assert (await client.get(address)).json() == before
    unknown = f"{CLIPS}/{new_id()}/select-content"
    answer = await client.put(unknown, params={"image_id": image.id})
    assert error_of(answer, 404)["details"]["kind"] == "Clip"


async def test_a_choice_that_names_nothing_or_two_takes_of_a_kind_is_refused(
    client: httpx2.AsyncClient, container: Container
) -> None:
    address, (first, second) = await with_takes(client, container, IMAGE, IMAGE)
    address += "/select-content"
    error_of(await client.put(address), 400)
    error_of(await client.put(address, json={}), 400)
    error_of(await client.put(address, params={"content_type": "image"}), 400)
    twice = {"content_id": first.id, "content_type": "image", "image_id": second.id}
    assert fields_of(await client.put(address, params=twice)) == ["image_id"]
    odd = {"content_id": first.id, "content_type": "poem"}
    assert fields_of(await client.put(address, params=odd)) == ["content_type"]
    assert fields_of(await client.put(address, json={"image_id": [1]})) == ["image_id"]


async def test_takes_are_listed_newest_first_by_kind_and_in_pages(
    client: httpx2.AsyncClient, container: Container
) -> None:
    address, takes = await with_takes(client, container, IMAGE, VIDEO, IMAGE, IMAGE)
    newest_first = [take.id for take in sorted(takes, key=lambda t: t.created_at, reverse=True)]
    listed = await ids(client, f"{address}/takes")
    assert sorted(listed) == sorted(newest_first)
    images = [take.id for take in reversed(takes) if take.content_type is IMAGE]
    assert await ids(client, f"{address}/takes", content_type="image") == images
    page = await client.get(
        f"{address}/takes", params={"content_type": "image", "limit": 1, "offset": 1}
    )
    assert [take["id"] for take in page.json()] == images[1:2]
    assert page.headers["x-total-count"] == "3"
    assert fields_of(await client.get(f"{address}/takes", params={"content_type": "x"})) == [
        "content_type"
    ]
    error_of(await client.get(f"{CLIPS}/{new_id()}/takes"), 404)


@pytest.mark.usefixtures("small")
async def test_old_takes_leave_their_clip_but_neither_its_gallery_nor_its_list(
    client: httpx2.AsyncClient, container: Container
) -> None:
    address, takes = await with_takes(client, container, *[IMAGE] * 9, VIDEO)
    first, *_, last_but_one, last, video = [take.id for take in takes]
    held = [take["id"] for take in (await client.get(address)).json()["generated_images"]]
    assert held[0] == first
    assert held[-2:] == [last_but_one, last]
    assert len(held) < 9
    gallery = (await client.get(f"{address}/gallery")).json()
    assert {take["id"] for take in gallery["images"]} == {take.id for take in takes[:-1]}
    assert len(gallery["images"]) == 9
    assert [take["prompt"] for take in gallery["images"]] == ["$p"] * 9
    assert [take["id"] for take in gallery["videos"]] == [video]
    assert set(await ids(client, f"{address}/takes")) == {take.id for take in takes}


@pytest.mark.usefixtures("small")
async def test_an_archived_take_can_be_chosen_and_is_not_added_again(
    client: httpx2.AsyncClient, container: Container
) -> None:
    address, takes = await with_takes(client, container, *[IMAGE] * 9)
    id, archived = ClipId(address.rsplit("/", 1)[1]), takes[2]
    assert archived.id in {take.id for take in await container._archive.list_of_clip(id)}
    again = await container.takes.add_take(id, archived)
    assert again is not None
    assert archived.id not in {take.id for take in again.generated_images}
    asked = {"content_id": archived.id, "content_type": "image"}
    chosen = (await client.put(f"{address}/select-content", params=asked)).json()
    assert chosen["selected_image_id"] == archived.id
    shown = {take["id"]: take["is_selected"] for take in chosen["generated_images"]}
    assert shown[archived.id]
    for take in [make_take() for _ in range(6)]:
        await container.takes.add_take(id, take)
    stored = await container._clips.get(id)
    assert stored.selected(IMAGE) == archived.model_copy(update={"is_selected": True})
    listed = await ids(client, f"{address}/takes")
    assert len(listed) == len(set(listed)) == 15


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("path", ["/clips/{id}", "/scenes/{scene_id}", "/projects/{project_id}"])
async def test_archived_takes_keep_their_files_until_their_clip_goes(
    client: httpx2.AsyncClient, container: Container, path: str
) -> None:
    address, takes = await with_takes(client, container, *[IMAGE] * 9)
    used = await container._clips.media_keys() | await container._archive.media_keys()
    assert used == {take.url for take in takes}
    clip = (await client.get(address)).json()
    assert (await client.delete(V1 + path.format(**clip))).status_code == 200
    assert await container._archive.count() == 0


@pytest.mark.usefixtures("small")
async def test_of_a_clip_deleted_while_takes_are_archived_nothing_stays(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, _ = await with_takes(client, container, *[IMAGE] * 4)
    original = container._clips.archive_takes

    async def late(clip: Clip, kind: MediaKind, ids: list[TakeId]) -> bool:
        await client.delete(address)
        take = make_take().model_dump()
        stray = ArchivedTake(**take, clip_id=ClipId(clip.id), project_id=clip.project_id)
        await container._archive.create(stray)  # read before the clip went, stored after
        return await original(clip, kind, ids)

    monkeypatch.setattr(container._clips, "archive_takes", late)
    await container.takes.add_take(ClipId(address.rsplit("/", 1)[1]), make_take())
    assert await container._archive.count() == 0


def test_a_document_that_grows_too_large_gives_up_the_older_half_of_its_takes() -> None:
    takes = [make_take() for _ in range(5)]
    clip = make_clip(
        generated_images=takes, selected_image_id=takes[1].id, stored_bytes=MOST_BYTES + 1
    )
    assert too_many(clip, IMAGE) == [takes[0].id, takes[2].id]
    assert too_many(clip.model_copy(update={"stored_bytes": MOST_BYTES}), IMAGE) == []
    assert too_many(clip, VIDEO) == []
