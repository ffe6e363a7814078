"""Lists as the database holds them: a page, its total and its parent in one command, undecoded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final

import bson
from bson.codec_options import CodecOptions

from backend.domain.errors import ResourceNotFoundError
from backend.repositories.collection import Collection, Document, Filter

_CODEC: Final[CodecOptions[Document]] = CodecOptions(tz_aware=True, tzinfo=UTC)
ALL: Final[Filter] = {"_id": {"$gte": ""}}
"""Every document whose id is a text, in words that let an index count them."""
_ID: Final = b"_id\0"
_ID_STARTS: Final = 4 + 1 + len(_ID) + 4
"""Where the text of the id begins: after a length, a type, the name and a length again."""


@dataclass(frozen=True)
class Parent:
    """What a list hangs on: where it is not there, there is no such list."""

    collection: str
    kind: str
    id: str
    existing: Filter

    def check(self) -> Document:
        """Return the stage that puts a mark behind the list if the parent is there."""
        found = [{"$match": {"_id": self.id, **self.existing}}, {"$replaceWith": {"parent": True}}]
        return {"$unionWith": {"coll": self.collection, "pipeline": found}}


@dataclass(frozen=True)
class StoredPage:
    """A page of documents, and the length of the whole list."""

    documents: list[bytes]
    total: int


async def read_page(
    collection: Collection,
    pipeline: Sequence[Mapping[str, Any]],
    *,
    skip: int = 0,
    limit: int | None = None,
    then: Sequence[Mapping[str, Any]] = (),
    counted: Document | None = None,
    parent: Parent | None = None,
) -> StoredPage:
    """Read a page of a sorted list in one command.

    Behind its documents come up to two marks: that the parent is there, and the total. Documents
    begin with their id, marks do not.

    Args:
        pipeline: what yields the whole list, in its order.
        then: what is done to each document of the page.
        counted: the stage that yields {"total": n}; only asked for where a part is.

    Raises:
        ResourceNotFoundError: the parent is not there.
    """
    part: list[Document] = [{"$skip": skip}] if skip else []
    if limit is not None:
        part.append({"$limit": limit})
    stages = [*pipeline, *part, *then]
    if parent is not None:
        stages.append(parent.check())
    if counted is not None and part:
        stages.append(counted)
    documents = await collection.aggregate_raw(stages)
    marks: Document = {}
    while documents and not _has_id(documents[-1]):
        marks |= decoded(documents.pop())
    if parent is not None and "parent" not in marks:
        raise ResourceNotFoundError(parent.kind, parent.id)
    return StoredPage(documents, marks.get("total", 0) if part else len(documents))


def total_of(collection: str, filter: Filter) -> Document:
    """Return the stage that counts the documents of a collection that match."""
    counting = [{"$match": filter or ALL}, {"$count": "total"}]
    return {"$unionWith": {"coll": collection, "pipeline": counting}}


def decoded(document: bytes) -> Document:
    """Return a document as the driver would have."""
    return bson.decode(document, _CODEC)


def id_of(document: bytes) -> str:
    """Return the id of a document without reading the rest of it."""
    return document[_ID_STARTS : document.index(0, _ID_STARTS)].decode()


def unwrapped(envelope: bytes) -> tuple[str, bytes]:
    """Return the id and the inner document of {_id: text, any: document}."""
    id_ends = envelope.index(0, _ID_STARTS)
    inner_starts = envelope.index(0, id_ends + 2) + 1
    return envelope[_ID_STARTS:id_ends].decode(), envelope[inner_starts:-1]


def _has_id(document: bytes) -> bool:
    return document[5 : 5 + len(_ID)] == _ID
