"""A part of a list, and how long the whole is."""

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class Page(BaseModel):
    """The part asked for; without a limit, everything from the offset on."""

    model_config = ConfigDict(frozen=True)

    limit: int | None = Field(default=None, ge=1, le=500, description="Absent: all.")
    offset: int = Field(default=0, ge=0, le=1_000_000_000)

    @property
    def is_whole(self) -> bool:
        """Tell whether the whole list is asked for."""
        return self.limit is None and not self.offset


@dataclass(frozen=True)
class Listing(Generic[T]):
    """The items of a page, and the length of the whole list."""

    items: list[T]
    total: int


EVERYTHING: Final = Page()


def cut(items: list[T], page: Page) -> Listing[T]:
    """Return the page of a list that is at hand as a whole."""
    end = None if page.limit is None else page.offset + page.limit
    return Listing(items[page.offset : end], len(items))
