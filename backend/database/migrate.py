"""Brings the documents into today's shape: each step once, by one process at a time."""

import asyncio
import logging
import pkgutil
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from backend.database import migrations
from backend.database.client import Database
from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import new_id
from backend.domain.times import utc_now
from backend.repositories.collection import Collection, Filter

COLLECTION: Final = "migrations"
LOCK: Final = "lock"
LEASE_SECONDS: Final = 30.0
WAIT_SECONDS: Final = 0.2

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Migration:
    """One step; the number is its place and its id."""

    number: int
    name: str
    up: Callable[[Database], Awaitable[None]]


def known_migrations() -> list[Migration]:
    """Return the steps of this version, in order."""
    names = sorted(module.name for module in pkgutil.iter_modules(migrations.__path__))
    return [
        Migration(int(name[1:5]), name, import_module(f"{migrations.__name__}.{name}").up)
        for name in names
    ]


async def migrate(
    database: Database,
    known: Sequence[Migration] | None = None,
    *,
    lease_seconds: float = LEASE_SECONDS,
) -> list[str]:
    """Run the steps that this database has not seen and return their names.

    Processes that start together wait for the one that works. If that one dies, the next begins
    the unfinished step again once its lease has run out.

    Raises:
        DatabaseUnavailableError: it cannot be reached, or a newer version has changed it.
    """
    records = database.collection(COLLECTION)
    steps = known_migrations() if known is None else known
    if not await _missing(records, steps):
        return []
    async with _alone(records, lease_seconds):
        missing = await _missing(records, steps)
        for step in missing:
            await step.up(database)
            await records.update_one(
                {"_id": step.number},
                {"$set": {"name": step.name, "applied_at": utc_now()}},
                upsert=True,
            )
            _log.info("Migrated the database: %s", step.name)
    return [step.name for step in missing]


async def _missing(records: Collection, steps: Sequence[Migration]) -> list[Migration]:
    applied = {record["_id"] for record in await records.find({"_id": {"$type": "number"}})}
    unknown = applied - {step.number for step in steps}
    if unknown:
        raise DatabaseUnavailableError(
            f"A newer StoryCanvas has changed this database (step {max(unknown)}); start that "
            "version, or use another DB_NAME"
        )
    return [step for step in steps if step.number not in applied]


@asynccontextmanager
async def _alone(records: Collection, lease_seconds: float) -> AsyncIterator[None]:
    """Wait for the lock and keep it, by the database's clock, for as long as the body runs."""
    owner = new_id()
    await records.update_one({"_id": LOCK}, {"$setOnInsert": {"until": None}}, upsert=True)
    free = {"$expr": {"$lt": ["$until", "$$NOW"]}}
    while not await _take(records, owner, lease_seconds, free):  # noqa: ASYNC110 - other processes
        await asyncio.sleep(WAIT_SECONDS)
    try:
        async with asyncio.TaskGroup() as group:
            keeping = group.create_task(_keep(records, owner, lease_seconds))
            yield
            keeping.cancel()
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None
    finally:
        await records.update_one({"_id": LOCK, "owner": owner}, {"$set": {"until": None}})


async def _keep(records: Collection, owner: str, lease_seconds: float) -> None:
    """Renew the lease, or end the work: another process may have begun it by then."""
    while True:
        await asyncio.sleep(lease_seconds / 3)
        if not await _take(records, owner, lease_seconds, {"owner": owner}):
            raise DatabaseUnavailableError("The lock of the migrations was lost")


async def _take(records: Collection, owner: str, lease_seconds: float, guard: Filter) -> bool:
    until = {"$add": ["$$NOW", int(lease_seconds * 1000)]}
    taken = await records.update_one(
        {"_id": LOCK, **guard}, [{"$set": {"owner": owner, "until": until}}]
    )
    return bool(taken)
