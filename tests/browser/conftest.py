"""Pages in a real browser: the application on a port, and a page that tells what went wrong.

The browser is named by CHROMIUM, or found on the PATH. Without one these tests are skipped, unless
REQUIRE_BROWSER is set.
"""

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.async_api import ConsoleMessage, Page, Request, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    missing = "no browser: install chromium, or name one by CHROMIUM"
    if os.environ.get("REQUIRE_BROWSER"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture
async def served(app: FastAPI) -> AsyncIterator[str]:
    """The address of the application, such as http://127.0.0.1:40123."""
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None))
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        await serving


@pytest.fixture
async def browser_page(chromium: str, served: str) -> AsyncIterator[Page]:
    """A page that, at the end, must have seen no error and asked no other server."""
    troubles: list[str] = []

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            troubles.append(f"console: {message.text}")

    def note_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and not request.url.startswith(served):
            troubles.append(f"asked elsewhere: {request.url}")

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = await browser.new_page(base_url=served)
        page.on("console", note_message)
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("request", note_request)
        yield page
        await browser.close()
    assert troubles == []
