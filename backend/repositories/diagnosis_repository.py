"""What only the doctor asks of the database: whether it keeps a write, and has its indexes."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from backend.repositories.collection import Collection, Index

EXAMINATIONS: Final = "examinations"

Keys = tuple[tuple[str, Any], ...]


class DiagnosisRepository:
    """Looks at collections rather than at what is in them."""

    def __init__(
        self, collection: Callable[[str], Collection], indexes: Mapping[str, Sequence[Index]]
    ) -> None:
        """Make it; `indexes` says what each collection should have."""
        self._collection = collection
        self._indexes = indexes

    async def count_examination(self) -> None:
        """Write something; it returns once the majority has it in the journal."""
        counters = self._collection("counters")
        await counters.update_one({"_id": EXAMINATIONS}, {"$inc": {"value": 1}}, upsert=True)

    async def missing_indexes(self) -> list[str]:
        """Return the indexes that should be there and are not, as "clips: scene_id, order".

        A collection that is not there yet misses none: it is made with them.
        """
        found = await asyncio.gather(*(self._missing(*each) for each in self._indexes.items()))
        return [index for missing in found for index in missing]

    async def _missing(self, name: str, declared: Sequence[Index]) -> list[str]:
        stats = await self._collection(name).aggregate([{"$indexStats": {}}])
        built = {tuple(each["key"].items()) for each in stats}
        missing = [keys for index in declared if (keys := _keys(index)) not in built]
        return [f"{name}: {', '.join(field for field, _ in keys)}" for keys in missing if built]


def _keys(index: Index) -> Keys:
    return tuple((field, direction) for field, direction in index.keys)
