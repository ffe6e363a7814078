"""A scene: a stretch of the story that holds clips."""

from typing import Annotated

from pydantic import BaseModel, Field

from backend.domain.alternate import Alternating
from backend.domain.changes import Changes
from backend.domain.ids import ProjectId, SceneId
from backend.domain.values import Order, Seconds

Names = list[Annotated[str, Field(min_length=1, max_length=200)]]


class SceneFields(BaseModel):
    """What a person may set on a scene."""

    name: str = Field(min_length=1, max_length=200)
    description: str = Field(default="", max_length=2000)
    lyrics: str = Field(default="", max_length=5000)
    number: str = Field(default="", max_length=50, description="The author's own.")
    notes: str = Field(default="", max_length=20_000)
    location: str = Field(default="", max_length=200)
    time_of_day: str = Field(default="", max_length=100)
    summary: str = Field(default="", max_length=2000)
    characters: Names = Field(default=[], max_length=100, description="Who is in it, by name.")
    duration: Seconds | None = Field(
        default=None, description="In seconds; absent: the end of the last clip."
    )
    timeline_start: Seconds = Field(default=0.0, description="In the project, in seconds.")


class SceneDraft(SceneFields):
    """A scene to be made."""

    project_id: ProjectId
    order: Order | None = Field(default=None, description="Sort key; absent: last.")


class SceneChanges(Changes):
    """What a person may change on a scene."""

    clearable = frozenset({"duration"})

    name: str | None = Field(default=None, min_length=1, max_length=200)
    description: str | None = Field(default=None, max_length=2000)
    lyrics: str | None = Field(default=None, max_length=5000)
    number: str | None = Field(default=None, max_length=50)
    notes: str | None = Field(default=None, max_length=20_000)
    location: str | None = Field(default=None, max_length=200)
    time_of_day: str | None = Field(default=None, max_length=100)
    summary: str | None = Field(default=None, max_length=2000)
    characters: Names | None = Field(default=None, max_length=100)
    order: Order | None = None
    duration: Seconds | None = None
    timeline_start: Seconds | None = None


class Scene(SceneFields, Alternating):
    """A stored scene; read back, its duration is the set one or else the end of its last clip."""

    project_id: ProjectId
    order: Order
    parent_scene_id: SceneId | None = None
    rev: int = Field(default=0, exclude=True)
    """Rises with every change, and every move on the timeline: two moves at once meet here."""
    deleting: bool = Field(default=False, exclude=True)
    """True while a deletion is under way: nothing is added to the scene any more."""
