"""The ledger: each sum that was spent, once."""

from collections.abc import Collection as Ids
from typing import ClassVar

from backend.domain.ids import ProjectId
from backend.domain.money import Spending, SpendingSum
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository
from backend.repositories.collection import Index


class LedgerRepository(BaseRepository[Spending]):
    """Stored entries; none is ever changed."""

    entity = Spending
    collection_name = "ledger"
    indexes: ClassVar[tuple[Index, ...]] = (
        Index((("project_id", 1), *NEWEST_FIRST)),
        Index((("draft_id", 1),), options={"partialFilterExpression": {"draft_id": {"$gt": ""}}}),
    )

    async def enter(self, spending: Spending) -> None:
        """Add an entry; a second time changes nothing."""
        document = self._to_document(spending)
        id = document.pop("_id")
        await self._collection.update_one({"_id": id}, {"$setOnInsert": document}, upsert=True)

    async def entered(self, ids: Ids[str]) -> dict[str, float]:
        """Return US dollars of those of the entries that are there."""
        found = await self._collection.find({"_id": {"$in": list(ids)}}, projection={"usd": 1})
        return {document["_id"]: float(document["usd"]) for document in found}

    async def sums(self, project_id: ProjectId) -> list[SpendingSum]:
        """Return what a project has spent by kind, lane, model and draft, dearest first."""
        fields = ("kind", "lane", "model", "draft_id")
        rows = await self._collection.aggregate(
            [
                {"$match": {"project_id": project_id}},
                {
                    "$group": {
                        "_id": {field: f"${field}" for field in fields},
                        "usd": {"$sum": "$usd"},
                        "estimated_usd": {"$sum": {"$cond": ["$estimated", "$usd", 0.0]}},
                        "entries": {"$sum": 1},
                    }
                },
            ]
        )
        sums = [SpendingSum.model_validate({**row["_id"], **row}) for row in rows]
        return sorted(sums, key=lambda each: (-each.usd, each.kind, each.lane, each.model))

    async def of_draft(self, draft_id: str) -> float:
        """Return US dollars that a draft has cost."""
        rows = await self._collection.aggregate(
            [
                {"$match": {"draft_id": draft_id}},
                {"$group": {"_id": None, "usd": {"$sum": "$usd"}}},
            ]
        )
        return float(rows[0]["usd"]) if rows else 0.0

    async def delete_of_project(self, project_id: ProjectId) -> None:
        """Forget what a project has spent."""
        await self.delete_all({"project_id": project_id})
