"""Makes a freshly started mongod the primary of a replica set of one.

A lone mongod loses acknowledged writes when it is killed; a replica set of one does not, and has
transactions and change streams. All of this happens on clients that are thrown away: a client
that met the server before it was primary never learns that it has sessions.
"""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.errors import OperationFailure, PyMongoError

from backend.database.addresses import listens, url_of

NAME = "storycanvas"
NOT_YET_INITIALIZED, ALREADY_INITIALIZED = 94, 23


async def make_primary(address: str) -> None:
    """Initiate the set, or tell it its address of today, and return once it takes writes."""
    async with _throw_away_client(address, seconds=10) as client:
        await _settle_address(client, address)
        while True:
            if await _is_primary(client):
                return
            await asyncio.sleep(0.02)


async def serves(address: str, folder: Path) -> bool:
    """Return whether a primary answers there, and for this folder of data."""
    if not listens(address):
        return False
    try:
        async with _throw_away_client(address, seconds=1) as client:
            options = await client.admin.command("getCmdLineOpts")
            ours = options["parsed"].get("storage", {}).get("dbPath") == str(folder)
            return ours and await _is_primary(client)
    except PyMongoError:
        return False


async def shut_down(address: str) -> None:
    """Ask the server there to stop, without waiting for it."""
    with suppress(PyMongoError):  # it hangs up instead of answering
        async with _throw_away_client(address, seconds=1) as client:
            await client.admin.command("shutdown", 1, force=True)


def _throw_away_client(address: str, *, seconds: int) -> AsyncMongoClient[dict[str, Any]]:
    return AsyncMongoClient(url_of(address), serverSelectionTimeoutMS=seconds * 1000)


async def _is_primary(client: AsyncMongoClient[dict[str, Any]]) -> bool:
    return bool((await client.admin.command("hello"))["isWritablePrimary"])


async def _settle_address(client: AsyncMongoClient[dict[str, Any]], address: str) -> None:
    """The address is stored with the data, and a server that is not a member never gets elected."""
    members = [{"_id": 0, "host": address}]
    config = await _config(client, {"_id": NAME, "members": members})
    if config["members"][0]["host"] != address:
        moved = {**config, "members": members, "version": config["version"] + 1}
        await client.admin.command("replSetReconfig", moved, force=True)


async def _config(
    client: AsyncMongoClient[dict[str, Any]], initial: dict[str, Any]
) -> dict[str, Any]:
    """Return the stored configuration; where there is none, make the initial one.

    A server that is still reading its configuration denies having one, but refuses another.
    """
    while True:
        try:
            return dict((await client.admin.command("replSetGetConfig"))["config"])
        except OperationFailure as error:
            if error.code != NOT_YET_INITIALIZED:
                raise
        try:
            await client.admin.command("replSetInitiate", initial)
        except OperationFailure as error:
            if error.code != ALREADY_INITIALIZED:
                raise
            await asyncio.sleep(0.02)
