"""The queue as one picture, as far as the public API shows it."""

from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

OVER: Final = frozenset({"completed", "failed", "cancelled"})
ENDS_KEPT: Final = 50

Json = dict[str, Any]


@dataclass
class QueuePicture:
    """What is known just now; jobs, servers and lanes are as the API answers them.

    Attributes:
        status: the counts of GET /queue/status; empty before the first look.
        servers: all that are registered.
        running: oldest first.
        waiting: those that come up next, in their order.
        before: what ran and waited one look earlier: news of a job may come after a look at it.
        ended: the latest first.
        lanes: those of work that no server does, such as exports.
        busy: the share of the time since the first look in which a server had work, by its id.
        trouble: why there is nothing newer than this; "" if all is well.
    """

    status: Json = field(default_factory=dict)
    servers: list[Json] = field(default_factory=list)
    running: list[Json] = field(default_factory=list)
    waiting: list[Json] = field(default_factory=list)
    before: list[Json] = field(default_factory=list)
    ended: list[Json] = field(default_factory=list)
    lanes: list[Json] = field(default_factory=list)
    busy: dict[str, float] = field(default_factory=dict)
    trouble: str = ""

    def job(self, id: str) -> Json:
        """Return what is known of a job; of one that was never seen, its id."""
        seen = chain(self.running, self.waiting, self.before, self.ended)
        return next((each for each in seen if each["id"] == id), {"id": id})

    def server_name(self, id: str | None) -> str:
        """Return the name of a server; that of a stranger is its id."""
        return next((str(each["name"]) for each in self.servers if each["id"] == id), id or "")

    def note(self, event: Json) -> bool:
        """Take over what an event tells by itself; return whether there is more to be read."""
        data = event["data"]
        if event["type"] != "queue_update":
            return True
        if data["status"] in OVER:
            self._end({**self.job(data["job_id"]), **_told(data), "completed_at": event["at"]})
        for job in self.running:
            if job["id"] == data["job_id"]:
                job.update(_told(data))
                return bool(data["status"] != "processing")
        return True

    def _end(self, job: Json) -> None:
        others = [each for each in self.ended if each["id"] != job["id"]]
        self.ended = [job, *others][:ENDS_KEPT]


def _told(data: Json) -> Json:
    return {
        "status": data["status"],
        "progress_percent": data["progress"],
        "server_id": data["server_id"],
        "eta_seconds": data["eta_seconds"],
        "error": data["error"],
    }
