"""Jobs that need other jobs: a film waits for its picture, and shares its fate."""

from typing import Any

import httpx2

from backend.container import Container
from backend.domain.failures import FailureClass
from backend.domain.ids import JobId, new_id
from backend.domain.job import JobError
from backend.domain.job_state import JobState
from tests.api_steps import V1, a_clip, error_of, fields_of, made
from tests.journeys import board, ended, farm, got, simulated, until

JOBS = f"{V1}/queue/jobs"
BROKEN = JobError(code="NODE_FAILED", message="it broke", failure=FailureClass.RUNTIME)


async def queue(
    client: httpx2.AsyncClient, clip: dict[str, Any], *after: str, **fields: Any
) -> str:
    """Queue a picture behind others and return its id."""
    asked = {"clip_id": clip["id"], "prompt": "rain", "depends_on": after, **fields}
    job = await made(client, "/generation", **asked)
    return str(job["job_id"])


async def give_up(container: Container, id: str) -> None:
    """Have a waiting job fail, as a server's owner would."""
    job = await container._jobs.get(id)
    await container._jobs.fail(job.job_id, job.token, BROKEN)


async def states(container: Container, *ids: str) -> list[str]:
    return [(await container._jobs.get(id)).state for id in ids]


async def test_a_film_waits_for_its_picture_and_starts_from_it(
    client: httpx2.AsyncClient, container: Container
) -> None:
    [clip] = await board(client)
    asked = {"clip_id": clip["id"], "generation_type": "video", "image_first": True}
    film = (await made(client, "/generation", **asked))["job"]
    [picture] = film["depends_on"]
    assert (film["generation_type"], film["waiting"]) == ("video", "blocked")
    assert film["params"]["source_job_id"] == picture
    alone = await got(client, f"/queue/jobs/{film['id']}")
    assert alone["waiting"]["text"] == "Waits for another job to be done"
    assert (alone["needs"], alone["queue_position"]) == ([picture], None)
    async with farm(client, simulated()):
        done, filmed = await ended(client, [picture, film["id"]])
    assert (done["generation_type"], filmed["status"]) == ("image", "completed")
    assert (filmed["needs"], filmed["depends_on"]) == ([], [picture])
    stored = await container._jobs.get(film["id"])
    assert stored.source_key == done["result"]["output_path"]


async def test_a_job_behind_a_done_one_is_ready_at_once(
    client: httpx2.AsyncClient, container: Container
) -> None:
    [clip] = await board(client)
    async with farm(client, simulated()):
        picture = await queue(client, clip)
        [done] = await ended(client, [picture])
    after = {"params": {"source_job_id": picture}, "generation_type": "video"}
    film = await queue(client, clip, **after)
    stored = await container._jobs.get(film)
    assert stored.state is not JobState.BLOCKED
    assert stored.needs == []
    assert stored.source_key == done["result"]["output_path"]


async def test_a_film_cancelled_before_its_picture_was_done_starts_from_it_when_retried(
    client: httpx2.AsyncClient, container: Container
) -> None:
    [clip] = await board(client)
    asked = {"clip_id": clip["id"], "generation_type": "video", "image_first": True}
    film = (await made(client, "/generation", **asked))["job"]
    assert (await client.post(f"{JOBS}/{film['id']}/cancel")).is_success
    async with farm(client, simulated()):
        [done] = await ended(client, film["depends_on"])
        assert (await client.post(f"{JOBS}/{film['id']}/retry")).is_success
        [filmed] = await ended(client, [film["id"]])
    assert (filmed["status"], filmed["error"]) == ("completed", None)
    stored = await container._jobs.get(film["id"])
    assert stored.source_key == done["result"]["output_path"]


async def test_a_failure_is_passed_on_to_the_end_of_the_chain_and_one_retry_mends_it(
    client: httpx2.AsyncClient, container: Container
) -> None:
    clip = await a_clip(client)
    first = await queue(client, clip)
    second = await queue(client, clip, first)
    third = await queue(client, clip, second)
    beside = await queue(client, clip, first)
    await give_up(container, first)
    assert await states(container, first, second, third, beside) == [
        JobState.FAILED, *[JobState.DEPENDENCY_FAILED] * 3
    ]  # fmt: skip
    last = await got(client, f"/queue/jobs/{third}")
    assert (last["status"], last["error"]) == ("failed", "A job that it needs failed: it broke")
    assert (await client.post(f"{JOBS}/{third}/retry")).json()["waiting"] == "blocked"
    assert await states(container, first, second, third, beside) == [
        JobState.READY, *[JobState.BLOCKED] * 3
    ]  # fmt: skip
    assert (await container._jobs.get(third)).needs == [second]


async def test_a_parents_retry_reopens_those_behind_it_that_need_nothing_else(
    client: httpx2.AsyncClient, container: Container
) -> None:
    clip = await a_clip(client)
    one, other = await queue(client, clip), await queue(client, clip)
    child, of_both = await queue(client, clip, one), await queue(client, clip, one, other)
    await give_up(container, one)
    await give_up(container, other)
    assert (await client.post(f"{JOBS}/{one}/retry")).is_success
    assert await states(container, child, of_both) == [
        JobState.BLOCKED, JobState.DEPENDENCY_FAILED
    ]  # fmt: skip
    assert (await client.post(f"{JOBS}/{other}/retry")).is_success
    assert await states(container, of_both) == [JobState.BLOCKED]


async def test_whoever_needs_a_cancelled_job_is_cancelled_and_counted_once(
    client: httpx2.AsyncClient, container: Container
) -> None:
    clip = await a_clip(client)
    chain = [await queue(client, clip)]
    for _ in range(5):
        chain.append(await queue(client, clip, chain[-1]))
    assert (await client.post(f"{JOBS}/{chain[3]}/cancel")).is_success
    assert await states(container, *chain) == [
        JobState.READY, *[JobState.BLOCKED] * 2, *[JobState.CANCELLED] * 3
    ]  # fmt: skip
    whole = {"project_id": clip["project_id"]}
    answer = await client.post(f"{V1}/queue/cancel", json=whole)
    assert answer.json()["cancelled_count"] == 3
    assert set(await states(container, *chain)) == {JobState.CANCELLED}


async def test_deleting_or_clearing_what_is_needed_leaves_nothing_waiting_for_it(
    client: httpx2.AsyncClient, container: Container
) -> None:
    clip = await a_clip(client)
    first = await queue(client, clip)
    second = await queue(client, clip, first)
    assert (await client.delete(f"{JOBS}/{first}")).is_success
    assert await states(container, second) == [JobState.CANCELLED]
    third = await queue(client, clip)
    await queue(client, clip, third)
    cleared = await client.delete(f"{V1}/queue/clear", params={"status": "pending"})
    assert cleared.json()["deleted_count"] == 2


async def test_what_a_crash_kept_from_being_told_is_told_by_the_sweep(
    client: httpx2.AsyncClient, container: Container
) -> None:
    clip = await a_clip(client)
    parents = [await queue(client, clip) for _ in range(3)]
    children = [await queue(client, clip, parent) for parent in parents]
    store = container._jobs
    store.tell_endings(lambda _: _nothing())
    await give_up(container, parents[0])
    await store.cancel(JobId(parents[1]))
    await store.delete(parents[2])
    assert set(await states(container, *children)) == {JobState.BLOCKED}
    await until(client, children, {"failed", "cancelled"})
    failed, cancelled, orphan = [await got(client, f"/queue/jobs/{id}") for id in children]
    assert (failed["status"], cancelled["status"]) == ("failed", "cancelled")
    assert orphan["error"] == "A job that it needs was deleted before it was done"


async def _nothing() -> None:
    """Do as a process does that was killed just then."""


async def test_what_is_needed_must_be_a_job_of_the_project_and_a_source_a_picture(
    client: httpx2.AsyncClient,
) -> None:
    clip, other = await a_clip(client), await a_clip(client)
    strange = await queue(client, other)
    for id in (strange, new_id()):
        body = {"clip_id": clip["id"], "prompt": "rain", "depends_on": [id]}
        refused = await client.post(f"{V1}/generation", json=body)
        assert fields_of(refused) == ["depends_on"]
        assert id in refused.json()["detail"]
    film = await queue(client, clip, generation_type="video")
    export = await made(client, f"/projects/{clip['project_id']}/exports", format="edl")
    picture = await queue(client, clip)
    for source, kind in ((film, "video"), (export["job_id"], "video"), (picture, "image")):
        body = {"clip_id": clip["id"], "prompt": "rain", "generation_type": kind}
        sent = {**body, "params": {"source_job_id": source}}
        refused = await client.post(f"{V1}/generation", json=sent)
        assert fields_of(refused) == ["params.source_job_id"]
    many = {**body, "depends_on": [new_id()] * 21}
    assert fields_of(await client.post(f"{V1}/generation", json=many)) == ["depends_on"]
    batch = {"clip_ids": [clip["id"]], "prompt": "rain", "depends_on": [strange]}
    assert fields_of(await client.post(f"{V1}/generation/batch", json=batch)) == ["depends_on"]


async def test_a_batch_may_wait_for_a_job(client: httpx2.AsyncClient, container: Container) -> None:
    clip = await a_clip(client)
    first = await queue(client, clip)
    asked = {"clip_ids": [clip["id"]] * 2, "prompt": "rain", "depends_on": [first]}
    batch = await made(client, "/generation/batch", **asked)
    assert set(await states(container, *batch["job_ids"])) == {JobState.BLOCKED}
    assert (await client.post(f"{JOBS}/{first}/cancel")).is_success
    assert set(await states(container, *batch["job_ids"])) == {JobState.CANCELLED}
    retried = await client.post(f"{V1}/generation/batch/{batch['id']}/retry")
    assert retried.json()["status"] == "pending"
    assert await states(container, first) == [JobState.READY]


async def test_who_was_cancelled_with_a_job_waits_again_when_that_is_retried(
    client: httpx2.AsyncClient, container: Container
) -> None:
    clip = await a_clip(client)
    first = await queue(client, clip)
    behind, unwanted = [await queue(client, clip, depends_on=[first]) for _ in range(2)]
    for id in (unwanted, first):
        assert (await client.post(f"{JOBS}/{id}/cancel")).is_success
    assert "cancelled" in (await got(client, f"/queue/jobs/{behind}"))["error"]
    assert (await client.post(f"{JOBS}/{first}/retry")).is_success
    stand = await states(container, first, behind, unwanted)
    assert stand == [JobState.READY, JobState.BLOCKED, JobState.CANCELLED]
    assert (await got(client, f"/queue/jobs/{behind}"))["error"] is None


async def test_a_film_whose_picture_was_deleted_cannot_be_retried(
    client: httpx2.AsyncClient,
) -> None:
    clip = await a_clip(client, image_prompt="rain")
    asked = {"clip_id": clip["id"], "generation_type": "video", "prompt": "it falls"}
    film = (await made(client, "/generation", image_first=True, **asked))["job"]
    assert (await client.delete(f"{JOBS}/{film['depends_on'][0]}")).is_success
    error_of(await client.post(f"{JOBS}/{film['id']}/retry"), 409)
    picture = {**asked, "generation_type": "image", "image_first": True}
    assert fields_of(await client.post(f"{V1}/generation", json=picture)) == ["image_first"]
