"""Partial updates: only what was sent changes, and null only clears what may be empty."""

from typing import Any, ClassVar, Final, Self

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

_NULL: Final = {"type": "null"}


class Changes(BaseModel):
    """The base of every XChanges model: each field optional, absent meaning "as it was"."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    clearable: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="after")
    def _refuse_null_and_nothing(self) -> Self:
        for name in self.model_fields_set - self.clearable:
            if getattr(self, name) is None:
                raise PydanticCustomError(
                    "null_not_allowed", "'{field}' may not be null", {"field": name}
                )
        if not self.model_fields_set:
            raise PydanticCustomError(
                "nothing_to_change",
                "Send at least one field to change: {fields}",
                {"fields": ", ".join(type(self).model_fields)},
            )
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Say of the schema what the validator does: null only clears, and nothing is no change."""
        schema = handler.resolve_ref_schema(handler(core))
        schema["minProperties"] = 1
        for name, field in schema["properties"].items():
            field.pop("default", None)
            if name in cls.clearable or cls.model_fields[name].default is not None:
                continue
            kinds = [kind for kind in field.pop("anyOf", ()) if kind != _NULL]
            if kinds:
                field |= kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
        return schema

    def changed(self) -> dict[str, Any]:
        """Return the fields that were sent, as they are stored."""
        return self.model_dump(exclude_unset=True)
