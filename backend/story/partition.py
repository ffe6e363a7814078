"""Cutting a row of costs into consecutive groups as even as can be."""

from collections.abc import Sequence


def partition(costs: Sequence[int], parts: int) -> list[range]:
    """Cut the row into consecutive groups so that the dearest group is as cheap as possible.

    Args:
        costs: none negative.
        parts: groups wanted; no group is empty, so never more than there are costs.

    Returns:
        The indices of each group, in order.
    """
    parts = min(parts, len(costs))
    if parts < 1:
        return []
    low, high = max(costs), sum(costs)
    while low < high:
        middle = (low + high) // 2
        if _groups_needed(costs, middle) <= parts:
            high = middle
        else:
            low = middle + 1
    return _fill(costs, parts, low)


def _groups_needed(costs: Sequence[int], most: int) -> int:
    groups, filled = 1, 0
    for cost in costs:
        filled += cost
        if filled > most:
            groups, filled = groups + 1, cost
    return groups


def _fill(costs: Sequence[int], parts: int, most: int) -> list[range]:
    """Fill groups up to `most`, closing one early where the rest would not go round."""
    groups: list[range] = []
    start = filled = 0
    for index, cost in enumerate(costs):
        groups_left = parts - len(groups) - 1
        if index > start and (filled + cost > most or len(costs) - index == groups_left):
            groups.append(range(start, index))
            start, filled = index, 0
        filled += cost
    return [*groups, range(start, len(costs))]
