"""Drafts with models: whatever they answer, every word of the author is in one place."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backend.domain.draft import DraftedBy
from backend.story.blocks import spoken
from backend.story.llm.assemble import assemble
from backend.story.llm.outline import outline_steps
from backend.story.llm.plan import plan_of
from backend.story.llm.shots import ShotClip, Shots, shots_steps
from backend.story.llm.step import Reply, Step
from backend.story.parser import parse_script, read_script
from backend.story.script import Script
from tests.unit.story.accounts import clips_of, everything_kept, misplaced
from tests.unit.story.llm.replies import (
    REPLIES,
    SCRIPTS,
    SENTENCES,
    TALE,
    drafted,
    good,
    sentences_of,
)

COUNTS = st.one_of(st.none(), st.integers(1, 6))
SCREENPLAY = (
    "Title: Late\n\nINT. HALL - NIGHT\n\n[[a note]]\nRain on the windows. A door slams.\n\n"
    "MARA (V.O.)\n(tired)\nYou slept. All day long.\n\nCUT TO:\n\nEXT. YARD - DAY\n\nTheo waits.\n"
)


def assert_nothing_is_lost(script: Script) -> None:
    assert misplaced(script) == []
    assert all(scene.clips and scene.name for scene in script.scenes)
    assert all(len(scene.clips) <= 40 for scene in script.scenes)


@given(SCRIPTS, st.lists(REPLIES, min_size=1, max_size=6), COUNTS)
def test_no_reply_loses_a_character_or_makes_an_empty_scene(
    text: str, replies: list[str], num_scenes: int | None
) -> None:
    at = iter(range(1_000_000))
    script = drafted(text, lambda _: replies[next(at) % len(replies)], num_scenes=num_scenes).script
    assert_nothing_is_lost(script)
    if num_scenes:
        sentences = sum(len(scene.pieces) for scene in read_script(text).board.scenes)
        assert len(script.scenes) == min(num_scenes, sentences)


@given(SCRIPTS, COUNTS, st.sampled_from([400, 4_000, 16_000]))
def test_good_replies_lose_nothing_however_small_the_parts(
    text: str, num_scenes: int | None, context: int
) -> None:
    made = drafted(text, good, num_scenes=num_scenes, context=context)
    assert_nothing_is_lost(made.script)
    sentences = sum(len(scene.pieces) for scene in read_script(text).board.scenes)
    if num_scenes:
        assert len(made.script.scenes) == min(num_scenes, sentences)
    assert made.drafted_by is (DraftedBy.LLM if sentences else DraftedBy.SPLITTER)


@pytest.mark.parametrize("writing", SENTENCES)
def test_the_words_of_clips_are_the_authors_in_every_way_of_writing(writing: str) -> None:
    text = " ".join(SENTENCES[writing] * 4)
    made = drafted(text, good, "plain")
    told = [clip.lyrics for clip in clips_of(made.script)]
    assert "".join("".join(told).split()) == "".join(text.split())
    assert all(clip.picture.startswith("What is seen at") for clip in clips_of(made.script))
    assert made.drafted_by is DraftedBy.LLM


@given(SCRIPTS, COUNTS)
def test_without_any_reply_it_is_the_splitters_script(text: str, num_scenes: int | None) -> None:
    made = assemble(plan_of(read_script(text), num_scenes=num_scenes))
    assert made.script == parse_script(text, num_scenes=num_scenes)
    assert made.drafted_by is DraftedBy.SPLITTER


def test_a_draft_has_the_models_titles_summaries_and_shots() -> None:
    made = drafted(TALE.replace("#", ""), good, "plain", num_scenes=2)
    first, second = made.script.scenes
    assert (made.script.title, made.logline) == ("The Fox", "A fox finds a friend.")
    assert (first.name, first.summary) == ("Part 1", "What happens in 1.")
    assert second.name.startswith("Part ")
    clip = first.clips[0]
    assert (clip.shot_size, clip.angle, clip.move) == ("close-up", "low angle", "slow push in")
    assert clip.characters == ("Mira",)
    assert [(who.name, who.description) for who in made.script.characters] == [
        ("Mira", "a small white hen")
    ]


def test_the_authors_scenes_speakers_and_directions_stay() -> None:
    made = drafted(SCREENPLAY, good)
    hall, yard = made.script.scenes
    assert (hall.name, hall.location, hall.time_of_day) == ("INT. HALL - NIGHT", "Hall", "night")
    assert hall.summary == "What happens in 1."
    assert yard.name == "EXT. YARD - DAY"
    speech = next(clip for clip in hall.clips if clip.dialogue)
    assert (speech.speaker, speech.dialogue, speech.action) == (
        "Mara",
        "You slept. All day long.",
        "tired",
    )
    assert "V.O." in speech.notes
    assert yard.clips[0].transition == "CUT TO:"
    assert "a note" in everything_kept(made.script)
    assert_nothing_is_lost(made.script)
    assert made.drafted_by is DraftedBy.LLM


def test_what_the_author_saw_is_not_replaced_by_what_the_model_sees() -> None:
    clip = drafted(SCREENPLAY, good).script.scenes[0].clips[0]
    assert clip.action == "Rain on the windows. A door slams."
    assert clip.picture == "What is seen at 1."


def test_a_shot_over_two_speakers_or_over_eight_seconds_becomes_several() -> None:
    def one_shot(step: Step[Any]) -> str:
        reply = json.loads(good(step))
        if step.name == "shots":
            first, last = sentences_of(step)
            reply["clips"] = [{**reply["clips"][0], "first": first, "last": last}]
        return json.dumps(reply)

    made = drafted("Mara: Hello. It is late.\nTheo: So it is.\nMara: Go home.", one_shot)
    assert [clip.speaker for clip in clips_of(made.script)] == ["Mara", "Theo", "Mara"]
    long = drafted("The rain fell all day long on the town. " * 20, one_shot, "plain")
    assert all(clip.length <= 8 for clip in clips_of(long.script))
    first, _ = long.script.scenes
    assert len(first.clips) > 1
    assert {clip.picture for clip in first.clips} == {"What is seen at 1."}


def test_a_scene_whose_reply_is_of_no_use_is_the_splitters() -> None:
    made = drafted(SCREENPLAY, lambda step: "No." if step.key == "shots:5-5" else good(step))
    assert made.drafted_by is DraftedBy.MIXED
    assert made.script.scenes[0].clips[0].picture
    assert [clip.picture for clip in made.script.scenes[1].clips] == [""]
    assert made.script.scenes[1].clips[0].shot_size == "wide shot"


def test_shots_of_another_division_are_cut_at_the_scenes_and_count_once() -> None:
    source = read_script(SCREENPLAY)
    whole = ShotClip(
        first=1, last=99, speaker="", size="wide shot", angle="", move="", action="A", characters=()
    )
    shots = Shots(first=1, last=99, clips=(whole, whole))
    made = assemble(plan_of(source), [shots, shots])
    assert_nothing_is_lost(made.script)
    assert {clip.picture for clip in clips_of(made.script)} == {"A"}


def test_a_speaker_is_one_of_the_cast_and_only_of_what_nobody_else_says() -> None:
    def spoken_by(name: str) -> list[str | None]:
        def answer(step: Step[Any]) -> str:
            return good(step).replace('"speaker": ""', f'"speaker": "{name}"')

        text = "Mira looked up. “You slept all day,” said Mira.\n\nMIRA: Go home.\nTHEO: No."
        return [clip.speaker for clip in clips_of(drafted(text, answer, "transcript").script)]

    assert spoken_by("mira") == ["Mira", "Mira", "Theo"]
    assert spoken_by("Dracula") == [None, "Mira", "Theo"]


def test_cues_of_subtitles_keep_their_times() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:03,000\nThe fox runs home. It is late.\n\n"
        "2\n00:00:03,500 --> 00:00:05,000\nRain falls.\n"
    )
    kept = [(clip.start, clip.length, clip.locked) for clip in clips_of(parse_script(text))]
    made = drafted(text, good)
    assert [(clip.start, clip.length, clip.locked) for clip in clips_of(made.script)] == kept
    assert_nothing_is_lost(made.script)


def test_a_book_is_asked_about_in_parts_that_fit_and_each_part_once() -> None:
    text = ("The rain fell all day long on the town. " * 12 + "\n\n") * 350
    source = read_script(text, "plain")
    outlines = outline_steps(source, context=16_000)
    assert len(outlines) > 1
    assert all(step.tokens <= 16_000 for step in outlines)
    ranges = [sentences_of(step) for step in outlines]
    assert all(before[1] + 1 == after[0] for before, after in pairwise(ranges))
    read = [step.read(Reply(good(step))).value for step in outlines]
    plan = plan_of(source, filter(None, read))
    shots = shots_steps(plan, context=16_000)
    assert all(step.tokens <= 16_000 for step in shots)
    keys = [*(step.key for step in outlines), *(step.key for step in shots)]
    assert len(set(keys)) == len(keys)


def test_a_script_of_many_scenes_is_asked_about_in_replies_that_are_not_cut_off() -> None:
    text = "".join(f"INT. ROOM {number} - DAY\n\nRain. Wind.\n\n" for number in range(300))
    steps = outline_steps(read_script(text))
    assert len(steps) == 5
    assert all(step.user.count("(heading)") <= 60 for step in steps)


@given(SCRIPTS)
@example("INT.0\n@0\x1e0\nINT.0")
def test_every_sentence_is_listed_once_and_cannot_pose_as_another(text: str) -> None:
    source = read_script(text)
    pieces = [piece for scene in source.board.scenes for piece in scene.pieces]
    listed = [
        line
        for step in outline_steps(source, context=2_000)
        for line in step.user.splitlines()
        if re.match(r"\[\d+\] ", line)
    ]
    assert [int(line[1 : line.index("]")]) for line in listed] == list(range(1, len(pieces) + 1))
    assert all(spoken(piece.text) in line for piece, line in zip(pieces, listed, strict=True))
