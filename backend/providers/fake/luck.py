"""What the fake provider fails at: a share of what is asked, by chance and yet always the same."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from backend.domain.errors import (
    ContentRefusedError,
    ProviderError,
    ProviderRateLimitedError,
    ProviderUnavailableError,
)

PROVIDER: Final = "Fake"
_REMEMBERED: Final = 10_000
_ONE: Final = 2**32
_FAILURES: Final[tuple[Callable[[], ProviderError], ...]] = (
    lambda: ProviderUnavailableError(PROVIDER, "answered 503 (FAKE_FAIL_RATE)"),
    lambda: ProviderRateLimitedError(PROVIDER, "asks us to wait (FAKE_FAIL_RATE)", retry_after=0.5),
    lambda: ProviderError(PROVIDER, "lost the work (FAKE_FAIL_RATE)"),
    lambda: ContentRefusedError(PROVIDER, "does not make such a thing (FAKE_FAIL_RATE)"),
)


class Luck:
    """Throws the dice for each try of an order, so that another try of it may succeed."""

    def __init__(self, rate: float, seed: int) -> None:
        self._rate = rate
        self._seed = seed
        self._tries: OrderedDict[str, int] = OrderedDict()

    def test(self, order: str) -> None:
        """Fail, or do not; whatever tells the order from others is its name.

        Raises:
            ProviderError: it fails this time, in one of the ways in which real services do.
        """
        tries = self._tries[order] = self._tries.pop(order, 0) + 1
        if len(self._tries) > _REMEMBERED:
            self._tries.popitem(last=False)
        if number(self._seed, order, tries) < self._rate * _ONE:
            fail = _FAILURES[number(self._seed, order, tries, "how") % len(_FAILURES)]
            raise fail()


def number(*parts: object) -> int:
    """Return a whole number below 2^32 that depends on the parts alone."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:4])
