"""Decides which database to use, and opens it: configured, embedded, local, in a fixed order."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from pymongo import AsyncMongoClient
from pymongo.errors import PyMongoError

from backend.database.addresses import listens
from backend.database.embedded import EmbeddedMongod, holds_embedded_data
from backend.database.mongod_binary import INSTALL_COMMAND, MongodNotFoundError
from backend.domain.errors import DatabaseUnavailableError

LOCAL_URL = "mongodb://localhost:27017/?directConnection=true&w=majority&journal=true"
CONFIGURED_SECONDS = 5.0
LOCAL_SECONDS = 2.0

DatabaseKind = Literal["configured", "embedded-mongod", "local"]


@dataclass(frozen=True, slots=True)
class LocatedDatabase:
    """The database of this run; `note` says where it is, without any password."""

    url: str
    kind: DatabaseKind
    note: str
    embedded: EmbeddedMongod | None = None


@asynccontextmanager
async def open_database(
    mongo_url: str | None,
    data_dir: Path,
    mongod_binary: str | None = None,
    *,
    local_url: str = LOCAL_URL,
) -> AsyncIterator[LocatedDatabase]:
    """Find the database, start it if it is ours to start, and stop it at the end.

    Data that is already embedded comes before a server on this machine: it would otherwise seem
    to vanish the day somebody installs one.

    Raises:
        DatabaseUnavailableError: there is none; the message says what was tried and what to do.
    """
    if mongo_url:
        yield await _configured(mongo_url, data_dir)
        return
    refusal = None
    if not holds_embedded_data(data_dir):
        refusal = await _refusal_of_local(local_url)
        if refusal is None:
            yield LocatedDatabase(local_url, "local", hosts_of(local_url))
            return
    embedded = EmbeddedMongod(data_dir, mongod_binary)
    try:
        yield await _embedded(embedded, refusal)
    finally:
        await embedded.stop()


def hosts_of(mongo_url: str) -> str:
    """Return the hosts of a MongoDB URL, for people: no user, no password, no options.

    Raises:
        ValueError: a raw slash in the password makes it unclear where the hosts begin.
    """
    place = urlsplit(mongo_url).netloc
    if "@" in mongo_url and "@" not in place:
        raise ValueError("the password needs percent-encoding")
    return unquote(place.rpartition("@")[2])


async def _configured(mongo_url: str, data_dir: Path) -> LocatedDatabase:
    try:
        client, hosts = _client(mongo_url, CONFIGURED_SECONDS), hosts_of(mongo_url)
    except (PyMongoError, ValueError):
        # The complaint may quote the password, so it is neither repeated nor chained.
        raise DatabaseUnavailableError(
            "MONGO_URL is not a MongoDB URL; it looks like mongodb://user:password@host:27017/, "
            "and characters such as / and @ in a password are written %2F and %40"
        ) from None
    try:
        await _ping(client)
    except (PyMongoError, TimeoutError) as error:
        raise DatabaseUnavailableError(
            f"The database at {hosts}, named by MONGO_URL, cannot be used: {_reason(error)}. "
            "Start it, correct MONGO_URL, or unset MONGO_URL to use an embedded database.",
            details={"host": hosts},
        ) from error
    note = hosts
    if holds_embedded_data(data_dir):
        note += f" (the embedded database in {data_dir / 'db'} is left alone)"
    return LocatedDatabase(mongo_url, "configured", note)


async def _embedded(embedded: EmbeddedMongod, refusal: str | None) -> LocatedDatabase:
    tried = ["MONGO_URL: not set"]
    tried.append(f"localhost:27017: {refusal}" if refusal else f"{embedded.folder}: exists")
    try:
        url = await embedded.ensure()
    except MongodNotFoundError as error:
        tried += error.tried
    except DatabaseUnavailableError as error:
        tried.append(f"embedded mongod: {error.message}")
    else:
        server = f"mongod {embedded.version}" if embedded.version else "mongod of another process"
        return LocatedDatabase(
            url, "embedded-mongod", f"embedded {server}, {embedded.folder}", embedded
        )
    raise DatabaseUnavailableError(
        "\n  ".join(["There is no database to work with:", *tried])
        + f"\nEither `{INSTALL_COMMAND}`, or start a MongoDB and name it in MONGO_URL.",
        details={"tried": tried},
    )


async def _refusal_of_local(url: str) -> str | None:
    """Return why the server on this machine is not used, or None if it takes a write."""
    if not listens(hosts_of(url)):
        return "nobody listens"  # at once, where the driver would go on asking
    probe = f"storycanvas_probe_{uuid4().hex}"
    try:
        async with asyncio.timeout(LOCAL_SECONDS), _client(url, LOCAL_SECONDS) as client:
            await client[probe]["probe"].insert_one({})
            await client.drop_database(probe)
    except (PyMongoError, TimeoutError) as error:
        return _reason(error)
    return None


async def _ping(client: AsyncMongoClient[dict[str, Any]]) -> None:
    async with asyncio.timeout(CONFIGURED_SECONDS), client:
        await client.admin.command("ping")


def _client(url: str, seconds: float) -> AsyncMongoClient[dict[str, Any]]:
    # The driver gives up first, because it knows the reason; it looks at its watch twice a second.
    return AsyncMongoClient(url, serverSelectionTimeoutMS=int((seconds - 1) * 1000))


def _reason(error: Exception) -> str:
    """Return the first words of the driver's complaint, which goes on about its settings."""
    words, *_ = re.split(r" \(configured|, Timeout:|, full error", str(error))
    return words or "no answer in time"
