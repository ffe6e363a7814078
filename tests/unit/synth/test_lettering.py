"""Text can be read where it is drawn, whatever fonts the machine has."""

from collections.abc import Iterator

import pytest
from PIL.ImageFont import FreeTypeFont, ImageFont

from backend.synth import lettering as module
from backend.synth.lettering import NOBODYS, OTHERS, lettering, wrapped

WORDS = "Café – naïve façade, “Ĝis revido”"


@pytest.fixture(params=["all", "none"])
def fonts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """With the machine's fonts, and with none but Pillow's own."""
    monkeypatch.setattr(module, "OTHERS", OTHERS if request.param == "all" else ())
    for each in (module._fonts, module._font_of):
        each.cache_clear()
    yield request.param
    for each in (module._fonts, module._font_of):
        each.cache_clear()


@pytest.mark.usefixtures("fonts")
def test_no_letter_of_a_european_text_is_drawn_as_a_box() -> None:
    text, font = lettering(WORDS, 16)
    assert not [letter for letter in text if _shape(font, letter) == _shape(font, NOBODYS)]


def test_letters_lose_their_accents_only_where_no_font_has_them(fonts: str) -> None:
    text, _ = lettering("Café", 16)
    assert text == "Cafe" if fonts == "none" else text in {"Café", "Cafe"}
    assert lettering("A – B", 16)[0] == "A - B"


def test_lines_fit_and_nothing_is_lost_with_spaces_or_without() -> None:
    _, font = lettering("a", 16)
    for text in (
        "one two three four " * 9,
        "猫は窓辺に座っていた。雨が降っていた。" * 9,
        "mixed" * 99 + " end",
    ):
        lines = list(wrapped(text, font, 120))
        assert all(font.getlength(line) <= 120 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert list(wrapped("", font, 120)) == []


def _shape(font: FreeTypeFont | ImageFont, letter: str) -> bytes:
    return bytes(font.getmask(letter))
