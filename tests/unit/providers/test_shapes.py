"""What was ordered, put as services of few sizes take it."""

import pytest

from backend.providers.shapes import (
    Size,
    fitting_tier,
    nearest_ratio,
    nearest_size,
    size_named,
    with_aversions,
)


def test_the_shape_matters_more_than_the_area() -> None:
    offered = [(1024, 1024), (1280, 720), (1920, 1080), (720, 1280)]
    assert nearest_size((1600, 900), offered) == (1920, 1080)
    assert nearest_size((640, 360), offered) == (1280, 720)
    assert nearest_size((9, 21), offered) == (720, 1280)


def test_ratios_that_are_none_are_passed_over() -> None:
    assert nearest_ratio((1920, 1080), ["auto", "1:1", "16:9", "0:1", "21:9"]) == "16:9"
    assert nearest_ratio((1080, 2340), ["9:16", "9:19.5"]) == "9:19.5"
    assert nearest_ratio((1, 1), ["auto"]) is None


@pytest.mark.parametrize(
    ("wanted", "tier"),
    [
        ((1280, 720), "720p"),
        ((720, 1280), "720p"),
        ((1920, 1080), "1080p"),
        ((640, 360), "480p"),
        ((4000, 3000), "1080p"),
    ],
)
def test_a_resolution_is_enough_if_one_is(wanted: Size, tier: str) -> None:
    assert fitting_tier(wanted, ["480p", "1080p", "720p", "any"]) == tier


def test_tiers_of_squares_are_measured_by_the_area() -> None:
    assert fitting_tier((1280, 720), ["512", "1K", "2K"]) == "1K"
    assert fitting_tier((1920, 1080), ["1K", "1.5K", "2K"]) == "1.5K"
    assert fitting_tier((1, 1), []) is None


def test_names_of_sizes_are_read() -> None:
    assert size_named("1280x720") == (1280, 720)
    assert size_named("auto") is None


def test_what_is_not_wanted_becomes_part_of_the_prompt() -> None:
    assert with_aversions("A fox", " ") == "A fox"
    assert with_aversions("A fox", "rain") == "A fox\n\nAvoid: rain"
