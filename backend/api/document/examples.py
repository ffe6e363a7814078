"""Examples for every operation, put together from one story by the schemas themselves."""

from typing import Any, Final

from backend.api.document.story import STORY
from backend.api.document.story_ids import SERVER
from backend.api.document.story_schemas import OF_SCHEMA

_PLACE: Final = "#/components/schemas/"
_JSON: Final = "application/json"
_FITTING: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


class ExampleMaker:
    """Makes examples by schema.

    A field has what `OF_SCHEMA` says of it in its schema, else what `STORY` says, else its
    default. What is sent (a schema whose name ends with DTO) has only the fields it must have
    and those that `OF_SCHEMA` names.

    Attributes:
        unknown: fields nothing was known of, e.g. "ClipResponse.mood".
    """

    def __init__(self, schemas: dict[str, Any]) -> None:
        self._schemas = schemas
        self.unknown: set[str] = set()

    def example(self, schema: dict[str, Any], place: str = "") -> Any:
        """Return an example of the schema, which stands at that place."""
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(_PLACE)
            return self._named(name, self._schemas[name], place)
        if "anyOf" in schema or "oneOf" in schema:
            variants = schema.get("anyOf") or schema["oneOf"]
            return self.example(next(each for each in variants if each != {"type": "null"}), place)
        if schema.get("type") == "array":
            return [self.example(schema["items"], place)] if "items" in schema else []
        if "properties" in schema:
            return self._object(schema, place)
        keyed = schema.get("additionalProperties")
        if isinstance(keyed, dict) and "$ref" in keyed:
            return {SERVER: self.example(keyed, place)}
        return self._plain(schema, place)

    def _named(self, name: str, schema: dict[str, Any], place: str) -> Any:
        if "properties" in schema:
            return self._object(schema, name)
        return self.example(schema, place)

    def _object(self, schema: dict[str, Any], name: str) -> dict[str, Any]:
        own = OF_SCHEMA.get(name, {})
        fields = schema["properties"]
        if name.endswith("DTO"):
            shown = {*schema.get("required", ()), *own} or {next(iter(fields))}
            fields = {field: fields[field] for field in fields if field in shown}
        return {
            field: own[field] if field in own else self._field(field, inner, name)
            for field, inner in fields.items()
        }

    def _field(self, field: str, schema: dict[str, Any], owner: str) -> Any:
        if field in STORY and self._fits(STORY[field], schema):
            return STORY[field]
        default = schema.get("default")
        if default and not isinstance(default, dict):
            return default
        return self.example(schema, f"{owner}.{field}")

    def _fits(self, value: Any, schema: dict[str, Any]) -> bool:
        """Tell whether the value is of this kind; what has a schema of its own is put together."""
        if "$ref" in schema:
            schema = self._schemas[schema["$ref"].removeprefix(_PLACE)]
        if "anyOf" in schema:
            return any(self._fits(value, each) for each in schema["anyOf"])
        if "enum" in schema:
            return value in schema["enum"]
        if "properties" in schema or (value and "$ref" in schema.get("items", {})):
            return False
        kind = schema.get("type")
        return kind is None or isinstance(value, _FITTING[kind])

    def _plain(self, schema: dict[str, Any], place: str) -> Any:
        if "const" in schema or "enum" in schema:
            return schema.get("const") or schema["enum"][0]
        if schema.get("type") == "object" or "default" in schema:
            return schema.get("default", {})
        self.unknown.add(place)
        return {"string": "text", "boolean": True}.get(schema.get("type", ""), 1)


def add_examples(operation: dict[str, Any], maker: ExampleMaker) -> None:
    """Add an example to what the operation takes and to what it answers, where that is JSON."""
    bodies = [operation.get("requestBody", {})]
    bodies += [body for status, body in operation["responses"].items() if status.startswith("2")]
    for body in bodies:
        content = body.get("content", {}).get(_JSON, {})
        if content.get("schema") and "example" not in content:
            content["example"] = maker.example(content["schema"])
    for parameter in operation.get("parameters", ()):
        if parameter["required"] and parameter["name"] in STORY:
            parameter.setdefault("example", STORY[parameter["name"]])
