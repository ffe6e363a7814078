"""Scripts that come to boards which are there: what people made of them is kept."""

import asyncio

import httpx2
import pytest

from backend.container import Container
from backend.domain.clip import Clip, ClipChanges
from backend.domain.errors import ResourceNotFoundError, ValidationError
from backend.domain.ids import ClipId, ProjectId, derived_id
from backend.domain.media import MediaKind
from backend.services.story_board import NewId
from backend.services.story_merge import ReimportMode
from backend.services.story_service import ScriptImport
from backend.story.parser import parse_script
from backend.story.script import Script
from tests.factories import make_project, make_take
from tests.journeys import got

KITCHEN = "INT. KITCHEN - NIGHT\n\nMARA (34, tall) sets down two cups.\n\nMARA\nOne is for you."
ROOF = "EXT. ROOF - DAWN\n\nRain falls on the chimney pots."
pytestmark = pytest.mark.usefixtures("app")  # starts the container, and stops it
REPLACE = ReimportMode.REPLACE_UNLOCKED


def read(text: str) -> Script:
    return parse_script(text, "fountain")


def ids_of(draft: str) -> NewId:
    return lambda what, number: derived_id(draft, what, number)


async def imported(container: Container, text: str) -> ProjectId:
    board = await container.stories.import_script(ScriptImport(text, kind="fountain"))
    return board.project_id


async def clips_of(container: Container, project_id: ProjectId) -> list[Clip]:
    """The clips in story order, alternates among them."""
    board = [
        await container._clips.list_of_scene(scene.id)
        for scene in await container._scenes.list_of_project(project_id)
    ]
    return [clip for clips in board for clip in clips]


async def test_a_script_fills_an_empty_project(container: Container) -> None:
    project = await container._projects.create(make_project(name="Mine", fps=25))
    done = await container.stories.reimport(ProjectId(project.id), read(f"{KITCHEN}\n\n{ROOF}"))
    clips = await clips_of(container, ProjectId(project.id))
    assert [clip.id for clip in clips] == done.added
    assert [clip.dialogue for clip in clips] == ["", "One is for you.", ""]
    kept = await container._projects.get(project.id)
    assert (kept.name, kept.fps) == ("Mine", 25)
    assert kept.rev > project.rev


async def test_what_is_appended_comes_last_and_knows_who_is_there(container: Container) -> None:
    project_id = await imported(container, KITCHEN)
    before = await clips_of(container, project_id)
    more = "INT. HALL - DAY\n\nMARA\nAnd this one too."
    done = await container.stories.reimport(project_id, read(more))
    scenes = await container._scenes.list_of_project(project_id)
    assert [scene.name for scene in scenes] == ["INT. KITCHEN - NIGHT", "INT. HALL - DAY"]
    assert done.kept == [clip.id for clip in before]
    assert [each.id for each in (await clips_of(container, project_id))[:2]] == done.kept
    assert len(await container._characters.list_of_project(project_id)) == 1
    assert (await container._clips.get(done.added[0])).character_id == before[1].character_id


@pytest.mark.parametrize("mode", ReimportMode)
async def test_what_is_done_twice_with_the_same_ids_is_done_once(
    container: Container, mode: ReimportMode
) -> None:
    project_id = await imported(container, KITCHEN)
    for _ in range(3):
        await container.stories.reimport(
            project_id, read(f"{KITCHEN}\n\n{ROOF}"), mode, ids_of("d")
        )
    clips = await clips_of(container, project_id)
    assert len(clips) == {ReimportMode.APPEND: 5, REPLACE: 3}[mode]
    assert len(await container._characters.list_of_project(project_id)) == 1


async def test_a_clip_whose_words_stayed_keeps_its_takes_and_prompts(container: Container) -> None:
    project_id = await imported(container, f"{KITCHEN}\n\n{ROOF}")
    cups, said, rain = await clips_of(container, project_id)
    await container.takes.add_take(ClipId(cups.id), make_take())
    await container.clips.set_prompts(ClipId(cups.id), image_prompt="two blue cups")
    text = f"{ROOF}\n\n{KITCHEN}\n\nShe waits.".replace("One is", "This one is")
    done = await container.stories.reimport(project_id, read(text), REPLACE)
    clips = await clips_of(container, project_id)
    assert [clip.id for clip in clips] == [rain.id, cups.id, said.id, *done.added]
    kept, rewritten = clips[1], clips[2]
    assert kept.image_prompt == "two blue cups"
    assert kept.selected(MediaKind.IMAGE) is not None
    assert rewritten.dialogue == "This one is for you."
    assert rewritten.video_prompt.endswith('"This one is for you."')
    assert (done.moved, done.removed) == ([cups.id, said.id], [])
    assert [scene.order for scene in await container._scenes.list_of_project(project_id)] == [0, 1]


async def test_clips_of_a_scene_follow_each_other_with_the_lengths_they_have(
    container: Container,
) -> None:
    project_id = await imported(container, KITCHEN)
    cups, _ = await clips_of(container, project_id)
    await container.clips.update(ClipId(cups.id), ClipChanges(length=7.25))
    await container.stories.reimport(project_id, read(f"{KITCHEN}\n\nShe waits."), REPLACE)
    clips = await clips_of(container, project_id)
    assert [clip.timeline_position for clip in clips] == [0.0, 7.25, 10.25]
    assert [clip.order for clip in clips] == [0, 1, 2]


async def test_what_the_script_has_no_more_goes_but_for_what_is_locked(
    container: Container,
) -> None:
    project_id = await imported(container, f"{KITCHEN}\n\n{ROOF}")
    cups, said, _ = await clips_of(container, project_id)
    locked = await container.clips.update(ClipId(said.id), ClipChanges(locked=True))
    done = await container.stories.reimport(
        project_id, read("INT. BUS - DAY\n\nIt stops."), REPLACE
    )
    scenes = await container._scenes.list_of_project(project_id)
    assert [scene.name for scene in scenes] == ["INT. KITCHEN - NIGHT", "INT. BUS - DAY"]
    stays = await container._clips.get(said.id)
    assert (stays.dialogue, stays.length) == (locked.dialogue, locked.length)
    assert stays.timeline_position == 0
    assert cups.id in done.removed
    with pytest.raises(ResourceNotFoundError):
        await container._clips.get(cups.id)


async def test_alternates_go_where_their_clip_goes(container: Container) -> None:
    project_id = await imported(container, f"{KITCHEN}\n\n{ROOF}")
    cups, _, rain = await clips_of(container, project_id)
    staying = await container.clips.create_alternate(ClipId(cups.id))
    leaving = await container.clips.create_alternate(ClipId(rain.id))
    moved = "INT. HALL - DAY\n\nIt is late.\n\nNobody comes.\n\nMARA (34, tall) sets down two cups."
    done = await container.stories.reimport(project_id, read(moved), REPLACE)
    place = await container._clips.get(cups.id)
    alternate = await container._clips.get(staying.id)
    assert (alternate.scene_id, alternate.timeline_position) == (place.scene_id, 6.0)
    assert leaving.id in done.removed


async def test_a_script_with_too_many_clips_for_the_project_is_refused_whole(
    container: Container,
) -> None:
    project_id = await imported(container, KITCHEN)
    long = read("INT. HALL - DAY\n\n" + "Somebody knocks at the wooden door.\n\n" * 999)
    with pytest.raises(ValidationError, match="1000 at most"):
        await container.stories.reimport(project_id, long)
    assert len(await clips_of(container, project_id)) == 2


async def test_two_scripts_at_once_are_both_there_in_the_end(container: Container) -> None:
    project_id = await imported(container, KITCHEN)
    scripts = (read("INT. HALL - DAY\n\nIt is late."), read(ROOF))
    await asyncio.gather(*(container.stories.reimport(project_id, each) for each in scripts))
    names = {scene.name for scene in await container._scenes.list_of_project(project_id)}
    assert names == {"INT. KITCHEN - NIGHT", "INT. HALL - DAY", "EXT. ROOF - DAWN"}


async def test_a_project_that_is_not_there_takes_no_script(container: Container) -> None:
    with pytest.raises(ResourceNotFoundError):
        await container.stories.reimport(ProjectId("nobody"), read(KITCHEN))


async def test_the_board_of_a_replaced_script_can_be_read_over_http(
    client: httpx2.AsyncClient, container: Container
) -> None:
    project_id = await imported(container, KITCHEN)
    await container.stories.reimport(project_id, read(f"{ROOF}\n\n{KITCHEN}"), REPLACE)
    board = await got(client, f"/projects/{project_id}/with-scenes")
    assert [len(scene["clips"]) for scene in board["scenes"]] == [1, 2]
