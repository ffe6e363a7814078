"""Drafts where nothing is set up that writes, draws or speaks."""

import httpx2

from tests.api_steps import V1, error_of
from tests.draft_steps import TALE, begin, status_of


async def test_a_script_becomes_a_board_without_any_service(client: httpx2.AsyncClient) -> None:
    """The splitter does it, and all is there that was asked for."""
    story = await begin(client, script=TALE, images=False)
    shown = await status_of(client, story)
    assert (shown["status"], shown["state"], shown["progress"]) == ("completed", "completed", 100)
    assert [scene["title"] for scene in shown["scenes"]] == ["The storm", "The ship"]
    assert story["title"]
    listed = (await client.get(f"{V1}/projects/{story['story_id']}/drafts")).json()
    (draft,) = listed["drafts"]
    assert draft["drafted_by"] == "splitter"


async def test_pictures_that_nobody_makes_are_missing_and_may_be_made_later(
    client: httpx2.AsyncClient,
) -> None:
    """The board is there, and a retry makes them once somebody is set up."""
    story = await begin(client, script=TALE)
    shown = await status_of(client, story)
    assert (shown["status"], shown["state"]) == ("completed", "partial")
    assert shown["progress"] < 100
    assert shown["clips"]
    (error,) = shown["errors"]
    assert (error["step"], error["code"]) == ("images", "PROVIDER_NOT_CONFIGURED")
    again = await client.post(f"{V1}/stories/{story['story_id']}/retry")
    assert again.status_code == 202


async def test_an_idea_needs_somebody_who_writes(client: httpx2.AsyncClient) -> None:
    """It is refused at once, with what to do."""
    answer = await client.post(f"{V1}/stories", json={"prompt": "A fox who wanted to fly"})
    assert error_of(answer, 503)["code"] == "PROVIDER_NOT_CONFIGURED"
