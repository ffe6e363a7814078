"""Whether we can serve, part by part, without telling anyone a password."""

import time
from collections.abc import Sequence
from typing import Any, Literal, Protocol

from pydantic import BaseModel

from backend import __version__
from backend.domain.errors import StoryCanvasError
from backend.domain.lane import LaneState
from backend.domain.queue_status import QueueStatus
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.server_repository import ServerRepository
from backend.services.media_store import MediaStore
from backend.services.provider_service import ProviderView

Condition = Literal["up", "down"]


class DatabaseHealth(BaseModel):
    """The database; latency in milliseconds, null when it is away."""

    status: Condition
    kind: str
    latency_ms: float | None = None
    transactions: bool


class QueueHealth(BaseModel):
    """The queue; null counts when the database is away."""

    status: Condition
    paused: bool | None = None
    queued: int | None = None
    processing: int | None = None


class StorageHealth(BaseModel):
    """The folder of the media files."""

    status: Condition
    free_mb: int | None = None


class ServersHealth(BaseModel):
    """The active ComfyUI servers."""

    online: int
    total: int


class ProviderHealth(BaseModel):
    """A service that is set up, as it was seen last; it is not called for this."""

    name: str
    status: Literal["up", "down", "unknown"]
    reason: str | None = None
    problems: list[str] = []
    """Models that are set, and gone or about to go."""


class HealthComponents(BaseModel):
    """The parts."""

    database: DatabaseHealth
    queue: QueueHealth
    storage: StorageHealth
    comfyui: ServersHealth
    providers: list[ProviderHealth]


class HealthStatus(BaseModel):
    """The whole: degraded serves with something missing, unhealthy does not serve."""

    status: Literal["healthy", "degraded", "unhealthy"]
    version: str
    components: HealthComponents


class Pingable(Protocol):
    """What health needs of the database."""

    @property
    def is_replica_set(self) -> bool:
        """Whether there are transactions."""
        ...

    async def command(self, name: str, **arguments: Any) -> dict[str, Any]:
        """Run a database command."""
        ...


class CountedQueue(Protocol):
    """What health needs of the queue."""

    async def status(self) -> QueueStatus:
        """Count the jobs."""
        ...


class ProvidersSeen(Protocol):
    """What health needs of the services."""

    async def overview(self) -> Sequence[ProviderView]:
        """Return how each service stands, without calling any."""
        ...


class HealthService:
    """Looks at every part."""

    def __init__(
        self,
        database: Pingable,
        database_kind: str,
        queue: CountedQueue,
        servers: ServerRepository,
        lanes: LaneRepository,
        store: MediaStore,
        providers: ProvidersSeen,
        min_free_mb: float,
    ) -> None:
        self._database = database
        self._kind = database_kind
        self._queue = queue
        self._servers = servers
        self._lanes = lanes
        self._store = store
        self._providers = providers
        self._min_free_mb = min_free_mb

    async def check(self) -> HealthStatus:
        """Look at every part; never raises for one that is away."""
        storage = await self._look_at_storage()
        database = await self._look_at_database()
        if database.status == "down":
            parts = HealthComponents(
                database=database,
                queue=QueueHealth(status="down"),
                storage=storage,
                comfyui=ServersHealth(online=0, total=0),
                providers=[],
            )
            return HealthStatus(status="unhealthy", version=__version__, components=parts)
        parts = HealthComponents(
            database=database,
            queue=await self._look_at_queue(),
            storage=storage,
            comfyui=await self._look_at_servers(),
            providers=await self._look_at_providers(),
        )
        whole = database.transactions and storage.status == "up" and parts.queue.status == "up"
        return HealthStatus(
            status="healthy" if whole else "degraded", version=__version__, components=parts
        )

    async def _look_at_database(self) -> DatabaseHealth:
        began = time.perf_counter()
        transactions = self._database.is_replica_set
        try:
            await self._database.command("ping")
        except StoryCanvasError:
            return DatabaseHealth(status="down", kind=self._kind, transactions=transactions)
        latency = round((time.perf_counter() - began) * 1000, 2)
        return DatabaseHealth(
            status="up", kind=self._kind, latency_ms=latency, transactions=transactions
        )

    async def _look_at_queue(self) -> QueueHealth:
        try:
            now = await self._queue.status()
        except StoryCanvasError:
            return QueueHealth(status="down")
        return QueueHealth(
            status="up", paused=now.paused, queued=now.queued_jobs, processing=now.processing_jobs
        )

    async def _look_at_servers(self) -> ServersHealth:
        try:
            servers = [s for s in await self._servers.list_registered() if s.is_active]
            lanes = await self._lanes.get_many(server.id for server in servers)
        except StoryCanvasError:
            return ServersHealth(online=0, total=0)
        online = sum(lane.state is LaneState.ONLINE for lane in lanes.values())
        return ServersHealth(online=online, total=len(servers))

    async def _look_at_providers(self) -> list[ProviderHealth]:
        try:
            views = await self._providers.overview()
        except StoryCanvasError:
            return []
        return [
            ProviderHealth(
                name=each.name,
                status=each.status_word,
                reason=each.trouble,
                problems=known.problems(),
            )
            for each in views
            if (known := each.catalogue) is not None
        ]

    async def _look_at_storage(self) -> StorageHealth:
        try:
            free_mb = await self._store.free_bytes() // 2**20
        except OSError:
            return StorageHealth(status="down")
        enough = free_mb >= self._min_free_mb
        return StorageHealth(status="up" if enough else "down", free_mb=free_mb)
