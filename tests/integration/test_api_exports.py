"""Exports as jobs, over HTTP: ordered, watched, fetched in parts, cancelled and cleared away."""

import asyncio
import io
import os
import time
import zipfile
from pathlib import Path
from typing import Any

import httpx2
import pytest

from backend.container import Container
from backend.domain.errors import StorageFullError
from backend.domain.ids import JobId, new_id
from backend.domain.job_state import JobState
from backend.services.tasks import export_handler
from tests.api_steps import V1, error_of, fields_of
from tests.journeys import board, eventually, got, made, until

pytestmark = pytest.mark.usefixtures("app")


async def order(client: httpx2.AsyncClient, project_id: str, **body: Any) -> dict[str, Any]:
    """Order an export and return the answer."""
    answer = await client.post(
        f"{V1}/projects/{project_id}/exports", json={"format": "fcpxml", **body}
    )
    assert answer.status_code == 202, answer.text
    ordered: dict[str, Any] = answer.json()
    assert answer.headers["Location"] == f"{V1}/exports/{ordered['export_id']}"
    return ordered


async def finished(client: httpx2.AsyncClient, ordered: dict[str, Any]) -> dict[str, Any]:
    """Wait for the end of an export and return how it stands."""
    await until(client, [ordered["job_id"]], {"completed", "failed", "cancelled"})
    export: dict[str, Any] = await got(client, f"/exports/{ordered['export_id']}")
    return export


async def project_of(client: httpx2.AsyncClient, clips: int = 2) -> str:
    """Make a board and return its project's id."""
    [clip, *_] = await board(client, clips)
    return str(clip["project_id"])


async def test_an_export_is_ordered_and_its_file_fetched(client: httpx2.AsyncClient) -> None:
    project_id = await project_of(client)
    ordered = await order(client, project_id)
    assert ordered["status_url"].endswith(f"/api/v1/exports/{ordered['export_id']}")
    export = await finished(client, ordered)
    assert (export["status"], export["progress"], export["error"]) == ("completed", 1.0, None)
    assert export["report"] == await got(client, f"/projects/{project_id}/export/fcpxml/report")
    file = await client.get(export["url"])
    direct = await client.get(f"{V1}/projects/{project_id}/export/fcpxml")
    assert file.content == direct.content
    assert file.headers["Content-Disposition"] == direct.headers["Content-Disposition"]
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert export["size"] == len(file.content)


async def test_every_format_can_be_ordered_and_says_what_was_ordered(
    client: httpx2.AsyncClient,
) -> None:
    project_id = await project_of(client)
    formats = await got(client, f"/projects/{project_id}/export/formats")
    orders = [await order(client, project_id, format=each["name"]) for each in formats]
    for known, ordered in zip(formats, orders, strict=True):
        export = await finished(client, ordered)
        assert (export["format"], export["status"]) == (known["name"], "completed"), export
        file = await client.get(export["url"])
        assert file.headers["Content-Type"].startswith(known["media_type"].partition(";")[0])


async def test_a_bundle_is_a_whole_zip_and_is_sent_in_parts(client: httpx2.AsyncClient) -> None:
    ordered = await order(client, await project_of(client), format="bundle")
    url = (await finished(client, ordered))["url"]
    whole = await client.get(url)
    with zipfile.ZipFile(io.BytesIO(whole.content)) as archive:
        assert archive.testzip() is None
    part = await client.get(url, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    beyond = {"Range": f"bytes={len(whole.content)}-"}
    assert (await client.get(url, headers=beyond)).status_code == 416
    known = {"If-None-Match": whole.headers["ETag"]}
    assert (await client.get(url, headers=known)).status_code == 304
    head = await client.head(url)
    assert (head.content, head.headers["Content-Length"]) == (b"", str(len(whole.content)))


async def test_what_cannot_be_exported_is_refused_at_once(client: httpx2.AsyncClient) -> None:
    project_id = await project_of(client)
    path = f"{V1}/projects/{project_id}/exports"
    error_of(await client.post(path, json={"format": "pptx"}), 404)
    wrong = {"format": "edl", "options": {"version": "1.13"}}
    assert fields_of(await client.post(path, json=wrong))
    number = {"format": "edl", "options": {"clip_audio": 1}}
    assert fields_of(await client.post(path, json=number)) == ["options.clip_audio"]
    assert "colour" in fields_of(await client.post(path, json={"format": "edl", "colour": 1}))
    elsewhere = f"{V1}/projects/{new_id()}/exports"
    error_of(await client.post(elsewhere, json={"format": "edl"}), 404)


async def test_an_export_is_run_again_as_it_was_ordered(client: httpx2.AsyncClient) -> None:
    assert (await client.post(f"{V1}/queue/pause")).is_success
    ordered = await order(client, await project_of(client))
    path = f"{V1}/queue/jobs/{ordered['job_id']}"
    assert (await client.post(f"{path}/cancel")).is_success
    other = await client.post(f"{path}/retry", json={"priority": 1, "prompt": "snow"})
    assert fields_of(other) == ["prompt"]
    again = await client.post(f"{path}/retry", json={"priority": 1})
    assert (again.json()["status"], again.json()["priority"]) == ("pending", 1)


async def test_an_export_that_cannot_be_made_says_why(client: httpx2.AsyncClient) -> None:
    empty = (await made(client, "/projects", {"name": "Empty"}))["id"]
    ordered = await order(client, empty)
    export = await finished(client, ordered)
    assert (export["status"], export["url"]) == ("failed", None)
    assert "no clips" in export["error"]
    answer = await client.get(f"{V1}/exports/{ordered['export_id']}/file")
    assert error_of(answer, 409)["code"] == "EXPORT_NOT_READY"


async def test_only_an_export_is_found_as_one(client: httpx2.AsyncClient) -> None:
    [clip] = await board(client)
    job = await made(client, "/generation", {"clip_id": clip["id"]})
    for id in (job["job_id"], new_id(), "nothing"):
        error_of(await client.get(f"{V1}/exports/{id}"), 404)
        error_of(await client.get(f"{V1}/exports/{id}/file"), 404)


async def test_exports_stand_in_the_queue_for_those_who_ask_for_them(
    client: httpx2.AsyncClient,
) -> None:
    [clip, *_] = await board(client)
    picture = (await made(client, "/generation", {"clip_id": clip["id"]}))["job_id"]
    ordered = await order(client, clip["project_id"])
    await finished(client, ordered)
    assert [job["id"] for job in await got(client, "/queue/jobs")] == [picture]
    exports = await got(client, "/queue/jobs", kind="export")
    assert [(job["id"], job["kind"]) for job in exports] == [(ordered["job_id"], "export")]
    of_project = f"/queue/projects/{clip['project_id']}/jobs"
    assert (await got(client, of_project))["total_jobs"] == 1
    assert (await client.delete(f"{V1}/queue/jobs/{ordered['job_id']}")).is_success
    error_of(await client.get(f"{V1}/exports/{ordered['export_id']}"), 404)


async def test_a_paused_lane_begins_nothing_until_it_is_resumed(
    client: httpx2.AsyncClient,
) -> None:
    paused = (await client.post(f"{V1}/queue/lanes/exports/pause")).json()
    assert (paused["paused"], paused["reason"]) == (True, "A person paused it")
    ordered = await order(client, await project_of(client))
    lane, _ = (await got(client, "/queue/lanes"))["lanes"]
    used = (lane["name"], lane["depth"], lane["running"], lane["concurrency"])
    assert used == ("exports", 1, 0, 2)
    waits = await got(client, f"/queue/jobs/{ordered['job_id']}")
    assert (waits["status"], waits["waiting"]["code"]) == ("pending", "lane_paused")
    assert "A person paused it" in waits["waiting"]["text"]
    resumed = (await client.post(f"{V1}/queue/lanes/exports/resume")).json()
    assert (resumed["paused"], resumed["reason"]) == (False, None)
    assert (await finished(client, ordered))["status"] == "completed"
    error_of(await client.post(f"{V1}/queue/lanes/nothing/pause"), 404)


async def test_a_paused_project_or_queue_holds_its_exports(client: httpx2.AsyncClient) -> None:
    project_id = await project_of(client)
    for pause in (f"/projects/{project_id}/queue", "/queue"):
        await made(client, f"{pause}/pause", None)
        ordered = await order(client, project_id)
        assert (await got(client, f"/exports/{ordered['export_id']}"))["status"] == "pending"
        await made(client, f"{pause}/resume", None)
        assert (await finished(client, ordered))["status"] == "completed"


def write_for_ever(container: Container, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Have no export end any more; return what tells that one began."""
    writing = asyncio.Event()

    async def for_ever(*_: Any) -> None:
        writing.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(container.tasks.files, "write", for_ever)
    return writing


async def test_an_export_is_cancelled_while_it_is_written_and_leaves_no_file(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing = write_for_ever(container, monkeypatch)
    ordered = await order(client, await project_of(client))
    await writing.wait()
    assert (await client.post(f"{V1}/queue/jobs/{ordered['job_id']}/cancel")).is_success
    assert (await got(client, f"/exports/{ordered['export_id']}"))["status"] == "cancelled"
    await eventually(lambda: _idle(container))
    monkeypatch.undo()
    await made(client, f"/queue/jobs/{ordered['job_id']}/retry", None)
    assert (await finished(client, ordered))["status"] == "completed"


async def _idle(container: Container) -> bool:
    return container.tasks.runner.running == 0


async def test_a_full_disk_is_waited_out(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no_room(*_: Any) -> None:
        raise StorageFullError("The disk is full")

    monkeypatch.setattr(container.tasks.files, "write", no_room)
    monkeypatch.setattr("backend.services.tasks.task_run.DISK_PAUSE", 0.2)
    ordered = await order(client, await project_of(client))

    async def waits() -> bool:
        job = await got(client, f"/queue/jobs/{ordered['job_id']}")
        return "disk is full" in str(job["waiting"])

    await eventually(waits)
    assert (await got(client, f"/queue/jobs/{ordered['job_id']}"))["retry_count"] == 0
    monkeypatch.undo()
    assert (await finished(client, ordered))["status"] == "completed"


async def test_a_handler_with_a_mistake_ends_its_job_and_nothing_else(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise KeyError("oops")

    monkeypatch.setattr(export_handler.ExportHandler, "run", broken)
    project_id = await project_of(client)
    export = await finished(client, await order(client, project_id))
    assert export["status"] == "failed"
    assert "KeyError" in export["error"]
    monkeypatch.undo()
    assert (await finished(client, await order(client, project_id)))["status"] == "completed"


def files_of(container: Container) -> list[str]:
    folder = container.settings.upload_dir / "exports"
    return sorted(path.name for path in folder.glob("*"))


async def test_exports_go_with_their_project(
    client: httpx2.AsyncClient, container: Container
) -> None:
    project_id = await project_of(client)
    ordered = await order(client, project_id)
    await finished(client, ordered)
    assert len(files_of(container)) == 1
    assert (await client.delete(f"{V1}/projects/{project_id}")).is_success
    error_of(await client.get(f"{V1}/exports/{ordered['export_id']}"), 404)
    assert files_of(container) == []


async def test_old_exports_are_forgotten_and_files_of_nobody_removed(
    client: httpx2.AsyncClient, container: Container
) -> None:
    project_id = await project_of(client)
    old, new = [await order(client, project_id) for _ in range(2)]
    for each in (old, new):
        await finished(client, each)
    await _age(container, old["job_id"])
    folder = container.settings.upload_dir / "exports"
    (folder / "nobody.zip").write_bytes(b"x")
    _make_old(*folder.glob("*"))
    (folder / "young.zip").write_bytes(b"x")
    await container.export_jobs.sweep()
    error_of(await client.get(f"{V1}/exports/{old['export_id']}"), 404)
    assert (await client.get(f"{V1}/exports/{new['export_id']}/file")).is_success
    assert len(files_of(container)) == 2
    assert "young.zip" in files_of(container)


async def _age(container: Container, id: str) -> None:
    jobs = container.database.collection("queue_jobs")
    eight_days = {"$subtract": ["$completed_at", 8 * 24 * 3600 * 1000]}
    await jobs.update_one({"_id": id}, [{"$set": {"completed_at": eight_days}}])


def _make_old(*paths: Path) -> None:
    long_ago = time.time() - 10_000
    for path in paths:
        os.utime(path, (long_ago, long_ago))


async def test_a_file_that_is_gone_is_not_found(
    client: httpx2.AsyncClient, container: Container
) -> None:
    ordered = await order(client, await project_of(client))
    export = await finished(client, ordered)
    for path in (container.settings.upload_dir / "exports").glob("*"):
        path.unlink()
    error_of(await client.get(export["url"]), 404)


async def test_a_stopping_process_gives_its_exports_back_uncounted(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing = write_for_ever(container, monkeypatch)
    ordered = await order(client, await project_of(client))
    await writing.wait()
    await container.tasks.dispatch.stop()
    job = await container._jobs.get(JobId(ordered["job_id"]))
    assert (job.state, job.failures, job.slot, job.lease) == (JobState.READY, 0, None, None)
