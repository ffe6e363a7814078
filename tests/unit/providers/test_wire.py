"""What talking to all paid services has in common."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.errors import ProviderMisconfiguredError, ProviderRejectedError
from backend.providers.generation import ModelKind
from backend.providers.http import Answer
from backend.providers.service_data import ModelData, ServiceData, SizeRule
from backend.providers.wire import (
    charged,
    decoded,
    filled,
    fitted_seconds,
    fitted_seed,
    loras_of,
    said,
    size_of,
    status_refusal,
)
from tests.provider_fakes.orders import make_order

RULE = SizeRule(least=256, most=1920, step=16)
SIZES = [(1280, 720), (720, 1280), (960, 960), (1920, 1080)]
DATA = ServiceData(
    label="Any", side=RULE, models={"known": ModelData(kind=ModelKind.IMAGE, sizes=SIZES)}
)


def test_words_of_a_service_lose_addresses_and_our_key() -> None:
    words = "\n  bad key K-1 at https://x.y/z?key=K-1, see wss://x.y and data:image/png;base64,AAA"
    assert said(words, "K-1") == "bad key [key] at [address] see [address] and [address]"
    assert said(None, "K-1") == ""
    assert len(said("x" * 10_000, "")) == 300


def test_a_redirection_is_somebody_elses_service() -> None:
    error = status_refusal("Any", Answer(302, b""), "moved")
    assert isinstance(error, ProviderMisconfiguredError)


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_every_size_is_brought_within_the_rule(width: int, height: int) -> None:
    sides = size_of(make_order(width=width, height=height), DATA).values()
    assert all(RULE.least <= side <= RULE.most and side % RULE.step == 0 for side in sides)


@pytest.mark.parametrize("size", [(256, 256), (1280, 720), (1920, 1088)])
def test_a_size_within_the_rule_stays(size: tuple[int, int]) -> None:
    width, height = size
    assert tuple(size_of(make_order(width=width, height=height), DATA).values()) == size


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        ((1920, 1080), (1920, 1080)),
        ((1024, 576), (1280, 720)),
        ((1080, 1920), (720, 1280)),
        ((512, 512), (960, 960)),
    ],
)
def test_of_known_sizes_the_one_of_the_same_shape_is_taken(
    asked: tuple[int, int], made: tuple[int, int]
) -> None:
    order = make_order(model="known", width=asked[0], height=asked[1])
    assert tuple(size_of(order, DATA).values()) == made


def test_a_size_that_nobody_asked_for_is_not_said() -> None:
    assert size_of(make_order(), DATA) == {}


@pytest.mark.parametrize(
    ("wanted", "durations", "made"),
    [(3.2, [], 4), (4.0, [4, 8], 4), (4.01, [8, 4], 8), (1, [5], 5)],
)
def test_a_film_is_never_shorter_than_its_clip(
    wanted: float, durations: list[float], made: float
) -> None:
    assert fitted_seconds("Any", wanted, durations) == made


def test_a_clip_longer_than_any_film_is_to_be_split() -> None:
    with pytest.raises(ProviderRejectedError, match="split it into 3") as caught:
        fitted_seconds("Any", 9, [2, 4])
    assert caught.value.details["parts"] == 3


@pytest.mark.parametrize("given", ["snow", 1, ["snow"], [{"weight": 1}], {"name": "snow"}])
def test_what_is_no_lora_is_left_out(given: Any) -> None:
    assert loras_of(make_order(params={"loras": given})) == []


def test_seeds_fit() -> None:
    assert fitted_seed(7) == 7
    assert fitted_seed(2**53 - 1) < 2**31


@pytest.mark.parametrize(
    ("cost", "usd"),
    [(0.5, 0.5), ("0.5", 0.5), (0, 0.0), (None, None), ("x", None), (-1, None), (math.nan, None)],
)
def test_a_cost_is_a_number_or_none(cost: Any, usd: float | None) -> None:
    assert charged(cost) == usd


@pytest.mark.parametrize("text", ["cGl4ZWxz", "data:image/png;base64,cGl4ZWxz"])
async def test_pictures_within_json_are_decoded(text: str) -> None:
    assert await decoded(text) == b"pixels"


async def test_what_is_no_base64_is_said_to_be_none() -> None:
    with pytest.raises(ValueError, match="base64"):
        await decoded("%%")


def test_what_is_empty_is_left_out_and_zero_is_not() -> None:
    assert filled({"a": 0, "b": "", "c": [], "d": {}, "e": None, "f": False}) == {
        "a": 0,
        "f": False,
    }
