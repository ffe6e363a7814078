"""Files out of a multipart body, each handed on piece by piece while the body arrives."""

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from backend.api.body_limit import refuse_declared
from backend.domain.errors import PayloadTooLargeError, UnsupportedMediaError, invalid_field

OVERHEAD: Final = 64 * 1024
"""Bytes a body may have besides its files: boundaries, part headers, small fields."""
BINARY: Final[dict[str, Any]] = {"type": "string", "contentMediaType": "application/octet-stream"}
_NOTHING: Final = frozenset({b"", b"null", b"undefined"})
"""What browsers send for a field without a file."""
_LONGEST_NOTHING: Final = max(map(len, _NOTHING))


def form_body(title: str, required: list[str], **properties: Any) -> dict[str, Any]:
    """Return what a route that takes a form adds to its OpenAPI operation."""
    schema = {"title": title, "type": "object", "required": required, "properties": properties}
    content = {"multipart/form-data": {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


FILE_BODY: Final = form_body("FileUpload", ["file"], file=BINARY)


@dataclass(frozen=True)
class _Head:
    """A part begins; a field that is no file has no filename."""

    name: str
    filename: str | None


@dataclass(frozen=True)
class _End:
    """A part ends."""


_Event = _Head | bytes | _End


@dataclass(frozen=True)
class Part:
    """A part of a form; its content is to be read before the next part is asked for."""

    name: str
    filename: str | None
    content: AsyncIterator[bytes]


class MultipartForm:
    """The parts of a request, one after the other; nothing is read before it is opened."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._body = request.stream()
        self._room = 0
        self._events: deque[_Event] = deque()
        self._part = ""
        self._inside = False

    def open(self, limit: int) -> None:
        """Get ready to read a body with `limit` bytes of files.

        Raises:
            UnsupportedMediaError: the body is not multipart/form-data.
            PayloadTooLargeError: it says itself that it is longer than such files need.
            ValidationError: it has no sound boundary.
        """
        self._parser = _parser(self._boundary(), self._events)
        refuse_declared(self._request.headers, limit + OVERHEAD)
        self._room = limit + OVERHEAD

    async def next_part(self) -> Part | None:
        """Return the next part, but for those in which nothing was sent; None at the end.

        Raises, as reading a part's content does:
            PayloadTooLargeError: the body is longer than its files may be.
            ValidationError: it is malformed, or ends in the middle of a part.
        """
        while True:
            async for _ in self._content():
                pass
            head = await self._next_event()
            if head is None:
                return None
            if isinstance(head, _Head):
                self._part, self._inside = head.name, True
                if head.filename is not None or not await self._holds_nothing():
                    return Part(head.name, head.filename, self._content())

    async def _holds_nothing(self) -> bool:
        """Look at how the part begins, without taking it out."""
        seen: deque[_Event] = deque()
        text = b""
        while len(text) <= _LONGEST_NOTHING:
            event = await self._next_event()
            if event is None:
                break
            seen.append(event)
            if not isinstance(event, bytes):
                break
            text += event
        self._events.extendleft(reversed(seen))
        return text in _NOTHING

    async def _content(self) -> AsyncIterator[bytes]:
        while self._inside:
            event = await self._next_event()
            if event is None:
                problem = "is cut short: the body ends in the middle of it"
                raise invalid_field(self._part, problem)
            if isinstance(event, bytes):
                yield event
            else:
                self._inside = False

    async def _next_event(self) -> _Event | None:
        while not self._events:
            chunk = await anext(self._body, b"")
            if not chunk:
                return None
            self._room -= len(chunk)
            if self._room < 0:
                raise PayloadTooLargeError("The body is larger than its files may be")
            try:
                self._parser.write(chunk)
            except FormParserError as exc:
                raise invalid_field("body", "is malformed multipart") from exc
        return self._events.popleft()

    def _boundary(self) -> bytes:
        kind, options = parse_options_header(self._request.headers.get("content-type"))
        if kind != b"multipart/form-data":
            raise UnsupportedMediaError("The body must be multipart/form-data")
        if not options.get(b"boundary"):
            raise invalid_field("Content-Type", "names no boundary")
        return options[b"boundary"]


class MultipartUpload:
    """The part named `file` of a request; the first, if there are several."""

    def __init__(self, request: Request) -> None:
        self._form = MultipartForm(request)

    async def open(self, limit: int) -> tuple[str | None, AsyncIterator[bytes]]:
        """Read as far as the file begins; return its name and its content.

        Raises:
            ValidationError: there is no part named `file`.
            As the form does.
        """
        self._form.open(limit)
        while part := await self._form.next_part():
            if part.name == "file":
                return part.filename, part.content
        raise invalid_field("file", "is missing: send it as a multipart part of this name")


def _parser(boundary: bytes, events: deque[_Event]) -> MultipartParser:
    """Return a parser that tells what it finds as events."""
    field, value, disposition = bytearray(), bytearray(), bytearray()

    def end_header() -> None:
        if field.lower() == b"content-disposition":
            disposition[:] = value
        field.clear()
        value.clear()

    def end_headers() -> None:
        _, options = parse_options_header(bytes(disposition))
        name, filename = options.get(b"name", b""), options.get(b"filename")
        shown = None if filename is None else filename.decode("utf-8", "replace")
        events.append(_Head(name.decode("utf-8", "replace"), shown))

    try:
        return MultipartParser(
            boundary,
            {
                "on_part_begin": disposition.clear,
                "on_header_field": lambda data, start, end: field.extend(data[start:end]),
                "on_header_value": lambda data, start, end: value.extend(data[start:end]),
                "on_header_end": end_header,
                "on_headers_finished": end_headers,
                "on_part_data": lambda data, start, end: events.append(data[start:end]),
                "on_part_end": lambda: events.append(_End()),
            },
        )
    except FormParserError as exc:
        raise invalid_field("Content-Type", "its boundary is too long") from exc


async def uploaded_file(request: Request) -> MultipartUpload:
    """Return the request's file, unread."""
    return MultipartUpload(request)


async def uploaded_form(request: Request) -> MultipartForm:
    """Return the request's form, unread."""
    return MultipartForm(request)


UploadedFile = Annotated[MultipartUpload, Depends(uploaded_file)]
UploadedForm = Annotated[MultipartForm, Depends(uploaded_form)]
