"""Cutting a row of costs into even groups."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from backend.story.partition import partition

COSTS = st.lists(st.integers(0, 20), min_size=1, max_size=8)


def dearest(costs: list[int], cuts: tuple[int, ...]) -> int:
    bounds = [0, *cuts, len(costs)]
    return max(sum(costs[a:b]) for a, b in pairwise(bounds))


@given(COSTS, st.integers(1, 10))
def test_no_other_division_has_a_cheaper_dearest_group(costs: list[int], parts: int) -> None:
    groups = partition(costs, parts)
    cuts = combinations(range(1, len(costs)), min(parts, len(costs)) - 1)
    best = min(dearest(costs, cut) for cut in cuts)
    assert max(sum(costs[at] for at in group) for group in groups) == best


@given(COSTS, st.integers(1, 10))
def test_groups_are_whole_in_order_and_never_empty(costs: list[int], parts: int) -> None:
    groups = partition(costs, parts)
    assert [at for group in groups for at in group] == list(range(len(costs)))
    assert len(groups) == min(parts, len(costs))
    assert all(groups)


def test_nothing_is_divided_into_nothing() -> None:
    assert partition([], 3) == []
