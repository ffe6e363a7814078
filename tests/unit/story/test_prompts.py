"""What prompts say, and what they leave out when they are too long."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.story.prompts import (
    PromptCharacter,
    PromptParts,
    PromptStyle,
    apply_character,
    apply_style,
    character_block,
    compose_image_prompt,
    compose_video_prompt,
)

MARA = PromptCharacter("Mara", "34, mustard raincoat", ("mara_v1", "yellow coat"), "soft light")
PARTS = PromptParts(
    prefix="cinematic still, 35mm film",
    shot="medium close-up",
    move="slow push in",
    setting="INT",
    location="Tram Depot",
    time_of_day="night",
    characters=(MARA,),
    action="MARA (34, mustard raincoat) leans in.",
    context="Rain drums on the roof.",
    speaker="Mara",
    dialogue="There you are, at last. Hello!",
    suffix="shallow depth of field, film grain",
)
BLOCK = "mara_v1, yellow coat, Mara, 34, mustard raincoat. Style: soft light."


def test_an_image_prompt_says_everything_in_order() -> None:
    assert compose_image_prompt(PARTS) == (
        f"cinematic still, 35mm film. medium close-up. interior, Tram Depot, night. {BLOCK} "
        "MARA (34, mustard raincoat) leans in. Rain drums on the roof. Mara speaking. "
        "shallow depth of field, film grain."
    )


def test_a_video_prompt_adds_what_is_said_and_how_the_camera_moves() -> None:
    assert 'Mara says: "There you are, at last. Hello!" slow push in. shallow' in (
        compose_video_prompt(PARTS)
    )


def test_what_is_not_known_is_not_said() -> None:
    assert compose_image_prompt(PromptParts(action="Rain falls")) == "Rain falls."
    assert compose_image_prompt(PromptParts()) == ""


def test_a_prompt_given_back_as_the_action_comes_out_as_it_was() -> None:
    image, video = compose_image_prompt(PARTS), compose_video_prompt(PARTS)
    assert compose_image_prompt(replace(PARTS, action=image)) == image
    assert compose_video_prompt(replace(PARTS, action=video)) == video


@pytest.mark.parametrize(
    ("cap", "gone", "kept"),
    [
        (250, "film grain", "shallow depth of field"),
        (220, "shallow depth of field", "Style: soft light"),
        (60, "cinematic", "Mara"),
        (5, "Mara,", "mara_v1, yellow coat"),
    ],
)
def test_too_long_a_prompt_loses_whole_phrases_the_suffix_first(
    cap: int, gone: str, kept: str
) -> None:
    prompt = compose_image_prompt(PARTS, cap)
    assert gone not in prompt
    assert kept in prompt


@given(st.integers(0, 400), st.text(max_size=80), st.text(max_size=80))
def test_trigger_words_always_stay_and_the_cap_holds_for_the_rest(
    cap: int, action: str, suffix: str
) -> None:
    prompt = compose_image_prompt(replace(PARTS, action=action, suffix=suffix), cap)
    assert "mara_v1, yellow coat" in prompt
    assert len(prompt) <= max(cap, len("mara_v1, yellow coat."))


@pytest.mark.parametrize(
    ("character", "block"),
    [
        (MARA, BLOCK),
        (PromptCharacter("Theo"), "Theo."),
        (PromptCharacter("Theo", "old man.", style_notes="ink"), "Theo, old man. Style: ink."),
        (PromptCharacter("", trigger_words=("theo_v2", " ")), "theo_v2."),
    ],
)
def test_a_character_block_leaves_out_what_is_empty(character: PromptCharacter, block: str) -> None:
    assert character_block(character) == block


def test_applying_a_character_again_never_doubles_its_block() -> None:
    once = apply_character("A tram\nin rain.", MARA)
    assert once == f"{BLOCK} A tram\nin rain."
    assert apply_character(once, MARA) == once


def test_applying_a_character_takes_its_block_out_of_a_composed_prompt() -> None:
    assert apply_character(compose_image_prompt(PARTS), MARA).count(BLOCK) == 1


def test_an_edited_or_other_character_replaces_the_earlier_block() -> None:
    once = apply_character("A tram.", MARA)
    theo = PromptCharacter("Theo", "71")
    assert apply_character(once, theo, character_block(MARA)) == "Theo, 71. A tram."


def test_an_abbreviation_ends_neither_a_sentence_nor_a_place() -> None:
    parts = PromptParts(
        location="Main St.", time_of_day="night", action="M. Dubois waits. M. Roy too."
    )
    prompt = compose_image_prompt(replace(parts, characters=(PromptCharacter("M. Dubois", "50"),)))
    assert prompt == "Main St., night. M. Dubois, 50. M. Dubois waits. M. Roy too."
    assert compose_image_prompt(replace(parts, action=prompt)) == prompt


@pytest.mark.parametrize("said", ["»Ist da wer?«", "“Who is it?”", "你好。", "Well…"])
def test_no_full_stop_follows_a_mark_in_quotation_marks(said: str) -> None:
    assert compose_image_prompt(PromptParts(action=said)) == said


def test_a_name_of_which_nothing_is_known_is_said_once() -> None:
    theo = PromptCharacter("Theo")
    assert (
        compose_image_prompt(PromptParts(characters=(theo,), action="THEO runs.")) == "THEO runs."
    )
    assert compose_image_prompt(PromptParts(characters=(theo,), action="Rain.")) == "Theo. Rain."


def test_a_direction_belongs_to_the_speaker() -> None:
    parts = PromptParts(speaker="Mara", dialogue="Hush.", direction="whispering")
    assert compose_image_prompt(parts) == "Mara speaking, whispering."
    assert compose_video_prompt(parts) == 'Mara, whispering, says: "Hush."'


def test_a_voice_from_elsewhere_is_heard_and_not_shown() -> None:
    parts = PromptParts(action="Rain.", speaker="Mara", dialogue="Hush.", off_screen=True)
    assert compose_image_prompt(parts) == "Rain."
    assert compose_video_prompt(parts) == 'Rain. Mara, off screen, says: "Hush."'


@pytest.mark.parametrize(
    ("prompt", "style", "styled"),
    [
        ("A tram", PromptStyle("oil", "8k"), "oil, A tram, 8k"),
        ("A tram.", PromptStyle("oil painting.", "8k."), "oil painting. A tram. 8k."),
        ("A tram,", PromptStyle("oil, ", ", 8k"), "oil, A tram, 8k"),
        ("", PromptStyle("oil", "8k"), "oil, 8k"),
        ("A tram\nin rain", PromptStyle(), "A tram\nin rain"),
        ("x", PromptStyle("(a:1.2), [b]", "<lora:x:1>"), "(a:1.2), [b], x, <lora:x:1>"),
    ],
)
def test_a_style_is_put_around_a_prompt_once(prompt: str, style: PromptStyle, styled: str) -> None:
    assert apply_style(prompt, style) == styled
    assert apply_style(styled, style) == styled


def test_another_style_takes_the_place_of_the_first_wherever_it_stands() -> None:
    oil, ink = PromptStyle("oil painting", "muted colours"), PromptStyle("ink", "")
    once = apply_character(apply_style("A tram.", oil), MARA)
    assert apply_style(once, ink, oil) == f"ink, {BLOCK} A tram."
    assert apply_style("oil painting, A tram, muted colours. Rain.", ink, oil) == (
        "ink, A tram. Rain."
    )


def test_words_of_a_style_within_a_sentence_are_left_alone() -> None:
    prompt = "An oil painting of a tram, muted colours everywhere"
    styled = apply_style(prompt, PromptStyle("oil painting", "muted colours"))
    assert styled == f"oil painting, {prompt}, muted colours"


def test_a_name_within_a_sentence_is_not_taken_for_the_block() -> None:
    ben = PromptCharacter("Ben")
    once = apply_character("She looks at Ben. He waits.", ben)
    assert once == "Ben. She looks at Ben. He waits."
    assert apply_character(once, ben) == once
