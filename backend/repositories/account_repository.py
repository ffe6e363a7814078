"""What projects have spent and are about to spend: one document each, changed in one step."""

from typing import ClassVar

from backend.domain.ids import ProjectId
from backend.domain.money import CENT_FRACTION, Account, Reservation
from backend.repositories.collection import Collection, Document, Index

_SPENT: Document = {"$ifNull": ["$spent", 0.0]}


class AccountRepository:
    """Stored accounts; an account's id is its project's."""

    collection_name: ClassVar[str] = "accounts"
    indexes: ClassVar[tuple[Index, ...]] = ()

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def build_indexes(self) -> None:
        """Build nothing: every account is found by its id."""

    async def find(self, project_id: ProjectId) -> Account:
        """Return a project's account."""
        return Account.model_validate(await self._collection.find_one({"_id": project_id}) or {})

    async def reserve(
        self, project_id: ProjectId, id: str, wanted: Reservation, *, limit: float | None
    ) -> bool:
        """Set an amount aside, unless that and all the rest would be more than the limit.

        Doing it again changes nothing but the amount. What does not fit loses what it had.

        Args:
            id: of the entry in the ledger that is to come of it.
        """
        others = {"$filter": {"input": _OPEN, "cond": {"$ne": ["$$this.k", id]}}}
        whole = {"$add": [_SPENT, _sum_of(others), wanted.usd]}
        fits = True if limit is None else {"$lte": [whole, limit + CENT_FRACTION]}
        kept = {"$cond": [fits, {"$literal": wanted.model_dump()}, "$$REMOVE"]}
        account = await self._collection.find_one_and_update(
            {"_id": project_id},
            [{"$set": {"spent": _SPENT, f"open.{id}": kept}}],
            upsert=True,
        )
        return account is not None and id in account.get("open", {})

    async def settle(self, project_id: ProjectId, id: str, usd: float) -> None:
        """Count what was set aside as spent, so much of it; a second time changes nothing."""
        await self._collection.update_one(
            {"_id": project_id, f"open.{id}": {"$exists": True}},
            {"$inc": {"spent": usd}, "$unset": {f"open.{id}": ""}},
        )

    async def delete_of_project(self, project_id: ProjectId) -> None:
        """Forget a project."""
        await self._collection.delete_one({"_id": project_id})


_OPEN: Document = {"$objectToArray": {"$ifNull": ["$open", {}]}}


def _sum_of(pairs: Document) -> Document:
    return {"$sum": {"$map": {"input": pairs, "in": "$$this.v.usd"}}}
