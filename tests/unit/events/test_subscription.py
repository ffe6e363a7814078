"""Which events reach a reader."""

from hypothesis import given
from hypothesis import strategies as st

from backend.domain.ids import ProjectId, ServerId, new_id
from backend.domain.lane import Lane
from backend.domain.project import Project
from backend.events import subscription
from backend.events.subscription import ALL_TYPES, EVERYTHING, NOTHING, Interests, Subscription
from backend.events.types import Event, ProjectUpdated, Resync, ServerUpdate


def project_event(id: int = 1, project_id: str | None = None) -> ProjectUpdated:
    project = Project(id=project_id or new_id(), name="Rain song")
    return ProjectUpdated.of(project).model_copy(update={"id": id})


async def received(reader: Subscription) -> list[Event]:
    reader.close()
    return [event async for event in reader]


async def test_a_reader_of_one_project_hears_of_it_and_of_what_belongs_to_none() -> None:
    mine = project_event(project_id=ProjectId("mine"))
    server = ServerUpdate.of(Lane(id=ServerId(new_id())))
    reader = Subscription(Interests.of("mine"))
    reader.offer([mine, project_event(), server])
    assert await received(reader) == [mine, server]


async def test_a_reader_of_one_type_hears_of_no_other() -> None:
    server = ServerUpdate.of(Lane(id=ServerId(new_id())))
    reader = Subscription(Interests.of(types={"server_update"}))
    reader.offer([project_event(), server])
    assert await received(reader) == [server]


async def test_a_reader_hopelessly_behind_is_told_to_read_everything_again() -> None:
    reader = Subscription(EVERYTHING)
    many = [project_event(id) for id in range(subscription.STATUS_ROOM + 2)]
    reader.offer(many)
    first, *rest = await received(reader)
    assert first == Resync(id=subscription.STATUS_ROOM, at=first.at)
    assert rest == many[-1:]


async def test_of_what_was_missed_a_reader_gets_what_it_did_not_hear_already() -> None:
    heard, missed = project_event(project_id="heard"), project_event(project_id="missed")
    reader = Subscription(Interests.of("heard"))
    reader.add(EVERYTHING, [heard, missed, Resync()])
    assert [event.type for event in await received(reader)] == ["project_updated", "resync"]


PLACES = st.sampled_from([None, "a", "b"])
TYPES = st.sets(st.sampled_from(sorted(ALL_TYPES)))
STEPS = st.lists(st.tuples(st.booleans(), PLACES, TYPES), max_size=6)


@given(steps=STEPS, place=PLACES)
def test_interests_are_what_was_added_and_not_taken_away_since(
    steps: list[tuple[bool, str | None, set[str]]], place: str | None
) -> None:
    interests = NOTHING
    wanted: set[tuple[str | None, str]] = set()
    for adds, project_id, types in steps:
        step = Interests.of(project_id, types)
        interests = interests | step if adds else interests.without(step)
        for type in types:
            if adds:
                wanted.add((project_id, type))
            else:
                gone = {"a", "b", None} if project_id is None else {project_id}
                wanted -= {(each, type) for each in gone}
    event = project_event(project_id=place or "c")
    assert interests.matches(event) is (
        (place, "project_updated") in wanted or (None, "project_updated") in wanted
    )
