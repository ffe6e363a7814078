"""From a read script to the entities of a board: what each shot's prompts show."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.character import Character
from backend.domain.clip import Clip
from backend.domain.frame_rate import FRAME_RATES, FrameRate
from backend.domain.ids import ProjectId, derived_id
from backend.services.story_board import board_of
from backend.story.parser import parse_script
from backend.story.timing import MIN_SECONDS
from tests.factories import make_project
from tests.unit.story.accounts import FOUNTAIN_LINES, MARKDOWN_LINES, lines_of
from tests.unit.story.long_scripts import screenplay, song
from tests.unit.story.test_subtitles import LINES as CUES


def clips_of(text: str, kind: str) -> list[Clip]:
    return board_of(parse_script(text, kind)).clips


def test_a_scene_that_goes_on_has_the_light_of_the_one_before_it() -> None:
    text = "INT. A - DAWN\n\nOne.\n\nEXT. B - CONTINUOUS\n\nTwo.\n\nEXT. C\n\nThree."
    assert [clip.image_prompt for clip in clips_of(text, "fountain")] == [
        "wide shot. interior, A, dawn. One.",
        "wide shot. exterior, B, dawn. Two.",
        "wide shot. exterior, C. Three.",
    ]


def test_prompts_have_no_marks_of_emphasis_and_the_text_keeps_them() -> None:
    (clip,) = clips_of("She hears a *voice*.", "markdown")
    assert (clip.lyrics, clip.image_prompt) == (
        "She hears a *voice*.",
        "wide shot. She hears a voice.",
    )


def test_a_speech_shows_what_was_told_before_it() -> None:
    told, spoken, after = clips_of("The lid closes.\n\nAnna: So.\nBert: No.", "transcript")
    assert told.image_prompt == "wide shot. The lid closes."
    assert spoken.image_prompt == "medium close-up. The lid closes. Anna speaking."
    assert after.image_prompt == "medium close-up. The lid closes. Bert speaking."


def test_a_pause_is_not_drawn() -> None:
    (clip,) = clips_of("INT. A - DAY\n\nMARA\n(beat)\nHello.", "fountain")
    assert clip.action == "beat"
    assert clip.image_prompt == "wide shot. interior, A, day. Mara speaking."


def test_an_introduction_is_said_once() -> None:
    shown, spoken = clips_of("INT. A - DAY\n\nMARA (34, tall) waits.\n\nMARA\nHi.", "fountain")
    assert shown.image_prompt == "wide shot. interior, A, day. Mara, 34, tall. MARA waits."
    assert spoken.image_prompt.count("34, tall") == 1
    assert shown.action == "MARA (34, tall) waits."


@pytest.mark.parametrize("rate", FRAME_RATES.values(), ids=FRAME_RATES)
def test_shots_are_whole_frames_of_the_projects_rate_without_a_hole(rate: FrameRate) -> None:
    board = board_of(parse_script(screenplay(8)), fps=rate.label)
    for scene in board.scenes:
        begin = 0
        for clip in (each for each in board.clips if each.scene_id == scene.id):
            count = round(Fraction(clip.length) * rate.rate)
            assert clip.length == float(rate.seconds(count)) >= MIN_SECONDS
            assert clip.timeline_position == float(rate.seconds(begin))
            begin += count


def ids_of(what: str, number: int) -> str:
    return derived_id("draft", what, number)


def test_the_same_ids_make_the_same_board() -> None:
    script = parse_script(screenplay(10))
    first, second = board_of(script, ids=ids_of), board_of(script, ids=ids_of)
    made = [(*board.scenes, *board.clips, *board.characters) for board in (first, second)]
    assert [each.id for each in made[0]] == [each.id for each in made[1]]
    assert len({each.id for each in made[0]}) == len(made[0])


def test_a_board_for_a_project_belongs_to_it_and_knows_its_characters() -> None:
    project = make_project(name="Mine")
    mara = Character(
        name="Mara", description="a mustard raincoat", project_id=ProjectId(project.id)
    )
    script = parse_script("INT. A - DAY\n\nMARA\nHello.\n\nTHEO\nHi.", "fountain")
    board = board_of(script, project=project, known=[mara])
    assert board.project is project
    assert {scene.project_id for scene in board.scenes} == {project.id}
    assert {clip.project_id for clip in board.clips} == {project.id}
    assert [who.name for who in board.characters] == ["Theo"]
    assert board.clips[0].character_id == mara.id
    assert "mustard raincoat" in board.clips[0].image_prompt


def test_a_title_page_stays_with_a_project_that_has_its_own_name_and_description() -> None:
    text = "Title: The Tide\nAuthor: A. Writer\n\nINT. A - DAY\n\n[[a note]]\n\nMARA\nHello."
    script = parse_script(text, "fountain")
    renamed = board_of(script, project=make_project(name="Mine", description="Ours"))
    assert renamed.scenes[0].notes == "Title: The Tide\nAuthor: A. Writer\na note"
    assert renamed.project.description == "Ours"
    named = board_of(script, project=make_project(name="The Tide"))
    assert named.scenes[0].notes == "Author: A. Writer\na note"
    assert board_of(script).project.description == "Author: A. Writer"


def test_what_is_longer_than_its_field_is_told() -> None:
    text = f"INT. A - DAY\n\n/* {'x' * 20_010} */\n\nMARA\nHello."
    report = board_of(parse_script(text, "fountain")).report
    assert report.warnings == (
        "Line 1: 10 characters are left out, longer than the field that holds it",
    )
    assert [len(each.text) for each in report.dropped] == [10]


def test_a_clip_knows_its_words_in_the_script_its_transition_and_all_who_are_in_it() -> None:
    text = "INT. A - DAY\n\nMARA\nSo.\n\nTHEO\nNo.\n\nCUT TO:\n\nMARA takes THEO by the hand."
    board = board_of(parse_script(text, "fountain"))
    *_, last = board.clips
    assert text[slice(*last.source_ranges[0])] == "CUT TO:\n\nMARA takes THEO by the hand."
    assert (last.transition, last.notes) == ("CUT TO:", "")
    mara, theo = board.characters
    assert (last.character_id, last.extra_character_ids) == (mara.id, [theo.id])
    assert board.scenes[0].characters == ["Mara", "Theo"]


def test_each_line_of_a_song_lies_where_it_is_sung_though_scenes_lie_end_to_end() -> None:
    script = parse_script(song(48))
    board = board_of(script)
    starts: list[float] = []
    begun = 0.0
    for scene in board.scenes:
        inside = [clip for clip in board.clips if clip.scene_id == scene.id]
        starts += [round(begun + clip.timeline_position, 3) for clip in inside]
        begun += max(clip.end for clip in inside)
    assert starts == [clip.start for scene in script.scenes for clip in scene.clips]
    assert all(clip.locked for clip in board.clips)


@given(
    st.one_of(lines_of(FOUNTAIN_LINES), lines_of(MARKDOWN_LINES), lines_of(CUES)),
    st.one_of(st.none(), st.integers(1, 4)),
)
def test_any_script_becomes_a_board(text: str, num_scenes: int | None) -> None:
    script = parse_script(text, num_scenes=num_scenes)
    board = board_of(script)
    assert len(board.clips) == sum(len(scene.clips) for scene in script.scenes)
    assert {clip.scene_id for clip in board.clips} == {scene.id for scene in board.scenes}
