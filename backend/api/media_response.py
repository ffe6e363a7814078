"""A stored file as an answer: in parts if asked, never run by a browser."""

import os
import re
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from fastapi import HTTPException, Request, Response
from fastapi.responses import FileResponse
from starlette.types import Message, Receive, Scope, Send

from backend.api.conditional import names
from backend.api.envelope import HTTP_ERROR, ErrorResponse
from backend.domain.errors import ResourceNotFoundError
from backend.services.export_job_service import FinishedExport
from backend.services.media_service import StoredFile

_BYTES: Final = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The file.", "content": _BYTES},
    206: {"description": "The part that Range asks for.", "content": _BYTES},
    304: {"description": "It is what the ETag in If-None-Match names."},
    416: {"description": f"`{HTTP_ERROR}`: the part lies behind the end.", "model": ErrorResponse},
}
"""What a route declares that answers so."""

_RANGE: Final = re.compile(
    r"bytes=(?:(?P<first>\d{1,18})-(?P<last>\d{0,18})|-(?P<suffix>\d{1,18}))"
)


def answer_file(request: Request, file: StoredFile) -> Response:
    """Return the file, the part of it that was asked for (206), or that it is unchanged (304).

    It may be cached for ever: a file's name is made of its content.

    Raises:
        HTTPException: 416, the part that was asked for lies behind the end.
    """
    headers = {
        "ETag": f'"{file.key}"',
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Disposition": f'inline; filename="{file.key}"',
    }
    return _answer(request, file.path, file.stat, file.content_type, headers)


def answer_download(request: Request, file: FinishedExport) -> Response:
    """Return the file of an export to be saved; as `answer_file` otherwise."""
    headers = {
        "ETag": f'"{file.sha256}"',
        "Cache-Control": "private, no-cache",
        "Content-Disposition": attachment(file.filename, file.ascii_filename),
    }
    return _answer(request, file.path, file.stat, file.media_type, headers)


def attachment(filename: str, ascii_filename: str) -> str:
    """Return the Content-Disposition of a file to be saved, also for clients of the old kind."""
    whole = quote(filename, safe="")
    return f"attachment; filename=\"{ascii_filename}\"; filename*=UTF-8''{whole}"


def _answer(
    request: Request, path: Path, stat: os.stat_result, media_type: str, headers: dict[str, str]
) -> Response:
    etag = headers["ETag"]
    headers["X-Content-Type-Options"] = "nosniff"
    if names(request, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if not _has_usable_range(request, etag, stat.st_size):
        # The response reads the header by itself, and would answer a bad one with plain text.
        request.scope["headers"] = [
            pair for pair in request.scope["headers"] if pair[0] != b"range"
        ]
    return _OpenedFile(path, headers=headers, media_type=media_type, stat_result=stat)


class _OpenedFile(FileResponse):
    """A file whose answer begins once it is open: it may be removed at that very moment."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; raises ResourceNotFoundError, before anything was sent, if the file is gone."""
        begun: list[Message] = []

        async def send_when_open(message: Message) -> None:
            begun.append(message)
            if message["type"] != "http.response.start":
                for each in begun:
                    await send(each)
                begun.clear()

        try:
            await super().__call__(scope, receive, send_when_open)
        except FileNotFoundError as error:
            raise ResourceNotFoundError("Media", Path(self.path).name) from error


def _has_usable_range(request: Request, etag: str, size: int) -> bool:
    """Tell a single range of bytes from all else, which RFC 9110 lets a server ignore."""
    match = _RANGE.fullmatch(request.headers.get("range", ""))
    if match is None:
        return False
    first, last, suffix = (int(text) if text else None for text in match.groups())
    if first is not None and last is not None and last < first:
        return False
    if suffix == 0 or (first is not None and first >= size):
        if request.headers.get("if-range", etag) != etag:
            return False
        raise HTTPException(
            HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            f"The file has {size} bytes",
            {"Content-Range": f"bytes */{size}"},
        )
    return True
