"""Events as an endless answer: server-sent events, as browsers' EventSource reads them."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Final

from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from backend.events.hub import EventHub
from backend.events.subscription import NOTHING, Interests, Subscription
from backend.events.wire import event_text

PING_SECONDS: Final = 15.0
STALL_SECONDS: Final = 60.0
"""How long a reader may take nothing before it is let go."""

# EventSource waits so long before it comes back, in milliseconds.
_OPENING: Final = "retry: 2000\n"
_HEADERS: Final = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
_NUMBER: Final = re.compile(r"[0-9]{1,18}")
_OLDER_THAN_ALL: Final = -1


def resume_point(last_event_id: str | None) -> int | None:
    """Return after which event to go on; an id that we never gave is older than all."""
    if not last_event_id:
        return None
    return int(last_event_id) if _NUMBER.fullmatch(last_event_id) else _OLDER_THAN_ALL


class EventStream(StreamingResponse):
    """Sends one reader events until it leaves or the server stops.

    Raises DatabaseUnavailableError, before the first byte, if what it missed cannot be read.
    """

    media_type = "text/event-stream"

    def __init__(self, hub: EventHub, wanted: Interests, after: int | None) -> None:
        super().__init__((), headers=_HEADERS)
        self._hub = hub
        self._wanted = wanted
        self._after = after

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events; a HEAD gets none."""

        async def send_in_time(message: Message) -> None:
            async with asyncio.timeout(STALL_SECONDS):
                await send(message)

        with self._hub.subscribe(NOTHING) as events:
            await self._hub.widen(events, self._wanted, after=self._after)
            if scope["method"] == "HEAD":
                events.close()
            self.body_iterator = self._written(events)
            with suppress(TimeoutError):
                await super().__call__(scope, receive, send_in_time)

    async def _written(self, events: Subscription) -> AsyncIterator[str]:
        yield _OPENING + self._ping(events)
        with suppress(StopAsyncIteration):
            while True:
                try:
                    async with asyncio.timeout(PING_SECONDS):
                        event = await anext(events)
                except TimeoutError:
                    yield self._ping(events)
                else:
                    yield f"event: {event.type}\nid: {event.id}\ndata: {event_text(event)}\n\n"

    def _ping(self, events: Subscription) -> str:
        """Return a comment; if nothing waits it moves on the id that the reader will resume at."""
        return ": ping\n\n" if len(events) else f": ping\nid: {self._hub.last_id}\n\n"
