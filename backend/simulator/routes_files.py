"""Routes for uploads and for reading files back."""

from __future__ import annotations

import asyncio
import io
import mimetypes
import re
from email.utils import formatdate

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from backend.simulator.files import (
    KINDS,
    FileKey,
    OutsideError,
    StoredFile,
    inside,
    split_annotated,
)
from backend.simulator.machine import Machine
from backend.simulator.replies import Json, TroubleError, machine_of

DEFAULT_QUALITY = 90
GARBAGE = b"<html><body>not what you asked for</body></html>"

_RANGE = re.compile(r"bytes=(?P<first>\d+)-(?P<last>\d*)")


async def post_upload(request: Request) -> Response:
    """Store an uploaded file under its name, or under a numbered one if that is taken."""
    machine = machine_of(request)
    limit = machine.config.max_upload
    if int(request.headers.get("content-length", 0)) > limit:
        # Read to the end, or the client would meet a closed connection instead of the answer.
        async for _ in request.stream():
            pass
        return PlainTextResponse(f"Maximum request body size {limit} exceeded.", 413)
    async with request.form() as form:
        file = form.get("image")
        if not isinstance(file, UploadFile) or not file.filename:
            return Response(status_code=400)
        kind = str(form.get("type", "input"))
        if kind not in KINDS:
            raise TroubleError
        try:
            subfolder = inside(str(form.get("subfolder", "")))
            inside(file.filename)
        except OutsideError:
            return Response(status_code=400)
        overwrite = form.get("overwrite") in ("true", "1")
        key = FileKey(kind, subfolder, file.filename.rpartition("/")[2])
        stored = machine.files.upload(key, await file.read(), overwrite=overwrite)
    return Json({"name": stored.name, "subfolder": stored.subfolder, "type": stored.kind})


async def get_view(request: Request) -> Response:
    """Send a file, whole, in part, as a preview or as one of its channels."""
    machine, query = machine_of(request), request.query_params
    try:
        key = _key(request)
    except PermissionError:
        return Response(status_code=403)
    except ValueError:
        return Response(status_code=400)
    stored = machine.files.get(key) if key else None
    if key is None or stored is None:
        return Response(status_code=404)
    headers = {"Content-Disposition": f'filename="{key.name}"'.encode().decode("latin-1")}
    if "preview" in query or query.get("channel") in ("rgb", "a"):
        content, media_type = await asyncio.to_thread(
            _converted, stored.content, query.get("preview"), query.get("channel")
        )
        return Response(content, headers=headers, media_type=media_type)
    broken = _broken(machine, key, stored)
    return Response(status_code=404) if broken is None else _send(request, key, broken, headers)


def _key(request: Request) -> FileKey | None:
    """The file asked for, or None if none is named.

    Raises:
        ValueError: its name or kind is none that could be.
        PermissionError: its folder leads outside.
    """
    query = request.query_params
    text = query.get("filename", "")
    if not text:
        return None
    try:
        key = split_annotated(text, query.get("type", "output"))
    except OutsideError as exc:
        raise ValueError(text) from exc
    if key.kind not in KINDS:
        raise ValueError(key.kind)
    try:
        return FileKey(key.kind, inside(query.get("subfolder") or key.subfolder), key.name)
    except OutsideError as exc:
        raise PermissionError from exc


def _broken(machine: Machine, key: FileKey, stored: StoredFile) -> StoredFile | None:
    """The file as the faults let it through; None if it is not to be found."""
    if key.kind != "output":
        return stored
    if machine.faults.strike("output_missing"):
        return None
    if machine.faults.strike("output_truncated"):
        return StoredFile(stored.content[: len(stored.content) // 2], stored.written)
    if machine.faults.strike("output_garbage"):
        return StoredFile(GARBAGE, stored.written)
    return stored


def _send(request: Request, key: FileKey, stored: StoredFile, headers: dict[str, str]) -> Response:
    content = stored.content
    headers |= {
        "ETag": f'"{int(stored.written * 1e9):x}-{len(content):x}"',
        "Last-Modified": formatdate(stored.written, usegmt=True),
        "Accept-Ranges": "bytes",
    }
    media_type = mimetypes.guess_type(key.name)[0] or "application/octet-stream"
    wanted = _RANGE.fullmatch(request.headers.get("range", ""))
    if wanted is None:
        return Response(content, headers=headers, media_type=media_type)
    first, last = int(wanted["first"]), int(wanted["last"] or len(content) - 1)
    part = content[first : last + 1]
    if not part:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{len(content)}"})
    headers["Content-Range"] = f"bytes {first}-{first + len(part) - 1}/{len(content)}"
    return Response(part, 206, headers, media_type)


def _converted(content: bytes, preview: str | None, channel: str | None) -> tuple[bytes, str]:
    """Encode an image anew; returns the bytes and their media type.

    Raises:
        TroubleError: it is no image.
    """
    from PIL import Image, UnidentifiedImageError

    form, _, quality = (preview or "").partition(";")
    form = form if form in ("webp", "jpeg") else "webp"
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if preview is not None:
                number = int(quality) if quality.isdecimal() else DEFAULT_QUALITY
                opened.convert("RGB").save(out, form, quality=number)
                return out.getvalue(), f"image/{form}"
            if channel == "rgb":
                opened.convert("RGB").save(out, "PNG")
            else:
                alpha = opened.convert("RGBA").getchannel("A")
                Image.merge("RGBA", (Image.new("L", opened.size),) * 3 + (alpha,)).save(out, "PNG")
    except UnidentifiedImageError as exc:
        raise TroubleError from exc
    return out.getvalue(), "image/png"
