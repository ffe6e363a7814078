"""A frontend of another origin, in a real browser: the whole job through its eyes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from backend.simulator.server import running_simulator
from tests.browser.conftest import FLAGS
from tests.journeys import simulated

PAGE = Path(__file__).with_name("frontend.html")


@pytest.fixture
async def elsewhere() -> AsyncIterator[str]:
    """The page's address, on a port that is not the application's."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        page = PAGE.read_bytes()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n"
        with closing(writer):
            writer.write(head.encode() + page)
            await writer.drain()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


async def test_a_frontend_of_another_origin_does_the_whole_job(
    chromium: str, served: str, elsewhere: str
) -> None:
    async with running_simulator(simulated()) as comfyui, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = await browser.new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if "CORS" in said.text else None)
        await page.goto(f"{elsewhere}?api={served}&comfyui={comfyui.url}")
        for step in await page.evaluate("Object.keys(steps)"):
            wrong = await page.evaluate(
                "(step) => steps[step]().then(() => null, (error) => `${error.stack}`)", step
            )
            assert wrong is None, f"{step}: {wrong}"
        assert await page.locator("img").evaluate_all("all => all.every(i => i.naturalWidth > 0)")
        assert troubles == []
        await browser.close()
