"""Random JSON, made by spoiling a value that would be right: deeper than noise gets."""

import copy
from random import Random
from typing import Any, Final

ODD_VALUES: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1, 0.5, -0.0, 1e308, 2**31, 2**53, 2**63, 2**64, 10**40,
    "", " ", "0", "null", "$name", "$$ROOT", "a.b", "\x00", "\ud800", "\u202eabc", "é" * 300,
    "x" * 5_000, "🎬", "../../etc/passwd", "http://169.254.169.254/", "http://[::1]:1/x",
    "{{PROMPT}}", "&#x2F;&quot;", "00000000-0000-4000-8000-000000000000", "2026-01-01T00:00:00Z",
    [], {}, [None], [[]], {"": ""}, {"$set": 1}, {"a.b": 1}, {"_id": 1}, ["x"] * 30, [1, "a", None],
)  # fmt: skip


def spoiled(value: Any, random: Random) -> Any:
    """Return a copy of the value with one to four places in it changed, left out or added."""
    changed = {"body": copy.deepcopy(value)}
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        _spoil(changed, random)
    return changed["body"]


def _spoil(root: dict[str, Any], random: Random) -> None:
    holder, key = random.choice(list(_places(root)))
    change = random.random()
    if change < 0.70 or holder is root:
        holder[key] = copy.deepcopy(random.choice(ODD_VALUES))
    elif change < 0.85:
        del holder[key]
    elif isinstance(holder, dict):
        holder[random.choice(("unknown", "id", "_id", "$where", "a.b", "created_at", ""))] = (
            copy.deepcopy(random.choice(ODD_VALUES))
        )
    else:
        holder.insert(key, copy.deepcopy(random.choice(ODD_VALUES)))


def _places(holder: Any) -> Any:
    keys = holder if isinstance(holder, dict) else range(len(holder))
    for key in keys:
        yield holder, key
        if isinstance(holder[key], dict | list):
            yield from _places(holder[key])
