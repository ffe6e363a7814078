"""What a person asks for when they have a story drafted."""

from pathlib import PurePosixPath
from typing import Annotated, Final, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from backend.domain.draft import DraftMode, DraftOptions, DraftSource, Gate
from backend.domain.ids import UserId
from backend.domain.project import Budget
from backend.domain.story import MAX_PROMPT, Brief, SourceKind
from backend.domain.user import StoryDefaults
from backend.services.story_service import MOST_CHARACTERS
from backend.story.parser import UNTITLED

SHORTEST: Final = 10
BOTH_GATES: Final = (Gate.TEXT, Gate.IMAGES)
_LONGEST_TITLE: Final = 60
_LANGUAGE: Final = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"

Language = Annotated[str, Field(max_length=35, pattern=_LANGUAGE)]


class DraftOrder(DraftOptions):
    """An idea or a script, and what is to be made of it."""

    prompt: str | None = Field(
        default=None,
        min_length=SHORTEST,
        max_length=MAX_PROMPT,
        description="An idea, of which a language model writes the story.",
    )
    script: str | None = Field(
        default=None,
        min_length=SHORTEST,
        max_length=MOST_CHARACTERS,
        description="The story itself; its words stay as they are. At most 200000 characters,"
        " which are counted without the markup of FDX.",
    )
    kind: SourceKind | None = Field(
        default=None, description="How the script is written; absent: found in it."
    )
    filename: str | None = Field(
        default=None, max_length=300, description="Its ending tells the kind."
    )
    language: Language | None = Field(default=None, description="BCP 47; absent: found in it.")

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.prompt is None) == (self.script is None):
            raise PydanticCustomError("one_source", "Send either a prompt or a script")
        if self.kind is SourceKind.PROMPT and self.prompt is None:
            raise PydanticCustomError("one_source", "A script cannot be of the kind prompt")
        return self

    def options(self) -> DraftOptions:
        """Return what is to be made."""
        return DraftOptions(**{name: getattr(self, name) for name in DraftOptions.model_fields})

    def source(self) -> DraftSource:
        """Return what it is to be made of."""
        return DraftSource(
            kind=None if self.prompt else self.kind,
            text=self.script or "",
            prompt=self.prompt or "",
            language=self.language,
            filename=self.filename,
        )


class NewDraftOrder(DraftOrder):
    """A draft of a project that is there already."""

    mode: DraftMode = DraftMode.APPEND
    review: list[Gate] = Field(default=list(BOTH_GATES), max_length=2)


class StoryOrder(DraftOrder):
    """A draft that makes its project too."""

    title: str | None = Field(
        default=None, min_length=1, max_length=200, description="Absent: the script's own."
    )
    user_id: UserId | None = Field(default=None, max_length=100, description="Whose story it is.")
    brief: Brief | None = None
    budget_usd: Budget | None = None
    auto_approve: bool | None = Field(
        default=None, description="False: stop at both gates, whatever review says."
    )

    @model_validator(mode="after")
    def _gates(self) -> Self:
        """Read the older word for all gates."""
        if self.auto_approve is False:
            self.review = list(BOTH_GATES)
        return self

    def with_defaults(self, usual: StoryDefaults) -> Self:
        """Return it with what its user usually wants, where nothing else is asked for."""
        providers = usual.providers.model_copy(update=self.providers.model_dump(exclude_none=True))
        return self.model_copy(
            update={
                "style": self.style or usual.style,
                "voice": self.voice or usual.voice,
                "num_scenes": self.num_scenes or usual.num_scenes,
                "providers": providers,
            }
        )


def working_title(source: DraftSource) -> str:
    """Return what a story is called until its own title is known: how it begins.

    Markup and subtitles do not begin with words, but their file may have a name.
    """
    if source.kind in {SourceKind.FDX, SourceKind.SRT}:
        return PurePosixPath(source.filename or "").stem[:_LONGEST_TITLE] or UNTITLED
    first = next(iter((source.prompt or source.text).strip().splitlines()), "")
    words = first.lstrip("#*.> ").strip()
    if len(words) <= _LONGEST_TITLE:
        return words or UNTITLED
    return words[:_LONGEST_TITLE].rsplit(maxsplit=1)[0] + "…"
