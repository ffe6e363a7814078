"""What a repository needs of a collection, whichever driver is behind it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Document = dict[str, Any]
Filter = Mapping[str, Any]
Update = Mapping[str, Any] | Sequence[Mapping[str, Any]]
Sort = Sequence[tuple[str, int]]
Session = Any
"""A transaction under way; only the driver knows its type."""


@dataclass(frozen=True)
class Index:
    """An index, declared beside the queries it serves."""

    keys: Sort
    unique: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)


class Collection(Protocol):
    """A collection of documents.

    Raises of every method: DatabaseUnavailableError when the database is away, and
    DuplicateKeyConflict when a unique index refuses a write.
    """

    @property
    def name(self) -> str:
        """The collection's name."""

    async def find_one(
        self, filter: Filter, projection: Mapping[str, Any] | None = None, session: Session = None
    ) -> Document | None:
        """Return one document or None."""

    async def find(
        self,
        filter: Filter,
        *,
        sort: Sort | None = None,
        skip: int = 0,
        limit: int = 0,
        projection: Mapping[str, Any] | None = None,
        session: Session = None,
    ) -> list[Document]:
        """Return the matching documents; limit 0 means all."""

    async def aggregate(
        self, pipeline: Sequence[Mapping[str, Any]], session: Session = None
    ) -> list[Document]:
        """Return what the pipeline yields."""

    async def aggregate_raw(self, pipeline: Sequence[Mapping[str, Any]]) -> list[bytes]:
        """Return what the pipeline yields, each document as its bytes."""

    async def insert_one(self, document: Document, session: Session = None) -> None:
        """Add a document."""

    async def insert_many(self, documents: Sequence[Document], session: Session = None) -> None:
        """Add documents."""

    async def find_one_and_update(
        self,
        filter: Filter,
        update: Update,
        *,
        upsert: bool = False,
        sort: Sort | None = None,
        before: bool = False,
        session: Session = None,
    ) -> Document | None:
        """Change one document in one step and return it as it is after (or was before)."""

    async def update_one(
        self, filter: Filter, update: Update, *, upsert: bool = False, session: Session = None
    ) -> int:
        """Change one document; return how many matched."""

    async def upsert_each(self, updates: Sequence[tuple[Filter, Update]]) -> None:
        """Make or change one document for each filter, all in one command and in no order."""

    async def update_many(self, filter: Filter, update: Update, session: Session = None) -> int:
        """Change all that match; return how many matched."""

    async def delete_one(self, filter: Filter, session: Session = None) -> int:
        """Remove one document; return how many went."""

    async def delete_many(self, filter: Filter, session: Session = None) -> int:
        """Remove all that match; return how many went."""

    async def count(self, filter: Filter) -> int:
        """Count the matching documents."""

    async def create_indexes(self, indexes: Sequence[Index]) -> None:
        """Build the indexes that are not there yet."""

    async def explain(self, filter: Filter, *, sort: Sort | None = None) -> Document:
        """Return the plan of a find, for the tests that refuse collection scans."""

    def changes(
        self, pipeline: Sequence[Mapping[str, Any]] = (), *, whole: bool = True
    ) -> AsyncIterator[Document]:
        """Yield change-stream events that pass the pipeline, where the database is a replica set.

        Args:
            whole: with changed documents as they are afterwards; those put in always come whole.
        """
