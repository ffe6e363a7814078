"""How often the settings were read again, so that every process hears of it."""

from typing import ClassVar, Final

from backend.repositories.collection import Collection, Index

_SETTINGS: Final = "settings"


class ConfigRepository:
    """The stored revision: a number, and none of the settings."""

    collection_name: ClassVar[str] = "config"
    indexes: ClassVar[tuple[Index, ...]] = ()

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def build_indexes(self) -> None:
        """Build nothing: the revision is found by its id."""

    async def revision(self) -> int:
        """Return the number of the latest reload; 0: there was none yet."""
        found = await self._collection.find_one({"_id": _SETTINGS})
        return int(found["revision"]) if found else 0

    async def advance(self) -> int:
        """Tell all processes to read their settings again, and return the new number."""
        found = await self._collection.find_one_and_update(
            {"_id": _SETTINGS}, {"$inc": {"revision": 1}}, upsert=True
        )
        return int(found["revision"]) if found else 0
