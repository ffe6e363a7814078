"""Steps written by OpenRouter over a socket: lanes and ledger in the database, however it fails."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from pydantic import SecretStr

from backend.database.client import Database
from backend.domain.errors import (
    ContentRefusedError,
    ProviderAuthError,
    ProviderOutcomeUnknownError,
    ProviderOutputError,
    ProviderUnavailableError,
)
from backend.domain.ids import DraftId, ProjectId, new_id
from backend.domain.task_lane import lane_of
from backend.providers.openrouter.factory import make_openrouter
from backend.providers.service_data import service_data
from backend.repositories.account_repository import AccountRepository
from backend.repositories.job_tasks import JobTasks
from backend.repositories.ledger_repository import LedgerRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.task_lane_repository import TaskLaneRepository
from backend.services.budget_service import BudgetService
from backend.services.text_lanes import TextLanes
from backend.services.text_service import StepOutcome, TextChoice, TextService
from backend.settings import MongoDriver
from backend.settings.providers import ProviderSettings
from backend.story.llm.outline import outline_steps
from backend.story.parser import read_script
from tests.factories import make_project
from tests.provider_fakes.faults import DROPPED, Reply, running
from tests.provider_fakes.openrouter import KEY, OpenRouterFake
from tests.unit.services.scripted_writers import Order
from tests.unit.story.llm.replies import good

LANE = lane_of("openrouter")
(STEP,) = outline_steps(read_script("The fox woke. It ran. It drank. The moon rose.", "plain"))
DRAFT = DraftId(new_id())


def written(text: str | None, finish_reason: str = "stop", **message: Any) -> Reply:
    """A completion."""
    said = {"role": "assistant", "content": text, **message}
    choice = {"index": 0, "finish_reason": finish_reason, "message": said}
    usage = {"prompt_tokens": 300, "completion_tokens": 60, "total_tokens": 360, "cost": 0.0125}
    return Reply(body={"id": "gen-1", "model": "m", "choices": [choice], "usage": usage})


def failed(status: int, message: str) -> Reply:
    """An error as OpenRouter tells it."""
    return Reply(status, {"error": {"code": status, "message": message}})


@dataclass
class House:
    """A service on a database, the service it asks, and a project to write for."""

    texts: TextService
    lanes: TaskLaneRepository
    purse: BudgetService
    fake: OpenRouterFake
    project_id: ProjectId

    async def ask(self, *replies: Reply) -> StepOutcome[Any]:
        """Have the step written, with these answers."""
        self.fake.prepare(*replies)
        return await self.texts.run(STEP, TextChoice(project_id=self.project_id, draft_id=DRAFT))


@pytest.fixture
async def house(mongo_url: str, database_name: str) -> AsyncIterator[House]:
    """A house with nothing spent."""
    database = Database(mongo_url, database_name, MongoDriver.PYMONGO)
    await database.connect()
    projects = ProjectRepository(database.collection(ProjectRepository.collection_name))
    project = await projects.create(make_project(budget_usd=1.0))
    lanes = TaskLaneRepository(database.collection(TaskLaneRepository.collection_name))
    purse = BudgetService(
        AccountRepository(database.collection(AccountRepository.collection_name)),
        LedgerRepository(database.collection(LedgerRepository.collection_name)),
        projects,
        JobTasks(database.collection(JobTasks.collection_name)),
    )
    async with running(OpenRouterFake()) as fake:
        settings = ProviderSettings(
            _env_file=None,
            openrouter_api_key=SecretStr(KEY),
            openrouter_base_url=fake.url,
            openrouter_model="text=m",
            openrouter_retries=0,
        )
        service = make_openrouter(settings, service_data()["openrouter"])
        assert service is not None
        texts = TextService(Order(service), TextLanes(lanes), purse, {})
        yield House(texts, lanes, purse, fake, ProjectId(project.id))
        await service.close()
    await database.close()


async def test_a_step_is_written_and_its_cost_is_in_the_ledger(house: House) -> None:
    outcome = await house.ask(written(good(STEP)))
    assert (outcome.error, outcome.calls, outcome.service, outcome.model) == (
        *(None, 1),
        *("openrouter", "m"),
    )
    assert (outcome.cost_usd, outcome.estimated) == (0.0125, False)
    assert await house.purse.cost_of_draft(DRAFT) == pytest.approx(0.0125)
    assert await house.purse.room(house.project_id) == pytest.approx(0.9875)
    (call,) = house.fake.calls
    assert call.json()["response_format"]["json_schema"]["name"] == "outline"


async def test_a_fenced_and_a_cut_reply_are_used_in_two_calls_at_most(house: House) -> None:
    whole = good(STEP)
    fenced = await house.ask(written(f"Here it is:\n```json\n{whole}\n```"))
    assert (fenced.error, fenced.calls) == (None, 1)
    cut = await house.ask(written(whole[:40], "length"), written(whole))
    assert (cut.error, cut.calls) == (None, 2)
    first, second = (json.loads(call.body) for call in house.fake.calls[-2:])
    assert second["max_completion_tokens"] == 2 * first["max_completion_tokens"]
    assert await house.purse.cost_of_draft(DRAFT) == pytest.approx(3 * 0.0125)
    never = await house.ask(written("I am sorry."), written("I am sorry."))
    assert isinstance(never.error, ProviderOutputError)
    assert never.calls == 2


@pytest.mark.parametrize(
    "reply",
    [
        written(None, "content_filter"),
        written(None, refusal="I do not write such things."),
        failed(403, "Flagged by moderation"),
    ],
)
async def test_a_refusal_is_final_and_spares_no_lane(house: House, reply: Reply) -> None:
    outcome = await house.ask(reply)
    assert isinstance(outcome.error, ContentRefusedError)
    assert len(house.fake.calls) == 1
    assert await house.lanes.states() == {}


@pytest.mark.parametrize("reply", [failed(401, "No such key"), failed(402, "No credits left")])
async def test_a_refused_key_or_no_credit_pauses_the_lane_once(house: House, reply: Reply) -> None:
    outcome = await house.ask(reply)
    assert isinstance(outcome.error, ProviderAuthError)
    state = (await house.lanes.states())[LANE]
    assert state.paused
    assert state.reason == outcome.error.message
    again = await house.ask()
    assert isinstance(again.error, ProviderUnavailableError)
    assert len(house.fake.calls) == 1
    await house.lanes.resume(LANE)
    assert (await house.ask(written(good(STEP)))).error is None


async def test_what_was_asked_and_never_answered_is_not_asked_again(house: House) -> None:
    outcome = await house.ask(DROPPED)
    assert isinstance(outcome.error, ProviderOutcomeUnknownError)
    assert len(house.fake.calls) == 1


async def test_a_service_that_is_away_rests_and_works_again(house: House) -> None:
    outcome = await house.ask(failed(503, "Overloaded"))
    assert isinstance(outcome.error, ProviderUnavailableError)
    assert (await house.lanes.states())[LANE].resting
    await house.lanes.resume(LANE)
    assert (await house.ask(written(good(STEP)))).error is None
    assert await house.lanes.states() == {}
