"""Timing back over HTTP: compared or taken over, whole or not at all."""

import re
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.domain.ids import new_id
from backend.services.timing_import_service import TimingImportService
from tests.api_steps import V1, a_clip, a_project, a_scene, error_of, fields_of

EDL = """TITLE: Cut
FCM: NON-DROP FRAME
001  {first}  V     C        00:00:00:00 00:00:01:12 01:00:00:00 01:00:01:12
002  AX       V     C        00:00:00:00 00:00:02:00 01:00:01:12 01:00:03:12
* FROM CLIP NAME: From elsewhere
003  {second}  V     C        00:00:00:00 00:00:03:00 01:00:03:12 01:00:06:12
"""


async def a_row(client: httpx2.AsyncClient, **project: Any) -> tuple[str, list[dict[str, Any]]]:
    """Two clips of two and three seconds; return their project's id and them."""
    project_id = (await a_project(client, **project))["id"]
    scene = await a_scene(client, project_id=project_id)
    of_it = {"scene_id": scene["id"]}
    one = await a_clip(client, name="One", length=2, **of_it)
    two = await a_clip(client, name="Two", length=3, timeline_position=2, **of_it)
    return project_id, [one, two]


def reel(clip: dict[str, Any]) -> str:
    return f"S{clip['id'].replace('-', '')[:7].upper()}"


def cut_of(clips: list[dict[str, Any]]) -> bytes:
    return EDL.format(first=reel(clips[0]), second=reel(clips[1])).encode()


async def sent(
    client: httpx2.AsyncClient, project_id: str, content: bytes, **more: Any
) -> httpx2.Response:
    path = f"{V1}/projects/{project_id}/import/timing"
    return await client.post(path, files={"file": ("cut", content)}, **more)


async def places(client: httpx2.AsyncClient, project_id: str) -> list[tuple[str, float, float]]:
    clips = (await client.get(f"{V1}/projects/{project_id}/clips")).json()
    return [(clip["name"], clip["timeline_position"], clip["length"]) for clip in clips]


@pytest.mark.parametrize("format", ["edl", "fcpxml", "resolve"])
async def test_our_own_export_changes_nothing(client: httpx2.AsyncClient, format: str) -> None:
    project_id, _ = await a_row(client, fps=23.976)
    path = f"{V1}/projects/{project_id}"
    before = await client.get(f"{path}/with-scenes")
    content = (await client.get(f"{path}/export/{format}")).content
    response = await sent(client, project_id, content, params={"apply": True, "create": True})
    assert response.json() == {
        "applied": False,
        "matched": 2,
        **{name: [] for name in ("moved", "resized", "split", "missing", "new", "skipped")},
    }
    assert (await client.get(f"{path}/with-scenes")).json() == before.json()


async def test_a_cut_is_only_compared_unless_it_is_to_be_applied(
    client: httpx2.AsyncClient,
) -> None:
    project_id, clips = await a_row(client)
    before = await places(client, project_id)
    answer = (await sent(client, project_id, cut_of(clips))).json()
    one, two = ({"clip_id": clip["id"], "name": clip["name"]} for clip in clips)
    assert answer["resized"] == [{**one, "before": 48, "after": 36}]
    assert answer["moved"] == [{**two, "before": 48, "after": 84}]
    start = 3600 * 24 + 36
    stranger = {"name": "From elsewhere", "file": None, "start": start, "frames": 48}
    assert answer["new"] == [{**stranger, "clip_id": None}]
    assert (answer["applied"], answer["matched"]) == (False, 2)
    assert await places(client, project_id) == before


@pytest.mark.parametrize("place", ["data", "params"])
async def test_a_cut_is_taken_over_with_what_is_new_in_it(
    client: httpx2.AsyncClient, place: str
) -> None:
    project_id, clips = await a_row(client)
    options = {"apply": "true", "create": "true"}
    response = await sent(client, project_id, cut_of(clips), **{place: options})
    answer = response.json()
    assert answer["applied"] is True
    assert await places(client, project_id) == [
        ("One", 0.0, 1.5),
        ("From elsewhere", 1.5, 2.0),
        ("Two", 3.5, 3.0),
    ]
    made = await client.get(f"{V1}/clips/{answer['new'][0]['clip_id']}")
    assert made.status_code == 200
    again = (await client.get(f"{V1}/projects/{project_id}/export/fcpxml")).content
    assert (await sent(client, project_id, again)).json()["moved"] == []


async def test_a_project_that_changes_meanwhile_stays_as_it_was_changed(
    app: FastAPI, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    project_id, clips = await a_row(client)
    apply = TimingImportService._apply

    async def after_a_change(self: TimingImportService, *seen: Any) -> None:
        change = {"notes": "hold longer"}
        assert (await client.put(f"{V1}/clips/{clips[1]['id']}", json=change)).status_code == 200
        await apply(self, *seen)

    monkeypatch.setattr(TimingImportService, "_apply", after_a_change)
    before = await places(client, project_id)
    error_of(await sent(client, project_id, cut_of(clips), params={"apply": True}), 409)
    assert await places(client, project_id) == before
    assert (await client.get(f"{V1}/clips/{clips[1]['id']}")).json()["notes"] == "hold longer"


async def test_another_rate_is_refused_by_its_own_code(client: httpx2.AsyncClient) -> None:
    project_id, _ = await a_row(client, fps=25)
    other, _ = await a_row(client, fps=30)
    content = (await client.get(f"{V1}/projects/{other}/export/fcpxml")).content
    assert error_of(await sent(client, project_id, content), 400)["code"] == "RATE_MISMATCH"


async def test_what_was_sent_wrongly_is_named(client: httpx2.AsyncClient) -> None:
    project_id, clips = await a_row(client)
    cut = cut_of(clips)
    assert fields_of(await sent(client, project_id, cut, params={"apply": "maybe"})) == ["apply"]
    assert fields_of(await sent(client, project_id, cut, data={"create": "x"})) == ["create"]
    assert fields_of(await sent(client, project_id, cut, params={"colour": "red"})) == ["colour"]
    error = error_of(await sent(client, project_id, b"RIFF"), 400)
    assert re.search("EDL .* FCPXML", error["message"])
    path = f"{V1}/projects/{project_id}/import/timing"
    assert fields_of(await client.post(path, files={"other": b"x"})) == ["file"]
    error_of(await client.post(path, json={}), 415)
    error_of(await sent(client, new_id(), cut), 404)
    error_of(await sent(client, "x", cut), 404)
    error_of(await sent(client, project_id, b"0" * (20 * 1024 * 1024 + 1)), 413)
