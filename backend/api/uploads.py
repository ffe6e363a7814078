"""One file out of a multipart body, handed on piece by piece while the body arrives."""

from collections.abc import AsyncIterator
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from backend.api.body_limit import refuse_declared
from backend.domain.errors import (
    PayloadTooLargeError,
    UnsupportedMediaError,
    ValidationError,
    invalid_field,
)

OVERHEAD: Final = 64 * 1024
"""Bytes a body may have besides its file: boundaries, part headers, small fields."""

FILE_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "string",
                            "contentMediaType": "application/octet-stream",
                        }
                    },
                }
            }
        },
    }
}
"""What a route that takes an upload adds to its OpenAPI operation."""


class MultipartUpload:
    """The part named `file` of a request; the first, if there are several."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._body = request.stream()
        self._room = 0

    async def open(self, limit: int) -> tuple[str | None, AsyncIterator[bytes]]:
        """Read as far as the file begins; return its name and its content.

        Raises:
            UnsupportedMediaError: the body is not multipart/form-data.
            PayloadTooLargeError: the body is longer than a file of `limit` bytes needs.
            ValidationError: the body is malformed, or has no part named `file`.
        """
        reader = _FileReader(self._boundary())
        refuse_declared(self._request.headers, limit + OVERHEAD)
        self._room = limit + OVERHEAD
        while not reader.found:
            if not await self._feed(reader):
                raise invalid_field("file", "is missing: send it as a multipart part of this name")
        return reader.name, self._content(reader)

    def _boundary(self) -> bytes:
        kind, options = parse_options_header(self._request.headers.get("content-type"))
        if kind != b"multipart/form-data":
            raise UnsupportedMediaError("The body must be multipart/form-data with a part `file`")
        if not options.get(b"boundary"):
            raise ValidationError("The Content-Type names no boundary")
        return options[b"boundary"]

    async def _content(self, reader: "_FileReader") -> AsyncIterator[bytes]:
        yield reader.take()
        while not reader.done:
            if not await self._feed(reader):
                raise invalid_field("file", "is cut short: the body ends in the middle of it")
            yield reader.take()

    async def _feed(self, reader: "_FileReader") -> bool:
        """Give the reader what arrives next; False at the end of the body."""
        chunk = await anext(self._body, b"")
        self._room -= len(chunk)
        if self._room < 0:
            raise PayloadTooLargeError("The body is larger than its file may be")
        reader.feed(chunk)
        return bool(chunk)


class _FileReader:
    """Listens to the parser, and keeps nothing but what it has of the file just now.

    Attributes:
        found: the file's headers were read, and its name is known.
        done: all of it was read.
    """

    def __init__(self, boundary: bytes) -> None:
        self.name: str | None = None
        self.found = False
        self.done = False
        self._pieces: list[bytes] = []
        self._header = self._value = self._disposition = b""
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin_part,
                    "on_header_field": self._on_header,
                    "on_header_value": self._on_value,
                    "on_header_end": self._end_header,
                    "on_headers_finished": self._end_headers,
                    "on_part_data": self._on_data,
                    "on_part_end": self._end_part,
                },
            )
        except FormParserError as exc:
            raise ValidationError("The boundary is too long") from exc

    def feed(self, chunk: bytes) -> None:
        """Parse a piece of the body."""
        try:
            self._parser.write(chunk)
        except FormParserError as exc:
            raise ValidationError("The multipart body is malformed") from exc

    def take(self) -> bytes:
        """Return what has come of the file since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken

    def _begin_part(self) -> None:
        self._disposition = b""

    def _on_header(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _on_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _end_headers(self) -> None:
        _, options = parse_options_header(self._disposition)
        if not self.found and options.get(b"name") == b"file":
            self.found = True
            self.name = options.get(b"filename", b"").decode("utf-8", "replace")

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        if self.found and not self.done:
            self._pieces.append(data[start:end])

    def _end_part(self) -> None:
        self.done = self.found


async def uploaded_file(request: Request) -> MultipartUpload:
    """Return the request's file, unread."""
    return MultipartUpload(request)


UploadedFile = Annotated[MultipartUpload, Depends(uploaded_file)]
