"""`storycanvas serve`: the API on a port, until Ctrl-C."""

import errno
import os
import platform
import signal
import socket
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Annotated, Any, Final

import typer
import uvicorn

from backend import __version__
from backend.app import create_app
from backend.cli.configuration import read_settings
from backend.cli.connection import opened
from backend.cli.hang_up import reloading
from backend.cli.http_protocol import EnvelopeProtocol
from backend.cli.loop import run
from backend.cli.wording import say
from backend.container import Container
from backend.domain.errors import ServiceUnavailableError
from backend.observability.logging import configure
from backend.settings import Settings

GRACE_SECONDS: Final = 3
LARGEST_FRAME: Final = 1024 * 1024
STALL_MILLISECONDS: Final = 45_000
INTERRUPTED: Final = 130

Step = Callable[[], Coroutine[Any, Any, None]]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")]


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Port = None,
) -> None:
    """Serve the API until Ctrl-C or SIGTERM."""
    settings = read_settings()
    chosen = {"backend_host": host, "backend_port": port}
    settings = settings.model_copy(update={k: v for k, v in chosen.items() if v is not None})
    configure(settings.wanted_log_level, settings.log_format)
    if run(_serve(settings)) == signal.SIGINT:
        raise typer.Exit(INTERRUPTED)


async def _serve(settings: Settings) -> int | None:
    """Serve, and return the signal that ended it."""
    listener = listen(settings.backend_host, settings.backend_port)
    async with opened(settings) as container:
        server = _Server(
            uvicorn.Config(
                create_app(container),
                http=EnvelopeProtocol,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=GRACE_SECONDS,
                ws_max_size=LARGEST_FRAME,
                ws_per_message_deflate=False,  # events are small, and each reader's would be packed
            ),
            on_start=lambda: _announce(container, listener),
            on_stop=container.hub.dismiss,
        )
        with reloading(container.config):
            await server.serve(sockets=[listener])
        if not server.started:
            raise ServiceUnavailableError("StoryCanvas could not start; the reason is in its log")
    return server.told


class _Server(uvicorn.Server):
    """Says where it is once it answers, and stops tidily, however impatient people are."""

    def __init__(self, config: uvicorn.Config, on_start: Step, on_stop: Step) -> None:
        super().__init__(config)
        self._on_start = on_start
        self._on_stop = on_stop
        self.told: int | None = None
        """The signal that ended it."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then announce, or stop again if that was asked for meanwhile."""
        await super().startup(sockets)
        if self.started and self.should_exit:
            await self.shutdown(sockets)
        elif self.started:
            await self._on_start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; a second Ctrl-C leaves clients behind, but not jobs or the database."""
        await self._on_stop()
        await super().shutdown(sockets)
        if self.force_exit:
            await self.lifespan.shutdown()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Remember what ended it."""
        self.told = self.told or sig
        super().handle_exit(sig, frame)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take signals as requests to stop, without raising them again: more is to be stopped."""
        handled = (signal.SIGINT, signal.SIGTERM)
        before = {each: signal.signal(each, self.handle_exit) for each in handled}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is started.

    Raises:
        ServiceUnavailableError: it is taken, forbidden, or no address of this machine.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        raise ServiceUnavailableError(f"Cannot listen on {host}:{port}: {_why(error)}") from error
    # Accepted connections inherit it; without it each small answer waits 40 ms for company.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if sys.platform == "linux":  # a peer that is dead, or takes nothing, is given up by the kernel
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STALL_MILLISECONDS)
    return listener


def _why(error: OSError) -> str:
    """Return the system's reason, without the words create_server adds to it, and what mends it."""
    number = error.errno or 0
    if number == errno.EADDRINUSE:
        mending = "Choose another BACKEND_PORT, or stop what uses this one."
    elif number == errno.EACCES:
        mending = "Choose a BACKEND_PORT from 1024."
    else:
        mending = "Correct BACKEND_HOST: it must be an address of this machine."
    # Names that are not known come with numbers below zero, for which there are no words.
    return f"{os.strerror(number)}. {mending}" if number > 0 else mending


async def _announce(container: Container, listener: socket.socket) -> None:
    """Say where it is and what it works on."""
    host, port = listener.getsockname()[:2]
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    base = container.settings.public_base_url or f"http://{place}"
    say(
        "StoryCanvas",
        f"{__version__} · Python {platform.python_version()}"
        f" · {platform.system()} {platform.machine()}",
        style="bold",
    )
    for name, value in await _facts(container, base, host):
        say(name, value)


async def _facts(container: Container, base: str, host: str) -> list[tuple[str, str]]:
    settings = container.settings
    servers = (await container.queue.status()).servers
    online = sum(lane.online for lane in servers.values())
    free = await container.store.free_bytes()
    facts = [
        ("serving", f"{base}/api/v1   docs: {base}/docs   Ctrl-C stops it"),
        ("database", container.located.note),
        ("media", f"{settings.upload_dir}, {free / 1e9:.0f} GB free"),
        ("servers", f"{online} online of {len(servers)} registered"),
    ]
    if not servers:
        facts.append(("next", "python3 run.py server add http://HOST:8188   registers a ComfyUI"))
    if host not in {"127.0.0.1", "::1", "localhost"}:
        facts.append(("access", "open: anyone who can reach this port can change everything"))
    return facts
