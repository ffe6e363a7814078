"""Lists are handed on undecoded, a page and its total in one command, on each driver alike."""

from collections.abc import AsyncIterator, Container, Mapping, Sequence
from datetime import UTC, datetime

import pytest

from backend.database.client import Database
from backend.domain.clip import Clip
from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ClipId, JobId, ProjectId, SceneId, new_id
from backend.domain.stored import StoredList
from backend.repositories.clip_repository import CLIP_ORDER, ClipRepository
from backend.repositories.job_store import JobStore
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SceneRepository
from backend.services.board_service import BoardService
from backend.services.job_service import JobService
from backend.services.paging import Page
from backend.settings import MongoDriver
from tests.factories import make_clip, make_job, make_project, make_scene, make_take

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(params=list(MongoDriver))
async def database(
    request: pytest.FixtureRequest, mongo_url: str, database_name: str
) -> AsyncIterator[Database]:
    database = Database(mongo_url, database_name, request.param)
    await database.connect()
    yield database
    await database.close()


@pytest.fixture
async def projects(database: Database) -> ProjectRepository:
    return ProjectRepository(database.collection("projects"))


@pytest.fixture
async def scenes(database: Database) -> SceneRepository:
    return SceneRepository(database.collection("scenes"))


@pytest.fixture
async def clips(database: Database) -> ClipRepository:
    return ClipRepository(database.collection("clips"))


@pytest.fixture
async def jobs(database: Database) -> JobStore:
    jobs = JobStore(database.collection("queue_jobs"))
    await jobs.build_indexes()
    return jobs


@pytest.fixture
async def board(
    projects: ProjectRepository, scenes: SceneRepository, clips: ClipRepository
) -> BoardService:
    return BoardService(projects, scenes, clips)


def ids(listing: StoredList[Clip]) -> list[str]:
    return [clip.id for document in listing.documents if (clip := listing.read(document))]


# Lists


async def test_a_stored_entity_is_read_as_the_decoded_one_is(
    clips: ClipRepository, scenes: SceneRepository
) -> None:
    scene = await scenes.create(make_scene())
    made = [
        make_clip(scene_id=scene.id, name="$name \0 雨 🦊 \N{ARABIC LETTER ALEF}", order=n)
        for n in range(3)
    ]
    made[1].generated_images = [make_take(prompt="_id"), make_take()]
    await clips.create_many(made)
    listing = await clips.stored({"scene_id": scene.id}, sort=CLIP_ORDER)
    assert [listing.read(document) for document in listing.documents] == made
    assert clips.ids_of(listing) == ids(listing)
    one = await clips.stored_one(made[1].id)
    assert [one.read(document) for document in one.documents] == [made[1]]
    (stored,) = (await scenes.stored_one(scene.id)).documents
    assert scenes.read(stored) == await scenes.get(scene.id)


async def test_a_long_document_is_handed_on_as_bytes_of_its_own(jobs: JobStore) -> None:
    made = [await jobs.create(make_job(prompt="x" * length)) for length in (10, 5_000, 20_000)]
    listing = await jobs.stored_by()
    assert {type(document) for document in listing.documents} == {bytes}
    assert sorted(jobs.ids_of(listing)) == sorted(job.id for job in made)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (Page(), slice(None)),
        (Page(limit=3), slice(3)),
        (Page(limit=3, offset=5), slice(5, 8)),
        (Page(offset=9), slice(9, None)),
        (Page(limit=3, offset=90), slice(0)),
    ],
)
async def test_a_page_comes_with_the_length_of_the_whole(
    board: BoardService,
    scenes: SceneRepository,
    clips: ClipRepository,
    projects: ProjectRepository,
    page: Page,
    shown: slice,
) -> None:
    project = await projects.create(make_project())
    late, early = (make_scene(project_id=project.id, order=order) for order in (1, 0))
    await scenes.create_many([late, early])
    made = [
        make_clip(project_id=project.id, scene_id=scene.id, timeline_position=at)
        for scene in (early, late)
        for at in range(6)
    ]
    await clips.create_many([*reversed(made), make_clip()])
    of_project = await board.clips_of_project(ProjectId(project.id), page)
    assert (ids(of_project), of_project.total) == ([clip.id for clip in made[shown]], 12)
    await clips.create_many(
        make_clip(scene_id=early.id, timeline_position=10 + n) for n in range(6)
    )
    of_scene = await board.clips(SceneId(early.id), page)
    assert (len(of_scene.documents), of_scene.total) == (len(range(12)[shown]), 12)


async def test_a_list_below_nothing_is_not_found_and_one_below_something_may_be_empty(
    board: BoardService, projects: ProjectRepository, scenes: SceneRepository
) -> None:
    project = await projects.create(make_project())
    scene = await scenes.create(make_scene(project_id=new_id()))
    for page in (Page(), Page(limit=1)):
        assert (await board.clips(SceneId(scene.id), page)).total == 0
        assert (await board.scenes(ProjectId(project.id), page)).documents == []
        for absent in (new_id(), "", "$where", "ü" * 99):
            with pytest.raises(ResourceNotFoundError, match="Scene"):
                await board.clips(SceneId(absent), page)
            for listed in (board.scenes, board.clips_of_project):
                with pytest.raises(ResourceNotFoundError, match="Project"):
                    await listed(ProjectId(absent), page)
    with pytest.raises(ResourceNotFoundError):
        await board.clip(ClipId(new_id()))


async def test_a_project_that_is_being_deleted_is_gone_with_all_its_lists(
    board: BoardService, projects: ProjectRepository, scenes: SceneRepository
) -> None:
    project = await projects.create(make_project())
    await scenes.create(make_scene(project_id=project.id))
    await projects.mark_deleting(project.id)
    assert (await board.projects()).total == 0
    for asked in (board.project, board.scenes, board.clips_of_project, board.whole):
        with pytest.raises(ResourceNotFoundError):
            await asked(ProjectId(project.id))


async def test_a_board_holds_every_clip_in_its_scene(
    board: BoardService,
    projects: ProjectRepository,
    scenes: SceneRepository,
    clips: ClipRepository,
) -> None:
    project = await projects.create(make_project())
    made = [make_scene(project_id=project.id, order=n) for n in range(4)]
    await scenes.create_many(reversed(made))
    placed = {
        scene.id: [
            make_clip(project_id=project.id, scene_id=scene.id, timeline_position=at)
            for at in range(n)
        ]
        for n, scene in enumerate(made)
    }
    await clips.create_many(clip for of_scene in placed.values() for clip in reversed(of_scene))
    whole = await board.whole(ProjectId(project.id))
    assert scenes.ids_of(whole.scenes) == [scene.id for scene in made]
    assert [ids(listing) for listing in whole.clips] == [
        [clip.id for clip in of_scene] for of_scene in placed.values()
    ]


# Revisions


async def settle(jobs: JobStore) -> None:
    """Make every job look as if it had changed long ago."""
    await jobs._collection.update_many({}, {"$set": {"updated_at": LONG_AGO}})


async def test_a_revision_lasts_while_nothing_changes(jobs: JobStore) -> None:
    await jobs.create_many(make_job() for _ in range(3))
    await settle(jobs)
    known = await jobs.revision()
    assert known is not None
    assert await jobs.revision() == known


async def test_a_young_change_has_no_revision_yet(jobs: JobStore) -> None:
    await jobs.enqueue(make_job())
    assert await jobs.revision() is None


async def test_every_removal_is_another_revision(jobs: JobStore) -> None:
    made = [make_job() for _ in range(3)]
    await jobs.create_many(made)
    await settle(jobs)
    known = {await jobs.revision()}
    for job in made:
        await jobs.delete(job.id)
        known.add(await jobs.revision())
    assert len(known) == 4


class NoForecast:
    """Knows of no job when it will be done."""

    async def eta(self, ids: Sequence[JobId], waiting: Container[str]) -> Mapping[JobId, float]:
        """Return nothing."""
        return {}


async def test_a_list_of_jobs_tells_each_ones_position(
    jobs: JobStore, projects: ProjectRepository
) -> None:
    made = [await jobs.enqueue(make_job(priority=priority)) for priority in (0, 5, 1)]
    await jobs.cancel(made[2].job_id)
    listing = await JobService(jobs, projects, NoForecast()).list()
    places = dict(zip(jobs.ids_of(listing.jobs), listing.positions, strict=True))
    assert places == {made[0].id: 2, made[1].id: 1, made[2].id: None}


async def test_one_job_that_cannot_be_read_stops_no_list(
    jobs: JobStore, projects: ProjectRepository
) -> None:
    made = [await jobs.enqueue(make_job()) for _ in range(3)]
    await jobs._collection.update_one({"_id": made[1].id}, {"$set": {"seed": "x"}})
    listing = (await JobService(jobs, projects, NoForecast()).list()).jobs
    read = [listing.read(document) for document in listing.documents]
    assert {job.id for job in read if job} == {made[0].id, made[2].id}
    assert read.count(None) == 1
