"""A stored file as an answer: cached for ever, in parts if asked, never run by a browser."""

import re
from http import HTTPStatus
from typing import Final

from fastapi import HTTPException, Request, Response
from fastapi.responses import FileResponse

from backend.api.conditional import names
from backend.services.media_service import StoredFile

_RANGE: Final = re.compile(
    r"bytes=(?:(?P<first>\d{1,18})-(?P<last>\d{0,18})|-(?P<suffix>\d{1,18}))"
)


def answer_file(request: Request, file: StoredFile) -> Response:
    """Return the file, the part of it that was asked for (206), or that it is unchanged (304).

    Raises:
        HTTPException: 416, the part that was asked for lies behind the end.
    """
    etag = f'"{file.key}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "public, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff",
    }
    if names(request, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if not _has_usable_range(request, etag, file.stat.st_size):
        # The response reads the header by itself, and would answer a bad one with plain text.
        request.scope["headers"] = [
            pair for pair in request.scope["headers"] if pair[0] != b"range"
        ]
    return FileResponse(
        file.path,
        headers=headers,
        media_type=file.content_type,
        stat_result=file.stat,
        filename=file.key,
        content_disposition_type="inline",
    )


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
