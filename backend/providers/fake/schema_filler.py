"""A value for any JSON Schema, the same for the same seed."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from backend.providers.fake.luck import number

_DEEPEST: Final = 12
_ITEMS: Final = 2
_WORDS: Final = (
    *("amber", "bridge", "cloud", "door", "evening", "forest", "garden", "harbour"),
    *("island", "lantern", "meadow", "night", "river", "stone", "valley", "winter"),
)

Schema = Mapping[str, Any]


class SchemaFiller:
    """Fills one schema."""

    def __init__(self, schema: Schema, *seed: object) -> None:
        """Take a schema; its `$ref`s point into itself."""
        self._schema = schema
        self._seed = seed
        self._fillers: dict[str, Callable[[Schema, str], Any]] = {
            "object": self._object,
            "array": self._array,
            "integer": self._whole,
            "number": self._fraction,
            "boolean": lambda _, place: bool(self._dice(place) % 2),
            "null": lambda _, __: None,
        }

    def fill(self) -> Any:
        """Return a value that is valid by the schema; patterns and formats are not looked at."""
        return self._value(self._schema, "")

    def _value(self, schema: Schema, place: str) -> Any:
        schema = self._resolved(schema)
        if "const" in schema:
            return schema["const"]
        if choices := schema.get("enum"):
            return choices[self._dice(place) % len(choices)]
        return self._fillers.get(_type_of(schema), self._text)(schema, place)

    def _resolved(self, schema: Schema) -> Schema:
        """Follow references, and of several kinds take the first that is something."""
        for _ in range(_DEEPEST):
            if reference := schema.get("$ref"):
                found: Any = self._schema
                for part in reference.removeprefix("#/").split("/"):
                    found = found[part]
                schema = found
            elif kinds := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
                schema = next((each for each in kinds if each.get("type") != "null"), kinds[0])
            else:
                break
        return schema

    def _object(self, schema: Schema, place: str) -> dict[str, Any]:
        fields = schema.get("properties", {})
        if place.count(".") > _DEEPEST:
            fields = {name: fields[name] for name in schema.get("required", ())}
        return {name: self._value(each, f"{place}.{name}") for name, each in fields.items()}

    def _array(self, schema: Schema, place: str) -> list[Any]:
        least = schema.get("minItems", 0)
        wanted = _ITEMS if place.count(".") <= _DEEPEST else 0
        count = max(least, min(wanted, schema.get("maxItems", wanted)))
        items = schema.get("items", {})
        return [self._value(items, f"{place}.{index}") for index in range(count)]

    def _whole(self, schema: Schema, place: str) -> int:
        least = schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
        most = schema.get("maximum", schema.get("exclusiveMaximum", least + 101) - 1)
        return int(least) + self._dice(place) % max(1, int(most) - int(least) + 1)

    def _fraction(self, schema: Schema, place: str) -> float:
        least = float(schema.get("minimum", schema.get("exclusiveMinimum", 0)))
        most = float(schema.get("maximum", schema.get("exclusiveMaximum", least + 1)))
        return round(least + (most - least) * (1 + self._dice(place) % 98) / 100, 6)

    def _text(self, schema: Schema, place: str) -> str:
        dice = self._dice(place)
        words = " ".join(_WORDS[(dice >> shift) % len(_WORDS)] for shift in (0, 4, 8))
        text = words.ljust(schema.get("minLength", 0), ".")
        return text[: schema.get("maxLength", len(text))]

    def _dice(self, place: str) -> int:
        return number(*self._seed, place)


def _type_of(schema: Schema) -> str:
    kind = schema.get("type", "object" if "properties" in schema else "string")
    if isinstance(kind, list):
        kind = next((each for each in kind if each != "null"), "null")
    return str(kind)
