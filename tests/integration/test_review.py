"""Reviews over HTTP: what waits, verdicts one by one and in bulk, and what stays."""

import asyncio
from typing import Any

import httpx2
import pytest

from backend.container import Container
from backend.domain.ids import ClipId, new_id
from backend.domain.media import MediaKind
from backend.domain.take import GeneratedContent
from backend.services import take_service
from tests.api_steps import V1, a_clip, a_project, a_scene, error_of, fields_of
from tests.factories import make_take
from tests.journeys import got

IMAGE, VIDEO, AUDIO = MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO
Json = dict[str, Any]


async def with_takes(
    client: httpx2.AsyncClient, container: Container, *kinds: MediaKind, **fields: Any
) -> tuple[Json, list[GeneratedContent]]:
    """Make a clip with takes of these kinds; return it and the takes, oldest first."""
    clip = await a_clip(client, **fields)
    takes = [make_take(content_type=kind, prompt="$p") for kind in kinds]
    for take in takes:
        await container.takes.add_take(ClipId(clip["id"]), take)
    return clip, takes


async def decide(client: httpx2.AsyncClient, project_id: str, *decisions: Json) -> list[Json]:
    """Send decisions; return their results."""
    sent = {"decisions": list(decisions)}
    answer = await client.post(f"{V1}/projects/{project_id}/review", json=sent)
    assert answer.status_code == 200, answer.text
    results: list[Json] = answer.json()["results"]
    return results


async def clip_of(client: httpx2.AsyncClient, clip: Json) -> Json:
    now: Json = await got(client, f"/clips/{clip['id']}")
    return now


async def test_approving_a_take_chooses_it_and_keeps_the_note(
    client: httpx2.AsyncClient, container: Container
) -> None:
    clip, (first, second) = await with_takes(client, container, IMAGE, IMAGE)
    wanted = {"clip_id": clip["id"], "take_id": second.id, "decision": "approve", "note": "$warm"}
    [result] = await decide(client, clip["project_id"], wanted)
    assert (result["ok"], result["error"], result["take_id"]) == (True, None, second.id)
    assert result["take"]["review"]["state"] == "approved"
    now = await clip_of(client, clip)
    assert now["selected_image_id"] == second.id
    assert [take["id"] for take in now["generated_images"]] == [first.id, second.id]
    verdicts = [take["review"] for take in now["generated_images"]]
    assert [verdict["state"] for verdict in verdicts] == ["candidate", "approved"]
    assert (verdicts[1]["note"], verdicts[0]["at"]) == ("$warm", None)
    assert now["generated_images"][1]["prompt"] == "$p"


async def test_rejecting_the_chosen_take_chooses_no_other_and_the_next_one_takes_its_place(
    client: httpx2.AsyncClient, container: Container
) -> None:
    clip, (first, second) = await with_takes(client, container, IMAGE, IMAGE)
    project, named = clip["project_id"], {"clip_id": clip["id"]}
    await decide(client, project, {**named, "take_id": second.id, "decision": "approve"})
    await decide(client, project, {**named, "take_id": first.id, "decision": "approve"})
    [result] = await decide(client, project, {**named, "decision": "reject", "note": "too dark"})
    assert result["take_id"] == first.id
    now = await clip_of(client, clip)
    assert now["selected_image_id"] is None
    assert len(now["generated_images"]) == 2
    third = make_take(content_type=IMAGE)
    await container.takes.add_take(ClipId(clip["id"]), third)
    assert (await clip_of(client, clip))["selected_image_id"] == third.id


async def test_rejecting_another_take_leaves_the_choice(
    client: httpx2.AsyncClient, container: Container
) -> None:
    clip, (first, second) = await with_takes(client, container, VIDEO, VIDEO)
    named = {"clip_id": clip["id"], "take_id": second.id, "decision": "reject"}
    [result] = await decide(client, clip["project_id"], named)
    assert result["take"]["review"]["state"] == "rejected"
    assert (await clip_of(client, clip))["selected_video_id"] == first.id


async def test_one_bad_decision_does_not_spoil_the_others(
    client: httpx2.AsyncClient, container: Container
) -> None:
    clip, [take] = await with_takes(client, container, IMAGE)
    other, [elsewhere] = await with_takes(client, container, IMAGE)
    empty = await a_clip(client, scene_id=clip["scene_id"])
    results = await decide(
        client,
        clip["project_id"],
        {"clip_id": other["id"], "take_id": elsewhere.id, "decision": "approve"},
        {"clip_id": clip["id"], "take_id": elsewhere.id, "decision": "approve"},
        {"clip_id": empty["id"], "decision": "approve"},
        {"clip_id": "no id", "decision": "reject"},
        {"clip_id": clip["id"], "decision": "approve"},
    )
    assert [each["ok"] for each in results] == [False, False, False, False, True]
    assert [each["error"] and each["error"]["code"] for each in results] == [
        *("RESOURCE_NOT_FOUND", "RESOURCE_NOT_FOUND", "CONFLICT", "RESOURCE_NOT_FOUND"),
        None,
    ]
    assert [each["take_id"] for each in results] == [
        elsewhere.id,
        elsewhere.id,
        None,
        None,
        take.id,
    ]
    assert (await clip_of(client, other))["generated_images"][0]["review"]["state"] == "candidate"


async def test_decisions_are_carried_out_in_their_order(
    client: httpx2.AsyncClient, container: Container
) -> None:
    clip, (_, second) = await with_takes(client, container, IMAGE, IMAGE)
    named = {"clip_id": clip["id"]}
    results = await decide(
        client,
        clip["project_id"],
        {**named, "decision": "reject"},
        {**named, "decision": "approve"},
        {**named, "take_id": second.id, "decision": "approve"},
        {**named, "decision": "reject"},
    )
    assert [each["ok"] for each in results] == [True, False, True, True]
    assert results[3]["take_id"] == second.id
    assert (await clip_of(client, clip))["selected_image_id"] is None


async def test_verdicts_at_once_on_the_takes_of_a_clip_all_stay(
    client: httpx2.AsyncClient, container: Container
) -> None:
    clip, takes = await with_takes(client, container, *[IMAGE] * 8)
    await asyncio.gather(
        *(
            decide(
                client,
                clip["project_id"],
                {"clip_id": clip["id"], "take_id": take.id, "decision": "reject", "note": take.id},
            )
            for take in takes
        )
    )
    now = await clip_of(client, clip)
    notes = [take["review"]["note"] for take in now["generated_images"]]
    assert notes == [take.id for take in takes]
    assert now["selected_image_id"] is None


async def test_an_archived_take_comes_back_when_it_is_approved(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_service, "MOST_TAKES", 2)
    monkeypatch.setattr(take_service, "KEPT_TAKES", 1)
    clip, takes = await with_takes(client, container, IMAGE, VIDEO, VIDEO, VIDEO, VIDEO)
    old = takes[2]
    held = [take["id"] for take in (await clip_of(client, clip))["generated_videos"]]
    assert old.id not in held
    named = {"clip_id": clip["id"], "take_id": old.id, "decision": "approve"}
    [result] = await decide(client, clip["project_id"], named)
    assert (result["ok"], result["take"]["content_type"]) == (True, "video")
    assert (await clip_of(client, clip))["selected_video_id"] == old.id
    shown = await got(client, f"/clips/{clip['id']}/takes")
    assert len(shown) == len({take["id"] for take in shown}) == 5


async def test_what_waits_is_listed_in_story_order_with_its_context(
    client: httpx2.AsyncClient, container: Container
) -> None:
    project = await a_project(client)
    late = await a_scene(client, project_id=project["id"], name="Late", order=5)
    early = await a_scene(client, project_id=project["id"], name="Early", order=1)
    second, (chosen, other) = await with_takes(
        client, container, IMAGE, IMAGE, scene_id=late["id"], lyrics="It rains."
    )
    first, _ = await with_takes(client, container, AUDIO, scene_id=early["id"])
    await a_clip(client, scene_id=early["id"], timeline_position=9)
    path = f"/projects/{project['id']}/review"
    waiting = await got(client, path)
    assert [each["clip_id"] for each in waiting["clips"]] == [first["id"], second["id"]]
    assert waiting["total"] == 2
    told = waiting["clips"][1]
    assert (told["scene_name"], told["sequence"], told["lyrics"]) == ("Late", 2, "It rains.")
    assert [take["id"] for take in told["takes"]] == [chosen.id]
    everything = await got(client, path, takes="all", content_type="image")
    [told] = everything["clips"]
    assert [take["id"] for take in told["takes"]] == [other.id, chosen.id]
    page = await got(client, path, limit=1, offset=1)
    assert [each["clip_id"] for each in page["clips"]] == [second["id"]]
    assert page["total"] == 2
    await decide(
        client,
        project["id"],
        {"clip_id": second["id"], "decision": "approve"},
        {"clip_id": first["id"], "content_type": "audio", "decision": "approve"},
    )
    assert (await got(client, path))["clips"] == []
    [told] = (await got(client, path, takes="all"))["clips"]
    assert [take["id"] for take in told["takes"]] == [other.id]


async def test_alternates_do_not_wait(client: httpx2.AsyncClient, container: Container) -> None:
    clip, _ = await with_takes(client, container, IMAGE)
    made = await client.post(f"{V1}/clips/{clip['id']}/create-alternate")
    await container.takes.add_take(ClipId(made.json()["id"]), make_take(content_type=IMAGE))
    waiting = await got(client, f"/projects/{clip['project_id']}/review")
    assert [each["clip_id"] for each in waiting["clips"]] == [clip["id"]]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"decisions": []}, "decisions"),
        ({}, "decisions"),
        ({"decisions": [{"clip_id": "c", "decision": "maybe"}]}, "decisions.0.decision"),
        ({"decisions": [{"decision": "approve"}]}, "decisions.0.clip_id"),
        (
            {"decisions": [{"clip_id": "c", "decision": "reject", "notes": "x"}]},
            "decisions.0.notes",
        ),
        (
            {"decisions": [{"clip_id": "c", "decision": "reject", "note": "x" * 2001}]},
            "decisions.0.note",
        ),
        ({"decisions": [{"clip_id": "c", "decision": "approve"}], "scene": 1}, "scene"),
    ],
)
async def test_a_decision_that_says_too_little_or_too_much_is_refused_by_name(
    client: httpx2.AsyncClient, body: Json, field: str
) -> None:
    project = await a_project(client)
    answer = await client.post(f"{V1}/projects/{project['id']}/review", json=body)
    error_of(answer, 400)
    assert fields_of(answer) == [field]


async def test_nothing_is_reviewed_in_a_project_that_is_not_there(
    client: httpx2.AsyncClient,
) -> None:
    path = f"{V1}/projects/{new_id()}/review"
    error_of(await client.get(path), 404)
    decision = {"clip_id": new_id(), "decision": "approve"}
    error_of(await client.post(path, json={"decisions": [decision]}), 404)
