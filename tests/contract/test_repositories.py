"""Every repository keeps its promises on each driver, against a real mongod."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from backend.database.addresses import url_of
from backend.database.client import Database
from backend.domain.batch import Batch, batch_items
from backend.domain.errors import (
    ConflictError,
    DatabaseUnavailableError,
    ResourceNotFoundError,
)
from backend.domain.ids import BatchId, ClipId, JobId, ProjectId, SceneId, ServerId, TakeId, new_id
from backend.domain.job_state import JobState, JobStatus
from backend.domain.lane import Capabilities, LaneState
from backend.domain.media import Media, MediaKind
from backend.domain.take import GeneratedContent
from backend.domain.times import utc_now
from backend.repositories.batch_repository import BatchRepository
from backend.repositories.character_repository import CharacterRepository
from backend.repositories.cleanup_repository import CleanupRepository
from backend.repositories.clip_excerpts import ClipExcerpts
from backend.repositories.clip_repository import CLIP_ORDER, ClipRepository
from backend.repositories.collection import Collection, Filter, Session, Sort
from backend.repositories.job_repository import QUEUE_ORDER
from backend.repositories.job_store import JobStore, LeaseLostError
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.media_repository import MediaRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SCENE_ORDER, SceneRepository
from backend.repositories.server_repository import ServerRepository
from backend.repositories.take_archive_repository import TakeArchiveRepository
from backend.settings import MongoDriver
from tests.factories import make_clip, make_job, make_project, make_scene, make_server, make_take

CollectionOf = Callable[[str], Collection]


@pytest.fixture(params=list(MongoDriver))
async def database(
    request: pytest.FixtureRequest, mongo_url: str, database_name: str
) -> AsyncIterator[Database]:
    database = Database(mongo_url, database_name, request.param)
    await database.connect()
    yield database
    await database.close()


@pytest.fixture
def collection(database: Database) -> CollectionOf:
    return database.collection


# Every entity


async def test_an_entity_is_read_back_as_it_was_stored(collection: CollectionOf) -> None:
    project = make_project(name="$name", tags=["a.b", "$$ROOT"], fps="29.97df", description="ü 雨")
    projects = ProjectRepository(collection("projects"))
    await projects.create(project)
    assert await projects.get(project.id) == project


@pytest.mark.parametrize("id", ["", "no-such-id", "ümlaut", "4" * 300, "$where"])
async def test_an_id_that_nothing_has_is_simply_not_found(
    collection: CollectionOf, id: str
) -> None:
    projects = ProjectRepository(collection("projects"))
    assert await projects.find_by_id(id) is None
    for attempt in (projects.get(id), projects.update(id, {"name": "x"}), projects.delete(id)):
        with pytest.raises(ResourceNotFoundError):
            await attempt


async def test_an_update_changes_only_what_it_names_and_notes_the_time(
    collection: CollectionOf,
) -> None:
    projects = ProjectRepository(collection("projects"))
    project = await projects.create(make_project(description="as it was"))
    updated = await projects.update(project.id, {"name": "New"})
    assert (updated.name, updated.description) == ("New", "as it was")
    assert updated.updated_at >= project.updated_at
    assert updated == await projects.get(project.id)


async def test_lists_are_complete_without_a_limit_and_newest_first(
    collection: CollectionOf,
) -> None:
    projects = ProjectRepository(collection("projects"))
    made = [make_project() for _ in range(120)]
    await projects.create_many(made)
    newest_first = sorted(made, key=lambda one: (one.created_at, one.id), reverse=True)
    assert await projects.list() == newest_first
    assert await projects.list(skip=2, limit=3) == newest_first[2:5]
    assert await projects.count() == 120


async def test_a_stored_time_is_the_time_to_the_millisecond(collection: CollectionOf) -> None:
    projects = ProjectRepository(collection("projects"))
    project = await projects.create(make_project())
    stored = await projects.get(project.id)
    assert stored.created_at == project.created_at
    assert stored.created_at.tzinfo is not None


# Projects and scenes


async def test_a_project_being_deleted_is_gone_for_readers_only(
    collection: CollectionOf,
) -> None:
    projects = ProjectRepository(collection("projects"))
    project = await projects.create(make_project())
    await projects.mark_deleting(project.id)
    assert await projects.find_by_id(project.id) is None
    assert await projects.list(projects.existing) == []
    assert [one.id for one in await projects.list_deleting()] == [project.id]


async def test_only_the_first_picture_becomes_a_projects_thumbnail(
    collection: CollectionOf,
) -> None:
    projects = ProjectRepository(collection("projects"))
    project = await projects.create(make_project())
    for key in ("first.png", "second.png"):
        await projects.set_thumbnail_if_none(project.id, key)
    assert (await projects.get(project.id)).thumbnail_url == "first.png"


async def test_a_scene_lasts_until_the_end_of_its_last_clip_unless_set(
    collection: CollectionOf,
) -> None:
    scenes, clips = SceneRepository(collection("scenes")), ClipRepository(collection("clips"))
    scene = await scenes.create(make_scene())
    assert (await scenes.get(scene.id)).duration == 0
    for position, alternate in ((0, False), (4.5, False), (90, True)):
        clip = make_clip(
            scene_id=scene.id, timeline_position=position, length=2, is_alternate=alternate
        )
        await clips.create(clip)
    assert (await scenes.get(scene.id)).duration == 6.5
    assert (await scenes.update(scene.id, {"duration": 3.0})).duration == 3


async def test_scenes_come_in_story_order(collection: CollectionOf) -> None:
    scenes = SceneRepository(collection("scenes"))
    project_id = ProjectId(new_id())
    made = [make_scene(project_id=project_id, order=order) for order in (2, 0, 1, 1)]
    await scenes.create_many([*made, make_scene()])
    expected = sorted(made, key=lambda one: (one.order, one.created_at, one.id))
    found = await scenes.list_of_project(project_id)
    assert [scene.id for scene in found] == [scene.id for scene in expected]


async def test_what_says_nothing_of_its_order_goes_behind_the_others(
    collection: CollectionOf,
) -> None:
    projects = ProjectRepository(collection("projects"))
    scenes, clips = SceneRepository(collection("scenes")), ClipRepository(collection("clips"))
    id = ProjectId((await projects.create(make_project())).id)
    assert await projects.next_scene_order(id) == 0
    made = [make_scene(project_id=id, order=order) for order in (2, 7, 1)]
    await scenes.create_many([*made, make_scene(order=99)])
    assert await projects.next_scene_order(id) == 8
    scene_id = SceneId(made[0].id)
    assert await scenes.place_for_clip(scene_id) == (id, 0)
    await clips.create_many([make_clip(scene_id=scene_id, order=order) for order in (3, 0)])
    assert await scenes.place_for_clip(scene_id) == (id, 4)
    with pytest.raises(ResourceNotFoundError):
        await scenes.place_for_clip(SceneId(new_id()))


async def test_to_what_is_being_deleted_nothing_is_added(collection: CollectionOf) -> None:
    projects, scenes = (
        ProjectRepository(collection("projects")),
        SceneRepository(collection("scenes")),
    )
    project_id = ProjectId((await projects.create(make_project())).id)
    id = SceneId((await scenes.create(make_scene(project_id=project_id))).id)
    for _ in range(2):
        assert (await scenes.mark_deleting(id)).project_id == project_id
    assert await scenes.ids_deleting() == [id]
    await projects.mark_deleting(project_id)
    for attempt in (
        projects.mark_deleting(project_id),
        projects.next_scene_order(project_id),
        projects.touch(project_id),
        scenes.place_for_clip(id),
        scenes.project_of(id),
        scenes.touch(id, None),
    ):
        with pytest.raises(ResourceNotFoundError):
            await attempt


async def test_every_change_raises_the_revision(collection: CollectionOf) -> None:
    projects = ProjectRepository(collection("projects"))
    scenes, clips = SceneRepository(collection("scenes")), ClipRepository(collection("clips"))
    project = await projects.create(make_project())
    scene, clip = await scenes.create(make_scene()), await clips.create(make_clip())
    assert (project.rev, scene.rev, clip.rev) == (0, 0, 0)
    assert (await projects.update(project.id, {"name": "New"})).rev == 1
    assert (await projects.touch(project.id)).rev == 2
    assert (await scenes.update(scene.id, {"name": "New"})).rev == 1
    id, take = ClipId(clip.id), make_take()
    assert (await clips.update(id, {"name": "New"})).rev == 1
    added = await clips.add_take(id, take)
    assert added is not None
    assert added.rev == 2
    assert (await clips.move(id, 3, None)).rev == 3
    chosen = await clips.select_takes(id, {MediaKind.IMAGE: take.id})
    assert chosen is not None
    assert chosen.rev == 4


# Clips and takes


async def test_clips_come_in_timeline_order(collection: CollectionOf) -> None:
    clips = ClipRepository(collection("clips"))
    scene_id = SceneId(new_id())
    made = [make_clip(scene_id=scene_id, timeline_position=at) for at in (5, 0, 2.5, 2.5)]
    await clips.create_many([*made, make_clip()])
    expected = sorted(made, key=lambda one: (one.timeline_position, one.order))
    assert await clips.list_of_scene(scene_id) == expected


async def test_a_gallery_keeps_every_concurrent_addition(collection: CollectionOf) -> None:
    clips = ClipRepository(collection("clips"))
    clip = await clips.create(make_clip())
    takes = [make_take(prompt="$prompt") for _ in range(20)]
    await asyncio.gather(*(clips.add_take(ClipId(clip.id), take) for take in takes))
    stored = await clips.get(clip.id)
    assert {take.id for take in stored.generated_images} == {take.id for take in takes}
    assert {take.prompt for take in stored.generated_images} == {"$prompt"}
    assert [take.is_selected for take in stored.generated_images].count(True) == 1


async def test_a_take_added_twice_is_there_once(collection: CollectionOf) -> None:
    clips = ClipRepository(collection("clips"))
    clip = await clips.create(make_clip())
    take = make_take()
    first, second = [await clips.add_take(ClipId(clip.id), take) for _ in range(2)]
    assert first == second
    assert second is not None
    assert len(second.generated_images) == 1


async def test_the_first_take_of_each_kind_is_selected_and_later_ones_are_not(
    collection: CollectionOf,
) -> None:
    clips = ClipRepository(collection("clips"))
    clip = await clips.create(make_clip())
    image, later, video = make_take(), make_take(), make_take(content_type=MediaKind.VIDEO)
    for take in (image, later, video):
        await clips.add_take(ClipId(clip.id), take)
    stored = await clips.get(clip.id)
    assert (stored.selected_image_id, stored.selected_video_id) == (image.id, video.id)
    chosen = await clips.select_takes(ClipId(clip.id), {MediaKind.IMAGE: later.id})
    assert chosen is not None
    assert chosen.selected(MediaKind.IMAGE) == later.model_copy(update={"is_selected": True})


async def test_takes_are_selected_together_or_not_at_all(collection: CollectionOf) -> None:
    clips = ClipRepository(collection("clips"))
    id = ClipId((await clips.create(make_clip())).id)
    image, video = make_take(), make_take(content_type=MediaKind.VIDEO)
    for take in (make_take(), image, make_take(content_type=MediaKind.VIDEO), video):
        await clips.add_take(id, take)
    before = await clips.get(id)
    wrong = {MediaKind.IMAGE: image.id, MediaKind.VIDEO: TakeId(new_id())}
    assert await clips.select_takes(id, wrong) is None
    assert await clips.select_takes(ClipId(new_id()), {MediaKind.IMAGE: image.id}) is None
    assert await clips.get(id) == before
    right = {MediaKind.IMAGE: image.id, MediaKind.VIDEO: video.id}
    chosen = await clips.select_takes(id, right)
    assert chosen is not None
    assert (chosen.selected_image_id, chosen.selected_video_id) == (image.id, video.id)


async def test_archived_takes_are_whole_and_leave_the_clip(collection: CollectionOf) -> None:
    clips, archive = (
        ClipRepository(collection("clips")),
        TakeArchiveRepository(collection("takes_archive")),
    )
    clip = await clips.create(make_clip())
    takes = [
        make_take(
            prompt="$prompt",
            generation_params={"a.b": "$c"},
            created_at=utc_now() + timedelta(seconds=n),
        )
        for n in range(4)
    ]
    for take in takes:
        clip = await clips.add_take(ClipId(clip.id), take) or clip
    first, second, third, fourth = takes
    for _ in range(2):  # the second time changes nothing
        assert await clips.archive_takes(clip, MediaKind.IMAGE, [second.id, third.id])
    stored = await clips.get(clip.id)
    assert [take.id for take in stored.generated_images] == [first.id, fourth.id]
    assert stored.has_archive
    archived = {take.id: take for take in await archive.list_of_clip(ClipId(clip.id))}
    assert set(archived) == {second.id, third.id}
    one = archived[second.id]
    assert one.project_id == clip.project_id
    assert {name: getattr(one, name) for name in GeneratedContent.model_fields} == dict(second)
    for _ in range(2):
        await clips.bring_back(ClipId(clip.id), one)
    assert [take.id for take in (await clips.get(clip.id)).generated_images] == [
        first.id,
        second.id,
        fourth.id,
    ]


async def test_a_take_chosen_while_it_goes_to_the_archive_stays(collection: CollectionOf) -> None:
    clips = ClipRepository(collection("clips"))
    clip = await clips.create(make_clip())
    first, second = make_take(), make_take()
    for take in (first, second):
        clip = await clips.add_take(ClipId(clip.id), take) or clip
    assert await clips.archive_takes(clip, MediaKind.IMAGE, [first.id, second.id])
    assert [take.id for take in (await clips.get(clip.id)).generated_images] == [first.id]


async def test_takes_of_a_clip_that_is_gone_are_not_moved(collection: CollectionOf) -> None:
    clips = ClipRepository(collection("clips"))
    assert not await clips.archive_takes(make_clip(), MediaKind.IMAGE, [make_take().id])


async def test_a_result_for_a_clip_that_is_gone_changes_nothing(collection: CollectionOf) -> None:
    clips = ClipRepository(collection("clips"))
    assert await clips.add_take(ClipId(new_id()), make_take()) is None
    assert await clips.count() == 0


async def test_the_lowest_numbered_alternate_inherits_its_group(collection: CollectionOf) -> None:
    clips = ClipRepository(collection("clips"))
    parent = await clips.create(make_clip())
    third, second = [
        await clips.create(
            make_clip(parent_clip_id=parent.id, is_alternate=True, alternate_number=number)
        )
        for number in (3, 2)
    ]
    assert await clips.next_number(parent.id, None) == 4
    now = await clips.remove(parent.id, None)
    assert await clips.find_by_id(parent.id) is None
    heir, other = await clips.get(second.id), await clips.get(third.id)
    assert [(each.id, each.rev) for each in now] == [(heir.id, 1), (other.id, 1)]
    assert (now[0].parent_clip_id, now[1].parent_clip_id) == (None, heir.id)
    assert (heir.rev, other.rev) == (1, 1)
    assert (heir.parent_clip_id, heir.is_alternate, heir.alternate_number) == (None, False, 2)
    assert other.parent_clip_id == heir.id
    assert await clips.next_number(heir.id, None) == 4
    await clips.remove(other.id, None)
    assert await clips.next_number(heir.id, None) == 3


async def test_a_number_is_given_once_in_a_group(collection: CollectionOf) -> None:
    clips = ClipRepository(collection("clips"))
    await clips.build_indexes()
    group = {"parent_clip_id": new_id(), "alternate_number": 1, "is_alternate": True}
    await clips.create(make_clip(**group))
    with pytest.raises(ConflictError):
        await clips.create(make_clip(**group))
    for _ in range(2):  # those that are no alternates have no number to share
        await clips.create(make_clip())


# Transactions


async def test_a_transaction_that_fails_leaves_nothing_behind(
    database: Database, collection: CollectionOf
) -> None:
    clips = ClipRepository(collection("clips"))
    clip = await clips.create(make_clip())

    async def move_and_fail(session: Session) -> None:
        await clips.move(ClipId(clip.id), 9, session)
        raise ConflictError("no")

    with pytest.raises(ConflictError):
        await database.transaction(move_and_fail)
    assert (await clips.get(clip.id)).timeline_position == 0


async def test_of_many_moves_that_exclude_each_other_one_wins(
    database: Database, collection: CollectionOf
) -> None:
    scenes, clips = SceneRepository(collection("scenes")), ClipRepository(collection("clips"))
    scene = await scenes.create(make_scene())
    made = [make_clip(scene_id=scene.id, timeline_position=10 * n) for n in range(8)]
    await clips.create_many(made)

    async def move(id: str) -> bool:
        async def work(session: Session) -> bool:
            await scenes.touch(scene.id, session)
            others = await clips.list_of_scene(scene.id, session)
            if any(other.timeline_position == 500 for other in others):
                return False
            await clips.move(ClipId(id), 500, session)
            return True

        return await database.transaction(work)

    assert sorted(await asyncio.gather(*(move(clip.id) for clip in made))) == [False] * 7 + [True]


# Servers, lanes, media and the rest


async def test_an_address_is_registered_once(collection: CollectionOf) -> None:
    servers = ServerRepository(collection("comfyui_servers"))
    await servers.build_indexes()
    first = await servers.create(
        make_server(url="http://gpu:8188", api_key="k", headers={"A": "b"})
    )
    with pytest.raises(ConflictError) as refusal:
        await servers.create(make_server(url="http://gpu:8188"))
    assert refusal.value.details == {"fields": [{"field": "url", "problem": "is already taken"}]}
    other = await servers.create(make_server())
    with pytest.raises(ConflictError):
        await servers.update(other.id, {"url": "http://gpu:8188"})
    assert (await servers.get(first.id)).request_headers() == first.request_headers()
    assert [server.id for server in await servers.list_registered()] == [first.id, other.id]


async def test_a_lane_has_one_owner_until_its_lease_runs_out(collection: CollectionOf) -> None:
    lanes = LaneRepository(collection("lanes"))
    id = ServerId(new_id())
    claims = await asyncio.gather(*(lanes.acquire(id, f"process {n}", 30) for n in range(10)))
    owners = [lane.owner for lane in claims if lane]
    assert len(owners) == 1
    assert await lanes.acquire(id, "late", 30) is None
    await lanes.acquire(id, str(owners[0]), -1)
    taken = await lanes.acquire(id, "late", 30)
    assert taken is not None
    assert taken.owner == "late"


async def test_a_lane_tells_since_when_it_is_as_it_is(collection: CollectionOf) -> None:
    lanes = LaneRepository(collection("lanes"))
    id = ServerId(new_id())
    await lanes.acquire(id, "me", 30)
    first = await lanes.seen(id, Capabilities(version="$version"))
    again = await lanes.seen(id, Capabilities(version="$version"))
    away = await lanes.missed(id, LaneState.OFFLINE, "$no answer", 5)
    assert first is not None
    assert again is not None
    assert away is not None
    assert first.state_since == again.state_since
    assert again.capabilities == Capabilities(version="$version")
    assert (away.state, away.state_reason) == (LaneState.OFFLINE, "$no answer")


async def test_a_prompt_to_be_stopped_is_remembered_once(collection: CollectionOf) -> None:
    cleanups = CleanupRepository(collection("cleanups"))
    for remote_id in ("p1", "p1", "p2"):
        await cleanups.add(ServerId("lane"), remote_id)
    await cleanups.add(ServerId("other"), "p3")
    await cleanups.remove("p2")
    await cleanups.forget_lane(ServerId("other"))
    assert await cleanups.list_by_lane() == {"lane": ["p1"]}


async def test_a_file_stored_again_is_not_forgotten(collection: CollectionOf) -> None:
    media = MediaRepository(collection("media"))
    old, new = [
        Media(
            id=f"{letter * 64}.png",
            kind=MediaKind.IMAGE,
            content_type="image/png",
            extension="png",
            size_bytes=1,
            sha256=letter * 64,
        )
        for letter in "ab"
    ]
    await media.upsert(old)
    await asyncio.sleep(0.002)
    since = utc_now()
    await media.upsert(new)
    await media.forget([old.id, new.id], untouched_since=since)
    assert set(await media.get_many([old.id, new.id])) == {new.id}


# Jobs


async def test_a_job_enqueued_twice_is_stored_once_word_for_word(collection: CollectionOf) -> None:
    jobs = JobStore(collection("queue_jobs"))
    job = make_job(prompt="$name", params={"a.b": "$$ROOT", "$c": {"d": "$e"}}, priority=2)
    stored = [await jobs.enqueue(job) for _ in range(2)]
    assert stored[0] == stored[1]
    assert (stored[0].prompt, stored[0].params) == (job.prompt, job.params)
    assert await jobs.count() == 1


async def test_many_jobs_are_stored_in_one_go_and_each_once(collection: CollectionOf) -> None:
    jobs = JobStore(collection("queue_jobs"))
    first, second = make_job(prompt="$name", params={"$c": {"d": "$e"}}), make_job(priority=-1)
    await jobs.enqueue(first)
    await jobs.cancel(first.job_id)
    await asyncio.gather(*(jobs.enqueue_many([first, second]) for _ in range(5)))
    await jobs.enqueue_many([])
    stored = {job.id: job for job in await jobs.list()}
    assert stored.keys() == {first.id, second.id}
    assert (stored[first.id].state, stored[first.id].params) == (JobState.CANCELLED, first.params)
    assert stored[second.id].state is JobState.READY
    assert stored[second.id].order_key is not None


# Batches


async def test_a_batch_knows_its_jobs_and_how_many_stand_where(collection: CollectionOf) -> None:
    batches = BatchRepository(collection("batches"), collection("queue_jobs"))
    jobs = JobStore(collection("queue_jobs"))
    order = {"prompt": "$x", "params": {"$a.b": 1}}
    batch = Batch(project_id=None, order=order, items=[], item_count=2)
    batch.items = batch_items(batch.id, [ClipId("known"), ClipId("unknown")])
    await batches.create(batch)
    assert [each.id for each in await batches.list_unqueued()] == [batch.id]
    known, unknown = batch.items
    unknown.refusal = "There is no such clip"
    await batches.settle(batch.batch_id, [known, unknown])
    await jobs.enqueue(make_job(id=known.job_id, batch_id=batch.id))
    await jobs.cancel(known.job_id)
    assert await batches.list_unqueued() == []
    assert (await batches.get(batch.id)).items == [known, unknown]
    assert (await batches.get(batch.id)).order == batch.order
    assert (await batches.jobs_of(batch.batch_id))[known.job_id].status is JobStatus.CANCELLED
    counts = await batches.job_counts([batch.batch_id, BatchId("none")])
    assert counts[batch.batch_id] == {JobStatus.CANCELLED: 1}
    [summary] = await batches.summaries(skip=0, limit=None)
    assert (summary.total, summary.refused, summary.is_queued) == (2, 1, True)


async def test_a_batch_keeps_in_mind_what_its_deleted_jobs_made(collection: CollectionOf) -> None:
    batches = BatchRepository(collection("batches"), collection("queue_jobs"))
    jobs = JobStore(collection("queue_jobs"))
    batch = await batches.create(Batch(project_id=None, order={}, items=[], item_count=3))
    ids = [JobId(new_id()) for _ in range(3)]
    for id in ids:
        await jobs.enqueue(make_job(id=id, batch_id=batch.id))
    for id in ids[:2]:
        await jobs.update(id, {"status": JobStatus.COMPLETED})
        await batches.keep_outcomes({"_id": id})
    await batches.keep_outcomes({"_id": {"$in": ids}, "batch_id": batch.id})
    assert set((await batches.get(batch.id)).made) == set(ids[:2])
    [summary] = await batches.summaries(skip=0, limit=None)
    assert summary.made == 2


async def test_clips_are_read_in_bulk_without_all_their_takes(collection: CollectionOf) -> None:
    clips, excerpts = ClipRepository(collection("clips")), ClipExcerpts(collection("clips"))
    clip = await clips.create(make_clip())
    takes = [make_take(job_id=f"job {n}") for n in range(3)]
    for take in [*takes, make_take(job_id="film", content_type=MediaKind.VIDEO)]:
        await clips.add_take(ClipId(clip.id), take)
    await clips.update(clip.id, {"selected_image_id": takes[1].id})
    ids = [ClipId(clip.id), ClipId("unknown")]
    assert await excerpts.project_ids(ids) == {clip.id: clip.project_id}
    [excerpt] = (await excerpts.for_generation(ids)).values()
    assert [take.id for take in excerpt.generated_images] == [takes[1].id]
    assert excerpt.generated_videos == []
    made = await excerpts.takes_of_jobs(ids, MediaKind.IMAGE, [JobId("job 1"), JobId("film")])
    assert {id: (take.id, take.is_selected) for id, take in made.items()} == {
        "job 1": (takes[1].id, True)
    }


async def test_a_job_is_granted_to_one_of_many_claimers(collection: CollectionOf) -> None:
    jobs, lane = JobStore(collection("queue_jobs")), ServerId(new_id())
    job = await jobs.enqueue(make_job())
    granted = await asyncio.gather(
        *(
            jobs.claim(
                job,
                lane,
                "gpu",
                owner=f"process {n}",
                remote_id=new_id(),
                seconds=30,
                slots=count(),
            )
            for n in range(20)
        )
    )
    winner = next(claim for claim in granted if claim)
    assert sum(claim is not None for claim in granted) == 1
    assert (winner.state, winner.status) == (JobState.LEASED, JobStatus.PROCESSING)
    with pytest.raises(LeaseLostError):
        await jobs.collecting(winner.job_id, winner.token - 1)


async def test_a_cancelled_job_refuses_the_result_of_its_holder(collection: CollectionOf) -> None:
    jobs, lane = JobStore(collection("queue_jobs")), ServerId(new_id())
    job = await jobs.enqueue(make_job())
    held = await jobs.claim(
        job, lane, "gpu", owner="me", remote_id=new_id(), seconds=30, slots=count()
    )
    assert held is not None
    await jobs.cancel(held.job_id)
    with pytest.raises(LeaseLostError):
        await jobs.posted(held.job_id, held.token, remote_id="p", applied={})


# What the indexes promise


PROJECT, SCENE = {"project_id": "p"}, {"scene_id": "s"}
NEWEST: Sort = (("created_at", -1), ("_id", -1))
PLANS: Sequence[tuple[Any, Filter, Sort]] = [
    (ProjectRepository, {"deleting": {"$ne": True}}, NEWEST),
    (ProjectRepository, {"deleting": True}, NEWEST),
    (SceneRepository, PROJECT, SCENE_ORDER),
    (ClipRepository, SCENE, CLIP_ORDER),
    (ClipRepository, PROJECT, CLIP_ORDER),
    (ClipRepository, {"parent_clip_id": "c", "is_alternate": True}, (("alternate_number", 1),)),
    (CharacterRepository, PROJECT, NEWEST),
    (ServerRepository, {}, (("created_at", 1), ("_id", 1))),
    (JobStore, {"state": "ready"}, QUEUE_ORDER),
    (JobStore, {"status": {"$in": ["pending", "processing"]}}, NEWEST),
    (JobStore, {**PROJECT, "status": {"$in": ["pending"]}}, NEWEST),
    (JobStore, {}, NEWEST),
    (JobStore, {"clip_id": "c"}, NEWEST),
    (JobStore, {"lease.owner": "me", "state": {"$in": ["leased"]}}, QUEUE_ORDER),
    (JobStore, {"cleanup_due": True}, QUEUE_ORDER),
    (CleanupRepository, {"lane_id": "l"}, ()),
]


@pytest.mark.parametrize(("repository", "filter", "sort"), PLANS)
async def test_no_list_and_no_claim_reads_a_whole_collection(
    collection: CollectionOf, repository: Any, filter: Filter, sort: Sort
) -> None:
    documents = collection(repository.collection_name)
    await repository(documents).build_indexes()
    plan = await documents.explain(filter, sort=sort)
    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])


# The database itself


async def test_a_change_is_heard_where_there_is_a_replica_set(collection: CollectionOf) -> None:
    projects = collection("projects")
    changes = projects.changes()
    first = asyncio.ensure_future(anext(changes))
    while not first.done():
        await projects.insert_one({"_id": new_id()})
        await asyncio.wait([first], timeout=0.1)
    assert first.result()["operationType"] == "insert"


@pytest.mark.parametrize("driver", list(MongoDriver))
async def test_a_database_that_is_away_is_said_to_be_away(
    driver: MongoDriver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("backend.database.client.SERVER_SELECTION_MS", 100)
    database = Database(url_of(str(tmp_path / "nobody.sock")), "nowhere", driver)
    projects = ProjectRepository(database.collection("projects"))
    for attempt in (database.connect(), projects.count(), projects.create(make_project())):
        with pytest.raises(DatabaseUnavailableError):
            await attempt
    await database.close()
