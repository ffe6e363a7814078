"""How servers are shared out among processes."""

import pytest

from backend.services.queue.lane_split import has_too_many, may_take


@pytest.mark.parametrize(
    ("mine", "servers", "processes", "lay_idle", "expected"),
    [
        (0, 1, 1, False, True),
        (1, 4, 2, False, True),
        (2, 4, 2, False, False),
        (2, 4, 2, True, True),
        (3, 4, 2, True, False),
        (0, 1, 3, False, True),
        (1, 5, 3, False, True),
        (2, 5, 3, False, False),
        (0, 3, 0, False, True),
    ],
)
def test_a_process_takes_its_part_and_one_more_of_what_lies_idle(
    mine: int, servers: int, processes: int, lay_idle: bool, expected: bool
) -> None:
    assert may_take(mine, servers, processes, lay_idle=lay_idle) is expected


def test_a_server_is_handed_on_only_if_that_makes_it_more_even() -> None:
    assert has_too_many(2, {}, {"new"})
    assert has_too_many(3, {"a": 1}, {"a"})
    assert not has_too_many(2, {"a": 1}, {"a"})
    assert not has_too_many(1, {}, {"new"})
    assert not has_too_many(4, {"dead": 0}, set())
