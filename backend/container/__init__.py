"""The only place where objects are made, by hand, in the order in which they need each other."""

from contextlib import AsyncExitStack

from backend.container.draft_parts import DraftParts
from backend.database.guard import DatabaseGuard
from backend.database.locate import LocatedDatabase
from backend.database.migrate import migrate
from backend.services.config_service import ConfigService
from backend.services.doctor_database import DatabaseLooks
from backend.services.doctor_machine import MachineLooks
from backend.services.doctor_queue import QueueLooks
from backend.services.doctor_service import DoctorService
from backend.services.health_service import HealthService
from backend.settings import Settings


class Container(DraftParts):
    """Everything that lives as long as the process."""

    def __init__(self, settings: Settings, located: LocatedDatabase, *, kind: str = "api") -> None:
        """Make everything and start nothing.

        Args:
            kind: what the process is: "api", or "worker" if it only runs jobs.
        """
        super().__init__(settings, located, kind=kind)
        self.health = HealthService(
            self.database,
            located.kind,
            self.queue,
            self._servers,
            self._lanes,
            self.store,
            self.providers,
            settings.min_free_disk_mb,
        )
        self.config = ConfigService(settings, self.media_files, self._reload, self._config)
        self.doctor = DoctorService(
            MachineLooks(settings, located.kind).looks(),
            DatabaseLooks(self.database, located.note, self._diagnosis).looks(),
            QueueLooks(self._servers, self._lanes, self._jobs).looks(),
        )
        self._running = AsyncExitStack()

    async def start(self) -> None:
        """Connect, bring the database up to date, end what a crash interrupted, run the queue.

        Raises:
            DatabaseUnavailableError: it cannot be reached, or a newer version has changed it.
        """
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.database.close)
            stack.push_async_callback(self.openai_videos.close)
            stack.push_async_callback(self.providers.stop)
            await self.config.start()
            await self.database.connect()
            await migrate(self.database)
            await self.build_indexes()
            if self.located.embedded is not None:
                guard = DatabaseGuard(self.database, self.located.embedded)
                await guard.start()
                stack.push_async_callback(guard.stop)
            await self.store.sweep()
            await self.config.follow()
            stack.push_async_callback(self.config.stop)
            await self.hub.start(change_stream=self.database.is_replica_set)
            stack.push_async_callback(self.hub.stop)
            await self.projects.finish_deletions()
            await self.scenes.finish_deletions()
            await self.batches.finish_queueing()
            await self.providers.start()
            await self._janitor.start()
            stack.push_async_callback(self._janitor.stop)
            await self._draft_recovery.start()
            stack.push_async_callback(self._draft_recovery.stop)
            await self.engines.start()
            stack.push_async_callback(self.engines.stop)
            self._running = stack.pop_all()

    async def stop(self) -> None:
        """Stop in reverse."""
        await self._running.aclose()
