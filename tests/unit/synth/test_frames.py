"""The pictures that stand for generated ones."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops, ImageStat

from backend.synth import frames


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures, 0 to 255."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


@pytest.mark.parametrize("size", [(512, 512), (1280, 704), (64, 64), (8, 8), (37, 511)])
def test_a_frame_has_exactly_the_size_that_was_asked_for(size: tuple[int, int]) -> None:
    png = frames.draw_frame(*size, prompt="a red fox in the snow", seed=7, footer="seed 7 · alpha")
    assert Image.open(io.BytesIO(png)).format == "PNG"
    assert opened(png).size == size


def test_the_same_prompt_and_seed_give_the_same_picture() -> None:
    first, second = (frames.draw_frame(96, 64, prompt="fox", seed=7) for _ in range(2))
    assert first == second


def test_another_seed_or_prompt_gives_another_picture() -> None:
    pictures = [frames.paint(96, 64, prompt=p, seed=s) for p, s in (("a", 1), ("a", 2), ("b", 1))]
    assert difference(pictures[0], pictures[1]) > 5
    assert difference(pictures[0], pictures[2]) > 5


def test_a_picture_made_from_another_looks_like_it() -> None:
    base = frames.draw_frame(200, 100, prompt="the first shot", seed=3)
    built = frames.paint(200, 100, prompt="the second shot", seed=9, base=base)
    fresh = frames.paint(200, 100, prompt="the second shot", seed=9)
    assert difference(built, opened(base)) < difference(fresh, opened(base)) / 2


def test_the_caption_can_be_seen_at_the_foot_of_the_picture() -> None:
    plain = frames.paint(320, 180, prompt="a long walk", seed=1)
    captioned = opened(frames.draw_frame(320, 180, prompt="a long walk", seed=1, footer="seed 1"))
    above, below = (0, 0, 320, 90), (0, 160, 320, 180)
    assert difference(plain.crop(above), captioned.crop(above)) == 0
    assert difference(plain.crop(below), captioned.crop(below)) > 10


def test_a_caption_that_is_too_long_is_cut_after_a_few_lines() -> None:
    long, short = (frames.caption(400, 400, "word " * count, "seed 1") for count in (500, 2))
    assert short.height < long.height < 200
    assert long.height == frames.caption(400, 400, "word " * 5000, "seed 1").height


def test_a_flat_picture_has_one_colour() -> None:
    picture = opened(frames.draw_flat(16, 8, (10, 20, 30)))
    assert picture.getcolors() == [(128, (10, 20, 30))]
