"""Figures: how much there is, and how well it is made."""

from pydantic import BaseModel, Field

from backend.domain.job_state import JobStatus
from backend.domain.story_view import StoryStatus
from backend.domain.times import Moment


class Stats(BaseModel):
    """How much there is of everything."""

    users: int
    stories: int
    stories_by_status: dict[StoryStatus, int]
    public_stories: int
    scenes: int
    clips: int
    media_files: int
    jobs_by_status: dict[JobStatus, int] = Field(description="Pictures, films and narration.")


class UserOverview(BaseModel):
    """How much a user has; alternates are not counted."""

    total_stories: int
    stories_by_status: dict[StoryStatus, int]
    public_stories: int
    total_scenes: int
    total_clips: int
    total_seconds: float = Field(description="How long all clips are together.")
    total_images: int
    total_videos: int
    total_narrations: int


class UserActivity(BaseModel):
    """When a user made their stories, and worked on them."""

    first_story_at: Moment | None
    last_story_at: Moment | None
    last_change_at: Moment | None
    stories_last_7_days: int
    stories_last_30_days: int


class UserPerformance(BaseModel):
    """How the pictures, films and narration of a user's stories were made."""

    jobs_by_status: dict[JobStatus, int]
    success_rate: float | None = Field(
        description="Completed of all that were completed or failed, 0 to 1; null: none were."
    )
    average_job_seconds: float | None = Field(description="From start to end of completed ones.")
    cost_usd: float = Field(description="What paid services charged for them.")


class UserStats(BaseModel):
    """A user's figures."""

    overview: UserOverview
    activity: UserActivity
    performance: UserPerformance
