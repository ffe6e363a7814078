"""The schemas of the document: what of them must be there when it is sent, and when answered.

A model says what may be left out when it is sent. What is answered has all of its fields, always;
so a schema with fields that is sent and answered stands twice, such as `ShotDTO` and `Shot`.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any, Final

_PLACE: Final = "#/components/schemas/"

Schemas = dict[str, dict[str, Any]]


def finish_schemas(operations: Iterable[dict[str, Any]], schemas: Schemas) -> None:
    """Require all fields of what is answered, and drop what no operation speaks of."""
    known = list(operations)
    taken = [[each.get("parameters"), each.get("requestBody")] for each in known]
    sent = _reached(taken, schemas)
    answered = _reached([each["responses"] for each in known], schemas)
    for name in schemas.keys() - sent - answered:
        del schemas[name]
    with_fields = {name for name in answered if "properties" in schemas[name]}
    twice = {name: f"{name}DTO" for name in with_fields & sent}
    schemas |= {twice[name]: deepcopy(schemas[name]) for name in sorted(twice)}
    for reference in _references([taken, [schemas[twice.get(name, name)] for name in sent]]):
        name = _named(reference)
        reference["$ref"] = _PLACE + twice.get(name, name)
    for name in with_fields:
        schemas[name]["required"] = list(schemas[name]["properties"])


def _reached(roots: Any, schemas: Schemas) -> set[str]:
    """Return the names of the schemas that are meant there, and of those within them."""
    found: set[str] = set()
    ahead = [*_references(roots)]
    while ahead:
        name = _named(ahead.pop())
        if name not in found:
            found.add(name)
            ahead += _references(schemas[name])
    return found


def _named(reference: dict[str, Any]) -> str:
    return str(reference["$ref"]).removeprefix(_PLACE)


def _references(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict) and str(value.get("$ref", "")).startswith(_PLACE):
        yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _references(inner)
