"""The socket of one server: progress and previews, never the record of anything."""

import asyncio
import json
import logging
import random
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Final
from urllib.parse import quote, urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedError, WebSocketException

from backend.domain.ids import new_id
from backend.providers.addresses import ForbiddenAddressError, open_socket

_log = logging.getLogger(__name__)
_FLAGS: Final = json.dumps({"type": "feature_flags", "data": {"supports_preview_metadata": True}})
_OPEN_SECONDS: Final = 10.0
_PING_SECONDS: Final = 20.0
_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 30.0
_LONGEST_MESSAGE: Final = 32 * 1024 * 1024

OnMessage = Callable[[str | bytes], None]


class ComfyUIListener:
    """Keeps one connection to /ws and drains it, so that the server never waits for us.

    The server sends a prompt's messages to the client id it was posted with. After a connection
    that was closed in good order the id stays, and a prompt under way is heard again. After one
    that broke, the server may still hold its half, and tidying that up would unregister the id's
    new connection too: then a new id is taken, and what runs is followed by polling alone.
    """

    def __init__(
        self, base_url: str, headers: Mapping[str, str], client_id: str | None = None
    ) -> None:
        self.client_id = client_id or new_id()
        self._base = urlsplit(base_url)
        self._headers = dict(headers)

    @asynccontextmanager
    async def listen(self, on_message: OnMessage) -> AsyncIterator[None]:
        """Hand over every message while the context is open; reconnects by itself."""
        task = asyncio.create_task(self._keep_listening(on_message))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def _keep_listening(self, on_message: OnMessage) -> None:
        pause = _FIRST_PAUSE
        while True:
            try:
                async with await self.connect() as connection:
                    pause = _FIRST_PAUSE
                    await _drain(connection, on_message)
            except ConnectionClosedError:
                self.client_id = new_id()
            except (ForbiddenAddressError, OSError, TimeoutError, WebSocketException) as exc:
                _log.debug("no socket to %s: %s", self._base.hostname, type(exc).__name__)
            except Exception:  # noqa: BLE001 - hints must never end the work they are about
                _log.exception("the socket to %s failed", self._base.hostname)
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def connect(self) -> ClientConnection:
        """Return one open connection.

        Raises:
            ForbiddenAddressError, OSError, TimeoutError, WebSocketException: there is none to have.
        """
        secure = self._base.scheme == "https"
        host, port = self._base.hostname or "", self._base.port or (443 if secure else 80)
        async with asyncio.timeout(_OPEN_SECONDS):
            sock = await open_socket(host, port)
        path = f"{self._base.path.rstrip('/')}/ws?clientId={quote(self.client_id)}"
        # Given a socket, the library cannot follow a redirect to where we have not checked.
        connection = await connect(
            f"{'wss' if secure else 'ws'}://{self._base.netloc}{path}",
            sock=sock,
            additional_headers=self._headers,
            compression=None,
            open_timeout=_OPEN_SECONDS,
            ping_interval=_PING_SECONDS,
            ping_timeout=_PING_SECONDS,
            close_timeout=1,
            max_size=_LONGEST_MESSAGE,
        )
        await connection.send(_FLAGS)
        return connection


async def _drain(connection: ClientConnection, on_message: OnMessage) -> None:
    while True:
        on_message(await connection.recv())
