"""What a person said against a take guides the next one; the takes before it stay."""

from typing import Any

import httpx2
import pytest

from backend.settings import Settings
from tests.api_steps import V1, a_clip
from tests.journeys import ended, eventually, got

PROMPT = "rain on a tin roof"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings without a service that is real."""
    return settings.model_copy(update={"providers": "fake"})


async def regenerated(client: httpx2.AsyncClient, clip: dict[str, Any], **order: Any) -> str:
    """Have the clip's still made anew; return the prompt of the newest."""
    path = f"{V1}/stories/{clip['project_id']}/scenes/{clip['scene_id']}/regenerate"
    answer = await client.post(path, json={"what": "image", **order})
    assert answer.status_code == 202, answer.text
    await ended(client, answer.json()["job_ids"])
    return str((await got(client, f"/clips/{clip['id']}"))["generated_images"][-1]["prompt"])


async def reject(client: httpx2.AsyncClient, clip: dict[str, Any], note: str) -> None:
    takes = (await got(client, f"/clips/{clip['id']}"))["generated_images"]
    decision = {
        "clip_id": clip["id"],
        "take_id": takes[-1]["id"],
        "decision": "reject",
        "note": note,
    }
    path = f"{V1}/projects/{clip['project_id']}/review"
    answer = await client.post(path, json={"decisions": [decision]})
    assert answer.json()["failed"] == 0


async def test_a_note_guides_the_next_take_once_and_older_takes_stay(
    client: httpx2.AsyncClient,
) -> None:
    clip = await a_clip(client, image_prompt=PROMPT)
    assert await regenerated(client, clip) == PROMPT
    await reject(client, clip, "less neon")
    assert await regenerated(client, clip) == f"{PROMPT} less neon"
    assert await regenerated(client, clip) == PROMPT
    await reject(client, clip, "less neon")
    assert await regenerated(client, clip, note="more rain") == f"{PROMPT} more rain"
    await reject(client, clip, "tin roof")
    assert await regenerated(client, clip) == PROMPT
    now = await got(client, f"/clips/{clip['id']}")
    states = [take["review"]["state"] for take in now["generated_images"]]
    assert states == ["rejected", "candidate", "rejected", "rejected", "candidate"]
    assert now["image_prompt"] == PROMPT
    assert now["generated_images"][1]["id"] == now["selected_image_id"]


async def test_a_removed_take_leaves_no_file_though_its_job_is_remembered(
    client: httpx2.AsyncClient,
) -> None:
    clip = await a_clip(client, image_prompt=PROMPT)
    await regenerated(client, clip)
    await regenerated(client, clip)
    first, take = (await got(client, f"/clips/{clip['id']}"))["generated_images"]
    await client.delete(f"{V1}/clips/{clip['id']}/takes/{take['id']}")

    async def file_is_gone() -> bool:
        return (await client.get(take["url"])).status_code == 404

    await eventually(file_is_gone)
    job = await got(client, f"/queue/jobs/{take['job_id']}")
    assert (job["status"], job["result"]) == ("completed", None)
    assert (await client.get(first["url"])).status_code == 200
