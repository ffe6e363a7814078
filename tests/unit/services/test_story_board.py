"""From a read script to the entities of a board: what each shot's prompts show."""

from backend.domain.clip import Clip
from backend.services.story_board import board_of
from backend.story.parser import parse_script


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
