"""Lists as answers: the JSON of a document is kept as long as the document does not change.

To read, check and write out a hundred clips costs many times what it costs to compare a hundred
documents with the ones that were shown before. Nothing has to be told of changes, not even those
of other processes: a document that changed is other bytes.
"""

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any, ClassVar, Final, Protocol, Self, TypeVar

from fastapi import Depends, Request, Response
from pydantic import BaseModel, TypeAdapter

from backend.domain.media import media_base
from backend.domain.stored import StoredList

E = TypeVar("E", bound=BaseModel)

MOST_BYTES: Final = 64 * 1024 * 1024
_OVERHEAD: Final = 400
"""Bytes that an entry takes besides, roughly."""
_BEGINNING: Final = 64
"""So much of a document tells it from others: its id is in it."""

Key = tuple[type[Any], str, bytes]


class JsonCache:
    """JSON of documents as it was last shown; of what is too much, the longest unused goes."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._kept: OrderedDict[Key, tuple[bytes, bytes]] = OrderedDict()
        self._most_bytes = most_bytes
        self.size = 0
        """In bytes."""

    def find(self, key: Key, document: bytes) -> bytes | None:
        """Return the JSON made of exactly this document, if it is kept."""
        known, shown = self._kept.get(key, _NOTHING)
        if known != document:
            return None
        self._kept.move_to_end(key)
        return shown

    def keep(self, key: Key, document: bytes, shown: bytes) -> None:
        """Keep the JSON, instead of what was made of the document as it was before."""
        if key in self._kept:
            self.size -= _size(self._kept.pop(key))
        self._kept[key] = entry = (document, shown)
        self.size += _size(entry)
        while self.size > self._most_bytes:
            self.size -= _size(self._kept.popitem(last=False)[1])


_NOTHING: Final = (b"", b"")


def _size(entry: tuple[bytes, bytes]) -> int:
    return len(entry[0]) + len(entry[1]) + _OVERHEAD


class Shown(Protocol):
    """A response model that shows an entity."""

    not_in_document: ClassVar[frozenset[str]]
    """Fields that depend on more than the entity's own document."""

    @classmethod
    def of(cls, entity: Any, /) -> Self:
        """Return the entity as it is answered."""


class Renderer:
    """Makes answers of what is handed on as the database holds it."""

    def __init__(self, cache: JsonCache) -> None:
        self._cache = cache

    def one(self, shape: type[Shown], stored: StoredList[E]) -> Response:
        """Answer the only item."""
        return answer(*self.items(shape, stored))

    def array(
        self,
        shape: type[Shown],
        stored: StoredList[E],
        beside: Sequence[Mapping[str, Any]] | None = None,
    ) -> Response:
        """Answer a bare array, with the length of the whole list in X-Total-Count."""
        array = answer(b"[", self.joined(shape, stored, beside), b"]")
        array.headers["X-Total-Count"] = str(stored.total)
        return array

    def wrapped(self, name: str, shape: type[Shown], stored: StoredList[E]) -> Response:
        """Answer the list under a name, with `total` beside it."""
        items = self.joined(shape, stored)
        return answer(b'{"%b":[' % name.encode(), items, b'],"total":%d}' % stored.total)

    def joined(
        self,
        shape: type[Shown],
        stored: StoredList[E],
        beside: Sequence[Mapping[str, Any]] | None = None,
    ) -> bytes:
        """Return the JSON of the documents with commas between.

        Args:
            beside: of each, the fields that depend on more than its document.
        """
        items = self.items(shape, stored)
        if beside is not None:
            items = [_with(*pair) for pair in zip(items, beside, strict=True)]
        return b",".join(filter(None, items))

    def items(self, shape: type[Shown], stored: StoredList[E]) -> list[bytes]:
        """Return the JSON of each document; of one that cannot be understood, nothing."""
        base, find = media_base.get(), self._cache.find
        items = []
        for document in stored.documents:
            key = (shape, base, document[:_BEGINNING])
            shown = find(key, document)
            if shown is None:
                entity = stored.read(document)
                shown = b"" if entity is None else _json(shape, entity)
                self._cache.keep(key, document, shown)
            items.append(shown)
        return items


def _json(shape: type[Shown], entity: BaseModel) -> bytes:
    shown, apart = shape.of(entity), set(shape.not_in_document)
    return _adapter(shape).dump_json(shown, by_alias=True, exclude=apart)


@cache
def _adapter(shape: type[Shown]) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _with(item: bytes, beside: Mapping[str, Any]) -> bytes:
    """Return a JSON object with more members."""
    return b"%b,%b" % (item[:-1], json.dumps(beside).encode()[1:]) if item else b""


def answer(*pieces: bytes) -> Response:
    """Return the JSON that the pieces are together."""
    return Response(b"".join(pieces), media_type="application/json")


async def _renderer(request: Request) -> Renderer:
    renderer: Renderer = request.app.state.renderer
    return renderer


Rendered = Annotated[Renderer, Depends(_renderer)]
