"""What every stored thing has: an id, two times and a revision."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from backend.domain.ids import new_id
from backend.domain.times import Moment, utc_now


def _created_at(known: dict[str, Any]) -> Any:
    return known["created_at"]


class Entity(BaseModel):
    """A document with an identity."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    id: str = Field(default_factory=new_id)
    created_at: Moment = Field(default_factory=utc_now)
    updated_at: Moment = Field(default_factory=_created_at)
    rev: int = Field(default=0, exclude=True)
    """Rises with every change; clients see it in events, and as an ETag."""
