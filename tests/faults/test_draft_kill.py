"""Drafts that are killed before any of their database commands go on, and make nothing twice."""

from collections.abc import AsyncIterator
from itertools import count

import pytest

from backend.container import Container
from backend.domain.draft import Draft, DraftStatus
from backend.domain.failures import FailureClass
from backend.domain.ids import ProjectId
from backend.domain.job_state import JobState
from backend.domain.task_lane import DRAFT
from tests.factories import make_server
from tests.faults.draft_program import CLIPS, begin
from tests.faults.killed_steps import KilledSteps, killed_steps

STRIDE = 12
"""Killed before every twelfth command where time is short: there are about seventy."""

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]


@pytest.fixture
async def house(container: Container) -> AsyncIterator[Container]:
    """Everything connected, and nothing running by itself; pictures wait for a server."""
    await container.database.connect()
    await container.build_indexes()
    await container._servers.create(make_server())
    yield container
    await container.database.close()


@pytest.fixture
async def steps(mongo_url: str, database_name: str) -> AsyncIterator[KilledSteps]:
    """What works and is killed."""
    async with killed_steps("draft_program", mongo_url, database_name) as steps:
        yield steps


async def test_a_story_whose_beginning_is_killed_is_begun_once_by_its_repeat(
    house: Container, steps: KilledSteps
) -> None:
    """One project, one draft and one task for each key."""
    for step in count():
        killed = await steps.was_killed("begin", f"key-{step}", commands=step)
        begun = [(await begin(house, f"key-{step}")).draft.id for _ in range(2)]
        assert begun[0] == begun[1]
        assert await house._projects.count({}) == step + 1, f"before command {step}"
        assert await house._drafts.count({}) == step + 1, f"before command {step}"
        assert await house._jobs.count({"task.kind": DRAFT}) == step + 1, f"before command {step}"
        if not killed:
            break
    assert step > 5


async def test_a_draft_that_is_killed_at_any_step_goes_on_and_makes_nothing_twice(
    house: Container, steps: KilledSteps, takes_minutes: bool
) -> None:
    """Its board is there once, and one job for each still."""
    for step in count(step=1 if takes_minutes else STRIDE):
        draft = (await begin(house, f"run-{step}")).draft
        killed = await steps.was_killed("run", draft.job_id, commands=step)
        await finish(house, draft)
        project = {"project_id": draft.project_id}
        assert await house._scenes.count(project) == 2, f"before command {step}"
        assert await house._clips.count(project) == CLIPS, f"before command {step}"
        pictures = {**project, "generation_type": "image", "task": None}
        assert await house._jobs.count(pictures) == CLIPS, f"before command {step}"
        shown = await house._projects.get(draft.project_id)
        assert shown.draft is not None
        assert shown.draft.state is DraftStatus.PROCESSING
        assert shown.name == "Crow"
        await house.drafts.cancel(ProjectId(draft.project_id))
        if not killed:
            break
    assert step > 40


async def test_a_draft_outlives_more_processes_than_a_job_has_tries(
    house: Container, steps: KilledSteps
) -> None:
    """That processes die is not its fault."""
    draft = (await begin(house, "often")).draft
    for _ in range(4):
        assert await steps.was_killed("run", draft.job_id, commands=20)
        await expire(house, draft)
        await house.tasks.runner.run_once(draft.job_id)  # takes it back from the dead
        await expire(house, draft)
    job = await house._jobs.get(draft.job_id)
    assert [each.failure for each in job.attempts] == [FailureClass.INTERRUPTED] * 4
    await finish(house, draft)
    assert await house._clips.count({"project_id": draft.project_id}) == CLIPS


async def expire(house: Container, draft: Draft) -> None:
    """Let the lease of its task have run out, and the time come when it may be tried again."""
    jobs = house.database.collection("queue_jobs")
    held = {"_id": draft.job_id, "lease": {"$ne": None}}
    await jobs.update_many(held, [{"$set": {"lease.until": {"$subtract": ["$$NOW", 1]}}}])
    await jobs.update_many({"_id": draft.job_id}, {"$set": {"not_before": None}})


async def finish(house: Container, draft: Draft) -> None:
    """Do the task of a draft until it waits for its pictures, as if all leases had run out."""
    for _ in range(5):
        job = await house._jobs.get(draft.job_id)
        if job.attempts and job.attempts[-1].outcome == "waits":
            return
        await expire(house, draft)
        await house.tasks.runner.run_once(draft.job_id)
    raise AssertionError(job.state is JobState.READY, job.attempts)
