"""A step of writing: what a language model is told, and how its reply is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

TEMPLATE: Final = "2026-11-1"
"""The version of all that is told to models: stored with what they answered."""
DEFAULT_CONTEXT: Final = 16_000
"""Tokens of a conversation with a model of which nothing is known."""
LEAST_TOKENS: Final = 2_048
MOST_TOKENS: Final = 8_192

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wrote.

    Attributes:
        cut: it reached the limit of tokens.
    """

    text: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A reply that was looked at.

    Attributes:
        value: what could be made of it; with faults, only to be used if a second try is no better.
        faults: what is wrong in it, to be told to the model.
    """

    value: T | None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """One thing asked of a model.

    Attributes:
        name: as the draft calls the step; also the name of the schema.
        key: the name and what part of the text it is about: no other step of a draft has the same.
        schema: JSON Schema of the reply; None: plain text.
        max_tokens: of the reply.
        read: makes a value of a reply, whatever is in it; pure.
    """

    name: str
    key: str
    system: str
    user: str
    max_tokens: int
    read: Callable[[Reply], Checked[T]] = field(repr=False)
    schema: Mapping[str, Any] | None = None
    template: str = TEMPLATE

    @property
    def tokens(self) -> int:
        """How many tokens the model reads and writes, at most, by estimate."""
        return tokens_of(self.system + self.user) + self.max_tokens


def tokens_of(text: str) -> int:
    """Estimate the tokens of a text, rather too many: three bytes each."""
    return len(text.encode("utf-8", "replace")) // 3 + 1


def room_for(expected: float) -> int:
    """Return the limit of tokens for a reply of which so many are expected, bounded."""
    return int(min(max(expected * 1.5, LEAST_TOKENS), MOST_TOKENS))
