"""Ranges that models give: small slips are put right, and every sentence is in one of them."""

from hypothesis import given
from hypothesis import strategies as st

from backend.story.llm.ranges import Stretch, is_small, tiled


def stretches(*ranges: tuple[int, int]) -> list[Stretch]:
    return [Stretch(first=first, last=last) for first, last in ranges]


def made(*ranges: tuple[int, int]) -> tuple[list[tuple[int, int]], int]:
    result, moved = tiled(stretches(*ranges), 1, 10)
    return [(item.first, item.last) for item in result], moved


def test_sound_ranges_stay() -> None:
    assert made((1, 4), (5, 10)) == ([(1, 4), (5, 10)], 0)


def test_a_hole_goes_to_the_one_before_it_and_at_the_beginning_to_the_first() -> None:
    assert made((1, 3), (5, 10)) == ([(1, 4), (5, 10)], 1)
    assert made((2, 3), (4, 9)) == ([(1, 3), (4, 10)], 2)


def test_of_an_overlap_the_earlier_one_keeps_all() -> None:
    assert made((1, 5), (4, 10)) == ([(1, 5), (6, 10)], 2)


def test_ranges_in_another_order_are_put_in_order() -> None:
    assert made((6, 10), (1, 5)) == ([(1, 5), (6, 10)], 0)


def test_what_is_given_twice_or_is_not_there_is_ignored() -> None:
    assert made((1, 5), (1, 5), (6, 10), (11, 20), (-5, 0)) == ([(1, 5), (6, 10)], 0)
    assert made((0, 5), (6, 99)) == ([(1, 5), (6, 10)], 0)
    assert made((5, 3), (1, 10)) == ([(1, 10)], 0)
    assert made((11, 12)) == ([], 0)


def test_only_slips_are_small() -> None:
    assert is_small(1, 1, 3)
    assert is_small(2, 1, 10)
    assert not is_small(3, 1, 10)


@given(
    st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30)), max_size=12),
    st.integers(1, 9),
    st.integers(0, 15),
)
def test_whatever_is_given_the_result_has_each_sentence_once(
    ranges: list[tuple[int, int]], first: int, more: int
) -> None:
    result, moved = tiled(stretches(*ranges), first, first + more)
    numbers = [number for item in result for number in range(item.first, item.last + 1)]
    assert numbers == (list(range(first, first + more + 1)) if result else [])
    assert moved >= 0
