"""What a slow reader may lose, and what it may not."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from backend.events.buffer import EventBuffer
from backend.events.types import BaseEvent


class Numbered(BaseEvent):
    """An event that says whether it may be dropped."""

    minor: bool

    @property
    def expendable(self) -> bool:
        return self.minor


async def taken(buffer: EventBuffer[Numbered]) -> list[int | None]:
    buffer.close()
    ids: list[int | None] = []
    while events := await buffer.take(3):
        ids += [event.id for event in events]
    return ids


@given(minors=st.lists(st.booleans(), max_size=40), room=st.integers(0, 5))
def test_only_the_oldest_expendable_events_give_way(minors: list[bool], room: int) -> None:
    buffer = EventBuffer[Numbered](room)
    for id, minor in enumerate(minors):
        buffer.put(Numbered(id=id, minor=minor))
    expendable = [id for id, minor in enumerate(minors) if minor]
    dropped = expendable[: max(0, len(expendable) - room)]
    expected = [id for id in range(len(minors)) if id not in dropped]
    assert asyncio.run(taken(buffer)) == expected


async def test_room_is_free_again_once_events_are_taken() -> None:
    buffer = EventBuffer[Numbered](2)
    for id in range(2):
        buffer.put(Numbered(id=id, minor=True))
    assert [event.id for event in await buffer.take(2)] == [0, 1]
    for id in range(2, 4):
        buffer.put(Numbered(id=id, minor=True))
    assert [event.id for event in await buffer.take(5)] == [2, 3]


async def test_a_reader_waits_until_there_is_something() -> None:
    buffer = EventBuffer[Numbered](2)
    reader = asyncio.create_task(buffer.take(1))
    await asyncio.sleep(0)
    assert not reader.done()
    buffer.put(Numbered(id=1, minor=False))
    assert [event.id for event in await reader] == [1]


async def test_a_waiting_reader_hears_of_the_end() -> None:
    buffer = EventBuffer[Numbered](2)
    reader = asyncio.create_task(buffer.take(1))
    await asyncio.sleep(0)
    buffer.close()
    assert await reader == []
