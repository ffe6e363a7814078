"""A driver's collection behind our protocol: what differs between drivers is hidden here."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from pymongo import IndexModel, ReturnDocument, UpdateOne
from pymongo.errors import (
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    ProtocolError,
    WriteConcernError,
)

from backend.domain.errors import DatabaseUnavailableError
from backend.repositories.collection import Document, Filter, Index, Session, Sort, Update
from backend.repositories.errors import DuplicateKeyConflict

BATCH = 5000
"""Documents fetched at once: the default of 101 costs long lists a second round trip."""
_AWAIT_MS = 1000
"""So long the server keeps a question for changes open; it is its own default, but said aloud the
command can be told from those that should be quick."""
_UNDECODED = CodecOptions(document_class=RawBSONDocument)
_AWAY = (ConnectionFailure, ExecutionTimeout, WriteConcernError)
_TRY_AGAIN = "The database cannot be reached just now; try again in a few seconds"


@contextmanager
def translated(*, in_transaction: bool = False) -> Iterator[None]:
    """Turn the driver's errors into ours; a transaction must see the ones it retries itself."""
    try:
        yield
    except DuplicateKeyError as exc:
        key = (exc.details or {}).get("keyPattern", {})
        raise DuplicateKeyConflict(tuple(key)) from exc
    except ProtocolError as exc:  # what arrived is no answer of MongoDB
        raise DatabaseUnavailableError(_TRY_AGAIN) from exc
    except _AWAY as exc:
        if in_transaction and exc.has_error_label("TransientTransactionError"):
            raise
        raise DatabaseUnavailableError(_TRY_AGAIN) from exc


class DriverCollection:
    """A collection of PyMongo's async API or of Motor."""

    def __init__(self, collection: Any, *, motor: bool) -> None:
        self._collection = collection
        self._undecoded = collection.with_options(codec_options=_UNDECODED)
        self._motor = motor

    @property
    def name(self) -> str:
        """The collection's name."""
        return str(self._collection.name)

    async def find_one(
        self, filter: Filter, projection: Mapping[str, Any] | None = None, session: Session = None
    ) -> Document | None:
        """Return one document or None."""
        with translated(in_transaction=session is not None):
            found: Document | None = await self._collection.find_one(
                filter, projection, session=session
            )
        return found

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
        cursor = self._collection.find(
            filter,
            projection,
            sort=sort,
            skip=skip,
            limit=limit,
            batch_size=BATCH,
            session=session,
        )
        with translated(in_transaction=session is not None):
            found: list[Document] = await cursor.to_list(None)
        return found

    async def aggregate(
        self, pipeline: Sequence[Mapping[str, Any]], session: Session = None
    ) -> list[Document]:
        """Return what the pipeline yields."""
        with translated(in_transaction=session is not None):
            started = self._collection.aggregate(list(pipeline), session=session)
            cursor = started if self._motor else await started
            found: list[Document] = await cursor.to_list(None)
        return found

    async def aggregate_raw(self, pipeline: Sequence[Mapping[str, Any]]) -> list[bytes]:
        """Return what the pipeline yields, each document as its bytes."""
        with translated():
            started = self._undecoded.aggregate(list(pipeline), batchSize=BATCH)
            cursor = started if self._motor else await started
            found = await cursor.to_list(None)
        # A view would keep the whole reply in memory as long as anybody keeps the document.
        return [bytes(document.raw) for document in found]

    async def insert_one(self, document: Document, session: Session = None) -> None:
        """Add a document."""
        with translated(in_transaction=session is not None):
            await self._collection.insert_one(document, session=session)

    async def insert_many(self, documents: Sequence[Document], session: Session = None) -> None:
        """Add documents."""
        if not documents:
            return
        with translated(in_transaction=session is not None):
            await self._collection.insert_many(list(documents), session=session)

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
        with translated(in_transaction=session is not None):
            found: Document | None = await self._collection.find_one_and_update(
                filter,
                update,
                upsert=upsert,
                sort=sort,
                return_document=ReturnDocument.BEFORE if before else ReturnDocument.AFTER,
                session=session,
            )
        return found

    async def update_one(
        self, filter: Filter, update: Update, *, upsert: bool = False, session: Session = None
    ) -> int:
        """Change one document; return how many matched."""
        with translated(in_transaction=session is not None):
            done = await self._collection.update_one(filter, update, upsert=upsert, session=session)
        return int(done.matched_count)

    async def upsert_each(self, updates: Sequence[tuple[Filter, Update]]) -> None:
        """Make or change one document for each filter, all in one command and in no order."""
        if not updates:
            return
        upserts = [UpdateOne(filter, update, upsert=True) for filter, update in updates]
        with translated():
            await self._collection.bulk_write(upserts, ordered=False)

    async def update_many(self, filter: Filter, update: Update, session: Session = None) -> int:
        """Change all that match; return how many matched."""
        with translated(in_transaction=session is not None):
            done = await self._collection.update_many(filter, update, session=session)
        return int(done.matched_count)

    async def delete_one(self, filter: Filter, session: Session = None) -> int:
        """Remove one document; return how many went."""
        with translated(in_transaction=session is not None):
            done = await self._collection.delete_one(filter, session=session)
        return int(done.deleted_count)

    async def delete_many(self, filter: Filter, session: Session = None) -> int:
        """Remove all that match; return how many went."""
        with translated(in_transaction=session is not None):
            done = await self._collection.delete_many(filter, session=session)
        return int(done.deleted_count)

    async def count(self, filter: Filter) -> int:
        """Count the matching documents."""
        with translated():
            return int(await self._collection.count_documents(filter))

    async def create_indexes(self, indexes: Sequence[Index]) -> None:
        """Build the indexes that are not there yet."""
        models = [
            IndexModel(list(index.keys), unique=index.unique, **index.options) for index in indexes
        ]
        if models:
            with translated():
                await self._collection.create_indexes(models)

    async def explain(self, filter: Filter, *, sort: Sort | None = None) -> Document:
        """Return the plan of a find, for the tests that refuse collection scans."""
        find: Document = {"find": self.name, "filter": filter}
        if sort:
            find["sort"] = dict(sort)
        with translated():
            plan: Document = await self._collection.database.command(
                {"explain": find, "verbosity": "queryPlanner"}
            )
        return plan

    async def changes(
        self, pipeline: Sequence[Mapping[str, Any]] = (), *, whole: bool = True
    ) -> AsyncIterator[Document]:
        """Yield change-stream events that pass the pipeline, where the database is a replica set.

        Args:
            whole: with changed documents as they are afterwards; those put in always come whole.
        """
        full = "updateLookup" if whole else None
        started = self._collection.watch(
            list(pipeline), full_document=full, max_await_time_ms=_AWAIT_MS
        )
        stream = started if self._motor else await started
        async with stream:
            with translated():
                async for event in stream:
                    yield event
