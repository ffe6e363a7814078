"""Drafts over HTTP: from a script or an idea to a board, with everything faked that costs."""

import asyncio
from typing import Any

import httpx2
import pytest

from backend.container import Container
from backend.domain.draft import Draft
from backend.domain.ids import ProjectId
from backend.settings import Settings
from tests.api_steps import V1, error_of, fields_of
from tests.draft_steps import SCRIPTS, TALE, begin, clips_of, status_of, steer


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Nothing but the fake provider makes anything."""
    return settings.model_copy(update={"providers": "fake"})


async def draft_of(container: Container, story: dict[str, Any]) -> Draft:
    """Return a story's newest draft."""
    return await container.drafts.newest(ProjectId(story["story_id"]))


async def until(client: httpx2.AsyncClient, story: dict[str, Any], *states: str) -> dict[str, Any]:
    """Wait until a draft stands in one of the states."""
    for _ in range(400):
        shown = await status_of(client, story)
        if shown["state"] in states:
            return shown
        await asyncio.sleep(0.1)
    raise AssertionError(shown)


@pytest.mark.parametrize("kind", SCRIPTS)
async def test_a_script_of_each_kind_becomes_a_board_with_pictures_and_voices(
    client: httpx2.AsyncClient, kind: str
) -> None:
    """Every clip gets a still, and those that say something a narration."""
    story = await begin(client, script=SCRIPTS[kind], kind=kind)
    shown = await status_of(client, story)
    assert (shown["status"], shown["state"], shown["progress"]) == ("completed", "completed", 100)
    assert shown["errors"] == []
    clips = await clips_of(client, story)
    assert clips
    assert all(clip["selected_image_id"] for clip in clips)
    narrated = [clip["selected_audio_id"] is not None for clip in clips]
    assert not any(narrated) if kind == "srt" else any(narrated)


async def test_an_idea_is_written_first(client: httpx2.AsyncClient, container: Container) -> None:
    """The story has its own title, and its words are kept with the draft."""
    story = await begin(client, prompt="A fox who wanted to fly", num_scenes=3, style="cinematic")
    shown = await status_of(client, story)
    assert shown["state"] == "completed", (shown["errors"], shown)
    assert len(shown["scenes"]) == 3
    draft = await draft_of(container, story)
    stored = await container.database.collection("drafts").find_one({"_id": draft.id})
    assert stored is not None
    assert stored["source"]["text"].startswith("#")
    project = (await client.get(f"{V1}/projects/{story['story_id']}")).json()
    assert project["source"]["kind"] == "prompt"
    assert project["style_template_id"]
    assert project["draft"]["state"] == "completed"


async def test_films_are_made_of_the_stills_where_they_are_asked_for(
    client: httpx2.AsyncClient,
) -> None:
    """Off by default, they come last."""
    story = await begin(client, script=TALE, videos=True, narration=False)
    shown = await status_of(client, story)
    assert shown["state"] == "completed", (shown["errors"], shown)
    clips = await clips_of(client, story)
    assert all(clip["selected_video_id"] for clip in clips)


async def test_a_draft_stops_at_each_gate_it_was_asked_to(client: httpx2.AsyncClient) -> None:
    """First with its words, then with its stills; a person lets it go on."""
    story = await begin(client, script=TALE, auto_approve=False, videos=True)
    shown = await status_of(client, story)
    assert (shown["status"], shown["state"], shown["gate"]) == (
        "processing",
        "awaiting_review",
        "text",
    )
    assert not any(clip["selected_image_id"] for clip in await clips_of(client, story))
    assert (await steer(client, story, "continue")).status_code == 202
    shown = await until(client, story, "awaiting_review", "completed", "partial", "failed")
    while shown["gate"] == "text":
        shown = await status_of(client, story)
    assert shown["gate"] == "images", shown
    clips = await clips_of(client, story)
    assert all(clip["selected_image_id"] for clip in clips)
    approval = {"approved_scenes": [1], "rejected_scenes": [shown["scenes"][1]["scene_id"]]}
    answer = await client.post(f"{V1}/stories/{story['story_id']}/approve", json=approval)
    assert answer.status_code == 200, answer.text
    assert [each["verdict"] for each in answer.json()["results"]] == ["approved", "rejected"]
    assert answer.json()["continued"] is True
    shown = await until(client, story, "completed", "partial", "failed")
    assert shown["state"] == "completed", (shown["errors"], shown)
    for clip in await clips_of(client, story):
        approved = clip["scene_id"] == shown["scenes"][0]["scene_id"]
        assert (clip["selected_video_id"] is not None) is approved
        assert (clip["selected_image_id"] is not None) is approved


async def test_only_one_of_many_lets_a_draft_go_on(client: httpx2.AsyncClient) -> None:
    """Ten at once: one wins, the others are told that it moved on."""
    story = await begin(client, script=TALE, review=["text"], images=False, narration=False)
    answers = await asyncio.gather(*(steer(client, story, "continue") for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [202, *[409] * 9]
    assert (await until(client, story, "completed"))["progress"] == 100


async def test_a_project_has_one_unfinished_draft(client: httpx2.AsyncClient) -> None:
    """A second one is refused until the first is over."""
    story = await begin(client, script=TALE, review=["text"])
    path = f"{V1}/projects/{story['story_id']}/drafts"
    order = {"script": TALE, "images": False, "narration": False, "review": []}
    error_of(await client.post(path, json=order), 409)
    assert (await steer(client, story, "cancel")).status_code == 202
    answer = await client.post(path, json={**order, "mode": "replace_unlocked"})
    assert answer.status_code == 202, answer.text
    await until(client, story, "completed")
    listed = (await client.get(path)).json()
    assert listed["total"] == 2
    assert [each["state"] for each in listed["drafts"]] == ["completed", "cancelled"]
    one = await client.get(f"{path}/{listed['drafts'][0]['id']}")
    assert one.json() == listed["drafts"][0]


async def test_an_appended_draft_leaves_the_rest_of_the_board_alone(
    client: httpx2.AsyncClient,
) -> None:
    """Only its own clips get stills."""
    story = await begin(client, script=TALE, images=False, narration=False)
    before = {clip["id"] for clip in await clips_of(client, story)}
    order = {"script": "## River\n\nThe crow drank deeply.\n", "review": [], "mode": "append"}
    path = f"{V1}/projects/{story['story_id']}/drafts"
    assert (await client.post(path, json=order)).status_code == 202
    shown = await until(client, story, "completed")
    assert [scene["title"] for scene in shown["scenes"]] == ["The storm", "The ship", "River"]
    for clip in await clips_of(client, story):
        assert (clip["selected_image_id"] is None) is (clip["id"] in before)


async def test_twenty_at_once_do_not_pass_the_limit(
    client: httpx2.AsyncClient, container: Container
) -> None:
    """So many as there are places are taken, no more and no fewer."""
    container.drafts._places = 5
    await client.post(f"{V1}/queue/pause")
    order = {"script": TALE, "images": False, "narration": False}
    answers = await asyncio.gather(*(client.post(f"{V1}/stories", json=order) for _ in range(20)))
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [*[202] * 5, *[429] * 15]
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert error_of(refused, 429)["code"] == "RATE_LIMITED"
    assert int(refused.headers["retry-after"]) > 0


async def test_a_draft_is_cancelled_in_every_state(client: httpx2.AsyncClient) -> None:
    """Before it begins, at a gate; and not once it is over."""
    await client.post(f"{V1}/queue/pause")
    story = await begin(client, wait=0, script=TALE)
    assert story["state"] == "pending"
    cancelled = (await steer(client, story, "cancel")).json()
    assert (cancelled["status"], cancelled["state"]) == ("failed", "cancelled")
    shown = await status_of(client, story)
    assert shown["error_code"] == "CANCELLED"
    error_of(await steer(client, story, "cancel"), 409)
    await client.post(f"{V1}/queue/resume")
    assert (await steer(client, story, "retry")).status_code == 202
    assert (await until(client, story, "completed"))["error_code"] is None
    for act in ("cancel", "retry", "continue"):
        error_of(await steer(client, story, act), 409)


async def test_what_is_wrong_is_refused_by_name(client: httpx2.AsyncClient) -> None:
    """Nothing is stored of it."""
    path = f"{V1}/stories"
    assert fields_of(await client.post(path, json={"script": TALE, "colour": "red"})) == ["colour"]
    assert fields_of(await client.post(path, json={"script": "word " * 40_001})) == ["script"]
    for wrong in (
        {},
        {"script": TALE, "prompt": "A fox who wanted to fly"},
        {"script": "short"},
        {"script": TALE, "style": "no such style"},
        {"script": TALE, "providers": {"image": "nobody"}},
        {"script": TALE, "kind": "prompt"},
        {"script": TALE, "num_scenes": 101},
        {"script": "  \n \n         \n"},
    ):
        assert error_of(await client.post(path, json=wrong), 400), wrong
    error_of(await client.post(path, json={"script": TALE, "user_id": "nobody"}), 404)
    assert (await client.get(f"{V1}/projects")).json()["total"] == 0


async def test_the_same_key_begins_one_story(client: httpx2.AsyncClient) -> None:
    """Another body under it is refused."""
    headers = {"Idempotency-Key": "one"}
    order = {"script": TALE, "images": False, "narration": False}
    answers = [await client.post(f"{V1}/stories", json=order, headers=headers) for _ in range(2)]
    assert answers[0].json()["story_id"] == answers[1].json()["story_id"]
    other = await client.post(f"{V1}/stories", json={**order, "title": "X"}, headers=headers)
    error_of(other, 409)
    assert (await client.get(f"{V1}/projects")).json()["total"] == 1


async def test_a_script_comes_as_a_file(client: httpx2.AsyncClient) -> None:
    """Options stand in other parts of the form."""
    answer = await client.post(
        f"{V1}/stories",
        params={"wait": 40},
        files={"file": ("tale.md", TALE.encode(), "text/markdown")},
        data={"images": "false", "narration": "false", "providers": '{"text": "splitter"}'},
        timeout=60,
    )
    assert answer.status_code == 202, answer.text
    shown = await status_of(client, answer.json())
    assert [scene["title"] for scene in shown["scenes"]] == ["The storm", "The ship"]
    large = {"file": ("tale.md", b"x" * (2 * 1024 * 1024 + 1), "text/markdown")}
    error_of(await client.post(f"{V1}/stories", files=large), 413)
    error_of(await client.post(f"{V1}/stories", content=b"x", headers={"content-type": "x/y"}), 415)


async def test_a_status_is_told_once(client: httpx2.AsyncClient) -> None:
    """Who has it already gets no body."""
    story = await begin(client, script=TALE, images=False, narration=False)
    path = f"{V1}/stories/{story['story_id']}/status"
    first = await client.get(path)
    again = await client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


async def test_a_script_is_analysed_without_being_stored(client: httpx2.AsyncClient) -> None:
    """Figures, names and what it would cost."""
    answer = await client.post(f"{V1}/stories/analyze", json={"text": TALE})
    assert answer.status_code == 200, answer.text
    read = answer.json()
    assert (read["kind"], read["recommended_scenes"]) == ("markdown", 2)
    assert read["cost_estimate"] == 0
    assert (await client.get(f"{V1}/projects")).json()["total"] == 0


async def test_of_final_draft_only_what_stands_in_it_counts(client: httpx2.AsyncClient) -> None:
    paragraphs = ('<Paragraph Type="Action"><Text>She runs.</Text></Paragraph>' + " " * 50) * 2000
    text = f"<FinalDraft><Content>{paragraphs}</Content></FinalDraft>"
    answer = await client.post(f"{V1}/stories/analyze", json={"text": text})
    assert (answer.status_code, answer.json()["kind"]) == (200, "fdx")
    plain = await client.post(f"{V1}/stories/analyze", json={"text": text, "kind": "plain"})
    assert error_of(plain, 400)["code"] == "VALIDATION_ERROR"


async def test_one_thing_of_a_scene_is_made_anew(client: httpx2.AsyncClient) -> None:
    """The note guides it; the take that was there stays."""
    story = await begin(client, script=TALE)
    scene = (await status_of(client, story))["scenes"][0]
    path = f"{V1}/stories/{story['story_id']}/scenes/{scene['scene_id']}/regenerate"
    answer = await client.post(path, json={"what": "image", "note": "more fog"})
    assert answer.status_code == 202, answer.text
    made = answer.json()
    assert len(made["job_ids"]) == len(made["clip_ids"]) == scene["clips"]
    job = (await client.get(f"{V1}/queue/jobs/{made['job_ids'][0]}")).json()
    assert "more fog" in job["prompt"]
    for what in ("audio", "text"):
        answer = await client.post(path, json={"what": what})
        assert answer.status_code == 202, answer.text
    refused = await client.post(path, json={"what": "image", "provider": "runware"})
    fields = error_of(refused, 400)["details"]["fields"]
    assert [each["field"] for each in fields] == ["provider"]
    strange = path.replace(scene["scene_id"], story["story_id"])
    error_of(await client.post(strange, json={"what": "image"}), 404)
