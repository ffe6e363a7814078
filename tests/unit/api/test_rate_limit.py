"""How many orders a client may send within a while."""

import pytest

from backend.api.rate_limit import MOST_CLIENTS, RateLimit
from backend.domain.errors import RateLimitError


class Clock:
    """Tells the seconds it is set to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_one_order_too_many_is_told_when_to_come_back() -> None:
    clock = Clock()
    limit = RateLimit("2/minute", clock)
    limit.count("a")
    clock.now += 20
    limit.count("a")
    with pytest.raises(RateLimitError) as refused:
        limit.count("a")
    assert refused.value.retry_after == 40
    limit.count("b")
    clock.now += 40
    limit.count("a")


def test_without_a_limit_there_is_none() -> None:
    limit = RateLimit(None)
    for _ in range(1000):
        limit.count("a")


def test_clients_are_not_remembered_without_end() -> None:
    limit = RateLimit("1/day")
    for number in range(MOST_CLIENTS + 1):
        limit.count(str(number))
    limit.count("0")
    with pytest.raises(RateLimitError):
        limit.count(str(MOST_CLIENTS))
