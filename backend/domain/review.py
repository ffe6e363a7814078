"""Reviews: what people decide about takes, and what waits for their decision."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from backend.domain.clip import Clip
from backend.domain.ids import ClipId, TakeId
from backend.domain.media import MediaKind
from backend.domain.scene import Scene
from backend.domain.take import GeneratedContent, ReviewState
from backend.domain.values import TypedInput

Note = Annotated[str, Field(max_length=2000)]


class Verdict(StrEnum):
    """What is decided."""

    APPROVE = "approve"
    """It is good, and chosen."""
    REJECT = "reject"
    """It is not, and no longer chosen if it was."""

    @property
    def state(self) -> ReviewState:
        """What the take is from then on."""
        return ReviewState.APPROVED if self is Verdict.APPROVE else ReviewState.REJECTED


class Decision(TypedInput):
    """A verdict on one take of a clip."""

    clip_id: ClipId = Field(max_length=100)
    take_id: TakeId | None = Field(
        default=None, max_length=100, description="Absent: the chosen take of content_type."
    )
    content_type: MediaKind = Field(
        default=MediaKind.IMAGE, description="Of which kind the chosen take is meant."
    )
    decision: Verdict
    note: Note | None = Field(default=None, description="Kept with the take.")


class WhichTakes(StrEnum):
    """Which takes wait: the chosen ones, or all on which nobody has decided."""

    SELECTED = "selected"
    ALL = "all"


class ReviewQuery(BaseModel):
    """What is asked of the takes that wait."""

    takes: WhichTakes = WhichTakes.SELECTED
    content_type: MediaKind | None = Field(default=None, description="Absent: every kind.")

    @property
    def kinds(self) -> list[MediaKind]:
        """The kinds that are asked for."""
        return list(MediaKind) if self.content_type is None else [self.content_type]


@dataclass(frozen=True)
class Waiting:
    """A clip of which takes wait, newest first, and its scene; scenes count from 1."""

    scene: Scene
    sequence: int
    clip: Clip
    takes: list[GeneratedContent]
