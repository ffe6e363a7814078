"""Services that change while the server runs: what they make is made to its end."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from backend.container import Container
from backend.domain.errors import ProviderAuthError
from backend.providers.service_data import ServiceData
from backend.providers.services import Service
from backend.providers.services_factory import _FACTORIES
from backend.services import config_service, provider_service
from backend.settings import Settings
from backend.settings.providers import ProviderSettings
from backend.synth import tones
from tests.api_steps import V1
from tests.journeys import board, ended, eventually, generate, got, made
from tests.scripted_service import ScriptedGenerator, scripted

ROOT = Path(tones.__file__).parents[2]
TOGETHER = {"params": {"provider": "together"}}
PATIENCE_SECONDS = 60.0


class Maker(ScriptedGenerator):
    """Says when it was closed, and minds if it is used after that."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.closed = asyncio.Event()

    async def close(self) -> None:
        """Be closed."""
        self.closed.set()


@pytest.fixture
def makers(monkeypatch: pytest.MonkeyPatch) -> list[Maker]:
    """All that were made for `together`, the latest last; there is none without a key."""
    all_made: list[Maker] = []

    def make(settings: ProviderSettings, data: ServiceData) -> Service | None:
        if settings.together_api_key is None:
            return None
        all_made.append(Maker(settings.together_api_key.get_secret_value()))
        return scripted("together", all_made[-1])(settings, data)

    monkeypatch.setitem(_FACTORIES, "together", make)
    return all_made


@pytest.fixture
def settings(
    settings: Settings, makers: list[Maker], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """With `together` set up by a file that can be changed, and nobody waiting for long."""
    (tmp_path / ".env").write_text("TOGETHER_API_KEY=first\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(config_service, "configure", lambda *_: None)
    monkeypatch.setattr(config_service, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(provider_service, "LINGER", 0.02)
    return settings.model_copy(
        update={
            "debug": True,
            "queue_poll_seconds": 0.05,
            "together_api_key": Settings().together_api_key,
        }
    )


async def reloaded(client: httpx2.AsyncClient, *lines: str) -> httpx2.Response:
    """Write the file anew and have it read."""
    text = "\n".join(["DEBUG=true", *lines])
    await asyncio.to_thread(Path(".env").write_text, text)
    return await client.post(f"{V1}/admin/reload")


async def is_set_up(client: httpx2.AsyncClient, name: str = "together") -> bool:
    providers: list[dict[str, Any]] = (await got(client, "/providers"))["providers"]
    return next(bool(each["configured"]) for each in providers if each["name"] == name)


async def test_a_job_that_runs_is_made_by_the_old_service_which_is_closed_then(
    client: httpx2.AsyncClient, makers: list[Maker]
) -> None:
    (first,) = makers
    first.gate = asyncio.Event()
    one, two = await board(client, clips=2)
    running = await generate(client, one["id"], **TOGETHER)
    await eventually(lambda: _has_orders(first))
    answer = await reloaded(client, "TOGETHER_API_KEY=second")
    assert answer.json() == {"changed": ["together_api_key"], "restart_required": []}
    _, second = makers
    await ended(client, [await generate(client, two["id"], **TOGETHER)])
    assert (len(first.orders), len(second.orders), second.key) == (1, 1, "second")
    assert not first.closed.is_set()
    first.gate.set()
    (job,) = await ended(client, [running])
    assert job["status"] == "completed"
    async with asyncio.timeout(PATIENCE_SECONDS):
        await first.closed.wait()
    assert not second.closed.is_set()


async def _has_orders(maker: Maker) -> bool:
    return bool(maker.orders)


async def test_a_service_goes_and_comes_with_its_key(
    client: httpx2.AsyncClient, makers: list[Maker]
) -> None:
    (clip,) = await board(client)
    assert (await reloaded(client)).json()["changed"] == ["together_api_key"]
    assert not await is_set_up(client)
    order = {"clip_id": clip["id"], **TOGETHER}
    assert (await client.post(f"{V1}/generation", json=order)).status_code == 400
    await reloaded(client, "TOGETHER_API_KEY=third", "PROVIDERS=together")
    assert await is_set_up(client)
    assert (await got(client, "/providers"))["order"] == ["together"]
    await ended(client, [await generate(client, clip["id"], params={"provider": "auto"})])
    assert len(makers[-1].orders) == 1


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("TOGETHER_RETRIES=many", "TOGETHER_RETRIES"),
        ("PROVIDERS=comfyui,nobody", "PROVIDERS"),
        ("PROVIDERS_FILE=nowhere.json", "PROVIDERS_FILE"),
        ("OPENROUTER_API_KEY=k\nOPENROUTER_MODEL=song=x", "OPENROUTER_MODEL"),
    ],
)
async def test_what_cannot_be_used_is_named_and_all_stays(
    client: httpx2.AsyncClient, makers: list[Maker], line: str, field: str
) -> None:
    answer = await reloaded(client, "TOGETHER_API_KEY=other", line)
    assert answer.status_code == 400
    assert [each["field"] for each in answer.json()["error"]["details"]["fields"]] == [field]
    (clip,) = await board(client)
    await ended(client, [await generate(client, clip["id"], **TOGETHER)])
    assert len(makers[0].orders) == 1


async def test_other_services_are_left_alone(
    client: httpx2.AsyncClient, makers: list[Maker], tmp_path: Path
) -> None:
    kept = "TOGETHER_API_KEY=first"
    await reloaded(client, kept, "RUNWARE_API_KEY=key", "RUNWARE_BASE_URL=http://127.0.0.1:1/v1")
    assert await is_set_up(client, "runware")
    assert len(makers) == 1
    known = {"together": {"max_concurrency": 7}}
    (tmp_path / "known.json").write_text(json.dumps(known))
    answer = await reloaded(client, kept, "PROVIDERS_FILE=known.json")
    assert {"providers_file", "runware_api_key"} <= set(answer.json()["changed"])
    assert len(makers) == 2
    (tmp_path / "known.json").write_text(json.dumps({}))
    answer = await reloaded(client, kept, "PROVIDERS_FILE=known.json")
    assert answer.json()["changed"] == ["providers_file"]


async def test_a_new_key_ends_the_pause_that_the_old_one_brought(
    client: httpx2.AsyncClient, makers: list[Maker]
) -> None:
    (clip,) = await board(client)
    makers[0].answers.append(ProviderAuthError("Together", "refuses our key (401)"))
    job = await generate(client, clip["id"], **TOGETHER)
    await eventually(lambda: _is_paused(client))
    await reloaded(client, "TOGETHER_API_KEY=second")
    assert not await _is_paused(client)
    await made(client, f"/queue/lanes/{LANE}/pause", {})
    await reloaded(client, "TOGETHER_API_KEY=third")
    assert await _is_paused(client)
    await made(client, f"/queue/lanes/{LANE}/resume", {})
    await client.post(f"{V1}/queue/jobs/{job}/retry")
    assert [each["status"] for each in await ended(client, [job])] == ["completed"]


LANE = "cloud:together"


async def _is_paused(client: httpx2.AsyncClient) -> bool:
    providers: list[dict[str, Any]] = (await got(client, "/providers"))["providers"]
    return next(bool(each["paused"]) for each in providers if each["name"] == "together")


@pytest.fixture
async def worker(container: Container, settings: Settings) -> AsyncIterator[Container]:
    """Another process, as far as the database can tell."""
    worker = Container(settings, container.located, kind="worker")
    await worker.start()
    yield worker
    await worker.stop()


async def test_other_processes_follow(client: httpx2.AsyncClient, worker: Container) -> None:
    await reloaded(client, "TOGETHER_API_KEY=second")

    async def has_followed() -> bool:
        key = worker.config.current.together_api_key
        return key is not None and key.get_secret_value() == "second"

    await eventually(has_followed)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals on Windows")
@pytest.mark.parametrize("command", ["serve", "worker"])
async def test_a_hangup_reloads_and_a_second_one_that_cannot_changes_nothing(
    mongo_url: str, database_name: str, tmp_path: Path, command: str
) -> None:
    ours = {name.upper() for name in Settings.model_fields}
    around = {name: value for name, value in os.environ.items() if name not in ours}
    around |= {"MONGO_URL": mongo_url, "DB_NAME": database_name, "BACKEND_PORT": "0"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "backend", command),
        cwd=tmp_path,
        env={**around, "PYTHONPATH": str(ROOT)},
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None

    async def said(words: str) -> None:
        assert process.stderr is not None
        while words not in (line := (await process.stderr.readline()).decode()):
            assert line, f"it ended without saying: {words}"

    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await said(" free" if command == "serve" else "of this process")
            (tmp_path / ".env").write_text("OPENAI_RETRIES=1\nEXPORTS_AT_ONCE=3\n")
            process.send_signal(signal.SIGHUP)
            await said("settings changed: openai_retries")
            await said("settings changed after a restart: exports_at_once")
            (tmp_path / ".env").write_text("OPENAI_RETRIES=many\n")
            process.send_signal(signal.SIGHUP)
            await said("OPENAI_RETRIES")
            process.send_signal(signal.SIGTERM)
            await process.stderr.read()
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
