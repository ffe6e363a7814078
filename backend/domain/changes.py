"""Partial updates: only what was sent changes, and null only clears what may be empty."""

from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError


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

    def changed(self) -> dict[str, Any]:
        """Return the fields that were sent, as they are stored."""
        return self.model_dump(exclude_unset=True)
