"""The seam between us and the driver: PyMongo's async client, or Motor, in one shape."""

from collections.abc import Awaitable, Callable
from datetime import UTC
from typing import Any, TypeVar

from bson.codec_options import CodecOptions
from pymongo import AsyncMongoClient

from backend.database.collection import DriverCollection, translated
from backend.database.command_log import CommandLog, Observe
from backend.repositories.collection import Collection, Document, Session
from backend.settings import MongoDriver

T = TypeVar("T")

SERVER_SELECTION_MS = 5000


class Database:
    """One database, its collections and its transactions."""

    def __init__(
        self,
        url: str,
        name: str,
        driver: MongoDriver = MongoDriver.PYMONGO,
        observe: Observe = lambda _command, _collection, _seconds: None,
    ) -> None:
        """Make the client; it connects when it is first asked for something.

        Args:
            observe: is told of every command that ended, in whatever thread it ended.
        """
        options: dict[str, Any] = {
            "w": "majority",
            "journal": True,
            "tz_aware": True,
            "serverSelectionTimeoutMS": SERVER_SELECTION_MS,
            "appname": "storycanvas",
            "event_listeners": [CommandLog(observe)],
        }
        self._motor = driver is MongoDriver.MOTOR
        self._client: Any = _client_class(driver)(url, **options)
        self.name = name
        self._database = self._client.get_database(
            name, codec_options=CodecOptions(tz_aware=True, tzinfo=UTC)
        )
        self.is_replica_set = False

    async def connect(self) -> None:
        """Reach the server and learn whether it knows transactions.

        Raises:
            DatabaseUnavailableError: no answer in five seconds.
        """
        hello = await self.command("hello")
        self.is_replica_set = "setName" in hello

    def collection(self, name: str) -> Collection:
        """Return the collection of that name."""
        return DriverCollection(self._database[name], motor=self._motor)

    async def command(self, name: str, **arguments: Any) -> Document:
        """Run a database command and return its answer."""
        with translated():
            answer: Document = await self._database.command(name, **arguments)
        return answer

    async def transaction(self, work: Callable[[Session], Awaitable[T]]) -> T:
        """Run the work in one transaction, again if another one got in its way.

        A standalone server has no transactions: there the work runs without one.
        """
        if not self.is_replica_set:
            return await work(None)
        started = self._client.start_session()
        session_context = await started if self._motor else started
        with translated():
            async with session_context as session:
                done: T = await session.with_transaction(work)
        return done

    async def drop(self) -> None:
        """Remove the whole database."""
        with translated():
            await self._client.drop_database(self.name)

    async def close(self) -> None:
        """Close all connections."""
        closing = self._client.close()
        if closing is not None:
            await closing


def _client_class(driver: MongoDriver) -> Any:
    if driver is MongoDriver.PYMONGO:
        return AsyncMongoClient
    from motor.motor_asyncio import AsyncIOMotorClient  # most never need it, and all would wait

    return AsyncIOMotorClient
