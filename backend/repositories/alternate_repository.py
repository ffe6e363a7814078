"""What scenes and clips have in common: some are alternates of others."""

from typing import ClassVar, TypeVar

from backend.domain.alternate import Alternating
from backend.repositories.base_repository import BaseRepository, changed
from backend.repositories.collection import Document, Filter, Index, Session

E = TypeVar("E", bound=Alternating)


def alternates_index(parent_field: str) -> Index:
    """Return the index that gives a number once in a group, and finds the lowest and the highest.

    Unique even where there are no transactions: who is late finds the number taken.
    """
    return Index(
        ((parent_field, 1), ("alternate_number", -1)),
        unique=True,
        options={"partialFilterExpression": {"is_alternate": True}},
    )


class AlternateRepository(BaseRepository[E]):
    """Entities in groups: a parent, and its alternates by number."""

    parent_field: ClassVar[str]

    async def touch(self, id: str, session: Session) -> E:
        """Raise the entity's revision: of two transactions at once, one meets the other here.

        Raises:
            ResourceNotFoundError: there is no such entity.
        """
        return await self._change(id, {"$inc": {"rev": 1}}, session=session)

    async def next_number(self, parent_id: str, session: Session) -> int:
        """Return the number after the highest of the parent's group.

        Who asks in a transaction waits for those who asked before.
        """
        parent = await self._change(parent_id, {"$inc": {"rev": 1}}, session=session)
        highest = await self._collection.find(
            self._alternates_of(parent_id),
            sort=(("alternate_number", -1),),
            limit=1,
            projection={"alternate_number": 1},
            session=session,
        )
        numbers = [parent.alternate_number, *(each["alternate_number"] for each in highest)]
        return int(max(numbers)) + 1

    async def remove(self, id: str, session: Session) -> list[E]:
        """Remove the entity; the lowest-numbered of its alternates becomes their parent.

        The others follow it before it rises, so that where there are no transactions a crash in
        between leaves a group that can be removed from again.

        Returns:
            The alternates it had, as they now are.
        """
        group = await self._collection.find(
            self._alternates_of(id), sort=(("alternate_number", 1),), session=session
        )
        new_places: list[Document] = []
        if group:
            heir = group[0]["_id"]
            led = {self.parent_field: heir}
            risen = {self.parent_field: None, "is_alternate": False}
            await self._collection.update_many(
                {**self._alternates_of(id), "_id": {"$ne": heir}}, changed(led), session
            )
            await self._collection.update_one({"_id": heir}, changed(risen), session=session)
            new_places = [risen, *[led] * (len(group) - 1)]
        await self.delete_all({"_id": id}, session)
        return [
            self._from_document({**each, **place, "rev": each.get("rev", 0) + 1})
            for each, place in zip(group, new_places, strict=True)
        ]

    def _alternates_of(self, parent_id: str) -> Filter:
        return {self.parent_field: parent_id, "is_alternate": True}
