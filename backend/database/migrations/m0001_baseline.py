"""The shape of the first release: nothing is older, so only its record is written."""

from backend.database.client import Database


async def up(database: Database) -> None:
    """Leave the documents as they are."""
