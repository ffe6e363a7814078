"""Follows the server-sent events of the API, over as many connections as it takes."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any, Final

from backend.client.api_client import ApiClient

SILENCE_SECONDS: Final = 40.0
"""More than two of the server's pings, which come every 15 s."""

Event = dict[str, Any]


class EventFeed:
    """What happens, each event once: a new connection goes on where the last one broke.

    Args:
        types: with commas between.
        opened: called when a connection stands: from then on nothing is missed.
    """

    def __init__(self, api: ApiClient, path: str, types: str, opened: Callable[[], object]) -> None:
        self._api = api
        self._path = path
        self._types = types
        self._opened = opened
        self._last_id = ""

    async def connection(self) -> AsyncIterator[Event]:
        """Yield events until the server ends the stream; one is of type "resync" if some are lost.

        Raises:
            ApiError: the server refused, or went away.
        """
        resumed = {"Last-Event-ID": self._last_id} if self._last_id else {}
        block: dict[str, str] = {}
        async with self._api.lines(
            self._path, resumed, silence=SILENCE_SECONDS, types=self._types
        ) as lines:
            self._opened()
            async for line in lines:
                if line:
                    name, _, value = line.partition(": ")
                    block[name] = value
                    continue
                # Only a whole block counts: half of one is asked for again.
                self._last_id = block.get("id", self._last_id)
                if "data" in block:
                    yield json.loads(block["data"])
                block.clear()
