"""How servers are shared out among processes: pure."""

import math
from collections.abc import Collection, Mapping
from typing import Final

SLACK: Final = 1
"""A process may have so many servers beyond an equal part: one that lives may be of no use."""


def may_take(mine: int, servers: int, processes: int, *, lay_idle: bool) -> bool:
    """Tell whether a process that has some servers may take one more that nobody has.

    Args:
        lay_idle: it was free for a while, so that those with fewer had their chance.
    """
    part = math.ceil(servers / max(1, processes))
    return mine < part or (lay_idle and mine < part + SLACK)


def has_too_many(mine: int, others: Mapping[str, int], living: Collection[str]) -> bool:
    """Tell whether another living process has so few that it should get one of ours.

    Args:
        others: how many each of the other processes has.
    """
    return any(others.get(id, 0) + 2 <= mine for id in living)
