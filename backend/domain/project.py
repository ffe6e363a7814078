"""A project: the frame size and rate of a storyboard, and the music under it."""

from typing import Annotated

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from backend.domain.changes import Changes
from backend.domain.draft import DraftSummary
from backend.domain.entity import Entity
from backend.domain.frame_rate import Fps
from backend.domain.ids import TakeId, UserId
from backend.domain.media import MediaRef
from backend.domain.story import Brief, StorySource, Visibility, Voice
from backend.domain.values import Reference, Seconds

MUSIC_NAMES = AliasChoices("music_file", "music_file_path")
Tags = list[str]
_Text = Annotated[str, Field(max_length=2000)]
Description = Annotated[
    _Text,
    BeforeValidator(lambda text: "" if text is None else text, json_schema_input_type=_Text | None),
]
"""Clients may send null for no description; it is kept as an empty text."""

Budget = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]


class ProjectFields(BaseModel):
    """What a person may set on a project."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    name: str = Field(min_length=1, max_length=200)
    description: Description = ""
    fps: Fps = 24
    width: int = Field(default=1920, ge=64, le=8192, description="Frame width in pixels.")
    height: int = Field(default=1080, ge=64, le=8192, description="Frame height in pixels.")
    music_file: MediaRef | None = Field(default=None, max_length=2000, validation_alias=MUSIC_NAMES)
    music_duration: Seconds | None = Field(default=None, description="In seconds.")
    style_template_id: Reference = None
    tags: Tags = Field(default=[], max_length=100)
    brief: Brief | None = None
    voice: Voice | None = Field(default=None, description="Who tells it; characters may differ.")
    budget_usd: Budget | None = Field(default=None, description="What paid services may cost.")
    visibility: Visibility = Visibility.PRIVATE
    cover_take: TakeId | None = Field(
        default=None, max_length=100, description="Absent: the first approved or selected still."
    )


class ProjectDraft(ProjectFields):
    """A project to be made."""


class ProjectChanges(Changes):
    """What a person may change on a project."""

    clearable = frozenset(
        {
            *("music_file", "music_file_path", "music_duration", "style_template_id"),
            *("brief", "voice", "budget_usd", "cover_take"),
        }
    )

    name: str | None = Field(default=None, min_length=1, max_length=200)
    description: Description = ""
    fps: Fps | None = None
    width: int | None = Field(default=None, ge=64, le=8192)
    height: int | None = Field(default=None, ge=64, le=8192)
    music_file: MediaRef | None = Field(default=None, max_length=2000)
    music_file_path: MediaRef | None = Field(
        default=None, max_length=2000, description="The same as music_file."
    )
    music_duration: Seconds | None = None
    style_template_id: Reference = None
    tags: Tags | None = Field(default=None, max_length=100)
    brief: Brief | None = None
    voice: Voice | None = None
    budget_usd: Budget | None = None
    visibility: Visibility | None = None
    cover_take: TakeId | None = Field(default=None, max_length=100)


class Project(ProjectDraft, Entity):
    """A stored project."""

    thumbnail_url: MediaRef | None = None
    source: StorySource | None = Field(default=None, description="Null: no script was drafted.")
    owner_id: UserId | None = None
    draft: DraftSummary | None = Field(default=None, description="Its newest draft.")
    rev: int = Field(default=0, exclude=True)
    """Rises with every change of the project and of its scenes."""
    deleting: bool = Field(default=False, exclude=True)
    """True while a deletion is under way; it is finished at the next start if we die in it."""
