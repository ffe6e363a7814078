"""Administration over HTTP: there with DEBUG, and else as if there were nothing."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest

from backend.app import create_app
from backend.container import Container
from backend.domain.ids import ServerId
from backend.domain.job_state import JobState, JobStatus
from backend.domain.lane import LaneState
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.collection import Index
from backend.repositories.diagnosis_repository import DiagnosisRepository
from backend.services import config_service
from backend.services.doctor_service import Check
from backend.settings import Settings
from tests.api_steps import V1
from tests.factories import make_job, make_server
from tests.unit.services.media_samples import flat_png

LONG_AGO = datetime(2020, 5, 4, tzinfo=UTC)
PATHS = [
    ("GET", "/admin/doctor"),
    ("GET", "/admin/config"),
    ("POST", "/admin/config/reload"),
    ("POST", "/admin/reload"),
]


@pytest.fixture
def settings(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """With DEBUG, read in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(config_service, "configure", lambda *_: None)
    return settings.model_copy(update={"debug": True})


@pytest.fixture
async def closed(settings: Settings, container: Container) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the same without DEBUG."""
    without = Container(settings.model_copy(update={"debug": False}), container.located)
    transport = httpx2.ASGITransport(app=create_app(without))
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def checks(client: httpx2.AsyncClient) -> dict[str, Any]:
    answer = await client.get(f"{V1}/admin/doctor")
    assert answer.status_code == 200
    report = answer.json()
    assert report["ok"] == all(check["ok"] for check in report["checks"])
    return {check["name"]: check for check in report["checks"]}


@pytest.mark.parametrize(("method", "path"), PATHS)
async def test_without_debug_there_is_nothing(
    closed: httpx2.AsyncClient, method: str, path: str
) -> None:
    answer = await closed.request(method, V1 + path)
    nothing = await closed.request(method, f"{V1}/admin/nothing")
    assert (answer.status_code, nothing.status_code) == (404, 404)
    expected = nothing.json()["detail"].replace("/admin/nothing", path)
    assert answer.json()["detail"] == expected


async def test_the_doctor_finds_a_started_server_well(client: httpx2.AsyncClient) -> None:
    found = await checks(client)
    assert [check for check in found.values() if not check["ok"]] == []
    assert {"database", "replica set", "clock", "writes", "indexes", "disk"} <= set(found)


@pytest.fixture
async def resting(container: Container) -> AsyncIterator[Container]:
    """Everything, with nothing running that would mend it."""
    await container.database.connect()
    yield container
    await container.database.close()


async def test_the_doctor_names_servers_and_jobs_that_need_help(resting: Container) -> None:
    server, idle = make_server(name="gpu-1"), make_server(name="gpu-2", is_active=False)
    id = ServerId(server.id)
    unreadable = make_job()
    stuck = make_job(state=JobState.COMMITTED, status=JobStatus.PROCESSING, updated_at=LONG_AGO)
    await resting._servers.create_many([server, idle])
    await resting._jobs.create_many([unreadable, stuck])
    jobs = resting.database.collection("queue_jobs")
    await jobs.update_one({"_id": unreadable.id}, {"$set": {"progress": "half"}})
    found = await examined(resting)
    assert found["server gpu-1"].text == "nobody has looked at it yet"
    assert found["server gpu-2"].text == "not in use"
    assert unreadable.id in found["readable jobs"].text
    assert stuck.id in found["committed jobs"].text
    await resting._lanes.acquire(id, "nobody", 60)
    await resting._lanes.missed(id, LaneState.OFFLINE, "refused", 60)
    offline = (await examined(resting))["server gpu-1"]
    assert (offline.ok, offline.text) == (False, "offline: refused")
    assert server.id in (offline.hint or "")


async def examined(container: Container) -> dict[str, Check]:
    return {check.name: check for check in (await container.doctor.examine()).checks}


async def test_an_index_that_was_not_built_is_named(resting: Container) -> None:
    await resting.build_indexes()
    new = Index((("name", 1), ("rev", -1)))
    indexes = {"clips": (*ClipRepository.indexes, new), "not_there_yet": (new,)}
    diagnosis = DiagnosisRepository(resting.database.collection, indexes)
    assert await diagnosis.missing_indexes() == ["clips: name, rev"]


async def test_settings_are_shown_and_a_limit_changes_while_the_server_runs(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    shown = (await client.get(f"{V1}/admin/config")).json()["settings"]
    assert {each["name"]: each["value"] for each in shown}["mongo_url"] == "***"
    picture = {"file": ("a.png", flat_png(), "image/png")}
    assert (await client.post(f"{V1}/upload-face-image", files=picture)).is_success
    (tmp_path / ".env").write_text("MAX_IMAGE_SIZE_MB=0.00001\nDEBUG=true\n")
    answer = await client.post(f"{V1}/admin/reload")
    assert answer.json() == {"changed": ["max_image_size_mb"], "restart_required": []}
    assert (await client.post(f"{V1}/upload-face-image", files=picture)).status_code == 413


async def test_a_value_that_will_not_do_is_refused_by_name(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=loud\nMAX_IMAGE_SIZE_MB=1\n")
    answer = await client.post(f"{V1}/admin/config/reload")
    assert answer.status_code == 400
    assert [each["field"] for each in answer.json()["error"]["details"]["fields"]] == ["LOG_LEVEL"]
    shown = (await client.get(f"{V1}/admin/config")).json()["settings"]
    assert {each["name"]: each["value"] for each in shown}["max_image_size_mb"] == 10
