"""Files of an import: members of its zip stored as media, and drawn layers made one picture."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Final

from backend.domain.errors import (
    PayloadTooLargeError,
    UnsupportedMediaError,
    ValidationError,
    invalid_field,
)
from backend.domain.media import Media
from backend.export.readers.new_board import Dropped
from backend.services.media_service import MediaService
from backend.services.project_import_package import Package

# Pillow takes long to load, and few servers ever import a storyboard.
if TYPE_CHECKING:
    from PIL import Image

_MOST_PIXELS: Final = 4096 * 4096
_MOST_LAYER_BYTES: Final = 64 * 1024 * 1024
_REFUSED: Final = (PayloadTooLargeError, UnsupportedMediaError, ValidationError)


class ImportedFiles:
    """Stores what a package holds; what is no sound file of ours is dropped, and said so."""

    def __init__(self, package: Package, media: MediaService, *, limit: int) -> None:
        self._package = package
        self._names = frozenset(package.names)
        self._media = media
        self._limit = limit
        self.dropped: list[Dropped] = []

    def first(self, *names: str) -> str | None:
        """Return the first of the names that the package has a member for."""
        return next((name for name in names if name in self._names), None)

    async def keep(self, member: str) -> Media | None:
        """Store a member, checked as an upload is."""
        try:
            return await self._media.store_stream(
                self._parts(member), limit=self._limit, name=member
            )
        except _REFUSED as exc:
            self.dropped.append(Dropped(member, exc.message))
            return None

    async def keep_layers(self, layers: Sequence[tuple[str, float]]) -> Media | None:
        """Store the picture that layers make, bottom to top, each with its opacity."""
        try:
            picture = await asyncio.to_thread(_draw, self._package, layers)
            return await self._media.store_bytes(picture)
        except _REFUSED as exc:
            self.dropped.append(Dropped(layers[0][0], exc.message))
            return None

    async def _parts(self, member: str) -> AsyncIterator[bytes]:
        parts = self._package.parts(member)
        while part := await asyncio.to_thread(next, parts, None):
            yield part


def _draw(package: Package, layers: Sequence[tuple[str, float]]) -> bytes:
    """Return a PNG of the layers on white, as large as the lowest one."""
    from PIL import Image

    canvas: Image.Image | None = None
    for member, opacity in layers:
        layer = _layer(package, member)
        if canvas is None:
            canvas = Image.new("RGBA", layer.size, "white")
        if layer.size != canvas.size:
            layer = layer.resize(canvas.size)
        if opacity < 1:
            layer.putalpha(layer.getchannel("A").point([round(a * opacity) for a in range(256)]))
        canvas.alpha_composite(layer)
    out = io.BytesIO()
    if canvas is not None:
        canvas.convert("RGB").save(out, "PNG")
    return out.getvalue()


def _layer(package: Package, member: str) -> Image.Image:
    from PIL import Image

    if package.size(member) > _MOST_LAYER_BYTES:
        raise invalid_field("file", f"a layer has more than {_MOST_LAYER_BYTES} bytes")
    try:
        with Image.open(io.BytesIO(package.read(member)), formats=["PNG", "JPEG"]) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise invalid_field("file", f"a layer has more than {_MOST_PIXELS} pixels")
            return opened.convert("RGBA")
    except ValidationError:
        raise
    except Exception as exc:  # decoders fed hostile bytes raise anything at all
        raise invalid_field("file", "a layer is damaged") from exc
