"""A mongod of a test's own, which can be killed and started again."""

import os
import signal
from pathlib import Path

from pymongo import MongoClient
from pymongo.errors import AutoReconnect

from backend.database.embedded import EmbeddedMongod
from tests.faults.history import Document


class Mongod:
    """A mongod of the test's own, which can be killed."""

    def __init__(self, folder: Path) -> None:
        self._embedded = EmbeddedMongod(folder)
        self.url = ""
        self._pid = 0

    async def start(self) -> None:
        """Start it, where it was before."""
        self.url = await self._embedded.ensure()
        with MongoClient[Document](self.url) as client:
            self._pid = client.admin.command("serverStatus")["pid"]

    def kill(self) -> None:
        """End it as a power cut would."""
        os.kill(self._pid, signal.SIGKILL)

    def step_down(self, seconds: int) -> None:
        """Let it refuse writes for a while."""
        with MongoClient[Document](self.url) as client:
            try:
                client.admin.command("replSetStepDown", seconds, force=True)
            except AutoReconnect:
                return  # older ones hang up on everybody

    def address(self) -> str:
        """Return where it listens: host:port, or the path of a Unix socket."""
        with MongoClient[Document](self.url) as client:
            address: str = client.admin.command("hello")["me"]
        return address

    async def stop(self) -> None:
        """End it."""
        await self._embedded.stop()
