"""What a slow reader may lose, and what it may not."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from backend.events.buffer import EventBuffer
from backend.events.types import BaseEvent, Importance


class Numbered(BaseEvent):
    """An event that says how much it matters."""

    matters: Importance = Importance.STATUS

    @property
    def importance(self) -> Importance:
        return self.matters


async def taken(buffer: EventBuffer[Numbered]) -> list[int | None]:
    buffer.close()
    ids: list[int | None] = []
    while events := await buffer.take(3):
        ids += [event.id for event in events]
    return ids


def kept(ranks: list[Importance], room: int) -> list[int]:
    """Return what should be left, found out the slow way."""
    ids: list[int] = []
    for id in range(len(ranks)):
        ids.append(id)
        minor = [each for each in ids if ranks[each] is not Importance.STATUS]
        if len(minor) > room:
            ids.remove(min(minor, key=lambda each: (ranks[each], each)))
    return ids


@given(ranks=st.lists(st.sampled_from(Importance), max_size=40), room=st.integers(0, 5))
def test_what_matters_least_gives_way_and_of_it_the_oldest(
    ranks: list[Importance], room: int
) -> None:
    buffer = EventBuffer[Numbered](room)
    for id, rank in enumerate(ranks):
        buffer.put(Numbered(id=id, matters=rank))
    assert asyncio.run(taken(buffer)) == kept(ranks, room)


async def test_room_is_free_again_once_events_are_taken() -> None:
    buffer = EventBuffer[Numbered](2)
    for id in range(2):
        buffer.put(Numbered(id=id, matters=Importance.PROGRESS))
    assert [event.id for event in await buffer.take(2)] == [0, 1]
    for id in range(2, 4):
        buffer.put(Numbered(id=id, matters=Importance.PROGRESS))
    assert [event.id for event in await buffer.take(5)] == [2, 3]


async def test_a_reader_waits_until_there_is_something() -> None:
    buffer = EventBuffer[Numbered](2)
    reader = asyncio.create_task(buffer.take(1))
    await asyncio.sleep(0)
    assert not reader.done()
    buffer.put(Numbered(id=1))
    assert [event.id for event in await reader] == [1]


async def test_a_waiting_reader_hears_of_the_end() -> None:
    buffer = EventBuffer[Numbered](2)
    reader = asyncio.create_task(buffer.take(1))
    await asyncio.sleep(0)
    buffer.close()
    assert await reader == []
