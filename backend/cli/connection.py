"""How a command reaches the API: over HTTP where a URL is given, else inside this process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import httpx2
import typer

from backend.app import create_app
from backend.client.api_client import TIMEOUT, ApiClient, remote
from backend.container import Container
from backend.database.locate import open_database
from backend.settings import Settings

IN_PROCESS = "http://storycanvas.local"

Url = Annotated[
    str | None,
    typer.Option(
        "--url",
        envvar="STORYCANVAS_URL",
        help="A running StoryCanvas; without it, this process works on the database itself.",
    ),
]


@asynccontextmanager
async def connected(url: str | None) -> AsyncIterator[ApiClient]:
    """Open a client of the API at the URL, or of one that lives as long as this block."""
    if url:
        async with remote(url) as http:
            yield ApiClient(http)
        return
    async with opened(Settings()) as container:
        app = create_app(container)
        async with app.router.lifespan_context(app):
            transport = httpx2.ASGITransport(app=app)
            http = httpx2.AsyncClient(transport=transport, base_url=IN_PROCESS, timeout=TIMEOUT)
            async with http:
                yield ApiClient(http)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Container]:
    """Find or start the database, and make everything that works on it."""
    url = settings.mongo_url.get_secret_value() if settings.mongo_url else None
    async with open_database(url, settings.data_dir, settings.mongod_binary) as located:
        yield Container(settings, located)
