"""Media: what a stored file is, and how its address is written."""

import re
from contextvars import ContextVar
from enum import StrEnum
from typing import Annotated, Final

from pydantic import BaseModel, PlainSerializer

from backend.domain.entity import Entity

MEDIA_PATH: Final = "/api/v1/media/files/"
_KEY: Final = re.compile(r"[0-9a-f]{64}(\.thumb)?\.[a-z0-9]{2,5}")
_SCHEME: Final = re.compile(r"\s*(?!https?://)[a-z][a-z0-9+.-]*:", re.IGNORECASE)

media_base: ContextVar[str] = ContextVar("media_base", default="")
"""Scheme and host of the answer being made, e.g. "http://127.0.0.1:8001"."""


class MediaKind(StrEnum):
    """What a file shows or sounds like."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"


class MediaFacts(BaseModel):
    """What was measured on a file's content."""

    kind: MediaKind
    content_type: str
    extension: str
    width: int | None = None
    height: int | None = None
    duration: float | None = None
    """Seconds; None for stills."""
    frames: int | None = None
    fps: str | None = None
    """Frames per second as an exact fraction, e.g. "24000/1001"."""
    sample_rate: int | None = None
    channels: int | None = None


class Media(MediaFacts, Entity):
    """A stored file; its id is its storage key, `<sha256>.<extension>`."""

    size_bytes: int
    sha256: str
    thumbnail: str | None = None
    original_name: str | None = None


def is_media_key(text: str) -> bool:
    """Tell whether the text is a storage key and nothing else, so that it is safe in a path."""
    return _KEY.fullmatch(text) is not None


def thumbnail_key(key: str) -> str:
    """Return the storage key of a file's thumbnail."""
    return f"{key[:64]}.thumb.jpg"


def media_key(reference: str) -> str:
    """Return the storage key in an address of ours; any other text comes back unchanged."""
    key = reference.rsplit("/", 1)[-1]
    return key if is_media_key(key) else reference


def stored_reference(given: str | None) -> str | None:
    """Return a reference as it is kept: an address of ours as its key, an empty text as none.

    Clients send back what they got; what is elsewhere stays as it is, if browsers may follow it.

    Raises:
        ValueError: it is an address of another kind than http, such as "javascript:".
    """
    if not given:
        return None
    key = media_key(given)
    if not is_media_key(key) and _SCHEME.match(given):
        raise ValueError("an address must begin with http:// or https://")
    return key


def media_url(reference: str) -> str:
    """Return the absolute address of a storage key; any other text comes back unchanged."""
    if not is_media_key(reference):
        return reference
    return f"{media_base.get()}{MEDIA_PATH}{reference}"


MediaRef = Annotated[str, PlainSerializer(media_url, return_type=str, when_used="json-unless-none")]
"""A storage key in the database, an absolute address in an answer."""
