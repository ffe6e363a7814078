"""`storycanvas serve`: the API on a port, until Ctrl-C."""

import platform
import socket
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

import typer
import uvicorn
from rich.console import Console

from backend import __version__
from backend.app import create_app
from backend.cli.connection import opened
from backend.cli.loop import run
from backend.container import Container
from backend.domain.errors import ServiceUnavailableError
from backend.observability.logging import configure
from backend.settings import Settings

GRACE_SECONDS = 3


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one.")] = None,
) -> None:
    """Serve the API until Ctrl-C."""
    settings = Settings()
    chosen = {"backend_host": host, "backend_port": port}
    settings = settings.model_copy(update={k: v for k, v in chosen.items() if v is not None})
    configure(settings.log_level, settings.log_format)
    run(_serve(settings))


async def _serve(settings: Settings) -> None:
    listener = _listen(settings)
    async with opened(settings) as container:
        server = _Server(
            uvicorn.Config(
                create_app(container),
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=GRACE_SECONDS,
            ),
            on_start=lambda: _announce(container, listener),
        )
        await server.serve(sockets=[listener])
        if not server.started:
            raise ServiceUnavailableError("StoryCanvas could not start; the reason is in its log")


class _Server(uvicorn.Server):
    """Says where it is once it answers."""

    def __init__(
        self, config: uvicorn.Config, on_start: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        super().__init__(config)
        self._on_start = on_start

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then announce."""
        await super().startup(sockets)
        if self.started:
            await self._on_start()


def _listen(settings: Settings) -> socket.socket:
    """Take the port before anything else is started."""
    try:
        family = socket.AF_INET6 if ":" in settings.backend_host else socket.AF_INET
        place = (settings.backend_host, settings.backend_port)
        listener = socket.create_server(place, family=family)
    except OSError as error:
        raise ServiceUnavailableError(
            f"Cannot listen on {settings.backend_host}:{settings.backend_port}:"
            f" {error.strerror}. Choose another BACKEND_PORT, or stop what uses this one."
        ) from error
    # Accepted connections inherit it; without it each small answer waits 40 ms for company.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


async def _announce(container: Container, listener: socket.socket) -> None:
    """Say where it is and what it works on."""
    host, port = listener.getsockname()[:2]
    base = container.settings.public_base_url or f"http://{host}:{port}"
    console = Console(stderr=True, highlight=False)
    console.print(
        f"[bold]StoryCanvas {__version__}[/] · Python {platform.python_version()}"
        f" · {platform.system()} {platform.machine()}"
    )
    for name, value in await _facts(container, base, host):
        console.print(f"{name:<10} {value}", markup=False)


async def _facts(container: Container, base: str, host: str) -> list[tuple[str, str]]:
    settings = container.settings
    servers = (await container.queue.status()).servers
    online = sum(lane.online for lane in servers.values())
    free = await container.store.free_bytes()
    facts = [
        ("serving", f"{base}/api/v1   OpenAPI: {base}/openapi.json"),
        ("database", container.located.note),
        ("media", f"{settings.upload_dir}, {free / 1e9:.0f} GB free"),
        ("servers", f"{online} online of {len(servers)} registered"),
    ]
    if not servers:
        facts.append(("next", "storycanvas server add http://HOST:8188   registers a ComfyUI"))
    if host not in {"127.0.0.1", "::1", "localhost"}:
        facts.append(("access", "open: anyone who can reach this port can change everything"))
    return facts
