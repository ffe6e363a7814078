"""Entities as the database holds them, for lists that need not understand what they hand on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

E = TypeVar("E", bound=BaseModel)


@dataclass(frozen=True)
class StoredList(Generic[E]):
    """A page of a list, each entity as the bytes of its document."""

    documents: list[bytes]
    total: int
    """The length of the whole list."""
    read: Callable[[bytes], E | None]
    """Returns the entity in a document; None if it cannot be understood and is passed over."""
