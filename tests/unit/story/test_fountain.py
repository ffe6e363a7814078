"""Each feature of Fountain, as writers use it."""

import pytest

from backend.story.parser import parse_script
from backend.story.script import Script, ScriptClip
from tests.unit.story.accounts import clips_of, misplaced


def read(text: str) -> Script:
    script = parse_script(text, "fountain")
    assert misplaced(script) == []
    return script


def only_clip(text: str) -> ScriptClip:
    (clip,) = clips_of(read(f"INT. ROOM - DAY\n\n{text}"))
    return clip


def test_a_title_page_becomes_fields() -> None:
    script = read("Title:\n    _**RAIN**_\n    SONG\nAuthor: A. Writer\nDraft: 2\n\nFADE IN:\n")
    assert script.title == "RAIN SONG"
    assert script.fields[1:] == (("author", "A. Writer"), ("draft", "2"))
    assert script.scenes == ()
    assert script.notes == ("FADE IN:",)


def test_an_address_inside_a_field_is_no_field_of_its_own() -> None:
    script = read("Title: Rain\nContact:\n    http://example.org\n\nRain.")
    assert dict(script.fields)["contact"] == "http://example.org"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("INT. HOUSE - DAY", ("INT", "House", "day", "")),
        ("ext house - kitchen - night", ("EXT", "house - kitchen", "night", "")),
        ("EST. MARA'S ROOM – DAWN", ("EXT", "Mara's Room", "dawn", "")),
        ("INT./EXT. CAR #12-A#", ("INT/EXT", "Car", "", "12-A")),
        ("I/E. CAR - MOMENTS LATER #3.#", ("INT/EXT", "Car", "moments later", "3.")),
        ("INT. HOUSE - KITCHEN", ("INT", "House - Kitchen", "", "")),
        ("EXT. PARK. NIGHT", ("EXT", "Park", "night", "")),
        ("EXT. PARK - DAY, LATER", ("EXT", "Park", "day, later", "")),
        ("INT. X-RAY ROOM -DAY", ("INT", "X-Ray Room", "day", "")),
        ("INT. SOHO, NIGHT CLUB", ("INT", "Soho, Night Club", "", "")),
        (".FORCED PLACE", ("", "Forced Place", "", "")),
    ],
)
def test_headings_say_where_and_when(heading: str, expected: tuple[str, ...]) -> None:
    (scene,) = read(f"{heading}\n\nRain.").scenes
    assert (scene.setting, scene.location, scene.time_of_day, scene.number) == expected
    assert not scene.name.startswith(".")


@pytest.mark.parametrize("line", ["...and then", "INT. HOUSE right here", "INT."])
def test_what_only_looks_like_a_heading_is_action(line: str) -> None:
    script = read(f"INT. ROOM - DAY\n\nFirst.\n{line}\nLast.")
    assert len(script.scenes) == 1


def test_a_speech_has_speaker_dialogue_and_directions() -> None:
    clip = only_clip("MARA (V.O.)\n(whispering)\nHello *there*.\n(a beat)\nGoodbye.")
    assert (clip.speaker, clip.dialogue) == ("Mara", "Hello there. Goodbye.")
    assert clip.action == "whispering, a beat"
    assert clip.notes == "V.O."
    assert clip.lyrics == ""


def test_a_voice_from_elsewhere_is_not_in_the_picture() -> None:
    script = read("INT. A - DAY\n\nMARA (O.S.)\nHello.\n\nTHEO (CONT'D)\nHello.")
    assert [clip.characters for clip in clips_of(script)] == [(), ("Theo",)]


def test_dual_dialogue_is_noted() -> None:
    assert only_clip("MARA ^\nHello.").notes == "dual dialogue"


def test_a_forced_speaker_keeps_small_letters() -> None:
    assert only_clip("@McCLANE\nYippee.").speaker == "McCLANE"


def test_a_speech_goes_on_after_a_line_of_two_blanks_and_a_note() -> None:
    assert only_clip("MARA\nOne.\n  \n[[slow]]\nTwo.").dialogue == "One. Two."


def test_a_speech_of_directions_alone_is_kept() -> None:
    clip = only_clip("MARA\n(sighs)")
    assert (clip.speaker, clip.dialogue, clip.action) == ("Mara", "", "sighs")


@pytest.mark.parametrize("lines", ["BANG!\nIt falls.", "!MARA\nIt falls.", "MARA\n", "1984\nIt."])
def test_capitals_that_are_no_name_are_action(lines: str) -> None:
    clip = only_clip(lines)
    assert (clip.speaker, clip.dialogue) == (None, "")
    assert clip.action


def test_lyrics_are_sung_and_may_be_part_of_a_speech() -> None:
    script = read("INT. A - DAY\n\nMARA\n~Roll on,\n~roll on.\nThat was it.")
    sung, said = clips_of(script)
    assert (sung.speaker, sung.lyrics, sung.dialogue) == ("Mara", "Roll on,\nroll on.", "")
    assert (said.speaker, said.lyrics, said.dialogue) == ("Mara", "", "That was it.")


@pytest.mark.parametrize("line", ["CUT TO:", "> Iris out", "SMASH CUT TO:", "CUT TO BLACK."])
def test_a_transition_leads_into_the_next_clip(line: str) -> None:
    script = read(f"INT. A - DAY\n\nOne.\n\n{line}\n\nEXT. B - DAY\n\nTwo.")
    assert [clip.transition for clip in clips_of(script)] == ["", line.removeprefix("> ")]


def test_a_transition_at_the_very_end_is_a_note() -> None:
    (scene,) = read("INT. A - DAY\n\nOne.\n\nFADE OUT.").scenes
    assert scene.notes == ("FADE OUT.",)


def test_centred_and_forced_action_is_action_without_its_marks() -> None:
    assert only_clip("> THE END <").action == "THE END"
    assert only_clip("!SCANNING THE AISLES\nWhere is he?").action == (
        "SCANNING THE AISLES Where is he?"
    )


def test_notes_stay_with_the_clip_they_were_written_in() -> None:
    assert only_clip("Rain. [[close\nup]]").notes == "close\nup"
    assert only_clip("Rain [[or snow?]] falls.").action == "Rain falls."


def test_notes_boneyards_and_sections_stand_with_their_scene() -> None:
    script = read(
        "# Act one\n\nINT. A - DAY\n\n[[check]]\n\nRain.\n\n/*\nINT. OLD - DAY\n\nGone.\n*/"
    )
    (scene,) = script.scenes
    assert scene.notes == ("Act one", "check", "INT. OLD - DAY\n\nGone.")


def test_a_synopsis_describes_its_scene() -> None:
    assert read("INT. A - DAY\n\n= She waits.\n\nRain.").scenes[0].description == "She waits."


@pytest.mark.parametrize("opening", ["[[", "/*", "]]", "*/", "[[one\n\ntwo]]"])
def test_a_mark_without_its_other_half_is_ordinary_text(opening: str) -> None:
    script = read(f"INT. A - DAY\n\nRain {opening} falls.")
    assert script.scenes[0].notes == ()
    assert "".join(clip.action for clip in clips_of(script)).startswith("Rain")


def test_page_breaks_and_empty_marks_are_dropped_with_line_and_reason() -> None:
    script = read("INT. A - DAY\n\nRain.\n\n===\n\n!\n\nSnow.")
    assert [(drop.line, drop.text) for drop in script.report.dropped] == [(5, "==="), (7, "!")]
    assert "page break" in script.report.dropped[0].why
    assert "only marks" in script.report.dropped[1].why


def test_an_outline_has_its_sections_for_scenes() -> None:
    assert [scene.name for scene in read("# One\n\n= Rain.\n\n# Two\n\nSnow.").scenes] == [
        "One",
        "Two",
    ]


def test_emphasis_is_not_spoken_but_lone_signs_are_left() -> None:
    clip = only_clip("MARA\n_**Two**_ * three is \\*six\\*, snake_case.")
    assert clip.dialogue == "Two * three is *six*, snake_case."


def test_a_title_page_may_be_in_another_language() -> None:
    script = parse_script("Titre: Le Quai\nAuteur: C. Lemaire\n\nINT. CAFÉ - NUIT\n\nPluie.")
    assert (script.kind, script.title) == ("fountain", "Le Quai")
    assert script.fields == (("title", "Le Quai"), ("auteur", "C. Lemaire"))


def test_a_voice_from_elsewhere_gets_no_close_up() -> None:
    script = read("INT. A - DAY\n\nRain.\n\nMARA (O.S.)\nHello.\n\nMARA\nHello.")
    assert [clip.shot_size for clip in clips_of(script)] == [
        "wide shot",
        "medium shot",
        "medium close-up",
    ]
