"""Killing the backend while it queues a batch: in the end each clip has its one job."""

import asyncio
from pathlib import Path
from random import Random
from typing import Any

import httpx2
import pytest
from pymongo import MongoClient

from tests.factories import make_clip
from tests.faults.processes import backend
from tests.journeys import API, got, made

pytestmark = pytest.mark.faults

CLIPS = 600


async def test_a_batch_survives_the_death_of_who_queues_it(
    mongo_url: str,
    mongo_janitor: MongoClient[dict[str, Any]],
    database_name: str,
    tmp_path: Path,
    seed: int,
) -> None:
    """Fault 1: at whatever moment it dies, the batch is completed by whoever starts next."""
    jobs_before = Random(seed).randrange(CLIPS)
    database = mongo_janitor[database_name]
    program = backend(mongo_url, database_name, tmp_path, lease_seconds=3.0)
    await program.start(f"{API}/health/ready")
    try:
        async with httpx2.AsyncClient(base_url=program.url, timeout=20) as client:
            project = await made(client, "/projects", {"name": "Rain"})
            scene = await made(client, "/scenes", {"name": "Roof", "project_id": project["id"]})
            home = {"project_id": project["id"], "scene_id": scene["id"]}
            clips = [make_clip(**home, image_prompt=f"rain {n}") for n in range(CLIPS)]
            documents = [clip.model_dump() for clip in clips]
            database.clips.insert_many([{**each, "_id": each.pop("id")} for each in documents])
            body = {"clip_ids": [clip.id for clip in clips]}
            asked = asyncio.create_task(client.post(f"{API}/generation/batch", json=body))
            while (  # noqa: ASYNC110 - only the database can tell how far another process is
                not database.batches.find_one()
                or database.queue_jobs.count_documents({}) < jobs_before
            ):
                await asyncio.sleep(0)
            program.kill()
            await asyncio.wait([asked])
            assert asked.exception() or asked.result().is_success
            await program.start(f"{API}/health/ready")
            assert database.queue_jobs.count_documents({}) == CLIPS
            [batch] = (await got(client, "/generation/batches"))["batches"]
            whole = await got(client, f"/generation/batch/{batch['batch_id']}")
            assert (whole["status"], whole["failed"]) == ("pending", 0)
            assert len(set(whole["job_ids"])) == CLIPS
            assert len(database.queue_jobs.distinct("clip_id")) == CLIPS
    finally:
        program.kill()
