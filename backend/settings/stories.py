"""Settings of drafts: how many at once, and how long what they leave behind is kept."""

from datetime import timedelta

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings


class StorySettings(BaseSettings):
    """Limits of drafts."""

    max_active_drafts: int = Field(
        default=100,
        ge=1,
        le=10_000,
        validation_alias=AliasChoices("max_active_drafts", "max_sessions"),
        description="Drafts at work, over all processes; one more is refused with 429.",
    )
    rate_limit: str | None = Field(
        default=None,
        pattern=r"^[1-9]\d{0,3}/(second|minute|hour|day)$",
        description="Orders of drafts, pictures, films, narrations and exports that one client may"
        " send, e.g. 60/minute; one more is refused with 429. Each process counts for itself."
        " Unset: as many as it likes.",
    )
    drafts_at_once: int = Field(
        default=8,
        ge=1,
        le=100,
        description="Drafts whose text is written at the same time, over all processes.",
    )
    draft_retention_days: float = Field(
        default=30,
        gt=0,
        le=3650,
        description="How long the steps of a finished draft and rejected takes are kept.",
    )
    session_cleanup_hours: float | None = Field(
        default=None, gt=0, le=87_600, description="The same in hours; it wins where it is set."
    )

    @property
    def draft_retention(self) -> timedelta:
        """How long the steps of a finished draft are kept, and rejected takes."""
        if self.session_cleanup_hours is not None:
            return timedelta(hours=self.session_cleanup_hours)
        return timedelta(days=self.draft_retention_days)
