"""Keys of services: whatever a service does with ours, nobody else ever sees it."""

import json
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any, Final

import httpx2
import pytest
from pydantic import SecretStr
from pymongo import MongoClient

from backend.observability.logging import _TALKATIVE
from backend.settings import Settings
from tests.api_steps import V1
from tests.draft_steps import TALE
from tests.journeys import board, eventually, got, made
from tests.provider_fakes.faults import Call, FakeService, Reply, running

KEYS: Final = {
    "openrouter": "canary-one-77261",
    "openai_shaped": "canary-two-88372",
    "together": "canary-three-99483",
    "runware": "canary-four-10594",
    "elevenlabs": "canary-five-21605",
}
"""They look like no key, so that nothing takes them out of a text by their looks."""
_SETTING: Final = {name: name.removesuffix("_shaped") for name in KEYS}
_PICTURES: Final = ("openrouter", "openai_shaped", "together", "runware")
_WRITING: Final = {"/openrouter/chat/completions", "/openai_shaped/chat/completions"}
_SPEAKING: Final = "/elevenlabs/v1/text-to-speech/"
IDEA: Final = "A lighthouse keeper who is afraid of the dark"

Answer = Callable[[str], Reply]


def _telling(key: str) -> dict[str, Any]:
    """Return the body of an error with the key in every place that anybody may read."""
    said = f"Incorrect API key provided: {key}"
    error = {"message": said, "type": said, "code": key, "param": key, "taskType": key}
    return {"error": error, "errors": [error], "detail": {"status": key, "message": said}}


ANSWERS: Final[dict[str, Answer]] = {
    "refuses the key": lambda key: Reply(401, _telling(key)),
    "refuses the order": lambda key: Reply(400, _telling(key)),
    "has no credit": lambda key: Reply(402, _telling(key)),
    "breaks": lambda key: Reply(500, f"Traceback: {key}".encode(), content_type="text/plain"),
    "is busy": lambda key: Reply(429, _telling(key), {"retry-after": "1", "x-said": key}),
    "sends us elsewhere": lambda key: Reply(307, None, {"location": f"/elsewhere?key={key}"}),
    "fails with 200": lambda key: Reply(200, _telling(key)),
    "makes no film": lambda key: Reply(200, {"id": "f", "status": "failed", **_telling(key)}),
    "says so in words": lambda key: Reply(200, {"id": "f", "status": "failed", "error": key}),
    "answers what is no JSON": lambda key: Reply(200, f'{{"{key}'.encode()),
    "answers what nobody knows": lambda key: Reply(200, {"data": key, "choices": key, "id": [key]}),
    "answers with a page": lambda key: Reply(200, key.encode(), content_type=f"text/{key}"),
}


class Blabber(FakeService):
    """Any service, which repeats the key it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.says: Answer = ANSWERS["breaks"]
        self.heard: set[str] = set()

    def answer(self, call: Call) -> Reply:
        """Blab."""
        key = call.headers.get("xi-api-key", call.headers.get("authorization", ""))
        key = key.removeprefix("Bearer ")
        self.heard.add(key)
        return self.says(key)


@pytest.fixture
async def service() -> AsyncIterator[Blabber]:
    """The one service that is all of them."""
    async with running(Blabber()) as service:
        yield service


@pytest.fixture
def settings(settings: Settings, service: Blabber) -> Settings:
    """Settings with a key of every service."""
    known: dict[str, Any] = {"debug": True, "log_level": "DEBUG"}
    for name, setting in _SETTING.items():
        known[f"{setting}_api_key"] = SecretStr(KEYS[name])
        known[f"{setting}_base_url"] = f"{service.url}/{name}"
        known[f"{setting}_retries"] = 0
    return settings.model_copy(update=known)


@pytest.fixture
def said(client: httpx2.AsyncClient) -> list[str]:
    """All that we answered, headers included."""
    said: list[str] = []

    async def note(answer: httpx2.Response) -> None:
        await answer.aread()
        said.append(f"{answer.headers.multi_items()} {answer.text}")

    client.event_hooks["response"].append(note)
    return said


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits before a service is asked what became of an order."""
    monkeypatch.setattr("backend.services.tasks.paid_handler.RECALLS", (0.0, 0.0))


@pytest.fixture(autouse=True)
def _everything_logged(caplog: pytest.LogCaptureFixture) -> None:
    """As at LOG_LEVEL=DEBUG, but with nothing taken out of it."""
    caplog.set_level(logging.DEBUG)
    for name in _TALKATIVE:
        caplog.set_level(logging.WARNING, name)


async def tell_stories(client: httpx2.AsyncClient, service: Blabber) -> str:
    """Have stories written and spoken; return the id of one once each service was asked."""
    makers = {"text": "splitter", "image": "runware", "audio": "elevenlabs"}
    order = {"script": TALE, "providers": makers, "narration": True}
    story = await made(client, "/stories", order)
    for writer in ("openrouter", "openai_shaped"):
        await made(client, "/stories", {"prompt": IDEA, "providers": {"text": writer}})

    async def all_was_tried() -> bool:
        asked = {call.path for call in service.calls if call.method == "POST"}
        return asked >= _WRITING and any(_SPEAKING in path for path in asked)

    await eventually(all_was_tried)
    return str(story["story_id"])


async def order_everything(client: httpx2.AsyncClient, service: Blabber) -> None:
    """Ask every service for whatever else it can do."""
    [clip] = await board(client)
    for name in _PICTURES:
        for kind in ("image", "video"):
            asked = {"clip_id": clip["id"], "generation_type": kind, "params": {"provider": name}}
            await made(client, "/generation", asked)
    await client.post(f"{V1}/openai/videos", json={"prompt": IDEA})
    for name in KEYS:
        await client.post(f"{V1}/providers/{name}/test")
        await client.get(f"{V1}/providers/{name}/models")

    async def all_was_tried() -> bool:
        jobs = await got(client, "/queue/jobs")
        is_quiet = all(job["status"] != "processing" for job in jobs)
        return is_quiet and service.heard == set(KEYS.values())

    await eventually(all_was_tried)


async def look_at_everything(client: httpx2.AsyncClient, story_id: str) -> None:
    """Read whatever tells how things stand."""
    jobs = await got(client, "/queue/jobs")
    for job in jobs:
        await got(client, f"/queue/jobs/{job['id']}")
    about = (f"/projects/{story_id}", f"/stories/{story_id}")
    of_story = ("drafts", "checks", "costs", "review", "status")
    for path in (
        "/openai/videos",
        *about,
        *(f"{each}/{what}" for each in about for what in of_story),
    ):
        await client.get(f"{V1}{path}")
    views = ("providers", "health", "queue/status", "queue/lanes", "stats")
    secret = ("admin/config", "admin/doctor", "admin/drafts", "debug/sessions", "debug/config")
    for path in (*views, *secret):
        assert (await client.get(f"{V1}/{path}")).is_success, path
    for path in ("/metrics", "/openapi.json", "/debug/config"):
        assert (await client.get(path)).is_success, path


@pytest.mark.parametrize("way", list(ANSWERS))
async def test_no_key_is_seen_anywhere(
    client: httpx2.AsyncClient,
    service: Blabber,
    said: list[str],
    caplog: pytest.LogCaptureFixture,
    mongo_janitor: MongoClient[dict[str, Any]],
    database_name: str,
    way: str,
) -> None:
    """Not in the log, not in an answer, and not in the database with all its events."""
    service.says = ANSWERS[way]
    story_id = await tell_stories(client, service)
    await order_everything(client, service)
    await look_at_everything(client, story_id)
    database = mongo_janitor[database_name]
    kept = {name: str(list(database[name].find())) for name in database.list_collection_names()}
    assert "queue_update" in kept["events"]
    logged = [str(vars(each)) for each in caplog.records if each.name.startswith("backend")]
    for key in KEYS.values():
        assert [line for line in (*said, *logged, caplog.text) if key in line] == []
        assert [name for name, documents in kept.items() if key in documents] == []
    assert service.count("POST", "/elsewhere") + service.count("GET", "/elsewhere") == 0


def test_settings_tell_no_key(settings: Settings) -> None:
    """However they are printed."""
    shown = f"{settings!r} {settings} {json.dumps(settings.model_dump(mode='json'), default=str)}"
    assert not [key for key in KEYS.values() if key in shown]
