"""What is asked for twice under one key is made once, however the first time ended."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from backend.domain.errors import (
    ConflictError,
    IdempotencyKeyReusedError,
    ResourceNotFoundError,
    ValidationError,
)
from backend.domain.ids import derived_id, new_id
from backend.repositories.idempotency_repository import IdempotencyRepository

_REFUSED: Final = (ValidationError, ResourceNotFoundError, ConflictError)


@dataclass(frozen=True)
class KeyUse:
    """A key as it was used.

    Attributes:
        id: tells this key at this operation from all others.
        body_hash: tells what was asked for from anything else.
    """

    id: str
    body_hash: str


@dataclass(frozen=True)
class Origin:
    """Where the ids come from of what a request makes.

    Attributes:
        seed: what they follow from; "": each is drawn.
        answered: all of it was stored before.
    """

    seed: str = ""
    answered: bool = False

    def id(self, number: int = 0) -> str:
        """Return the id of the thing of that number."""
        return derived_id("idempotency", self.seed, number) if self.seed else new_id()


ANEW: Final = Origin()
"""Of a request without a key."""


class IdempotencyService:
    """Remembers the keys of requests."""

    def __init__(self, keys: IdempotencyRepository) -> None:
        self._keys = keys

    @asynccontextmanager
    async def origin(self, use: KeyUse | None) -> AsyncIterator[Origin]:
        """Give out the ids of what is made within; to be entered before anything is stored.

        After a crash within, the same request goes on where that one ended. One that is refused
        leaves its key free.

        Raises:
            IdempotencyKeyReusedError: something else was asked for under the key.
        """
        if use is None:
            yield ANEW
            return
        known = await self._keys.begin(use.id, use.body_hash)
        if known.body_hash != use.body_hash:
            raise IdempotencyKeyReusedError(
                "This Idempotency-Key was used for another request; take a new one"
            )
        try:
            yield Origin(known.seed, known.answered)
        except _REFUSED:
            await self._keys.forget(use.id)
            raise
        if not known.answered:
            await self._keys.answered(use.id)
