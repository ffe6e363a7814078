"""Answers that say "you have it already": conditional requests, as RFC 9110 section 13 has them."""

import hashlib
import re
import zlib
from http import HTTPStatus
from typing import Any, Final, overload

from fastapi import Request, Response

from backend import __version__
from backend.domain.media import media_base

UNCHANGED: Final[dict[int | str, dict[str, Any]]] = {
    304: {"description": "Nothing changed since the answer with the ETag in If-None-Match."}
}
"""What a route declares that can answer so."""

_ENTITY_TAG: Final = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_ASK_EACH_TIME: Final = {"Cache-Control": "private, no-cache"}


@overload
def etag_of(revision: str) -> str: ...
@overload
def etag_of(revision: None) -> None: ...
def etag_of(revision: str | None) -> str | None:
    """Return the ETag of an answer that depends on the revision of what it shows.

    It is a weak one: another version of ours may write the same in other words. An answer also
    holds media addresses, which begin as the request's own.
    """
    if revision is None:
        return None
    base = zlib.crc32(media_base.get().encode())
    return f'W/"{__version__}-{base:x}-{revision}"'


def asks_for_changes(request: Request) -> bool:
    """Tell whether the client has an answer already, and only wants a newer one."""
    return "if-none-match" in request.headers


def names(request: Request, etag: str | None) -> bool:
    """Tell whether the client has this very answer, by the weak comparison."""
    given = ",".join(request.headers.getlist("if-none-match")).strip()
    if given == "*":
        return True
    return etag is not None and etag.removeprefix("W/") in _ENTITY_TAG.findall(given)


def unchanged(request: Request, etag: str | None) -> Response | None:
    """Return 304 if the client has what would be answered."""
    if etag is None or not names(request, etag):
        return None
    return tagged(Response(status_code=HTTPStatus.NOT_MODIFIED), etag)


def tagged(answer: Response, etag: str) -> Response:
    """Have the client keep the answer, and ask each time whether it still holds."""
    answer.headers.update(_ASK_EACH_TIME | {"ETag": etag})
    return answer


def tagged_by_content(request: Request, answer: Response, etag: str | None) -> Response:
    """Tag an answer, by what is in it where no revision can be told; 304 if that is known.

    It spares the client the answer, and not us the making.
    """
    content = hashlib.blake2b(answer.body, digest_size=16)
    content.update(answer.headers.get("X-Total-Count", "").encode())
    of_content = f'W/"{content.hexdigest()}"'
    if names(request, of_content):
        answer = Response(status_code=HTTPStatus.NOT_MODIFIED)
    return tagged(answer, etag or of_content)
