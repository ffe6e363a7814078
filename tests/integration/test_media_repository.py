"""What is known of files, on a real database through both drivers."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from backend.database.client import Database
from backend.domain.media import Media, MediaKind
from backend.domain.times import utc_now
from backend.repositories.media_repository import MediaRepository
from backend.settings import MongoDriver


@pytest.fixture(params=list(MongoDriver))
async def documents(
    request: pytest.FixtureRequest, mongo_url: str, database_name: str
) -> AsyncIterator[MediaRepository]:
    database = Database(mongo_url, database_name, request.param)
    await database.connect()
    yield MediaRepository(database.collection(MediaRepository.collection_name))
    await database.close()


def make_media(digit: str = "a", **fields: object) -> Media:
    return Media.model_validate(
        {
            "id": f"{digit * 64}.png",
            "kind": MediaKind.IMAGE,
            "content_type": "image/png",
            "extension": "png",
            "size_bytes": 10,
            "sha256": digit * 64,
            **fields,
        }
    )


async def test_twenty_at_the_same_time_store_one_document(documents: MediaRepository) -> None:
    stored = await asyncio.gather(
        *(documents.upsert(make_media(original_name=str(n))) for n in range(20))
    )
    assert await documents.count() == 1
    assert len({media.original_name for media in stored}) == 1


async def test_storing_again_changes_nothing_but_the_time(documents: MediaRepository) -> None:
    first = await documents.upsert(make_media(original_name="first"))
    second = await documents.upsert(make_media(original_name="second"))
    assert second == first.model_copy(update={"updated_at": second.updated_at})
    assert await documents.get(first.id) == second


async def test_many_are_found_by_key(documents: MediaRepository) -> None:
    first, second = [await documents.upsert(make_media(digit)) for digit in "ab"]
    found = await documents.get_many([first.id, second.id, "c" * 64 + ".png"])
    assert found == {first.id: first, second.id: second}
    assert await documents.get_many([]) == {}


async def test_only_what_was_not_stored_since_is_forgotten(documents: MediaRepository) -> None:
    media = await documents.upsert(make_media())
    await documents.forget([media.id], untouched_since=utc_now() - timedelta(hours=1))
    assert await documents.count() == 1
    await documents.forget([media.id], untouched_since=utc_now() + timedelta(hours=1))
    assert await documents.count() == 0
