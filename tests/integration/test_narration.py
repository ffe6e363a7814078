"""Narration over HTTP: voices are heard, clips become as long as they need, subtitles follow."""

import asyncio
from typing import Any

import httpx2
import pytest

from backend.settings import Settings
from tests.api_steps import V1, a_clip, a_project, a_scene, error_of, fields_of
from tests.journeys import ended, got, made


@pytest.fixture
def providers() -> str:
    """What is set up, unless a test says otherwise."""
    return "fake"


@pytest.fixture
def settings(settings: Settings, providers: str) -> Settings:
    """Settings with those providers."""
    return settings.model_copy(update={"providers": providers})


async def story(client: httpx2.AsyncClient, *said: str, **project: Any) -> list[dict[str, Any]]:
    """Make a project of one scene with a clip for each text; return the clips."""
    scene = await a_scene(client, project_id=(await a_project(client, **project))["id"])
    return [
        await a_clip(client, scene_id=scene["id"], lyrics=text, length=4, timeline_position=n * 4)
        for n, text in enumerate(said)
    ]


async def narrated(client: httpx2.AsyncClient, project_id: str, **asked: Any) -> dict[str, Any]:
    """Order narration and wait for it; return the answer."""
    answer: dict[str, Any] = await made(client, f"/projects/{project_id}/narration", asked)
    await ended(client, [job["id"] for job in answer["jobs"]])
    return answer


async def clip_of(client: httpx2.AsyncClient, clip: dict[str, Any]) -> dict[str, Any]:
    now: dict[str, Any] = await got(client, f"/clips/{clip['id']}")
    return now


async def test_narration_makes_clips_as_long_as_what_is_said(client: httpx2.AsyncClient) -> None:
    long = "The boats are back, and nobody had believed that they would come home again."
    first, second = await story(client, long, "Rain.", fps=25)
    project = first["project_id"]
    answer = await narrated(client, project)
    assert [job["kind"] for job in answer["jobs"]] == ["audio", "audio"]
    assert answer["silent"] == []
    [take] = (await clip_of(client, first))["generated_audio"]
    assert (take["prompt"], take["lead"], take["stale"]) == (long, 0.15, False)
    assert take["alignment"]["words"][0]["text"] == "The"
    assert (await client.get(take["url"])).headers["content-type"].startswith("audio/")
    done = await made(client, f"/projects/{project}/retime", None)
    first, second = [await clip_of(client, each) for each in (first, second)]
    frames = first["length"] * 25
    assert frames == pytest.approx(round(frames))
    assert 0 <= first["length"] - take["duration"] - 0.5 < 1 / 25
    assert second["timeline_position"] == first["length"]
    assert second["length"] == 3
    assert done["duration"] == pytest.approx(first["length"] + 3)
    assert (await made(client, f"/projects/{project}/retime", None))["clips"] == []


async def test_what_was_said_is_not_paid_for_again(client: httpx2.AsyncClient) -> None:
    [clip] = await story(client, "It rains.")
    project = clip["project_id"]
    [job] = (await narrated(client, project))["jobs"]
    again = await narrated(client, project)
    assert again["jobs"] == []
    assert [each["code"] for each in again["silent"]] == ["narrated"]
    [other] = (await narrated(client, project, force=True))["jobs"]
    assert other["id"] != job["id"]
    assert len((await clip_of(client, clip))["generated_audio"]) == 2


async def test_ten_orders_at_once_make_one_job(client: httpx2.AsyncClient) -> None:
    [clip] = await story(client, "It rains.")
    path = f"/projects/{clip['project_id']}/narration"
    answers = await asyncio.gather(*(made(client, path, {}) for _ in range(10)))
    jobs = {job["id"] for answer in answers for job in answer["jobs"]}
    assert len(jobs) == 1
    await ended(client, jobs)
    assert len((await clip_of(client, clip))["generated_audio"]) == 1


async def test_a_key_gets_its_first_answer_again(client: httpx2.AsyncClient) -> None:
    [clip] = await story(client, "It rains.")
    path, headers = f"{V1}/projects/{clip['project_id']}/narration", {"Idempotency-Key": "one"}
    first = (await client.post(path, json={"force": True}, headers=headers)).json()
    await ended(client, [job["id"] for job in first["jobs"]])
    again = (await client.post(path, json={"force": True}, headers=headers)).json()
    assert [job["id"] for job in again["jobs"]] == [job["id"] for job in first["jobs"]]
    assert len((await clip_of(client, clip))["generated_audio"]) == 1
    other = await client.post(path, json={}, headers=headers)
    assert error_of(other, 409)["code"] == "IDEMPOTENCY_KEY_REUSED"


async def test_new_words_leave_the_old_narration_stale(client: httpx2.AsyncClient) -> None:
    [clip] = await story(client, "It rains.")
    await narrated(client, clip["project_id"])
    await client.put(f"{V1}/clips/{clip['id']}", json={"lyrics": "It snows."})
    assert [take["stale"] for take in (await clip_of(client, clip))["generated_audio"]] == [True]
    gallery = await got(client, f"/clips/{clip['id']}/gallery")
    assert [take["stale"] for take in gallery["audio"]] == [True]
    checks = (await got(client, f"/projects/{clip['project_id']}/checks"))["checks"]
    assert "TAKE_STALE" in {check["code"] for check in checks}
    await narrated(client, clip["project_id"])
    takes = (await clip_of(client, clip))["generated_audio"]
    assert [take["stale"] for take in takes] == [True, False]


async def test_speakers_have_their_own_voices(client: httpx2.AsyncClient) -> None:
    [clip] = await story(client, "", voice={"voice_id": "teller"})
    project = clip["project_id"]
    await made(
        client,
        "/characters",
        {"name": "Ana", "project_id": project, "voice": {"voice_id": "ana", "speed": 1.5}},
    )
    spoken = {"dialogue": "Come in!", "speaker": "ANA"}
    await client.put(f"{V1}/clips/{clip['id']}", json=spoken)
    await narrated(client, project)
    [take] = (await clip_of(client, clip))["generated_audio"]
    assert take["generation_params"]["voice"] == "ana"
    assert take["generation_params"]["speed"] == 1.5


async def test_an_order_that_makes_no_sense_is_refused(client: httpx2.AsyncClient) -> None:
    [clip] = await story(client, "It rains.")
    path = f"{V1}/projects/{clip['project_id']}/narration"
    assert fields_of(await client.post(path, json={"voices": []})) == ["voices"]
    for provider in ("runware", "nobody", "comfyui"):
        error = error_of(await client.post(path, json={"provider": provider}), 400)
        assert [each["field"] for each in error["details"]["fields"]] == ["provider"]
    strange = {"clip_ids": ["4b2f0000-0000-4000-8000-000000000000"]}
    error_of(await client.post(path, json=strange), 404)
    for other in ("narration", "retime"):
        error_of(await client.post(f"{V1}/projects/no/{other}"), 404)
    for other in ("checks", "subtitles", "subtitles?format=json"):
        error_of(await client.get(f"{V1}/projects/no/{other}"), 404)
    error_of(await client.get(f"{V1}/projects/{clip['project_id']}/subtitles?format=ass"), 400)


async def test_a_clip_that_is_deleted_leaves_no_narration_behind(
    client: httpx2.AsyncClient,
) -> None:
    [clip] = await story(client, "It rains.")
    await made(client, f"/projects/{clip['project_id']}/narration", {})
    await client.delete(f"{V1}/clips/{clip['id']}")
    assert await got(client, "/queue/jobs") == []


@pytest.mark.parametrize("providers", [""])
async def test_without_a_service_of_speech_lengths_are_estimated_and_said_to_be(
    client: httpx2.AsyncClient,
) -> None:
    words = "one two three four five six seven eight nine ten " * 2
    clip, _ = await story(client, words, "", fps=24)
    project = clip["project_id"]
    answer = await made(client, f"/projects/{project}/narration", None)
    assert answer["jobs"] == []
    assert [each["code"] for each in answer["silent"]] == ["no_words", "no_service"]
    await made(client, f"/projects/{project}/retime", None)
    assert (await clip_of(client, clip))["length"] == 8.5
    checks = (await got(client, f"/projects/{project}/checks"))["checks"]
    assert {"NARRATION_MISSING", "LENGTH_ESTIMATED", "STILL_MISSING"} == {
        check["code"] for check in checks
    }


async def test_subtitles_are_the_words_of_the_cut(client: httpx2.AsyncClient) -> None:
    clip, _ = await story(client, "The boats are back.", "Rain & wind.", fps=24)
    path = f"/projects/{clip['project_id']}/subtitles"
    srt = await client.get(f"{V1}{path}")
    assert srt.headers["content-type"].startswith("application/x-subrip")
    assert srt.text.startswith("1\n00:00:00,000 --> 00:00:04,000\nThe boats are back.\n")
    vtt = await client.get(f"{V1}{path}", params={"format": "vtt"})
    assert "Rain &amp; wind." in vtt.text
    assert ".vtt" in vtt.headers["content-disposition"]
    cues = (await got(client, path, format="json"))["cues"]
    assert cues[0] == {
        "start": 0.0,
        "end": 4.0,
        "text": "The boats are back.",
        "clip_id": clip["id"],
    }


async def test_retime_keeps_locked_clips_and_moves_what_follows(
    client: httpx2.AsyncClient,
) -> None:
    first, second = await story(client, "", "", fps=24)
    await client.put(f"{V1}/clips/{first['id']}", json={"locked": True, "length": 7.5})
    done = await made(client, f"/projects/{first['project_id']}/retime", None)
    assert [each["clip_id"] for each in done["clips"]] == [second["id"]]
    assert (await clip_of(client, first))["length"] == 7.5
    assert (await clip_of(client, second))["timeline_position"] == 7.5


async def test_people_who_move_clips_meanwhile_are_not_overwritten(
    client: httpx2.AsyncClient,
) -> None:
    clips = await story(client, *["word " * 30] * 6, fps=24)
    project = clips[0]["project_id"]

    async def rename(clip: dict[str, Any]) -> None:
        await client.put(f"{V1}/clips/{clip['id']}", json={"locked": True, "length": 6.0})

    await asyncio.gather(
        client.post(f"{V1}/projects/{project}/retime"), *(rename(clip) for clip in clips[:3])
    )
    await made(client, f"/projects/{project}/retime", None)
    now = [await clip_of(client, clip) for clip in clips]
    assert [clip["length"] for clip in now] == [6.0] * 3 + [12.5] * 3
    end = 0.0
    for clip in now:
        assert clip["timeline_position"] == pytest.approx(end)
        end += clip["length"]
