"""The hub: services publish here, and every process hears of it through the database."""

import asyncio
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final

from pydantic import ValidationError

from backend.database.tasks import end_tasks
from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import JobId
from backend.events.buffer import EventBuffer
from backend.events.subscription import EVERYTHING, NOTHING, Interests, Subscription
from backend.events.types import EVENT_TYPES, Event, Preview, Resync, StoredEvent
from backend.repositories.collection import Document
from backend.repositories.event_repository import EventRepository, NewEvent

OUTBOX_ROOM: Final = 2000
BATCH: Final = 500
REPLAY_LIMIT: Final = 5000
POLL_SECONDS: Final = 0.5
COLLECT_SECONDS: Final = 0.05
"""After a write, so long is collected for the next: the first event of a burst goes at once."""
PREVIEW_SECONDS: Final = 0.5
PARTING_SECONDS: Final = 2.0
DISMISSAL_SECONDS: Final = 1.0

_log = logging.getLogger(__name__)


class EventHub:
    """Takes events in, stores them in batches, and hands out those of all processes in order.

    Publishing costs the caller nothing and cannot fail. While the database is away events wait:
    progress and previews are dropped when there are too many, and changes of status do not pile
    up, because each of them is itself a write to the database.
    """

    def __init__(self, events: EventRepository, *, gap_seconds: float = 2.0) -> None:
        """Make a hub that does nothing yet.

        Args:
            gap_seconds: how long a missing number is waited for. Another process has taken it and
                is about to store its event, unless it died in between.
        """
        self._events = events
        self._gap_seconds = gap_seconds
        self._gap_since: float | None = None
        self._outbox: EventBuffer[StoredEvent] = EventBuffer(OUTBOX_ROOM)
        self._subscriptions: set[Subscription] = set()
        self._deserted = asyncio.Event()
        self._dismissed = False
        self._previewed: dict[JobId, float] = {}
        self._news = asyncio.Event()
        self._last = 0
        self._writer: asyncio.Task[None] | None = None
        self._readers: list[asyncio.Task[None]] = []

    def publish(self, event: StoredEvent) -> None:
        """Announce an event; call it on the thread of the event loop."""
        if not (isinstance(event, Preview) and self._is_too_soon(event)):
            self._outbox.put(event)

    @contextmanager
    def subscribe(self, wanted: Interests = EVERYTHING) -> Iterator[Subscription]:
        """Give a reader the events stored from now on, as long as the context is open."""
        subscription = Subscription(wanted)
        if self._dismissed:
            subscription.close()
        self._subscriptions.add(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)
            if not self._subscriptions:
                self._deserted.set()

    @property
    def last_id(self) -> int:
        """The id of the event that was handed out last."""
        return self._last

    @property
    def readers(self) -> int:
        """How many there are just now."""
        return len(self._subscriptions)

    async def widen(self, reader: Subscription, wanted: Interests, *, after: int | None) -> None:
        """Let a reader hear of more.

        Args:
            after: the id of the last event the reader knows. It gets the later ones first, or a
                `Resync` if they are too many or no longer all there.

        Raises:
            DatabaseUnavailableError: the later ones cannot be read; nothing has changed.
        """
        missed = [] if after is None else await self._missed(after)
        reader.add(wanted, missed)  # with no await between: nothing is handed out meanwhile

    async def check_resume(self, reader: Subscription, after: int) -> bool:
        """Tell whether all since this event can be had again; if not, the reader hears of it.

        Raises:
            DatabaseUnavailableError: that cannot be known now.
        """
        if await self._has_all_since(after):
            return True
        reader.add(NOTHING, [Resync(id=self._last)])
        return False

    async def start(self, *, change_stream: bool) -> None:
        """Begin to store and to listen.

        Args:
            change_stream: the database is a replica set, and tells of news before the next poll.

        Raises:
            DatabaseUnavailableError: the database cannot be reached.
        """
        self._last = await self._events.last_id()
        self._writer = asyncio.create_task(self._write())
        self._readers = [asyncio.create_task(self._read())]
        if change_stream:
            self._readers.append(asyncio.create_task(self._watch()))

    async def dismiss(self) -> None:
        """End all subscriptions, coming ones too, and wait a little until their readers left."""
        self._dismissed = True
        self._deserted.clear()
        for subscription in self._subscriptions:
            subscription.close()
        if self._subscriptions:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._deserted.wait(), DISMISSAL_SECONDS)

    async def stop(self) -> None:
        """Store what still waits, if the database takes it at once, and end all subscriptions."""
        self._outbox.close()
        if self._writer is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._writer, PARTING_SECONDS)
        await end_tasks(self._readers)
        for subscription in self._subscriptions:
            subscription.close()

    def _is_too_soon(self, preview: Preview) -> bool:
        now, job_id = time.monotonic(), preview.data.job_id
        recent = {id: at for id, at in self._previewed.items() if now - at < PREVIEW_SECONDS}
        self._previewed = {job_id: now, **recent}
        return job_id in recent

    async def _write(self) -> None:
        while batch := await self._outbox.take(BATCH):
            await self._store([(event.model_dump(exclude={"id"}), event.kept) for event in batch])
            self._news.set()
            await asyncio.sleep(COLLECT_SECONDS)

    async def _store(self, batch: Sequence[NewEvent]) -> None:
        try:
            await self._append(batch)
        except Exception:  # noqa: BLE001 - one bad event must not hold up the others
            if len(batch) == 1:
                _log.exception("An event could not be stored and is dropped")
            else:
                for event in batch:
                    await self._store([event])

    async def _append(self, batch: Sequence[NewEvent]) -> None:
        """Store events, however long the database is away."""
        while True:
            with suppress(DatabaseUnavailableError):
                return await self._events.append(batch)
            await asyncio.sleep(POLL_SECONDS)

    async def _read(self) -> None:
        while True:
            self._news.clear()
            try:
                while await self._hand_out():
                    pass
            except DatabaseUnavailableError:
                _log.debug("No events while the database is away")
            except Exception:  # noqa: BLE001 - events are hints: no trouble of theirs ends the hub
                _log.exception("Events could not be read; trying again")
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._news.wait()

    async def _watch(self) -> None:
        while True:
            try:
                async for id in self._events.news():
                    if id > self._last:
                        self._news.set()
            except Exception as error:  # noqa: BLE001 - the poll goes on: late, but not lost
                _log.debug("The change stream ended: %s", error)
            await asyncio.sleep(POLL_SECONDS)

    async def _hand_out(self) -> bool:
        """Hand out the next events; return whether there may be more at once."""
        documents = await self._events.after(self._last, limit=BATCH)
        ready = list(self._in_order(documents))
        events = _parsed(ready)
        for subscription in self._subscriptions:
            subscription.offer(events)
        return len(ready) == BATCH

    def _in_order(self, documents: list[Document]) -> Iterator[Document]:
        """Yield up to the first gap in the numbers, and past it once it is old."""
        for document in documents:
            if document["id"] > self._last + 1 and not self._gap_is_old():
                return
            self._gap_since = None
            self._last = document["id"]
            yield document

    def _gap_is_old(self) -> bool:
        now = time.monotonic()
        self._gap_since = self._gap_since or now
        return now - self._gap_since >= self._gap_seconds

    async def _has_all_since(self, id: int) -> bool:
        if id >= self._last:  # another process may be ahead of this one
            return id <= await self._events.last_id()
        return self._last - id <= REPLAY_LIMIT and await self._events.reaches(id)

    async def _missed(self, after: int) -> list[Event]:
        """Return all that was handed out after this event, up to the moment of returning."""
        if not await self._has_all_since(after):
            return [Resync(id=self._last)]
        missed: list[Event] = []
        while after < (up_to := self._last):
            # Of previews only the newest say anything, and there may be megabytes of them.
            missed += _parsed(await self._events.between(after, up_to, without="preview"))
            after = up_to
        return missed


def _parsed(documents: list[Document]) -> list[StoredEvent]:
    """Return the events; what a newer version has written and we do not know is left out."""
    events = []
    for document in documents:
        with suppress(ValidationError):
            events.append(EVENT_TYPES.validate_python(document))
    return events
