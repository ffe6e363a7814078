"""The paths of the older story systems: other names and shapes, the same stories."""

import asyncio

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.settings import Settings
from tests.api_steps import V1, error_of, made
from tests.draft_steps import TALE


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Nothing but the fake provider makes anything."""
    return settings.model_copy(update={"providers": "fake"})


async def test_a_session_is_generated_followed_and_approved(client: httpx2.AsyncClient) -> None:
    """As the older client does it: generate, ask until the stills are there, approve."""
    begun = await client.post("/generate", json={"story_text": TALE, "media_type": "cartoon"})
    assert begun.status_code == 202, begun.text
    assert begun.headers["deprecation"] == "true"
    assert f"<{V1}/stories>" in begun.headers["link"]
    session = begun.json()
    assert session["total_scenes"] == 2
    path = f"/status/{session['session_id']}"
    for _ in range(300):
        answer = await client.get(path)
        shown = answer.json()
        if "review" in shown["progress"]["description"]:
            break
        await asyncio.sleep(0.1)
    assert shown["status"] == "processing"
    assert f"<{V1}/stories/{session['session_id']}/status>" in answer.headers["link"]
    assert [scene["scene_number"] for scene in shown["scenes"]] == [1, 2]
    assert all(scene["image_url"].startswith("http://test") for scene in shown["scenes"])
    verdicts = {"session_id": session["session_id"], "approved_scenes": [1, 2]}
    done = (await client.post("/approve", json=verdicts)).json()
    assert (done["approved"], done["rejected"]) == (2, 0)
    for _ in range(300):
        if (await client.get(path)).json()["status"] == "completed":
            break
        await asyncio.sleep(0.1)
    assert (await client.get(path)).json()["progress"]["percentage"] == 100


async def test_a_slash_at_the_end_changes_nothing_at_the_root(client: httpx2.AsyncClient) -> None:
    """Of any older path."""
    for path in ("/stories", "/status/nothing", "/debug/config"):
        with_slash = await client.get(f"{path}/")
        assert with_slash.status_code == (await client.get(path)).status_code
        assert with_slash.headers["deprecation"] == "true"
    assert error_of(await client.post("/generate/", json={}), 400)


async def test_stories_and_users_answer_at_the_root(client: httpx2.AsyncClient) -> None:
    """Each path of them, marked as deprecated, errors included."""
    user = await made(client, "/users", email="ana@example.org")
    for path in ("/stories", "/stories/recent", f"/users/{user['id']}", "/stories/search?q=a"):
        old, new = await client.get(path), await client.get(V1 + path)
        assert (old.status_code, old.json()) == (200, new.json())
        assert old.headers["deprecation"] == "true"
        assert "deprecation" not in new.headers
    unknown = await client.get("/stories/nothing/status")
    assert error_of(unknown, 404)
    assert unknown.headers["deprecation"] == "true"
    error_of(await client.post("/generate", json={}), 400)


async def test_sessions_are_listed_for_those_who_debug(
    client: httpx2.AsyncClient, app: FastAPI, container: Container
) -> None:
    """And for nobody else; no idea and no script is shown."""
    paths = ("/debug/sessions", "/debug/config", f"{V1}/debug/sessions", f"{V1}/admin/drafts")
    for path in paths:
        error_of(await client.get(path), 404)
    container.config._current = container.settings.model_copy(update={"debug": True})
    await client.post("/generate", json={"prompt": "A fox who wanted to fly", "num_scenes": 1})
    for path in paths:
        assert (await client.get(path)).status_code == 200, path
    (draft,) = (await client.get(f"{V1}/admin/drafts")).json()["drafts"]
    assert draft["prompt"] == ""
