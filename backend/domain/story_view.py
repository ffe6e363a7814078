"""Projects seen as stories: what lists of them ask for, and what they show."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from backend.domain.changes import Changes
from backend.domain.ids import TakeId, UserId
from backend.domain.media import MediaRef
from backend.domain.project import Project, Tags
from backend.domain.stored import StoredList
from backend.domain.story import AgeRating, Brief, Visibility

MAX_SEARCH: Final = 200


class StoryStatus(StrEnum):
    """How a story stands, in the words of older clients; the state of its draft says more."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


class StoryOrder(StrEnum):
    """In which order stories are listed; `updated` has the latest change first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    UPDATED = "updated"
    TITLE = "title"


class StoryQuery(BaseModel):
    """Which stories are asked for: those that fit all that is said."""

    model_config = ConfigDict(frozen=True)

    q: str = Field(
        default="",
        max_length=MAX_SEARCH,
        description="Words that stand so in title, description, idea or tags.",
    )
    status: StoryStatus | None = Field(default=None, description="As a story shows it.")
    user_id: UserId | None = Field(default=None, description="Only of this owner.")
    visibility: Visibility | None = Field(default=None, description="Only such ones.")
    style: str | None = Field(default=None, max_length=200, description="Id or name of a template.")
    category: str | None = Field(default=None, max_length=100, description="As the brief has it.")
    age_rating: AgeRating | None = Field(default=None, description="As the brief has it.")
    tags: str = Field(default="", max_length=2000, description="All of these, as in a,b.")
    sort: StoryOrder = Field(default=StoryOrder.NEWEST, description="What comes first.")
    limit: int | None = Field(default=None, ge=1, le=500, description="Absent: all.")
    cursor: str | None = Field(
        default=None, max_length=2000, description="`next_cursor` of the page before."
    )

    @property
    def all_tags(self) -> list[str]:
        """The tags that are asked for."""
        return [tag.strip() for tag in self.tags.split(",") if tag.strip()]


class StoryAct(StrEnum):
    """What may be done to a story's draft by setting the story's status."""

    CANCELLED = "cancelled"
    """Stop it."""
    PROCESSING = "processing"
    """Let it go on from its gate, or try again what failed."""


class StoryChanges(Changes):
    """What a person may change on a story."""

    clearable = frozenset({"brief", "style", "cover_take"})

    title: str | None = Field(default=None, min_length=1, max_length=200)
    brief: Brief | None = None
    style: str | None = Field(default=None, max_length=200, description="Id or name of a template.")
    visibility: Visibility | None = None
    tags: Tags | None = Field(default=None, max_length=100)
    cover_take: TakeId | None = Field(
        default=None, max_length=100, description="A still of the story; null: the first one."
    )
    status: StoryAct | None = Field(
        default=None, description="Stops its draft, or lets it go on; nothing else can be set."
    )


class Story(Project):
    """A project, with what of its clips and templates a list of stories shows."""

    cover: MediaRef | None = None
    """The cover take's picture, else the first approved, else the first selected one."""
    style: str | None = None
    """The name of its style template."""

    @property
    def story_status(self) -> StoryStatus:
        """How it stands; a board that was made by hand is as complete as it is."""
        return StoryStatus(self.draft.status) if self.draft else StoryStatus.COMPLETED


@dataclass(frozen=True)
class StoryPage:
    """A page of stories, and where the next one begins; None: it was the last."""

    stories: StoredList[Story]
    next_cursor: str | None
