"""Drafts on the wire."""

from typing import Self

from pydantic import BaseModel, Field

from backend.api.v1.dtos.input_dtos import StrictInput
from backend.domain.draft import (
    Draft,
    DraftedBy,
    DraftMode,
    DraftOptions,
    DraftStatus,
    Gate,
    wire_status,
)
from backend.domain.draft_step import DraftError, DraftStep, StepName
from backend.domain.ids import DraftId, ProjectId
from backend.domain.story import SourceKind
from backend.domain.times import Moment
from backend.services.drafts.draft_request import NewDraftOrder
from backend.services.paging import Listing


class DraftCreateDTO(StrictInput, NewDraftOrder):
    """A draft of a project that is there already."""


class DraftResponse(BaseModel):
    """A draft and its steps."""

    id: DraftId
    project_id: ProjectId
    status: str = Field(description="pending, processing, completed or failed.")
    state: DraftStatus
    mode: DraftMode | None = Field(description="Null: it made the project too.")
    kind: SourceKind | None = Field(description="Null: found when the text was read.")
    prompt: str
    language: str | None
    options: DraftOptions
    steps: list[DraftStep]
    step: StepName | None = Field(description="The one at work, or the last one that was.")
    gate: Gate | None = Field(description="Where it stands, awaiting review.")
    drafted_by: DraftedBy | None
    progress: float = Field(description="In percent.")
    warnings: list[str]
    errors: list[DraftError]
    created_at: Moment
    updated_at: Moment
    ended_at: Moment | None

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """Return the draft as clients see it."""
        source = draft.source
        return cls(
            **draft.model_dump(include=_AS_STORED),
            status=wire_status(draft.status),
            state=draft.status,
            kind=source.kind,
            prompt=source.prompt,
            language=source.language,
        )


_AS_STORED = set(DraftResponse.model_fields) - {"status", "state", "kind", "prompt", "language"}


class DraftListResponse(BaseModel):
    """Drafts, newest first, and how many there are."""

    drafts: list[DraftResponse]
    total: int

    @classmethod
    def of(cls, listing: Listing[Draft], *, with_prompts: bool = True) -> Self:
        """Return the drafts as clients see them."""
        drafts = [DraftResponse.of(each) for each in listing.items]
        if not with_prompts:
            drafts = [each.model_copy(update={"prompt": ""}) for each in drafts]
        return cls(drafts=drafts, total=listing.total)
