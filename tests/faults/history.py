"""What was written to jobs, in the order in which the database did it, and by whichever process.

It is read from the database's own log when a test is over, so it also has what a process wrote
that was thought dead, and it outlives a database that is killed meanwhile. What clients were
answered stands in the same order among the writes.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from pymongo import MongoClient
from pymongo.database import Database

Document = dict[str, Any]

JOBS, ANSWERS = "queue_jobs", "history_answers"


@dataclass(frozen=True)
class Write:
    """One write to a job, with the whole job before and after; None where there was none."""

    at: datetime
    id: str
    before: Document | None
    after: Document | None

    @property
    def state_before(self) -> str | None:
        """Where the job stood; None where there was none."""
        return self.before["state"] if self.before else None

    @property
    def state(self) -> str | None:
        """Where it stands now; None if it is gone."""
        return self.after["state"] if self.after else None

    def is_move_to(self, *states: str) -> bool:
        """Return whether the job came into one of the states by this write."""
        return self.state in states and self.state != self.state_before


@dataclass(frozen=True)
class Answer:
    """What a client was told of a job: "accepted", "cancelled" or "deleted"."""

    at: datetime
    id: str
    said: str


Entry = Write | Answer


def writes_by_job(log: Iterable[Entry]) -> dict[str, list[Write]]:
    """Return the writes to each job, in order."""
    jobs: dict[str, list[Write]] = defaultdict(list)
    for entry in log:
        if isinstance(entry, Write):
            jobs[entry.id].append(entry)
    return jobs


class History:
    """The log of one test's database, from now on."""

    def __init__(self, url: str, database_name: str) -> None:
        """Begin the log; the application may not have made its collections yet."""
        self._client = MongoClient[Document](url, tz_aware=True)
        self.database: Database[Document] = self._client[database_name]
        self.database.create_collection(JOBS, changeStreamPreAndPostImages={"enabled": True})
        self._begun = self._client.admin.command("ping")["operationTime"]

    def close(self) -> None:
        """Let go of the database."""
        self._client.close()

    async def noted(self, id: str, said: str) -> None:
        """Write down what a client was answered, once it was.

        In a thread: if the database was killed just now, whoever starts it again must not wait.
        """
        await asyncio.to_thread(self.note, id, said)

    def note(self, id: str, said: str) -> None:
        """Write it down and block."""
        self.database[ANSWERS].insert_one({"job_id": id, "said": said})

    def read(self) -> list[Entry]:
        """Return all that was written and answered until now, in order.

        Raises:
            OperationFailure: so much was written meanwhile that the log lost its beginning.
        """
        return list(self._entries())

    def _entries(self) -> Iterator[Entry]:
        end = uuid4().hex
        self.note(end, "end")
        ours = [{"$match": {"ns.coll": {"$in": [JOBS, ANSWERS]}}}]
        with self.database.watch(
            ours,
            start_at_operation_time=self._begun,
            full_document="whenAvailable",
            full_document_before_change="whenAvailable",
        ) as stream:
            for change in stream:
                entry = _entry_of(change)
                if entry.id == end:
                    return
                yield entry


def _entry_of(change: Any) -> Entry:
    at, after = change["wallTime"], change.get("fullDocument")
    if change["ns"]["coll"] == ANSWERS:
        return Answer(at, after["job_id"], after["said"])
    before = change.get("fullDocumentBeforeChange")
    if change["operationType"] != "delete":
        assert after is not None, "the database did not keep how the job was"
    return Write(at, change["documentKey"]["_id"], before, after)
