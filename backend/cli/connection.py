"""How a command reaches the API: over HTTP where a URL is given, else inside this process."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Annotated, Any

import httpx2
import typer

from backend.app import create_app
from backend.cli.configuration import read_settings
from backend.client.api_client import TIMEOUT, ApiClient, remote
from backend.container import Container
from backend.database.locate import open_database
from backend.observability.logging import configure
from backend.settings import Settings

Url = Annotated[
    str | None,
    typer.Option(
        "--url",
        envvar="STORYCANVAS_URL",
        help="A running StoryCanvas; without it, this process works on the database itself.",
    ),
]


@asynccontextmanager
async def connected(
    url: str | None, changes: Mapping[str, Any] | None = None
) -> AsyncIterator[ApiClient]:
    """Open a client of the API at the URL, or of one that lives as long as this block.

    Args:
        changes: settings of the latter that the command was told otherwise.
    """
    if url:
        async with _remote(url) as http:
            yield ApiClient(http)
        return
    settings = read_settings().model_copy(update=changes)
    # Whoever asked for a file or a list wants no story of the server in between.
    configure("DEBUG" if settings.debug else "ERROR", settings.log_format)
    async with opened(settings) as container:
        app = create_app(container)
        async with app.router.lifespan_context(app):
            # Addresses in answers are those of a server that is started with these settings.
            base = f"http://{settings.backend_host}:{settings.backend_port}"
            transport = httpx2.ASGITransport(app=app)
            http = httpx2.AsyncClient(transport=transport, base_url=base, timeout=TIMEOUT)
            async with http:
                yield ApiClient(http)


def _remote(url: str) -> httpx2.AsyncClient:
    with suppress(httpx2.InvalidURL):
        client = remote(url)
        if client.base_url.scheme in {"http", "https"} and client.base_url.host:
            return client
    raise typer.BadParameter(f"'{url}' is no address such as http://127.0.0.1:8001")


@asynccontextmanager
async def opened(settings: Settings, *, kind: str = "api") -> AsyncIterator[Container]:
    """Find or start the database, and make everything that works on it.

    Args:
        kind: what the process is: "api", or "worker" if it only runs jobs.
    """
    url = settings.mongo_url.get_secret_value() if settings.mongo_url else None
    async with open_database(url, settings.data_dir, settings.mongod_binary) as located:
        yield Container(settings, located, kind=kind)
