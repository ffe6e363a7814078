"""Where several documents change as one."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from backend.repositories.collection import Session

T = TypeVar("T")


class Transactions(Protocol):
    """What services need of the database."""

    async def transaction(self, work: Callable[[Session], Awaitable[T]]) -> T:
        """Run the work in one transaction, again if another one got in its way."""
        ...
