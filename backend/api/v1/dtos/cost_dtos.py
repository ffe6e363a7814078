"""Costs on the wire, before and after, in US dollars."""

from pydantic import BaseModel, ConfigDict, Field

from backend.api.v1.dtos.common_dtos import Answer
from backend.domain.ids import ClipId
from backend.domain.money import Dollars, Spending, SpendingKind, SpendingSum
from backend.domain.values import StorableInput, TypedInput


class ByKind(TypedInput):
    """Something for each kind; what is absent is chosen by auto."""

    model_config = ConfigDict(extra="forbid")

    text: str | None = Field(default=None, max_length=500)
    image: str | None = Field(default=None, max_length=500)
    video: str | None = Field(default=None, max_length=500)
    audio: str | None = Field(default=None, max_length=500)

    def given(self) -> dict[str, str]:
        """Return what was given, by kind."""
        return self.model_dump(exclude_none=True)


class EstimateRequestDTO(StorableInput):
    """What is to be made for a project's clips."""

    model_config = ConfigDict(extra="forbid")

    clip_ids: list[ClipId] | None = Field(
        default=None, max_length=1000, description="Absent: all of the project."
    )
    images: bool = True
    narration: bool = True
    videos: bool = False
    providers: ByKind = ByKind()
    models: ByKind = ByKind()


class EstimateItemResponse(BaseModel):
    """What all of a kind will cost."""

    kind: SpendingKind
    count: int = Field(description="Pictures, films, or characters that are read or said.")
    lane: str | None = Field(description="Where; servers: on ComfyUI. Null: nobody makes it.")
    model: str
    usd: Dollars | None = Field(description="Null: no price is known.")


class EstimateResponse(BaseModel):
    """What it will cost."""

    usd: Dollars = Field(description="As far as it is known.")
    is_known: bool = Field(description="Whether it is known of everything.")
    items: list[EstimateItemResponse]
    budget_left_usd: Dollars | None = Field(description="Null: there is no budget.")
    fits: bool = Field(description="Whether the budget leaves so much.")


class SpendingResponse(Answer, Spending):
    """One entry of the ledger."""


class CostsResponse(BaseModel):
    """What a project has cost."""

    spent_usd: Dollars
    reserved_usd: Dollars = Field(description="What jobs under way will probably cost.")
    budget_usd: float | None = Field(description="Null: whatever it takes.")
    sums: list[SpendingSum] = Field(description="By kind, lane, model and draft; dearest first.")
    entries: list[SpendingResponse] = Field(description="Newest first.")
    total: int = Field(description="How many entries there are.")
