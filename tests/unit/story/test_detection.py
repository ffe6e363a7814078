"""Telling kinds of scripts apart."""

import pytest

from backend.story.parser import parse_script

TEXTS = {
    "fountain": "INT. A - DAY\n\nRain.\n\nEXT. B - DAY\n\nSnow.",
    "markdown": "Some text\n\n## A heading\n\nMore.",
    "transcript": "Anna: Hi.\nBert: Hi.\nAnna: Bye.",
    "plain": "Once upon a time.\n\nIt rained.",
}


@pytest.mark.parametrize(("kind", "text"), TEXTS.items())
def test_the_text_itself_tells_its_kind(kind: str, text: str) -> None:
    assert parse_script(text).kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Title: Rain\n\nText.", "fountain"),
        (".ROOF\n\nRain.\n\n.YARD\n\nSnow.", "fountain"),
        ("INT. A - DAY\n\nOnly one heading.", "plain"),
        ("#1 fan\n\n#", "plain"),
        ("Flour: 200 g\nMethod: stir\nIt is done.\nEat it.\nNow.\nAll.\nOf it.", "plain"),
    ],
)
def test_little_evidence_is_not_taken_for_much(text: str, kind: str) -> None:
    assert parse_script(text).kind == kind


def test_the_file_name_decides_over_the_text_and_a_given_kind_over_both() -> None:
    assert parse_script(TEXTS["plain"], filename="A.FOUNTAIN").kind == "fountain"
    assert parse_script(TEXTS["fountain"], filename="a.md").kind == "markdown"
    assert parse_script(TEXTS["fountain"], "plain", filename="a.md").kind == "plain"
    assert parse_script(TEXTS["fountain"], filename="a.txt").kind == "fountain"
