"""Uploads are read as they come, no further than they may, and only the part named `file`."""

from collections.abc import AsyncIterator, Iterator

import pytest
from fastapi import Request

from backend.api.uploads import OVERHEAD, MultipartForm, MultipartUpload
from backend.domain.errors import PayloadTooLargeError, UnsupportedMediaError, ValidationError

BOUNDARY = "a-boundary"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
MEGABYTE = 1024 * 1024


class Sender:
    """A client that sends a body in chunks, and counts what was taken of it."""

    def __init__(
        self,
        chunks: Iterator[bytes],
        content_type: str | None = MULTIPART,
        length: int | None = None,
    ) -> None:
        self.taken = 0
        self._chunks = chunks
        self._headers = []
        if content_type is not None:
            self._headers.append((b"content-type", content_type.encode("latin-1")))
        if length is not None:
            self._headers.append((b"content-length", str(length).encode()))

    async def _receive(self) -> dict[str, object]:
        chunk = next(self._chunks, None)
        self.taken += len(chunk or b"")
        return {"type": "http.request", "body": chunk or b"", "more_body": chunk is not None}

    def _request(self) -> Request:
        scope = {"type": "http", "method": "POST", "path": "/", "headers": self._headers}
        return Request(scope, self._receive)

    def upload(self) -> MultipartUpload:
        return MultipartUpload(self._request())

    def form(self) -> MultipartForm:
        return MultipartForm(self._request())


def pieces(body: bytes, size: int = 65_536) -> Iterator[bytes]:
    return (body[at : at + size] for at in range(0, len(body), size))


def part(name: str, content: bytes, filename: str | None = None) -> bytes:
    given = f'; filename="{filename}"' if filename is not None else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{given}\r\n\r\n'
    return head.encode() + content + b"\r\n"


def body(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


async def read(content: AsyncIterator[bytes]) -> bytes:
    return b"".join([chunk async for chunk in content])


@pytest.mark.parametrize("size", [1, 7, 64, 1000, 65_536])
async def test_the_file_comes_through_however_the_body_is_cut(size: int) -> None:
    content = b"\r\n--a-bound\r\n--" * 50 + bytes(range(256))
    sent = body(
        part("other", b"x" * 100), part("file", content, "säng.mp3"), part("file", b"second")
    )
    name, received = await Sender(pieces(sent, size)).upload().open(len(content))
    assert name == "säng.mp3"
    assert await read(received) == content


async def test_nothing_is_read_before_the_upload_is_opened() -> None:
    sender = Sender(pieces(body(part("file", b"x"))))
    sender.upload()
    assert sender.taken == 0


async def test_a_body_that_says_it_is_too_long_is_not_read() -> None:
    sender = Sender(pieces(b"x"), length=10 * MEGABYTE + OVERHEAD + 1)
    with pytest.raises(PayloadTooLargeError):
        await sender.upload().open(10 * MEGABYTE)
    assert sender.taken == 0


async def test_a_body_that_never_ends_is_read_to_its_limit_only() -> None:
    def endless() -> Iterator[bytes]:
        yield part("other", b"")
        while True:
            yield b"x" * 65_536

    sender = Sender(endless())
    with pytest.raises(PayloadTooLargeError):
        await sender.upload().open(MEGABYTE)
    assert sender.taken <= MEGABYTE + OVERHEAD + 65_536


@pytest.mark.parametrize(
    "content_type", [None, "", "application/json", "text/plain; boundary=x", "multipart/mixed"]
)
async def test_a_body_of_another_kind_is_refused(content_type: str | None) -> None:
    sender = Sender(pieces(b"{}"), content_type)
    with pytest.raises(UnsupportedMediaError):
        await sender.upload().open(100)
    assert sender.taken == 0


@pytest.mark.parametrize(
    "content_type",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        f"multipart/form-data; boundary={'b' * 300}",
    ],
)
async def test_a_body_without_a_sound_boundary_is_refused(content_type: str) -> None:
    with pytest.raises(ValidationError, match="boundary"):
        await Sender(pieces(b"--\r\n"), content_type).upload().open(100)


@pytest.mark.parametrize("sent", [b"", body(), body(part("song", b"x", "a.mp3")), b"\r\n" * 9])
async def test_a_body_without_the_file_says_what_is_missing(sent: bytes) -> None:
    with pytest.raises(ValidationError, match="file: is missing") as caught:
        await Sender(pieces(sent)).upload().open(100)
    assert caught.value.details["fields"][0]["field"] == "file"


@pytest.mark.parametrize(
    "sent", [b"no boundary here", b"--a-boundary\r\nbad header\x00: x\r\n\r\n", b"--a-boundarX"]
)
async def test_a_malformed_body_is_refused(sent: bytes) -> None:
    with pytest.raises(ValidationError):
        await Sender(pieces(sent)).upload().open(100)


async def test_headers_without_end_are_refused() -> None:
    sent = f"--{BOUNDARY}\r\nContent-Disposition: ".encode() + b"x" * 10_000
    with pytest.raises(ValidationError, match="malformed"):
        await Sender(pieces(sent, 1000)).upload().open(MEGABYTE)


async def test_a_file_whose_end_never_comes_is_refused() -> None:
    sent = part("file", b"x" * 1000)[:-500]
    _, received = await Sender(pieces(sent, 100)).upload().open(1000)
    with pytest.raises(ValidationError, match="cut short"):
        await read(received)


async def test_an_empty_file_is_found_and_empty() -> None:
    name, received = await Sender(pieces(body(part("file", b"", "")))).upload().open(10)
    assert name == ""
    assert await read(received) == b""


@pytest.mark.parametrize("size", [1, 7, 1000])
async def test_parts_come_one_by_one_without_those_that_hold_nothing(size: int) -> None:
    sent = body(
        part("face", b"null"),
        part("a", b"null", "a.png"),
        part("b", b"nullify"),
        part("c", b""),
        part("d", b"x" * 5000, "d.png"),
        part("e", b"undefined"),
    )
    form = Sender(pieces(sent, size)).form()
    form.open(len(sent))
    found = []
    while received := await form.next_part():
        content = b"" if received.name == "d" else await read(received.content)
        found.append((received.name, received.filename, content))
    assert found == [("a", "a.png", b"null"), ("b", None, b"nullify"), ("d", "d.png", b"")]
