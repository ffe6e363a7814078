"""What is known of the stored files, in the database."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from backend.domain.media import Media
from backend.domain.times import utc_now
from backend.repositories.base_repository import BaseRepository
from backend.repositories.collection import Document, Filter

ONE_STORING_MS: Final = 60_000
"""What is stored again within it is the same act, tried again."""


class MediaRepository(BaseRepository[Media]):
    """Media by storage key, the only thing they are ever looked up by: `_id` needs no index."""

    entity = Media
    collection_name = "media"

    async def get_many(self, keys: Collection[str]) -> dict[str, Media]:
        """Return those of the keys that are known; the others are absent."""
        found = await self.list({"_id": {"$in": list(keys)}}, sort=(("_id", 1),))
        return {media.id: media for media in found}

    async def upsert(self, media: Media) -> Media:
        """Store what is known of a file, or only touch what was known; return what is there."""
        document = self._to_document(media)
        del document["updated_at"]
        stored = await self._collection.find_one_and_update(
            {"_id": document.pop("_id")},
            {"$setOnInsert": document, "$set": {"updated_at": utc_now()}},
            upsert=True,
        )
        return media if stored is None else self._from_document(stored)

    async def forget_once_stored(self, keys: Collection[str], *, before: datetime) -> list[str]:
        """Remove those of the keys that were stored only once, before then; return which."""
        age: Document = {"$subtract": ["$updated_at", "$created_at"]}
        once: Filter = {
            "_id": {"$in": list(keys)},
            "updated_at": {"$lt": before},
            "$expr": {"$lt": [age, ONE_STORING_MS]},
        }
        found = await self._collection.find(once, projection={"_id": 1})
        return [
            document["_id"]
            for document in found
            if await self._collection.delete_one({**once, "_id": document["_id"]})
        ]

    async def forget(self, keys: Collection[str], *, untouched_since: datetime) -> None:
        """Remove those of the keys that were not stored again since then."""
        await self.delete_all({"_id": {"$in": list(keys)}, "updated_at": {"$lt": untouched_since}})
