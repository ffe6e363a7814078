"""What several answers share."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, Field, ModelWrapValidatorHandler, model_validator

Pair = Annotated[list[int], Field(min_length=2, max_length=2)]
"""Two numbers; arrays of a set length are what most generated clients know."""


class SuccessResponse(BaseModel):
    """It is done."""

    message: str


class Answer(BaseModel):
    """The base of answers that show an entity: its values are taken as they are.

    They were checked when the entity was read; to check or to copy them one by one again would
    cost a long list as much as reading it did.
    """

    not_in_document: ClassVar[frozenset[str]] = frozenset()
    """Fields that depend on more than the entity's own document."""

    @classmethod
    def of(cls, entity: BaseModel, **more: Any) -> Self:
        """Return the entity as it is answered, with some values besides."""
        shown = cls.__new__(cls)
        shown.__setstate__(
            {
                "__dict__": {**entity.__dict__, **more},
                "__pydantic_fields_set__": entity.model_fields_set,
                "__pydantic_extra__": None,
                "__pydantic_private__": None,
            }
        )
        return shown

    @model_validator(mode="wrap")
    @classmethod
    def _show(cls, value: Any, check: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(value, BaseModel) and not isinstance(value, cls):
            return cls.of(value)
        return check(value)
