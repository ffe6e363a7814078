"""The example page, opened as a file: it lists projects and follows the queue as it moves."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.api_steps import V1, a_clip, a_project, a_scene, made
from tests.browser.conftest import FLAGS
from tests.contract.served import CONTRACT

BOARD = CONTRACT / "examples" / "board.html"


@pytest.fixture
async def board(chromium: str, served: str) -> AsyncIterator[Page]:
    """The page, told where the server is; nothing may go wrong in it."""
    troubles: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = await browser.new_page()
        page.on(
            "console", lambda said: troubles.append(said.text) if said.type == "error" else None
        )
        page.on("pageerror", lambda error: troubles.append(str(error)))
        await page.goto(f"{BOARD.as_uri()}?server={served}")
        yield page
        await browser.close()
    assert troubles == []


async def test_it_shows_projects_and_jobs_as_they_come(
    board: Page, client: httpx2.AsyncClient
) -> None:
    await expect(board.get_by_role("status")).to_have_text("live")

    await expect(board.locator("#projects li")).to_have_text("No projects yet.")
    await expect(board.locator("#jobs li")).to_have_text("Nothing was asked for yet.")

    project = await a_project(client)
    await client.put(f"{V1}/projects/{project['id']}", json={"name": "Rain <b>song</b>"})
    await expect(board.locator("#projects li")).to_contain_text("Rain <b>song</b>")
    assert await board.locator("#projects b").count() == 0, "a name is no markup"

    scene = await a_scene(client, project_id=project["id"])
    clip = await a_clip(client, scene_id=scene["id"], image_prompt="<i>drops</i>")
    away = await made(client, "/comfyui/servers", name="away", url="http://127.0.0.1:9")
    job = await made(client, "/generation", clip_id=clip["id"], server_id=away["id"])
    row = board.locator("#jobs li")
    await expect(row).to_contain_text("image: <i>drops</i>")
    await expect(row).to_contain_text("pending")
    await client.post(f"{V1}/queue/jobs/{job['job_id']}/cancel")
    await expect(row).to_contain_text("cancelled")
    await expect(board.get_by_role("alert")).to_be_empty()


async def test_it_says_when_the_server_does_not_answer(chromium: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = await browser.new_page()
        await page.goto(f"{BOARD.as_uri()}?server=http://127.0.0.1:9")
        await expect(page.get_by_role("alert")).to_contain_text("does not answer")
        await expect(page.get_by_role("status")).to_have_text("offline")
        await browser.close()
