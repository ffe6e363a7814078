"""Trying a server out: every step on the way to a generation, and which of them fails."""

from pydantic import BaseModel, Field


class TrialStep(BaseModel):
    """One step; after one that failed the others are skipped."""

    name: str
    ok: bool
    ms: float = Field(description="How long it took, in milliseconds.")
    reason: str | None = None


class ServerTrial(BaseModel):
    """All steps, in their order."""

    ok: bool
    steps: list[TrialStep]
