"""What a change of the OpenAPI document would break for those who rely on the old one.

Of what is sent, all that was right before must still be right; of what is answered, all that comes
now must have been promised before. Both ask the same of two schemas: do all values of the one, the
given, fit into the other, the taken? For what is sent the old one is given and the new one taken,
for what is answered the other way round. Answers may gain fields and values of an enum.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from tests.openapi_document import responses_of

Document = dict[str, Any]
Schema = dict[str, Any]

# Each bound, with the sign by which the larger value is the narrower one.
BOUNDS: Final = {
    "minimum": 1,
    "exclusiveMinimum": 1,
    "minLength": 1,
    "minItems": 1,
    "maximum": -1,
    "exclusiveMaximum": -1,
    "maxLength": -1,
    "maxItems": -1,
}
NOW: Final = "now"
WIDER: Final = ("integer", "number")
EXACT: Final = ("pattern", "format", "multipleOf", "contentMediaType")


def breaking_changes(old: Document, new: Document) -> list[str]:
    """Return each break in words, such as "PUT /clips/{id}: body.shot: is gone"."""
    found: dict[str, None] = {}
    for path, methods in old["paths"].items():
        for method, before in methods.items():
            after = new["paths"].get(path, {}).get(method)
            problems = _operation(old, new, before, after) if after else iter(["is gone"])
            found |= dict.fromkeys(f"{method.upper()} {path}: {problem}" for problem in problems)
    return list(found)


def _operation(old: Document, new: Document, before: Schema, after: Schema) -> Iterator[str]:
    sent = Fit(old, new, sent=True)
    answered = Fit(new, old, sent=False)
    yield from _parameters(sent, _by_name(before), _by_name(after))
    body, body_after = before.get("requestBody", {}), after.get("requestBody", {})
    if body_after.get("required") and not body.get("required"):
        yield f"body: must be sent {NOW}"
    yield from _content(sent, "body", body, body_after)
    answers = responses_of(new, after)
    for status, response in responses_of(old, before).items():
        if status in answers:
            yield from _response(answered, f"answer {status}", response, answers[status])
        else:
            yield f"answer {status}: is gone"


def _parameters(sent: "Fit", before: dict[str, Schema], after: dict[str, Schema]) -> Iterator[str]:
    for name, parameter in after.items():
        if parameter.get("required") and not before.get(name, {}).get("required"):
            yield f"{name}: must be sent {NOW}"
    for name, parameter in before.items():
        if name in after:
            yield from sent.changes(name, parameter["schema"], after[name]["schema"])
        else:
            yield f"{name}: is gone"


def _by_name(operation: Schema) -> dict[str, Schema]:
    return {f"{each['in']} {each['name']}": each for each in operation.get("parameters", ())}


def _response(answered: "Fit", place: str, before: Schema, after: Schema) -> Iterator[str]:
    yield from _content(answered, place, before, after)
    for header in before.get("headers", {}):
        if header not in after.get("headers", {}):
            yield f"{place}: header {header}: is gone"


def _content(fit: "Fit", place: str, before: Schema, after: Schema) -> Iterator[str]:
    now = after.get("content", {})
    for kind, content in before.get("content", {}).items():
        if kind in now:
            yield from fit.changes(place, content.get("schema", {}), now[kind].get("schema", {}))
        else:
            yield f"{place}: {kind}: is gone"


@dataclass(frozen=True)
class Fit:
    """Whether values of schemas in one document fit into those of another."""

    given: Document
    taken: Document
    sent: bool
    under_way: frozenset[tuple[str, str]] = frozenset()

    def changes(self, place: str, before: Schema, after: Schema) -> Iterator[str]:
        """Yield what breaks if the one schema becomes the other."""
        return self.problems(place, *((before, after) if self.sent else (after, before)))

    def problems(self, place: str, given: Schema, taken: Schema) -> Iterator[str]:
        """Yield why a value of the given schema may not fit into the taken one."""
        into = variants(self.taken, taken)
        for variant in variants(self.given, given):
            tried = [list(self._of_variant(place, variant, each)) for each in into]
            if all(tried):
                yield from min(tried, key=_far_off)

    def _of_variant(self, place: str, given: Schema, taken: Schema) -> Iterator[str]:
        pair = (given.get("name", ""), taken.get("name", ""))
        if all(pair) and pair in self.under_way:
            return
        inside = Fit(self.given, self.taken, self.sent, self.under_way | {pair})
        kind = given.get("type", "anything")
        if "type" in taken and kind != taken["type"] and (kind, taken["type"]) != WIDER:
            yield f"{place}: {'may not be' if self.sent else 'may be'} {kind} {NOW}"
            return
        yield from inside._fields(place, given, taken)
        if "items" in given and "items" in taken:
            yield from inside.problems(f"{place}[]", given["items"], taken["items"])
        if self.sent:
            yield from _narrowed(place, given, taken)

    def _fields(self, place: str, given: Schema, taken: Schema) -> Iterator[str]:
        has, wants = given.get("properties", {}), taken.get("properties", {})
        before, after = (has, wants) if self.sent else (wants, has)
        gone = [field for field in before if field not in after]
        yield from (f"{place}.{field}: is gone" for field in gone)
        for field in taken.get("required", ()):
            if field not in given.get("required", ()) and field not in gone:
                yield f"{place}.{field}: {'must be sent' if self.sent else 'may be missing'} {NOW}"
        for field in (each for each in has if each in wants):
            yield from self.problems(f"{place}.{field}", has[field], wants[field])
        extra, room = given.get("additionalProperties"), taken.get("additionalProperties")
        if isinstance(extra, dict) and isinstance(room, dict):
            yield from self.problems(f"{place}.*", extra, room)
        elif self.sent and room is False and extra is not False:
            yield f"{place}: unknown fields are refused {NOW}"


def _far_off(problems: list[str]) -> tuple[bool, int]:
    """Order attempts by how near they came: one of another type tells nothing of the fields."""
    return any(" may be " in each or " may not be " in each for each in problems), len(problems)


def _narrowed(place: str, given: Schema, taken: Schema) -> Iterator[str]:
    for name, sign in BOUNDS.items():
        if name in taken and (name not in given or sign * taken[name] > sign * given[name]):
            yield f"{place}: {name} is {taken[name]} {NOW}"
    for name in EXACT:
        if name in taken and taken[name] != given.get(name):
            yield f"{place}: {name} is {taken[name]} {NOW}"
    if "enum" in taken:
        refused = [
            each for each in given.get("enum", ["other values"]) if each not in taken["enum"]
        ]
        yield from (f"{place}: may not be {each} {NOW}" for each in refused)


def variants(document: Document, schema: Schema) -> list[Schema]:
    """Return what a value may be: schemas of one type each, without references."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return [{"name": name, **each} for each in variants(document, _named(document, name))]
    if "allOf" in schema:
        return [_merged(document, schema["allOf"])]
    choices = schema.get("anyOf") or schema.get("oneOf")
    if choices is not None:
        beside = {key: value for key, value in schema.items() if key not in ("anyOf", "oneOf")}
        return [{**beside, **each} for choice in choices for each in variants(document, choice)]
    if isinstance(schema.get("type"), list):
        return [{**schema, "type": each} for each in schema["type"]]
    return [{**schema, "enum": [schema["const"]]} if "const" in schema else schema]


def _named(document: Document, name: str) -> Schema:
    schema: Schema = document["components"]["schemas"][name]
    return schema


def _merged(document: Document, parts: list[Schema]) -> Schema:
    whole: Schema = {}
    for part in parts:
        for each in variants(document, part):
            fields = whole.get("properties", {})
            both = {
                field: {"allOf": [fields[field], inner]} if field in fields else inner
                for field, inner in each.get("properties", {}).items()
            }
            required = [*whole.get("required", ()), *each.get("required", ())]
            whole = {**whole, **each, "properties": {**fields, **both}, "required": required}
    return whole
