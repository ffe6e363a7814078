"""A mongod of our own under DATA_DIR, shared by all processes that use the folder."""

import asyncio
from pathlib import Path

from backend.database.addresses import choose_address, url_of
from backend.database.file_lock import FileLock
from backend.database.mongod_binary import MongodBinary, find_mongod
from backend.database.mongod_process import FolderInUseError, MongodProcess
from backend.database.replica_set import serves, shut_down
from backend.domain.errors import DatabaseUnavailableError

PATIENCE_SECONDS = 10  # a mongod whose owner was killed takes a second to let go of its folder


def holds_embedded_data(data_dir: Path) -> bool:
    """Return whether an embedded mongod has ever written under the folder."""
    return (data_dir / "db" / "WiredTiger").exists()


class EmbeddedMongod:
    """Whoever takes the lock first starts the server and stops it; the others find its address.

    The lock dies with its holder, and so does the server. The next process that misses the
    server calls `ensure`, and becomes the one that runs it.
    """

    def __init__(self, data_dir: Path, binary: str | None = None) -> None:
        self._data_dir = data_dir.resolve()
        self._configured_binary = binary
        self._binary: MongodBinary | None = None
        self._lock = FileLock(self._data_dir / "db.lock")
        self._record = self._data_dir / "db.address"
        self._process: MongodProcess | None = None
        self._turn = asyncio.Lock()

    @property
    def folder(self) -> Path:
        """Where the data lies."""
        return self._data_dir / "db"

    @property
    def version(self) -> str | None:
        """The version of the server, or None while this process does not run one."""
        running = self._process is not None and self._process.running
        return self._binary.version if self._binary and running else None

    async def ensure(self) -> str:
        """Return the URL of the running server, after starting it if nobody runs it.

        Call it on the main thread, at the start and whenever the server cannot be reached.

        Raises:
            MongodNotFoundError: it is ours to start, and there is no mongod.
            DatabaseUnavailableError: it does not start, or whoever runs it does not answer.
        """
        async with self._turn:
            self._data_dir.mkdir(parents=True, exist_ok=True)
            deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
            while asyncio.get_running_loop().time() < deadline:
                address = await (self._run() if self._lock.acquire() else self._join())
                if address is not None:
                    return url_of(address)
                await asyncio.sleep(0.1)
            await self.stop()
            raise DatabaseUnavailableError(
                f"{self.folder} is in use by another process, and its database does not answer"
            )

    async def stop(self) -> None:
        """Stop the server if this process runs it."""
        if self._process is not None:
            self._record.unlink(missing_ok=True)
            await self._process.stop()
            self._process = None
        self._lock.release()

    async def _run(self) -> str | None:
        """As the holder of the lock: return the address of our server, or None to try again."""
        if self._process is not None and self._process.running:
            return self._process.address
        last = self._last_address()
        if last is not None and await serves(last, self.folder):
            await shut_down(last)  # its owner is dead, and not every system ends it with its owner
            return None
        try:
            return await self._start(last)
        except FolderInUseError:
            return None
        except BaseException:
            self._lock.release()
            raise

    async def _start(self, last_address: str | None) -> str:
        self._binary = await asyncio.to_thread(find_mongod, self._configured_binary)
        self.folder.mkdir(exist_ok=True)
        address = choose_address(self._data_dir, last_address)
        partial = self._record.with_suffix(".partial")
        partial.write_text(address)
        partial.replace(self._record)
        self._process = await MongodProcess.start(
            self._binary, self.folder, address, log=self._data_dir / "db.log"
        )
        return address

    async def _join(self) -> str | None:
        """As a guest: return the address the holder of the lock wrote down, if it answers."""
        address = self._last_address()
        if address is not None and await serves(address, self.folder):
            return address
        return None

    def _last_address(self) -> str | None:
        try:
            return self._record.read_text()
        except FileNotFoundError:
            return None
