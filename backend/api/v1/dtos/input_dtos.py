"""What bodies share that refuse fields which are not known."""

from typing import Any, ClassVar

from pydantic import ConfigDict, model_validator

from backend.domain.values import StorableInput


class StrictInput(StorableInput):
    """Refuses fields that there are not, but not those that only answers have."""

    model_config = ConfigDict(extra="forbid")

    answered_only: ClassVar[frozenset[str]] = frozenset({"id", "created_at", "updated_at"})
    """What a client may send back as it got it."""

    @model_validator(mode="before")
    @classmethod
    def _without_answered(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {name: value for name, value in data.items() if name not in cls.answered_only}
