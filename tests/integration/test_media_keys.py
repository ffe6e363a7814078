"""The files that stored entities point at, as the sweep of unused files sees them."""

from backend.database.client import Database
from backend.domain.character import Character
from backend.repositories.character_repository import CharacterRepository
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.job_repository import JobRepository
from backend.repositories.project_repository import ProjectRepository
from tests.factories import make_clip, make_job, make_project, make_take


async def test_every_place_that_holds_media_is_seen(mongo_url: str, database_name: str) -> None:
    database = Database(mongo_url, database_name)
    clips = ClipRepository(database.collection("clips"))
    projects = ProjectRepository(database.collection("projects"))
    characters = CharacterRepository(database.collection("characters"))
    jobs = JobRepository(database.collection("queue_jobs"))
    await clips.create(make_clip())
    take = make_take(thumbnail_url="thumb")
    await clips.create(make_clip(generated_images=[take], generated_videos=[make_take(url="v")]))
    await projects.create(make_project(music_file="song"))
    await projects.create(make_project())
    await characters.create(Character(name="Mara", reference_images=["a", "b"], face_image="f"))
    await jobs.enqueue(make_job(source_key="still"))
    assert await clips.media_keys() == {take.url, "thumb", "v"}
    assert await projects.media_keys() == {"song"}
    assert await characters.media_keys() == {"a", "b", "f"}
    assert await jobs.media_keys() == {"still"}
    await database.close()
