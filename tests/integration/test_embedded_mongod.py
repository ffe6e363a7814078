"""The embedded mongod: real, shared by processes, and gone with the one that runs it."""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import AsyncMongoClient

from backend.database import embedded as embedded_module
from backend.database import mongod_binary
from backend.database.embedded import EmbeddedMongod, holds_embedded_data
from backend.database.file_lock import FileLock
from backend.domain.errors import DatabaseUnavailableError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")

OWNER = """
import asyncio, sys
from pathlib import Path
from backend.database.embedded import EmbeddedMongod

async def main():
    mongod = EmbeddedMongod(Path(sys.argv[1]))
    print(await mongod.ensure(), flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await mongod.stop()

asyncio.run(main())
"""


@pytest.fixture(autouse=True)
def temp_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A temporary folder, for this process and its children, whose path is short enough."""
    folder = tempfile.mkdtemp(prefix="sc", dir="/tmp")
    monkeypatch.setattr(tempfile, "tempdir", folder)
    monkeypatch.setenv("TMPDIR", folder)
    yield
    shutil.rmtree(folder)


@pytest.fixture
async def mongod(tmp_path: Path) -> AsyncIterator[EmbeddedMongod]:
    mongod = EmbeddedMongod(tmp_path)
    yield mongod
    await mongod.stop()


@pytest.fixture
async def owner(tmp_path: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Another process that runs the database of the same folder."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", OWNER, str(tmp_path)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert (await process.stdout.readline()).startswith(b"mongodb://")
    yield process
    if process.returncode is None:
        process.kill()
    await process.communicate()


async def pid_of(url: str) -> int:
    async with AsyncMongoClient[dict[str, Any]](url) as client:
        return int((await client.admin.command("serverStatus"))["pid"])


async def write(url: str, text: str) -> None:
    async with AsyncMongoClient[dict[str, Any]](url) as client:
        await client.test.notes.insert_one({"text": text})


async def read(url: str) -> list[str]:
    async with AsyncMongoClient[dict[str, Any]](url) as client:
        return [note["text"] async for note in client.test.notes.find().sort("_id")]


def is_gone(pid: int) -> bool:
    """A process that ended is gone, even if whoever inherited it has not taken note yet."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state == "Z"


def is_private_socket(path: Path) -> bool:
    return path.is_socket() and path.parent.stat().st_mode & 0o077 == 0


async def until_gone(pid: int) -> None:
    async with asyncio.timeout(20):
        while not is_gone(pid):  # noqa: ASYNC110 - nobody but its parent is told of its end
            await asyncio.sleep(0.05)


async def test_what_was_written_is_there_after_a_restart(
    mongod: EmbeddedMongod, tmp_path: Path
) -> None:
    assert not holds_embedded_data(tmp_path)
    url = await mongod.ensure()
    await write(url, "kept")
    pid = await pid_of(url)
    await mongod.stop()
    assert is_gone(pid)
    assert holds_embedded_data(tmp_path)
    assert mongod.version is None
    assert await read(await mongod.ensure()) == ["kept"]
    assert mongod.version


async def test_it_has_transactions_and_change_streams(mongod: EmbeddedMongod) -> None:
    async with AsyncMongoClient[dict[str, Any]](await mongod.ensure()) as client:
        notes = client.test.notes
        async with await notes.watch() as changes, client.start_session() as session:
            async with await session.start_transaction():
                await notes.insert_one({"text": "seen"}, session=session)
            assert (await anext(changes))["fullDocument"]["text"] == "seen"


async def test_its_socket_is_private_and_its_traces_vanish(mongod: EmbeddedMongod) -> None:
    async with AsyncMongoClient[dict[str, Any]](await mongod.ensure()) as client:
        hello = await client.admin.command("hello")
    socket = Path(hello["me"])
    assert is_private_socket(socket)
    await mongod.stop()
    assert not is_private_socket(socket)


async def test_a_new_address_does_not_lose_the_data(
    mongod: EmbeddedMongod, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await write(await mongod.ensure(), "from the socket")
    await mongod.stop()
    deep = tmp_path / ("deep" * 25)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    url = await mongod.ensure()
    assert url.startswith("mongodb://127.0.0.1:")
    assert await read(url) == ["from the socket"]


@pytest.mark.usefixtures("owner")
async def test_two_processes_share_one_database(mongod: EmbeddedMongod) -> None:
    url = await mongod.ensure()
    await write(url, "from the guest")
    await mongod.stop()
    assert await read(await mongod.ensure()) == ["from the guest"], "a guest stops nothing"
    assert mongod.version is None


async def test_after_a_kill_of_its_owner_a_guest_takes_over(
    owner: asyncio.subprocess.Process, mongod: EmbeddedMongod
) -> None:
    url = await mongod.ensure()
    await write(url, "before the kill")
    orphan = await pid_of(url)
    owner.kill()
    await owner.wait()
    assert await read(await mongod.ensure()) == ["before the kill"]
    assert mongod.version, "it is ours now"
    assert is_gone(orphan)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
async def test_no_mongod_outlives_its_owner(
    number: signal.Signals, owner: asyncio.subprocess.Process, mongod: EmbeddedMongod
) -> None:
    pid = await pid_of(await mongod.ensure())
    owner.send_signal(number)
    await until_gone(pid)


async def test_an_owner_that_ends_in_peace_stops_it(
    owner: asyncio.subprocess.Process, mongod: EmbeddedMongod
) -> None:
    pid = await pid_of(await mongod.ensure())
    await owner.communicate(b"")
    assert owner.returncode == 0
    assert is_gone(pid)


async def test_its_owner_starts_it_again_after_it_died(mongod: EmbeddedMongod) -> None:
    url = await mongod.ensure()
    await write(url, "before it died")
    pid = await pid_of(url)
    os.kill(pid, signal.SIGKILL)
    async with asyncio.timeout(20):
        while mongod.version:  # noqa: ASYNC110 - the system tells its parent only when asked
            await asyncio.sleep(0.02)
    assert await read(await mongod.ensure()) == ["before it died"]


@pytest.mark.usefixtures("owner")
async def test_an_orphan_that_the_system_let_live_is_replaced(
    mongod: EmbeddedMongod, tmp_path: Path
) -> None:
    url = await mongod.ensure()
    await write(url, "in the orphan")
    orphan = await pid_of(url)
    (tmp_path / "db.lock").unlink()  # as if the owner had died and taken only the lock along
    assert await read(await mongod.ensure()) == ["in the orphan"]
    assert mongod.version, "it is ours now"
    assert await pid_of(url) != orphan


async def test_a_holder_of_the_lock_that_does_not_answer_is_an_error(
    mongod: EmbeddedMongod, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_module, "PATIENCE_SECONDS", 0.3)
    lock = FileLock(tmp_path / "db.lock")
    assert lock.acquire()
    with pytest.raises(DatabaseUnavailableError, match="in use by another process"):
        await mongod.ensure()
    lock.release()


async def test_a_mongod_that_cannot_start_is_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "mongod"
    broken.write_text('#!/bin/sh\n[ "$1" = --version ] && echo v6.0.0 || (echo no luck; exit 1)\n')
    broken.chmod(0o755)
    mongod = EmbeddedMongod(tmp_path / "data", str(broken))
    with pytest.raises(DatabaseUnavailableError, match="no luck"):
        await mongod.ensure()
    lock = FileLock(tmp_path / "data" / "db.lock")
    assert lock.acquire(), "a failed start lets go of the lock"
    lock.release()


async def test_without_any_mongod_the_lock_is_free_for_others(
    mongod: EmbeddedMongod, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mongod_binary, "_bundled_mongod", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(mongod_binary.MongodNotFoundError):
        await mongod.ensure()
    lock = FileLock(tmp_path / "db.lock")
    assert lock.acquire()
    lock.release()


async def test_a_start_that_is_cancelled_leaves_nothing_running(
    mongod: EmbeddedMongod, tmp_path: Path
) -> None:
    start = asyncio.create_task(mongod.ensure())
    async with asyncio.timeout(20):
        while not (tmp_path / "db" / "mongod.lock").exists():  # noqa: ASYNC110 - a file, no event
            await asyncio.sleep(0.005)
    pid = int((tmp_path / "db" / "mongod.lock").read_text() or 0)
    start.cancel()
    with pytest.raises(asyncio.CancelledError):
        await start
    assert not pid or is_gone(pid)
    assert FileLock(tmp_path / "db.lock").acquire()
