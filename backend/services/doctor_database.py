"""What the doctor looks at of the database: itself, its clock, its version, writes, indexes."""

from datetime import UTC, datetime
from typing import Any, Final, Protocol

from backend.database.mongod_binary import OLDEST_MAJOR
from backend.repositories.diagnosis_repository import DiagnosisRepository
from backend.services.doctor_service import Finding, Looks

MOST_SECONDS_APART: Final = 2.0

_MAKES_SET: Final = "Start mongod with --replSet and run rs.initiate() once."
_BUILDS_INDEXES: Final = "`storycanvas migrate` builds them."


class Commanded(Protocol):
    """What the doctor needs of the database."""

    async def command(self, name: str, **arguments: Any) -> dict[str, Any]:
        """Run a database command."""
        ...


class DatabaseLooks:
    """Looks that ask the database."""

    def __init__(self, database: Commanded, note: str, diagnosis: DiagnosisRepository) -> None:
        """Make the looks; `note` says where the database is, without a password."""
        self._database = database
        self._note = note
        self._diagnosis = diagnosis

    def looks(self) -> Looks:
        """Return each look by its name."""
        return {
            "database": self._look_at_server,
            "database version": self._look_at_version,
            "writes": self._write,
            "indexes": self._look_for_indexes,
        }

    async def _look_at_server(self) -> list[Finding]:
        asked = datetime.now(UTC)
        hello = await self._database.command("hello")
        halfway = asked + (datetime.now(UTC) - asked) / 2
        ahead = (hello["localTime"].replace(tzinfo=UTC) - halfway).total_seconds()
        return [
            Finding("database", True, self._note),
            _transactions(hello.get("setName")),
            _clock(ahead),
        ]

    async def _look_at_version(self) -> list[Finding]:
        version = (await self._database.command("buildInfo"))["version"]
        enough = int(version.partition(".")[0]) >= OLDEST_MAJOR
        hint = None if enough else f"Use MongoDB {OLDEST_MAJOR} or newer."
        return [Finding("database version", enough, version, hint)]

    async def _write(self) -> list[Finding]:
        await self._diagnosis.count_examination()
        return [Finding("writes", True, "kept by the majority, in the journal")]

    async def _look_for_indexes(self) -> list[Finding]:
        missing = await self._diagnosis.missing_indexes()
        if not missing:
            return [Finding("indexes", True, "all there")]
        return [Finding("indexes", False, f"missing: {'; '.join(missing)}", _BUILDS_INDEXES)]


def _transactions(set_name: str | None) -> Finding:
    if set_name is None:
        text = "none: a lone mongod has no transactions and no change streams"
        return Finding("replica set", False, text, _MAKES_SET)
    return Finding("replica set", True, set_name)


def _clock(ahead: float) -> Finding:
    """Judge by how many seconds the database's clock is ahead of ours."""
    text = f"the database's is {abs(ahead):.2f} s {'ahead' if ahead > 0 else 'behind'}"
    if abs(ahead) <= MOST_SECONDS_APART:
        return Finding("clock", True, text)
    return Finding("clock", False, text, "Set both clocks by the same time server.")
