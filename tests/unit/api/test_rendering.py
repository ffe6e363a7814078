"""The JSON of a document is made once for as long as the document stays as it is."""

import json
from collections.abc import Sequence
from typing import ClassVar, Self

import pytest
from pydantic import BaseModel

from backend.api.rendering import JsonCache, Renderer
from backend.domain.media import MediaRef, media_base
from backend.domain.stored import StoredList

KEY = f"{'a' * 64}.png"


class Thing(BaseModel):
    id: str
    picture: MediaRef = KEY
    place: int | None = None


class ThingResponse(Thing):
    not_in_document: ClassVar[frozenset[str]] = frozenset({"place"})

    @classmethod
    def of(cls, entity: Thing, /) -> Self:
        return cls(**entity.model_dump())


class Reader:
    """Reads documents, and notes which."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, document: bytes) -> Thing | None:
        text = document.decode().strip()
        self.read.append(text)
        return None if text == "broken" else Thing(id=text)


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def renderer() -> Renderer:
    return Renderer(JsonCache())


def stored(reader: Reader, *texts: str, total: int = 9) -> StoredList[Thing]:
    return StoredList([text.encode() for text in texts], total, reader)


def ids(body: bytes | memoryview) -> list[str]:
    return [item["id"] for item in json.loads(bytes(body))]


def test_what_was_shown_is_not_read_again(renderer: Renderer, reader: Reader) -> None:
    first = renderer.array(ThingResponse, stored(reader, "a", "b"))
    again = renderer.array(ThingResponse, stored(reader, "b", "c"))
    assert (ids(first.body), ids(again.body)) == (["a", "b"], ["b", "c"])
    assert reader.read == ["a", "b", "c"]


def test_a_document_that_changed_is_read_again(renderer: Renderer, reader: Reader) -> None:
    beginning = "the same id" + " " * 60
    for version in ("1", "2", "2", "1"):
        renderer.array(ThingResponse, stored(reader, beginning + version))
    assert [text[-1] for text in reader.read] == ["1", "2", "1"]


def test_a_list_says_how_long_the_whole_is(renderer: Renderer, reader: Reader) -> None:
    array = renderer.array(ThingResponse, stored(reader, "a", total=70))
    wrapped = renderer.wrapped("things", ThingResponse, stored(reader, "a", total=70))
    assert array.headers["x-total-count"] == "70"
    body = json.loads(bytes(wrapped.body))
    assert (body["total"], [thing["id"] for thing in body["things"]]) == (70, ["a"])


@pytest.mark.parametrize("documents", [(), ("broken",)])
def test_an_empty_list_is_an_empty_array(
    renderer: Renderer, reader: Reader, documents: Sequence[str]
) -> None:
    assert renderer.array(ThingResponse, stored(reader, *documents)).body == b"[]"


def test_what_cannot_be_read_stops_nobody_else(renderer: Renderer, reader: Reader) -> None:
    beside: list[dict[str, int | None]] = [{"place": 1}, {"place": 2}, {"place": None}]
    array = renderer.array(ThingResponse, stored(reader, "a", "broken", "c"), beside)
    shown = json.loads(bytes(array.body))
    assert [(thing["id"], thing["place"]) for thing in shown] == [("a", 1), ("c", None)]


def test_addresses_begin_as_the_request_does(renderer: Renderer, reader: Reader) -> None:
    for base in ("http://one", "http://two", "http://one"):
        known = media_base.set(base)
        (thing,) = json.loads(bytes(renderer.array(ThingResponse, stored(reader, "a")).body))
        media_base.reset(known)
        assert thing["picture"] == f"{base}/api/v1/media/files/{KEY}"


def test_what_is_kept_is_bounded_and_the_longest_unused_goes(reader: Reader) -> None:
    cache = JsonCache(most_bytes=2000)
    renderer = Renderer(cache)
    for text in ("a", "b", "a", "c", "d", "a"):
        renderer.array(ThingResponse, stored(reader, text))
        assert cache.size <= 2000
    assert reader.read == ["a", "b", "c", "d"]
    renderer.array(ThingResponse, stored(reader, "b"))
    assert reader.read == ["a", "b", "c", "d", "b"]


def test_one_document_too_large_to_keep_is_shown_all_the_same(reader: Reader) -> None:
    cache = JsonCache(most_bytes=500)
    array = Renderer(cache).array(ThingResponse, stored(reader, "a" * 300))
    assert ids(array.body) == ["a" * 300]
    assert cache.size == 0
