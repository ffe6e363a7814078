"""JSON out of whatever a language model wrapped around it, or left out at its end."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

LONGEST_REPLY: Final = 400_000
"""Characters; what comes after them is not looked at."""
_DEEPEST: Final = 16
_PLACES: Final = 12
"""So many brackets are tried as the beginning: what comes before may have some too."""
_CLOSING: Final = {"{": "}", "[": "]"}
_OPENING: Final = re.compile(r"[{\[]")
_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[{}\[\],]', re.DOTALL)
_THOUGHT: Final = re.compile(r"\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)


def json_reply(text: str, items: str) -> dict[str, Any] | None:
    """Return the object in a reply that has the field `items`; None if there is none.

    A list of objects alone stands for that field. Fences, prose around it, commas before a closing
    bracket and a missing end do no harm; of what was being written when it broke off, the last
    field is left out.
    """
    for value in _values(without_thoughts(text)[:LONGEST_REPLY]):
        if isinstance(value, dict) and items in value:
            return value
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            return {items: value}
    return None


def without_thoughts(text: str) -> str:
    """Leave out what a model thought aloud before its answer."""
    thought = _THOUGHT.match(text)
    return text[thought.end() :] if thought else text


def _values(text: str) -> Iterator[Any]:
    for opening in islice(_OPENING.finditer(text), _PLACES):
        try:
            yield json.loads(_mended(text, opening.start()), strict=False)
        except ValueError:
            continue


def _mended(text: str, start: int) -> str:
    """Return what a bracket begins, up to the one that closes it, well-formed as to brackets."""
    out: list[str] = []
    open_brackets: list[str] = []
    whole: tuple[int, str] = (0, "")
    at = start
    for token in _TOKEN.finditer(text, start):
        mark = token[0]
        out.append(text[at : token.start()])
        at = token.end()
        if mark == ",":
            whole = (len(out), _closed(open_brackets))
        elif mark in _CLOSING.values():
            _drop_comma(out)
            if open_brackets.pop() != mark:
                return ""
        elif mark in _CLOSING:
            open_brackets.append(_CLOSING[mark])
        out.append(mark)
        if not open_brackets or len(open_brackets) > _DEEPEST:
            return "".join(out) if not open_brackets else ""
        if mark[0] in "{}[]":
            whole = (len(out), _closed(open_brackets))
    length, closing = whole
    return "".join(out[:length]) + closing


def _closed(open_brackets: list[str]) -> str:
    return "".join(reversed(open_brackets))


def _drop_comma(out: list[str]) -> None:
    """Take away a comma that nothing follows."""
    while out and not out[-1].strip():
        out.pop()
    if out and out[-1] == ",":
        out.pop()
