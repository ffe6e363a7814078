"""What makes a project a story: where its words are from, whom it is for and who tells it."""

from enum import StrEnum
from typing import Final

from pydantic import BaseModel, Field

from backend.domain.values import TypedInput

MAX_SCRIPT: Final = 200_000
"""Code points of a script."""
MAX_PROMPT: Final = 4_000
"""Code points of an idea that a story is to be written from."""


class SourceKind(StrEnum):
    """How the text of a story is written; `prompt` is an idea of which the text is made."""

    PROMPT = "prompt"
    PLAIN = "plain"
    MARKDOWN = "markdown"
    FOUNTAIN = "fountain"
    FDX = "fdx"
    SRT = "srt"
    TRANSCRIPT = "transcript"


class StorySource(BaseModel):
    """Where a project's words are from; the text itself is kept with the draft that read it."""

    kind: SourceKind
    prompt: str = ""
    language: str | None = None


class AgeRating(StrEnum):
    """From which age a story is suitable."""

    ALL = "ALL"
    FROM_3 = "3+"
    FROM_6 = "6+"
    FROM_9 = "9+"
    FROM_12 = "12+"


class Brief(BaseModel):
    """Whom a story is for, and what it is to be like."""

    audience: str = Field(default="", max_length=200)
    age_rating: AgeRating | None = None
    category: str = Field(default="", max_length=100)
    difficulty: str = Field(default="", max_length=100)
    tone: str = Field(default="", max_length=200)
    setting: str = Field(default="", max_length=500)
    themes: list[str] = Field(default=[], max_length=20)


class Voice(TypedInput):
    """Who speaks, and how fast."""

    provider: str | None = Field(
        default=None, max_length=100, description="A lane of speech; absent: chosen by auto."
    )
    voice_id: str = Field(default="", max_length=200, description="As the provider calls it.")
    model: str | None = Field(default=None, max_length=500)
    speed: float = Field(default=1.0, ge=0.25, le=4, allow_inf_nan=False)


class Visibility(StrEnum):
    """Who finds a story in lists."""

    PRIVATE = "private"
    PUBLIC = "public"
