"""How much service each project was given, as all processes count it together."""

from collections.abc import Mapping
from typing import ClassVar, Final

from backend.domain.ids import ProjectId
from backend.repositories.collection import Collection, Index

FLOOR: Final = "floor"
"""Where the share of the least served project stood last: whoever comes (back) starts there."""


class ShareRepository:
    """Stored shares; a share's id is its project's, or null for jobs of none."""

    collection_name: ClassVar[str] = "shares"
    indexes: ClassVar[tuple[Index, ...]] = ()

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def build_indexes(self) -> None:
        """Build nothing: every share is found by its id."""

    async def add(self, seconds: Mapping[ProjectId | None, float], *, floor: float) -> None:
        """Count what was granted just now, in seconds of service (start-time fair queueing).

        Each share counts for at least as much as the floor: nobody saves up while away.

        Args:
            floor: what the least served of the waiting projects was given.
        """
        grown = [
            (
                {"_id": project_id},
                [{"$set": {"v": {"$add": [{"$max": ["$v", floor]}, more]}}}],
            )
            for project_id, more in seconds.items()
        ]
        await self._collection.upsert_each([*grown, ({"_id": FLOOR}, {"$max": {"v": floor}})])

    async def correct(self, project_id: ProjectId | None, seconds: float) -> None:
        """Count so much more, or less, than was expected of a job that has ended."""
        await self._collection.update_one({"_id": project_id}, {"$inc": {"v": seconds}})

    async def delete_of_project(self, project_id: ProjectId) -> None:
        """Forget a project."""
        await self._collection.delete_one({"_id": project_id})
