"""Which events reach a reader."""

from backend.domain.ids import ProjectId, ServerId, new_id
from backend.domain.lane import Lane
from backend.domain.project import Project
from backend.events import subscription
from backend.events.subscription import EVERYTHING, EventFilter, Subscription
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
    reader = Subscription(EventFilter(project_id="mine"))
    reader.offer([mine, project_event(), server])
    assert await received(reader) == [mine, server]


async def test_a_reader_of_one_type_hears_of_no_other() -> None:
    server = ServerUpdate.of(Lane(id=ServerId(new_id())))
    reader = Subscription(EventFilter(types=frozenset({"server_update"})))
    reader.offer([project_event(), server])
    assert await received(reader) == [server]


async def test_a_reader_hopelessly_behind_is_told_to_read_everything_again() -> None:
    reader = Subscription(EVERYTHING)
    many = [project_event(id) for id in range(subscription.STATUS_ROOM + 2)]
    reader.offer(many)
    first, *rest = await received(reader)
    assert first == Resync(id=subscription.STATUS_ROOM, at=first.at)
    assert rest == many[-1:]
