"""Stories over HTTP: found by many filters, page by page, shown, changed and deleted."""

import base64
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.draft import DraftStatus, DraftSummary, wire_status
from backend.domain.ids import ClipId, DraftId, new_id
from backend.domain.media import MEDIA_PATH, MediaKind
from backend.domain.story import SourceKind, StorySource
from backend.domain.take import GeneratedContent, Review, ReviewState
from tests.api_steps import V1, a_clip, a_project, a_scene, error_of, fields_of, made
from tests.factories import make_project, make_take

STORIES = f"{V1}/stories"


async def stored(app: FastAPI, **fields: Any) -> str:
    """Put a project into the database, with what no request can set."""
    container: Container = app.state.container
    return (await container._projects.create(make_project(**fields))).id


def drafted(state: DraftStatus, progress: float = 50.0) -> DraftSummary:
    return DraftSummary(
        draft_id=DraftId(new_id()), state=state, status=wire_status(state), progress=progress
    )


async def listed(client: httpx2.AsyncClient, path: str = "", **query: Any) -> list[str]:
    """Return the ids of the stories that fit."""
    answer = await client.get(STORIES + path, params=query)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["total"] >= len(body["stories"])
    return [story["story_id"] for story in body["stories"]]


async def a_still(app: FastAPI, clip: dict[str, Any], **fields: Any) -> GeneratedContent:
    """Give a clip a picture."""
    container: Container = app.state.container
    take = make_take(**fields)
    await container._clips.add_take(ClipId(clip["id"]), take)
    return take


async def test_every_project_is_a_story(client: httpx2.AsyncClient) -> None:
    project = await a_project(client, name="Rain", tags=["sad"])
    (story,) = (await client.get(STORIES)).json()["stories"]
    assert story == {
        "story_id": project["id"],
        "title": "Rain",
        "prompt": "",
        "status": "completed",
        "state": None,
        "draft_id": None,
        "progress": 100.0,
        "error_code": None,
        "user_id": None,
        "visibility": "private",
        "style": None,
        "style_template_id": None,
        "brief": None,
        "tags": ["sad"],
        "cover_image_url": None,
        "created_at": project["created_at"],
        "updated_at": project["updated_at"],
    }


@pytest.mark.parametrize(
    ("state", "status", "code"),
    [
        (DraftStatus.PENDING, "pending", None),
        (DraftStatus.AWAITING_REVIEW, "processing", None),
        (DraftStatus.PARTIAL, "completed", None),
        (DraftStatus.FAILED, "failed", None),
        (DraftStatus.CANCELLED, "failed", "CANCELLED"),
    ],
)
async def test_a_story_shows_how_its_newest_draft_stands(
    app: FastAPI, client: httpx2.AsyncClient, state: DraftStatus, status: str, code: str | None
) -> None:
    summary = drafted(state)
    id = await stored(app, draft=summary)
    story = (await client.get(f"{STORIES}/{id}")).json()
    assert (story["status"], story["state"], story["error_code"]) == (status, state, code)
    assert (story["draft_id"], story["progress"]) == (summary.draft_id, 50.0)
    assert await listed(client, status=status) == [id]
    others = {"pending", "processing", "completed", "failed"} - {status}
    assert [await listed(client, status=other) for other in others] == [[], [], []]


async def test_stories_are_found_by_what_they_are(app: FastAPI, client: httpx2.AsyncClient) -> None:
    template = await made(client, "/templates", name="Noir")
    user = await made(client, "/users", email="ana@example.org")
    brief = {"category": "bedtime", "age_rating": "3+"}
    fields = {"owner_id": user["id"], "visibility": "public", "tags": ["a", "b"]}
    found = await stored(app, brief=brief, style_template_id=template["id"], **fields)
    other = await stored(app, tags=["b"])
    for query in (
        {"user_id": user["id"]},
        {"visibility": "public"},
        {"category": "bedtime"},
        {"age_rating": "3+"},
        {"style": "Noir"},
        {"style": template["id"]},
        {"tags": "a,b"},
        {"tags": "b", "visibility": "public", "style": "Noir", "status": "completed"},
    ):
        assert await listed(client, **query) == [found], query
    assert await listed(client, visibility="private") == [other]
    assert await listed(client, style="nothing") == []
    assert await listed(client, tags="a,c") == []
    assert (await client.get(f"{STORIES}/{found}")).json()["style"] == "Noir"


@pytest.mark.parametrize(
    ("q", "fits"),
    [
        ("RAIN.", True),
        ("rain", True),
        ("ra*n", False),
        (".*", False),
        ("(", False),
        ("idea [x]", True),
        ("ДОЖДЬ", True),
        ("old tag", True),
        ("\\", False),
        ("\x00", False),
    ],
)
async def test_words_are_searched_for_as_they_stand(
    app: FastAPI, client: httpx2.AsyncClient, q: str, fits: bool
) -> None:
    source = StorySource(kind=SourceKind.PROMPT, prompt="An idea [x] of mine")
    id = await stored(app, name="Rain.", description="Идёт дождь", tags=["old tag"], source=source)
    await stored(app, name="Sun")
    expected = [id] if fits else []
    assert await listed(client, q=q) == expected
    assert await listed(client, "/search", q=q) == expected


async def test_search_and_recent_give_a_few(app: FastAPI, client: httpx2.AsyncClient) -> None:
    ids = [await stored(app, name=f"Rain {n}") for n in range(12)]
    assert await listed(client, "/recent") == ids[:1:-1]
    assert await listed(client, "/search", q="rain", limit=2) == [ids[11], ids[10]]
    wrong: tuple[tuple[str, dict[str, Any], str], ...] = (
        ("/search", {}, "q"),
        ("/search", {"q": "x", "limit": 51}, "limit"),
        ("/recent", {"limit": 0}, "limit"),
    )
    for path, query, field in wrong:
        assert fields_of(await client.get(STORIES + path, params=query)) == [field]


@pytest.mark.parametrize("sort", ["newest", "oldest", "updated", "title"])
async def test_pages_stand_still_when_others_come(
    app: FastAPI, client: httpx2.AsyncClient, sort: str
) -> None:
    names = ["c", "a", "b", "a", "d"]
    ids = [await stored(app, name=name) for name in names]
    await app.state.container._projects.mark_deleting(await stored(app))
    whole = await listed(client, sort=sort)
    assert sorted(whole) == sorted(ids)
    seen: list[str] = []
    query: dict[str, Any] = {"sort": sort, "limit": 2}
    while True:
        page = (await client.get(STORIES, params=query)).json()
        seen += [story["story_id"] for story in page["stories"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
        await stored(app, name="0" if sort == "title" else "new")
    assert [id for id in seen if id in ids] == whole
    assert len(seen) == len(set(seen))


async def test_the_order_is_the_one_that_is_asked_for(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    ids = [await stored(app, name=name) for name in ("b", "c", "a")]
    assert await listed(client) == ids[::-1]
    assert await listed(client, sort="oldest") == ids
    assert await listed(client, sort="title") == [ids[2], ids[0], ids[1]]
    await client.put(f"{V1}/projects/{ids[1]}", json={"description": "x"})
    assert (await listed(client, sort="updated"))[0] == ids[1]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "W10=",
        "bnVsbA==",
        "WyJuZXdlc3QiLDEsMl0=",
        "WyJ0aXRsZSIsImEiLCJiIl0=",
        "WyJuZXdlc3QiLCJ4IiwiYiJd",
        "WyJ0aXRsZSIsICJcdWQ4MDAiLCAiYiJd",
        base64.urlsafe_b64encode(b"[" * 1400).decode(),
    ],
)
async def test_a_cursor_that_is_not_ours_is_refused(
    client: httpx2.AsyncClient, cursor: str
) -> None:
    answer = await client.get(STORIES, params={"cursor": cursor, "limit": 1})
    assert fields_of(answer) == ["cursor"]


async def test_a_list_that_is_known_is_not_sent_again(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    id = await stored(app)
    for path in (STORIES, f"{STORIES}/{id}"):
        tag = (await client.get(path)).headers["etag"]
        known = await client.get(path, headers={"if-none-match": tag})
        assert (known.status_code, known.content) == (304, b"")
        await client.put(f"{V1}/projects/{id}", json={"name": f"Other {path}"})
        assert (await client.get(path, headers={"if-none-match": tag})).status_code == 200


async def test_a_story_is_told_scene_by_scene(app: FastAPI, client: httpx2.AsyncClient) -> None:
    project = await a_project(client, name="Rain")
    place = {"project_id": project["id"]}
    first = await a_scene(client, name="Roof", order=1, **place)
    second = await a_scene(client, name="Street", order=2, **place)
    words = ("It rains.", "", "It pours.")
    clips = [
        await a_clip(client, scene_id=first["id"], lyrics=text, timeline_position=n * 5)
        for n, text in enumerate(words)
    ]
    spoken = await a_clip(
        client, scene_id=second["id"], dialogue="Come in!", image_prompt="a wet street"
    )
    await client.post(f"{V1}/clips/{clips[0]['id']}/create-alternate")
    await client.post(f"{V1}/scenes/{first['id']}/create-alternate")
    still = await a_still(app, clips[1])
    sounds = [
        await a_still(app, clip, content_type=MediaKind.AUDIO) for clip in (clips[1], clips[2])
    ]
    story = (await client.get(f"{STORIES}/{project['id']}")).json()
    assert [scene["sequence"] for scene in story["scenes"]] == [1, 2]
    roof, street = story["scenes"]
    assert (roof["scene_id"], roof["story_id"]) == (first["id"], project["id"])
    assert (roof["title"], roof["text"]) == ("Roof", "It rains. It pours.")
    assert roof["image_url"] == f"http://test{MEDIA_PATH}{still.url}"
    assert roof["audio_url"] is None
    assert roof["audio_urls"] == [f"http://test{MEDIA_PATH}{sound.url}" for sound in sounds]
    assert [clip["id"] for clip in roof["clips"]] == [clip["id"] for clip in clips]
    assert (street["text"], street["image_prompt"]) == ("Come in!", "a wet street")
    assert [clip["id"] for clip in street["clips"]] == [spoken["id"]]
    assert story["cover_image_url"] == roof["image_url"]
    assert {"created_at", "updated_at"} <= roof.keys()


async def test_the_cover_is_the_named_still_else_the_first_approved_else_the_first_selected(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    scene = await a_scene(client)
    clips = [await a_clip(client, scene_id=scene["id"], timeline_position=n * 5) for n in range(3)]
    address = f"{STORIES}/{scene['project_id']}"

    async def cover() -> str | None:
        (listed,) = (await client.get(STORIES)).json()["stories"]
        shown: str | None = (await client.get(address)).json()["cover_image_url"]
        assert listed["cover_image_url"] == shown
        return shown and shown.removeprefix(f"http://test{MEDIA_PATH}")

    assert await cover() is None
    selected = await a_still(app, clips[1])
    assert await cover() == selected.url
    approved = Review(state=ReviewState.APPROVED)
    good = await a_still(app, clips[2], review=approved)
    assert await cover() == good.url
    named = await a_still(app, clips[1])
    changed = await client.patch(address, json={"cover_take": named.id})
    assert changed.status_code == 200
    assert await cover() == named.url
    assert fields_of(await client.patch(address, json={"cover_take": new_id()})) == ["cover_take"]
    await client.patch(address, json={"cover_take": None})
    assert await cover() == good.url


async def test_a_story_is_changed(client: httpx2.AsyncClient) -> None:
    project = await a_project(client)
    address = f"{STORIES}/{project['id']}"
    template = await made(client, "/templates", name="Noir")
    brief = {"category": "bedtime", "themes": ["rain"]}
    sent = {"title": "New", "brief": brief, "style": "Noir", "visibility": "public", "tags": ["x"]}
    story = (await client.patch(address, json=sent)).json()
    assert (story["title"], story["style"], story["tags"]) == ("New", "Noir", ["x"])
    assert (story["visibility"], story["brief"]["category"]) == ("public", "bedtime")
    assert (await client.get(address)).json() == story
    shown = (await client.get(f"{V1}/projects/{project['id']}")).json()
    assert (shown["name"], shown["style_template_id"]) == ("New", template["id"])
    sent_back = {name: value for name, value in story.items() if name != "status"}
    assert (await client.patch(address, json=sent_back)).json()["title"] == "New"
    cleared = (await client.patch(address, json={"style": None, "brief": None})).json()
    assert (cleared["style"], cleared["brief"]) == (None, None)
    for body, field in (
        ({"style": "no such style"}, "style"),
        ({"status": "completed"}, "status"),
        ({"owner": "me"}, "owner"),
        ({"title": ""}, "title"),
        ({"tags": None}, "tags"),
    ):
        assert field in str(fields_of(await client.patch(address, json=body)))


async def test_a_story_without_a_draft_can_neither_be_stopped_nor_go_on(
    client: httpx2.AsyncClient,
) -> None:
    address = f"{STORIES}/{(await a_project(client))['id']}"
    for status in ("cancelled", "processing"):
        error_of(await client.patch(address, json={"status": status}), 409)


async def test_a_story_is_deleted_with_all_that_hangs_on_it(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client)
    address = f"{STORIES}/{clip['project_id']}"
    assert (await client.delete(address)).json() == {"message": "Story deleted"}
    error_of(await client.get(f"{V1}/clips/{clip['id']}"), 404)
    for response in (
        await client.get(address),
        await client.delete(address),
        await client.patch(address, json={"title": "x"}),
        await client.patch(address, json={"cover_take": new_id()}),
        await client.get(f"{STORIES}/nothing"),
    ):
        error_of(response, 404)
