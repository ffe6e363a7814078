"""Events cross processes in order, survive outages and can be asked for again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from backend.database.client import Database
from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import ServerId, new_id
from backend.domain.lane import Lane
from backend.domain.project import Project
from backend.events import hub as hub_module
from backend.events.hub import EventHub
from backend.events.subscription import EVERYTHING, NOTHING, Subscription
from backend.events.types import Event, Preview, PreviewData, ProjectUpdated, Resync, ServerUpdate
from backend.repositories.event_repository import EventRepository, NewEvent
from backend.settings import MongoDriver

HubMaker = Callable[..., Awaitable[EventHub]]


@asynccontextmanager
async def opened(url: str, name: str, driver: MongoDriver) -> AsyncIterator[Database]:
    database = Database(url, name, driver)
    try:
        yield database
    finally:
        await database.close()


@pytest.fixture(params=list(MongoDriver))
async def repository(
    request: pytest.FixtureRequest, mongo_url: str, database_name: str
) -> AsyncIterator[EventRepository]:
    async with opened(mongo_url, database_name, request.param) as database:
        repository = EventRepository(database.collection("events"), database.collection("counters"))
        await repository.build_indexes()
        yield repository


@pytest.fixture
async def hub_on() -> AsyncIterator[HubMaker]:
    async with AsyncExitStack() as stack:

        async def start(
            repository: EventRepository, *, change_stream: bool = True, gap_seconds: float = 30
        ) -> EventHub:
            hub = EventHub(repository, gap_seconds=gap_seconds)
            await hub.start(change_stream=change_stream)
            stack.push_async_callback(hub.stop)
            return hub

        yield start


@asynccontextmanager
async def resumed(hub: EventHub, after: int | None) -> AsyncIterator[Subscription]:
    with hub.subscribe(NOTHING) as events:
        await hub.widen(events, EVERYTHING, after=after)
        yield events


def project_event(name: str = "Rain song", rev: int = 0) -> ProjectUpdated:
    return ProjectUpdated.of(Project(name=name, rev=rev))


async def next_of(events: AsyncIterator[Event], count: int) -> list[Event]:
    async with asyncio.timeout(20):
        return [await anext(events) for _ in range(count)]


def revs(events: Sequence[Event]) -> list[int]:
    return [event.data.rev for event in events if isinstance(event, ProjectUpdated)]


@pytest.mark.parametrize("change_stream", [True, False])
async def test_what_one_process_publishes_another_hears_in_order(
    repository: EventRepository, hub_on: HubMaker, change_stream: bool
) -> None:
    speaker = await hub_on(repository, change_stream=change_stream)
    listener = await hub_on(repository, change_stream=change_stream)
    with listener.subscribe() as events:
        for rev in range(1200):
            speaker.publish(project_event(rev=rev))
        heard = await next_of(events, 1200)
    assert revs(heard) == list(range(1200))
    assert [event.id for event in heard] == list(range(1, 1201))


async def test_all_listeners_hear_two_speakers_in_the_same_order(
    repository: EventRepository, hub_on: HubMaker
) -> None:
    hubs = [await hub_on(repository), await hub_on(repository)]
    with hubs[0].subscribe() as first, hubs[1].subscribe() as second:
        for rev in range(50):
            for hub in hubs:
                hub.publish(project_event(rev=rev))
            await asyncio.sleep(0)
        heard = [await next_of(events, 100) for events in (first, second)]
    assert [event.id for event in heard[0]] == list(range(1, 101))
    assert heard[0] == heard[1]


async def test_a_reader_who_comes_back_gets_what_it_missed_and_then_the_news(
    repository: EventRepository, hub_on: HubMaker
) -> None:
    hub = await hub_on(repository)
    with hub.subscribe() as events:
        for rev in range(5):
            hub.publish(project_event(rev=rev))
        seen = await next_of(events, 5)
    async with resumed(hub, seen[1].id) as events:
        hub.publish(project_event(rev=5))
        assert revs(await next_of(events, 4)) == [2, 3, 4, 5]


async def test_a_reader_who_missed_nothing_gets_only_the_news(
    repository: EventRepository, hub_on: HubMaker
) -> None:
    hub = await hub_on(repository)
    async with resumed(hub, 0) as events:
        hub.publish(project_event(rev=9))
        assert revs(await next_of(events, 1)) == [9]


async def test_a_reader_away_for_too_long_is_told_to_read_everything_again(
    repository: EventRepository, hub_on: HubMaker, mongo_url: str, database_name: str
) -> None:
    hub = await hub_on(repository)
    with hub.subscribe() as events:
        for rev in range(5):
            hub.publish(project_event(rev=rev))
        await next_of(events, 5)
    async with opened(mongo_url, database_name, MongoDriver.PYMONGO) as database:
        await database.collection("events").delete_many({"_id": {"$lte": 3}})
    async with resumed(hub, 1) as events:
        assert isinstance((await next_of(events, 1))[0], Resync)
    async with resumed(hub, 2) as events:
        assert isinstance((await next_of(events, 1))[0], Resync)
    async with resumed(hub, 3) as events:
        assert revs(await next_of(events, 2)) == [3, 4]


async def test_a_reader_of_another_database_is_told_to_read_everything_again(
    repository: EventRepository, hub_on: HubMaker
) -> None:
    hub = await hub_on(repository)
    async with resumed(hub, 4711) as events:
        assert isinstance((await next_of(events, 1))[0], Resync)


async def test_a_reader_who_comes_from_a_process_that_is_ahead_has_missed_nothing(
    repository: EventRepository, hub_on: HubMaker
) -> None:
    hub = await hub_on(repository, gap_seconds=0.1)
    ahead = EventRepository(repository._events, repository._counters)
    await ahead._take_numbers(3)
    async with resumed(hub, 3) as events:
        hub.publish(project_event(rev=1))
        assert revs(await next_of(events, 1)) == [1]


async def test_nothing_is_missed_or_comes_twice_while_events_go_on(
    repository: EventRepository, hub_on: HubMaker
) -> None:
    hub = await hub_on(repository)

    async def speak() -> None:
        for rev in range(300):
            hub.publish(project_event(rev=rev))
            await asyncio.sleep(0)

    speaker = asyncio.create_task(speak())
    with hub.subscribe() as events:
        (first,) = await next_of(events, 1)
    for _ in range(5):
        async with resumed(hub, first.id) as events:
            heard = await next_of(events, 299)
        assert revs(heard) == list(range(1, 300))
    await speaker


async def test_more_than_can_be_sent_again_is_a_resync(
    repository: EventRepository, hub_on: HubMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "REPLAY_LIMIT", 3)
    hub = await hub_on(repository)
    with hub.subscribe() as events:
        for rev in range(5):
            hub.publish(project_event(rev=rev))
        await next_of(events, 5)
    async with resumed(hub, 1) as events:
        assert isinstance((await next_of(events, 1))[0], Resync)
    async with resumed(hub, 2) as events:
        assert revs(await next_of(events, 3)) == [2, 3, 4]


async def test_a_dismissed_reader_has_what_was_there_and_then_the_end(
    repository: EventRepository, hub_on: HubMaker
) -> None:
    hub = await hub_on(repository)
    with hub.subscribe() as events:
        events.offer([project_event(rev=1)])
        dismissal = asyncio.create_task(hub.dismiss())
        assert revs([event async for event in events]) == [1]
        assert not dismissal.done()
    await dismissal
    with hub.subscribe() as events:
        assert [event async for event in events] == []


async def test_a_number_whose_owner_died_is_waited_for_and_then_passed_over(
    repository: EventRepository, hub_on: HubMaker, mongo_url: str, database_name: str
) -> None:
    hub = await hub_on(repository, gap_seconds=0.2)
    async with opened(mongo_url, database_name, MongoDriver.PYMONGO) as database:
        await database.collection("counters").update_one(
            {"_id": "events"}, {"$inc": {"value": 3}}, upsert=True
        )
    with hub.subscribe() as events:
        hub.publish(project_event(rev=1))
        heard = await next_of(events, 1)
    assert [event.id for event in heard] == [4]


async def test_an_event_that_arrives_late_is_heard_in_its_place(
    repository: EventRepository, hub_on: HubMaker, mongo_url: str, database_name: str
) -> None:
    hub = await hub_on(repository)
    async with opened(mongo_url, database_name, MongoDriver.PYMONGO) as database:
        events_of_all = database.collection("events")
        late = {"_id": 1, **project_event(rev=1).model_dump(exclude={"id"})}
        early = {"_id": 2, **project_event(rev=2).model_dump(exclude={"id"})}
        with hub.subscribe() as events:
            await events_of_all.insert_one(early)
            await events_of_all.insert_one(late)
            assert revs(await next_of(events, 2)) == [1, 2]


class Outage(EventRepository):
    """A log that is away at first."""

    refusals = 2

    async def append(self, entries: Sequence[NewEvent]) -> None:
        if self.refusals:
            self.refusals -= 1
            raise DatabaseUnavailableError("away")
        await super().append(entries)

    async def after(self, id: int, *, limit: int) -> list[dict[str, object]]:
        if self.refusals:
            raise DatabaseUnavailableError("away")
        return await super().after(id, limit=limit)


async def test_events_published_during_an_outage_arrive_after_it(
    mongo_url: str, database_name: str, hub_on: HubMaker
) -> None:
    async with opened(mongo_url, database_name, MongoDriver.PYMONGO) as database:
        hub = await hub_on(Outage(database.collection("events"), database.collection("counters")))
        with hub.subscribe() as events:
            hub.publish(project_event(rev=1))
            assert revs(await next_of(events, 1)) == [1]
        await hub.stop()


class Trouble(EventRepository):
    """A log that fails in ways nobody foresaw, at first."""

    mistakes = 2

    async def after(self, id: int, *, limit: int) -> list[dict[str, object]]:
        if self.mistakes:
            self.mistakes -= 1
            raise RuntimeError("unforeseen")
        return await super().after(id, limit=limit)

    async def news(self) -> AsyncIterator[int]:
        if self.mistakes:
            raise RuntimeError("unforeseen")
        async for id in super().news():
            yield id


async def test_no_trouble_with_events_ends_the_hub(
    mongo_url: str, database_name: str, hub_on: HubMaker, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(mongo_url, database_name, MongoDriver.PYMONGO) as database:
        hub = await hub_on(Trouble(database.collection("events"), database.collection("counters")))
        with hub.subscribe() as events:
            hub.publish(project_event(rev=1))
            assert revs(await next_of(events, 1)) == [1]
        await hub.stop()
    assert "could not be read" in caplog.text


async def test_a_hub_that_was_never_started_can_be_stopped(repository: EventRepository) -> None:
    hub = EventHub(repository)
    hub.publish(project_event())
    await hub.stop()


async def test_an_event_that_cannot_be_stored_does_not_hold_up_the_others(
    repository: EventRepository, hub_on: HubMaker, caplog: pytest.LogCaptureFixture
) -> None:
    hub = await hub_on(repository, gap_seconds=0.1)
    unstorable = ServerUpdate.of(Lane(id=ServerId("\ud800")))
    with hub.subscribe() as events:
        for event in (project_event(rev=1), unstorable, project_event(rev=2)):
            hub.publish(event)
        assert revs(await next_of(events, 2)) == [1, 2]
    assert "could not be stored" in caplog.text


async def test_an_event_of_a_newer_version_is_passed_over(
    repository: EventRepository, hub_on: HubMaker
) -> None:
    hub = await hub_on(repository)
    with hub.subscribe() as events:
        unknown = {"type": "sunrise", "data": {}}
        known = project_event(rev=1)
        await repository.append(
            [(unknown, known.kept), (known.model_dump(exclude={"id"}), known.kept)]
        )
        assert revs(await next_of(events, 1)) == [1]


async def test_previews_of_one_job_come_at_most_twice_a_second(
    repository: EventRepository, hub_on: HubMaker
) -> None:
    def preview(job_id: str, image: str) -> Preview:
        return Preview(data=PreviewData.model_validate({"job_id": job_id, "image": image}))

    hub = await hub_on(repository)
    one, other = new_id(), new_id()
    with hub.subscribe() as events:
        for event in (preview(one, "a"), preview(one, "b"), preview(other, "c")):
            hub.publish(event)
        hub.publish(project_event())
        heard = await next_of(events, 3)
    assert [event.data.image for event in heard if isinstance(event, Preview)] == ["a", "c"]


async def test_what_was_published_before_a_stop_is_stored(
    repository: EventRepository, hub_on: HubMaker
) -> None:
    hub = await hub_on(repository)
    hub.publish(project_event(rev=1))
    await hub.stop()
    assert [document["data"]["rev"] for document in await repository.after(0, limit=9)] == [1]


async def test_readers_end_when_the_hub_stops(
    repository: EventRepository, hub_on: HubMaker
) -> None:
    hub = await hub_on(repository)
    with hub.subscribe() as events:
        await hub.stop()
        assert [event async for event in events] == []


async def test_events_are_found_without_reading_the_whole_log(
    mongo_url: str, database_name: str
) -> None:
    async with opened(mongo_url, database_name, MongoDriver.PYMONGO) as database:
        events = database.collection("events")
        await EventRepository(events, database.collection("counters")).build_indexes()
        plan = await events.explain({"_id": {"$gt": 5}}, sort=(("_id", 1),))
    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])
