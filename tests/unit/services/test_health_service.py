"""Health with parts away."""

from typing import Any, cast

from backend.domain.errors import DatabaseUnavailableError
from backend.services.health_service import HealthService


class Away:
    """Whatever is asked, the database is away."""

    is_replica_set = True

    def __getattr__(self, name: str) -> Any:
        async def refuse(*_arguments: Any, **_named: Any) -> Any:
            raise DatabaseUnavailableError("away")

        return refuse


class Reachable(Away):
    """The database answers, and nothing else."""

    def __init__(self, *, is_replica_set: bool = True) -> None:
        self.is_replica_set = is_replica_set

    async def command(self, _name: str) -> dict[str, Any]:
        """Answer."""
        return {"ok": 1}


class Disk:
    """A disk with 100 MB left."""

    async def free_bytes(self) -> int:
        """Return them."""
        return 100 * 2**20


def health(database: Any, *, min_free_mb: float = 0) -> HealthService:
    """Return a service of which only database and disk may answer."""
    away = cast(Any, Away())
    return HealthService(
        database, "embedded-mongod", away, away, away, cast(Any, Disk()), away, min_free_mb
    )


async def test_without_the_database_we_do_not_serve() -> None:
    found = await health(Away()).check()
    assert found.status == "unhealthy"
    assert found.components.database.status == "down"
    assert found.components.database.latency_ms is None
    assert found.components.queue.queued is None
    assert found.components.storage.free_mb == 100


async def test_a_part_that_goes_away_while_we_look_is_told() -> None:
    found = await health(Reachable()).check()
    assert found.status == "degraded"
    assert found.components.database.status == "up"
    assert found.components.queue.status == "down"


async def test_a_full_disk_degrades() -> None:
    assert (await health(Reachable(), min_free_mb=101).check()).components.storage.status == "down"


async def test_a_database_without_transactions_degrades() -> None:
    found = await health(Reachable(is_replica_set=False)).check()
    assert (found.status, found.components.database.transactions) == ("degraded", False)
