"""Ranges of sentences as models give them, made to cover a stretch without holes or overlaps."""

from collections.abc import Iterable
from typing import Annotated, Any, Final, TypeVar

from pydantic import Field

from backend.story.llm.fields import Frozen, Number

_TOLERATED: Final = 5
"""One sentence in so many may be in the wrong place, and one always."""


class Stretch(Frozen):
    """Something about the sentences first..last, which are counted from 1 through the script."""

    first: Annotated[Number, Field(description="Number of the first sentence.")]
    last: Annotated[Number, Field(description="Number of the last one.")]


S = TypeVar("S", bound=Stretch)


def tiled(items: Iterable[S], first: int, last: int) -> tuple[list[S], int]:
    """Make the items cover first..last in order, each sentence once.

    A hole goes to the item before it, an overlap to the earlier one; numbers beyond either end
    and items of which nothing is left are ignored.

    Returns:
        The items, none if none lay there, and how many sentences were moved to another one.
    """
    result: list[S] = []
    at, moved = first, 0
    for item in sorted(items, key=lambda each: (each.first, each.last)):
        begin, end = max(item.first, first), min(item.last, last)
        if end < max(begin, at):
            continue
        moved += abs(begin - at)
        if begin > at and result:
            result[-1] = _with(result[-1], last=begin - 1)
        else:
            begin = at
        result.append(_with(item, first=begin, last=end))
        at = end + 1
    if result and at <= last:
        moved += last + 1 - at
        result[-1] = _with(result[-1], last=last)
    return result, moved


def is_small(moved: int, first: int, last: int) -> bool:
    """Whether so many misplaced sentences are a slip, and not a reply about something else."""
    return moved <= max(1, (last - first + 1) // _TOLERATED)


def _with(item: S, **numbers: Any) -> S:
    return item.model_copy(update=numbers)
