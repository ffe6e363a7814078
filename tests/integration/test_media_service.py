"""Media on a real disk and a real database: found again, never doubled, never dangling."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from backend.database.client import Database
from backend.domain.errors import (
    PayloadTooLargeError,
    ResourceNotFoundError,
    StoryCanvasError,
    UnsupportedMediaError,
    ValidationError,
)
from backend.domain.ids import ProjectId, new_id
from backend.domain.media import Media, MediaKind
from backend.domain.project import Project
from tests.integration.media_house import House, Sent
from tests.unit.services.media_samples import (
    FOREIGN,
    SECRET,
    audio,
    flat_png,
    telling_picture,
    video,
)


@pytest.fixture
async def house(mongo_url: str, database_name: str, tmp_path: Path) -> AsyncIterator[House]:
    database = Database(mongo_url, database_name)
    await database.connect()
    yield House(database, tmp_path / "media")
    await database.close()


async def test_a_stored_picture_is_found_again_with_its_facts(house: House) -> None:
    media = await house.media.store_bytes(flat_png(64, 48), name="a.png")
    assert await house.media.get(media.id) == media
    assert (media.kind, media.width, media.height) == (MediaKind.IMAGE, 64, 48)
    assert media.size_bytes == len(flat_png(64, 48))
    assert media.id == f"{media.sha256}.png"
    assert house.files() == {media.id, media.thumbnail}


async def test_every_fact_of_a_video_survives_the_database(house: House) -> None:
    media = await house.media.store_bytes(video("mp4", frames=12))
    again = await house.media.get_many([media.id, "unknown"])
    assert again == {media.id: media}
    assert (media.frames, media.fps, media.duration) == (12, "24", 0.5)
    assert media.thumbnail is not None
    thumbnail = await house.media.file(media.thumbnail)
    assert thumbnail.content_type == "image/jpeg"


async def test_the_same_content_twice_is_one_media(house: House) -> None:
    first = await house.media.store_bytes(flat_png(), name="first.png")
    second = await house.media.store_bytes(flat_png(), name="second.png")
    assert second.model_copy(update={"updated_at": first.updated_at}) == first
    assert second.updated_at >= first.updated_at
    assert await house.documents.count() == 1


async def test_the_same_content_at_the_same_time_is_one_media(house: House) -> None:
    stored = await asyncio.gather(*(house.media.store_bytes(flat_png()) for _ in range(10)))
    assert len({media.id for media in stored}) == 1
    assert await house.documents.count() == 1
    assert house.files() == {stored[0].id, stored[0].thumbnail}


async def test_a_stripped_picture_is_named_after_what_is_left(house: House) -> None:
    media = await house.media.store_bytes(telling_picture("png"), strip=True)
    content = (await house.media.file(media.id)).path.read_bytes()
    assert SECRET.encode() not in content
    assert media.size_bytes == len(content)
    assert await house.media.store_bytes(content) is not None
    assert await house.documents.count() == 1


async def test_an_upload_keeps_its_words(house: House) -> None:
    media = await house.media.store_bytes(telling_picture("jpg"))
    assert SECRET.encode() in (await house.media.file(media.id)).path.read_bytes()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\songs\\mine.mp3", "mine.mp3"),
        ("a\x00b\r\n.png", "ab.png"),
        ("\u202egnp.exe", "gnp.exe"),
        ("CON", "CON"),
        ("x" * 300, "x" * 200),
        ("…/", None),
        ("", None),
        (None, None),
    ],
)
async def test_a_name_is_only_ever_shown(
    house: House, given: str | None, shown: str | None
) -> None:
    media = await house.media.store_bytes(flat_png(), name=given)
    assert media.original_name == shown
    assert house.files() == {media.id, media.thumbnail}


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", ValidationError),
        (video("mp4")[:-200], ValidationError),
        (FOREIGN["html"], UnsupportedMediaError),
        (audio("wav"), UnsupportedMediaError),
    ],
    ids=["empty", "cut short", "html", "sound"],
)
async def test_what_is_refused_leaves_nothing(
    house: House, content: bytes, error: type[StoryCanvasError]
) -> None:
    kinds = frozenset({MediaKind.IMAGE, MediaKind.VIDEO})
    with pytest.raises(error):
        await house.media.store_bytes(content, kinds=kinds)
    assert house.files() == set()
    assert await house.documents.count() == 0


async def test_music_is_put_under_its_project(house: House) -> None:
    project = await house.projects.create(Project(name="Rain song"))
    song = await house.media.upload_music(
        ProjectId(project.id), Sent(audio("mp3", 2.0), "rain.mp3")
    )
    changed = await house.projects.get(project.id)
    assert (changed.music_file, changed.music_duration) == (song.id, song.duration)
    assert song.duration == pytest.approx(2.0, abs=0.05)
    assert song.original_name == "rain.mp3"


async def test_music_for_an_unknown_project_is_not_even_read(house: House) -> None:
    sent = Sent(audio("mp3"))
    with pytest.raises(ResourceNotFoundError):
        await house.media.upload_music(ProjectId(new_id()), sent)
    assert not sent.opened


async def test_each_upload_has_its_limit_and_its_kind(house: House) -> None:
    project = await house.projects.create(Project(name="Rain song"))
    id = ProjectId(project.id)
    with pytest.raises(PayloadTooLargeError):
        await house.media.upload_music(id, Sent(audio("wav", 13.0)))
    with pytest.raises(UnsupportedMediaError):
        await house.media.upload_music(id, Sent(flat_png()))
    with pytest.raises(UnsupportedMediaError):
        await house.media.upload_face_image(Sent(audio("mp3")))
    face = await house.media.upload_face_image(Sent(flat_png(), "ana.png"))
    assert face.kind is MediaKind.IMAGE
    assert (await house.projects.get(project.id)).music_file is None


async def test_a_file_whose_document_was_never_written_is_swept_after_an_hour(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def die(_media: Media) -> Any:
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(house.documents, "upsert", die)
        with pytest.raises(ConnectionError):
            await house.media.store_bytes(flat_png())
    assert len(house.files()) == 2
    await house.media.sweep_orphans(())
    assert len(house.files()) == 2
    await house.age()
    await house.media.sweep_orphans(())
    assert house.files() == set()


async def test_what_is_referred_to_stays_and_the_rest_goes_with_its_document(
    house: House,
) -> None:
    used, shown, unused = [
        await house.media.store_bytes(flat_png(width, 48)) for width in (32, 64, 96)
    ]
    await house.age()
    await house.media.sweep_orphans([used.id, shown.thumbnail or "", "https://example.com/a.png"])
    assert set(await house.media.get_many([used.id, shown.id, unused.id])) == {used.id, shown.id}
    assert house.files() == {used.id, used.thumbnail, shown.id, shown.thumbnail}


async def test_what_was_stored_again_is_young_again(house: House) -> None:
    media = await house.media.store_bytes(flat_png())
    await house.age()
    await house.media.store_bytes(flat_png())
    await house.media.sweep_orphans(())
    assert (await house.media.get(media.id)).id == media.id
    assert house.files() == {media.id, media.thumbnail}


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "a" * 64 + ".png", "a" * 64 + ".html", "a" * 64 + ".svg", ""]
)
async def test_an_unknown_file_is_not_handed_out(house: House, key: str) -> None:
    with pytest.raises(ResourceNotFoundError):
        await house.media.file(key)
    with pytest.raises(ResourceNotFoundError):
        await house.media.get(key)


async def test_a_stranger_in_the_folder_is_not_handed_out(house: House) -> None:
    key = "a" * 64 + ".html"
    house.store.path(key).parent.mkdir(parents=True)
    house.store.path(key).write_bytes(FOREIGN["html"])
    with pytest.raises(ResourceNotFoundError):
        await house.media.file(key)
