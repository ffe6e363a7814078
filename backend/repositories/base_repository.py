"""What every repository can do; the only place that knows `_id`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from backend.domain.entity import Entity
from backend.domain.errors import ConflictError, ResourceNotFoundError
from backend.domain.stored import StoredList
from backend.domain.times import utc_now
from backend.repositories.collection import (
    Collection,
    Document,
    Filter,
    Index,
    Session,
    Sort,
    Update,
)
from backend.repositories.errors import DuplicateKeyConflict
from backend.repositories.stored_lists import ALL, Parent, decoded, id_of, read_page, total_of

E = TypeVar("E", bound=Entity)

NEWEST_FIRST: Sort = (("created_at", -1), ("_id", -1))


class BaseRepository(Generic[E]):
    """Entities of one class in one collection."""

    entity: ClassVar[type[Entity]]
    collection_name: ClassVar[str]
    indexes: ClassVar[tuple[Index, ...]] = ()
    projection: ClassVar[Mapping[str, Any] | None] = None
    """Fields an entity is read without, e.g. {"big": 0}."""
    completion: ClassVar[tuple[Document, ...]] = ()
    """Stages that add to a document what is only found elsewhere."""
    existing: ClassVar[Filter] = {}
    """What documents match that are there for others."""
    media_fields: ClassVar[tuple[str, ...]] = ()
    """Paths of fields, or of fields in lists, that hold storage keys."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def create(self, entity: E, session: Session = None) -> E:
        """Store a new entity.

        Raises:
            ConflictError: a unique field is taken.
        """
        try:
            await self._collection.insert_one(self._to_document(entity), session)
        except DuplicateKeyConflict as exc:
            raise self._taken(exc) from exc
        return entity

    async def create_many(self, entities: Iterable[E], session: Session = None) -> None:
        """Store new entities."""
        await self._collection.insert_many([self._to_document(e) for e in entities], session)

    async def create_missing(self, entities: Iterable[E]) -> None:
        """Store those of the entities that are not there yet, all in one command."""
        documents = [self._to_document(each) for each in entities]
        await self._collection.upsert_each(
            [({"_id": each.pop("_id")}, {"$setOnInsert": each}) for each in documents]
        )

    async def find_by_id(self, id: str) -> E | None:
        """Return the entity, or None."""
        document = await self._collection.find_one({"_id": id}, self.projection)
        return None if document is None else self._from_document(document)

    async def get(self, id: str) -> E:
        """Return the entity, or raise ResourceNotFoundError."""
        found = await self.find_by_id(id)
        if found is None:
            raise ResourceNotFoundError(self.kind(), id)
        return found

    async def list(
        self,
        filter: Filter | None = None,
        *,
        sort: Sort = NEWEST_FIRST,
        skip: int = 0,
        limit: int | None = None,
    ) -> list[E]:
        """Return the matching entities; without a limit, all of them."""
        documents = await self._collection.find(
            filter or {}, sort=sort, skip=skip, limit=limit or 0, projection=self.projection
        )
        return [self._from_document(document) for document in documents]

    async def revision_of(self, id: str) -> int:
        """Return the entity's revision without reading the rest of it.

        Raises:
            ResourceNotFoundError: there is none.
        """
        found = await self._collection.find_one({"_id": id, **self.existing}, {"rev": 1})
        if found is None:
            raise ResourceNotFoundError(self.kind(), id)
        return int(found.get("rev", 0))

    async def revisions(self, filter: Filter, session: Session = None) -> dict[str, int]:
        """Return the revisions of the matching entities, by id."""
        found = await self._collection.find(filter, projection={"rev": 1}, session=session)
        return {document["_id"]: int(document.get("rev", 0)) for document in found}

    async def stored_one(self, id: str) -> StoredList[E]:
        """Return the entity undecoded.

        Raises:
            ResourceNotFoundError: there is none.
        """
        only = [{"$match": {"_id": id, **self.existing}}]
        page = await read_page(self._collection, only, then=self.completion)
        if not page.documents:
            raise ResourceNotFoundError(self.kind(), id)
        return StoredList(page.documents, 1, self.read)

    async def stored(
        self,
        filter: Filter,
        *,
        sort: Sort = NEWEST_FIRST,
        skip: int = 0,
        limit: int | None = None,
        parent: Parent | None = None,
    ) -> StoredList[E]:
        """Return the matching entities undecoded, in one command.

        Raises:
            ResourceNotFoundError: the parent is not there.
        """
        page = await read_page(
            self._collection,
            [{"$match": filter}, {"$sort": dict(sort)}],
            skip=skip,
            limit=limit,
            then=self.completion,
            counted=total_of(self.collection_name, filter),
            parent=parent,
        )
        return StoredList(page.documents, page.total, self.read)

    def read(self, document: bytes) -> E | None:
        """Return the entity in a document."""
        return self._from_document(decoded(document))

    @staticmethod
    def ids_of(stored: StoredList[E]) -> Sequence[str]:
        """Return the ids of a list, without reading the rest of it."""
        return [id_of(document) for document in stored.documents]

    def as_parent(self, id: str) -> Parent:
        """Return the entity as what a list hangs on."""
        return Parent(self.collection_name, self.kind(), id, self.existing)

    async def count(self, filter: Filter | None = None) -> int:
        """Count the matching entities."""
        return await self._collection.count(filter or ALL)

    async def update(self, id: str, changes: Mapping[str, Any]) -> E:
        """Set some fields in one atomic step and return the entity as it now is."""
        return await self._change(id, changed(changes))

    async def update_each(self, changes: Mapping[str, Mapping[str, Any]], session: Session) -> None:
        """Set some fields of several entities, by id, in a transaction."""
        for id, fields in changes.items():
            await self._collection.update_one({"_id": id}, changed(fields), session=session)

    async def delete(self, id: str) -> None:
        """Remove the entity, or raise ResourceNotFoundError."""
        if not await self._collection.delete_one({"_id": id}):
            raise ResourceNotFoundError(self.kind(), id)

    async def delete_all(self, filter: Filter, session: Session = None) -> int:
        """Remove all that match; return how many."""
        return await self._collection.delete_many(filter, session)

    async def media_keys(self, filter: Filter | None = None) -> set[str]:
        """Return every storage key that matching documents hold in their media fields."""
        if not self.media_fields:
            return set()
        fields = [_as_list(f"${field}") for field in self.media_fields]
        keys = await self._collection.aggregate(
            [
                *([{"$match": filter}] if filter else []),
                {"$project": {"key": {"$setUnion": fields}}},
                {"$unwind": "$key"},
                {"$group": {"_id": "$key"}},
            ]
        )
        return {document["_id"] for document in keys if document["_id"] is not None}

    async def build_indexes(self) -> None:
        """Build the indexes that are not there yet."""
        await self._collection.create_indexes(self.indexes)

    async def _change(
        self, id: str, update: Update, guard: Filter | None = None, session: Session = None
    ) -> E:
        try:
            document = await self._collection.find_one_and_update(
                {"_id": id, **(guard or {})}, update, session=session
            )
        except DuplicateKeyConflict as exc:
            raise self._taken(exc) from exc
        if document is None:
            raise ResourceNotFoundError(self.kind(), id)
        return self._from_document(document)

    @classmethod
    def kind(cls) -> str:
        """Return the entity's name as people know it."""
        return cls.entity.__name__

    def _taken(self, conflict: DuplicateKeyConflict) -> ConflictError:
        fields = " and ".join(conflict.fields)
        taken = [{"field": field, "problem": "is already taken"} for field in conflict.fields]
        return ConflictError(
            f"There is already a {self.kind()} with this {fields}", details={"fields": taken}
        )

    def _to_document(self, entity: E) -> Document:
        document = entity.model_dump(mode="python")
        document["_id"] = document.pop("id")
        return document

    def _from_document(self, document: Document) -> E:
        found: Any = self.entity.model_validate({**document, "id": document["_id"]})
        return found  # type: ignore[no-any-return]


def changed(fields: Mapping[str, Any]) -> Document:
    """Return the update that sets some fields, notes the time and raises the revision."""
    return {"$set": {**fields, "updated_at": utc_now()}, "$inc": {"rev": 1}}


def _as_list(value: str) -> Document:
    return {"$cond": [{"$isArray": [value]}, value, [value]]}
