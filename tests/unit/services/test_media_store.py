"""Files come whole or not at all, under the name of their content, and nowhere else."""

import asyncio
import errno
import hashlib
import os
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from backend.domain.errors import PayloadTooLargeError, ResourceNotFoundError, StorageFullError
from backend.domain.times import utc_now
from backend.services.media_store import LEFTOVER_SECONDS, MediaStore

CONTENT = b"some bytes" * 300_000
KEY = hashlib.sha256(CONTENT).hexdigest() + ".png"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "media"


@pytest.fixture
def store(root: Path) -> MediaStore:
    return MediaStore(root)


async def chunks(content: bytes = CONTENT, size: int = 65_536) -> AsyncIterator[bytes]:
    for at in range(0, len(content), size):
        yield content[at : at + size]


async def kept(store: MediaStore, content: bytes = CONTENT) -> str:
    async with store.receive(chunks(content), limit=len(content)) as temporary:
        return await store.keep(temporary, "png")


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def age(path: Path) -> None:
    """Let the file look as if it had lain there for two hours."""
    then = time.time() - 2 * LEFTOVER_SECONDS
    os.utime(path, (then, then))


async def test_a_file_is_named_after_its_content(store: MediaStore, root: Path) -> None:
    assert await kept(store) == KEY
    assert files(root) == [f"{KEY[:2]}/{KEY}"]
    assert store.path(KEY).read_bytes() == CONTENT
    stat = await store.stat(KEY)
    assert stat is not None
    assert stat.st_size == len(CONTENT)


async def test_a_thumbnail_lies_beside_its_file(store: MediaStore, root: Path) -> None:
    key = await kept(store)
    thumbnail = await store.keep_thumbnail(key, b"jpeg")
    assert thumbnail == f"{key[:64]}.thumb.jpg"
    assert store.path(thumbnail).parent == store.path(key).parent
    assert store.path(thumbnail).read_bytes() == b"jpeg"


async def test_the_same_content_at_the_same_time_is_one_file(store: MediaStore, root: Path) -> None:
    assert set(await asyncio.gather(*(kept(store) for _ in range(8)))) == {KEY}
    assert files(root) == [f"{KEY[:2]}/{KEY}"]


async def test_a_stream_over_its_limit_is_read_no_further(store: MediaStore, root: Path) -> None:
    read = 0

    async def counted() -> AsyncIterator[bytes]:
        nonlocal read
        async for chunk in chunks(size=1000):
            read += len(chunk)
            yield chunk

    with pytest.raises(PayloadTooLargeError):
        async with store.receive(counted(), limit=100_500):
            pytest.fail("it was taken")
    assert read == 101_000
    assert files(root) == []


async def test_nothing_is_left_of_a_stream_that_breaks(store: MediaStore, root: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield CONTENT
        raise ConnectionError

    with pytest.raises(ConnectionError):
        async with store.receive(broken(), limit=len(CONTENT)):
            pytest.fail("it was taken")
    assert files(root) == []


async def test_nothing_is_left_of_a_stream_that_is_cancelled(store: MediaStore, root: Path) -> None:
    begun = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        yield CONTENT
        begun.set()
        await asyncio.Event().wait()

    async def take() -> None:
        async with store.receive(endless(), limit=len(CONTENT)):
            pytest.fail("it was taken")

    task = asyncio.create_task(take())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert files(root) == []


@pytest.mark.parametrize("full", [errno.ENOSPC, errno.EDQUOT])
async def test_a_full_disk_is_said_so_and_leaves_nothing(
    store: MediaStore, root: Path, monkeypatch: pytest.MonkeyPatch, full: int
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(full, os.strerror(full))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StorageFullError):
        await kept(store)
    assert files(root) == []


async def test_any_other_trouble_of_the_disk_is_not_hidden(
    store: MediaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="broken"):
        await kept(store)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "a\x00b.png",
        "CON",
        "a" * 300,
        "",
        ".",
        "..",
        KEY.upper(),
        f"/{KEY}",
        f"{KEY}/..",
        f"{KEY}\n",
        f"{KEY[:64]}.thumb.thumb.jpg",
    ],
)
async def test_a_name_that_is_no_key_reaches_no_file(store: MediaStore, name: str) -> None:
    with pytest.raises(ResourceNotFoundError):
        store.path(name)
    with pytest.raises(ResourceNotFoundError):
        await store.delete(name)


async def test_a_file_that_goes_is_gone_and_may_go_twice(store: MediaStore) -> None:
    key = await kept(store)
    await store.delete(key)
    await store.delete(key)
    assert await store.stat(key) is None


async def test_a_file_stored_again_meanwhile_does_not_go(store: MediaStore) -> None:
    key = await kept(store)
    age(store.path(key))
    an_hour_ago = utc_now() - timedelta(seconds=LEFTOVER_SECONDS)
    assert await store.keys(untouched_since=an_hour_ago) == [key]
    await kept(store)
    assert await store.keys(untouched_since=an_hour_ago) == []
    await store.delete(key, untouched_since=an_hour_ago)
    assert await store.stat(key) is not None


async def test_only_our_files_are_listed(store: MediaStore, root: Path) -> None:
    key = await kept(store)
    (root / ".gitkeep").touch()
    (root / key[:2] / "notes.txt").touch()
    assert await store.keys(untouched_since=utc_now() + timedelta(days=1)) == [key]


async def test_what_a_dead_process_left_goes_after_an_hour(store: MediaStore, root: Path) -> None:
    incoming = root / "incoming"
    incoming.mkdir(parents=True)
    for name in ("old", "old.clean", "young"):
        (incoming / name).write_bytes(b"half")
    age(incoming / "old")
    age(incoming / "old.clean")
    await store.sweep()
    assert files(root) == ["incoming/young"]


async def test_a_store_that_holds_nothing_yet_can_be_swept_and_measured(
    store: MediaStore,
) -> None:
    await store.sweep()
    assert await store.keys(untouched_since=utc_now()) == []
    assert await store.free_bytes() > 0
