"""Alternates: other versions of a scene or a clip, numbered within the group of their parent."""

from typing import Final

from backend.domain.entity import Entity

MAX_NAME: Final = 200


class Alternating(Entity):
    """What may be an alternate of another of its kind."""

    alternate_number: int = 0
    is_alternate: bool = False


def alternate_name(name: str, number: int, next_number: int) -> str:
    """Return the name of a new alternate, e.g. "Bridge A2" of "Bridge" as of "Bridge A1".

    Args:
        name: the name of what is copied.
        number: its own number in the group, 0 for a parent that never was an alternate; the
            suffix it got by that number goes.
        next_number: the number of the copy.
    """
    base = name.removesuffix(_suffix(number)) if number else name
    suffix = _suffix(next_number)
    return base[: MAX_NAME - len(suffix)] + suffix


def _suffix(number: int) -> str:
    return f" A{number}"
