"""Jobs say which group of lanes may run them; those of before are for the servers."""

from backend.database.client import Database
from backend.domain.job import SERVERS
from backend.domain.job_state import JobStatus


async def up(database: Database) -> None:
    """Write it into the jobs that do not; naming every status lets an index find them."""
    silent = {"status": {"$in": sorted(JobStatus)}, "lane_group": None}
    await database.collection("queue_jobs").update_many(silent, {"$set": {"lane_group": SERVERS}})
