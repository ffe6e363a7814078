"""Brings the embedded database back when the process that started it has died."""

import asyncio
import logging

from backend.database.client import Database
from backend.database.embedded import EmbeddedMongod
from backend.database.mongod_binary import MongodNotFoundError
from backend.database.tasks import end_tasks
from backend.domain.errors import DatabaseUnavailableError

log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0


class DatabaseGuard:
    """Looks whether the embedded database answers, and starts it where it does not.

    Of several processes on one database each looks; a lock on its folder lets one start it.
    """

    def __init__(self, database: Database, embedded: EmbeddedMongod) -> None:
        self._database = database
        self._embedded = embedded
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._run(), name="database guard")

    async def stop(self) -> None:
        """Stop looking."""
        if self._task is not None:
            await end_tasks([self._task])

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self._look()
            except (DatabaseUnavailableError, MongodNotFoundError) as trouble:
                log.warning("the embedded database does not start: %s", trouble)
            except Exception:  # whoever looks must go on looking, or nothing brings it back
                log.exception("the embedded database cannot be looked after")

    async def _look(self) -> None:
        try:
            await self._database.command("ping")
        except DatabaseUnavailableError:
            log.warning("the embedded database is gone; starting it again")
            await self._embedded.ensure()
