"""What the steps have in common that ask a language model."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from pydantic import BaseModel

from backend.domain.draft import DraftedBy
from backend.domain.draft_step import StepName
from backend.domain.errors import StoryCanvasError
from backend.services.drafts.draft_run import DraftRun
from backend.services.text_service import StepOutcome, TextChoice
from backend.story.llm.cast import CastSheet
from backend.story.llm.outline import Outline
from backend.story.llm.shots import Shots
from backend.story.llm.step import Step

V = TypeVar("V", bound=BaseModel)
T = TypeVar("T")

SPLITTER: Final = DraftedBy.SPLITTER.value
"""The name by which a person asks that no language model is asked."""


class Texts(Protocol):
    """Who writes."""

    def check(self, choice: TextChoice) -> None:
        """Raise ProviderNotConfiguredError or ValidationError if nobody could be asked."""

    def context(self, choice: TextChoice) -> int:
        """Return the tokens of a conversation that any who may be asked can hold."""
        ...

    async def run(self, step: Step[T], choice: TextChoice) -> StepOutcome[T]:
        """Have a step written; what a service refuses is in the outcome."""
        ...


def choice_of(run: DraftRun) -> TextChoice:
    """Return who is to write."""
    draft = run.draft
    return TextChoice(
        provider=draft.options.providers.text,
        model=draft.options.models.text,
        project_id=draft.project_id,
        draft_id=draft.draft_id,
    )


def is_written(run: DraftRun, texts: Texts) -> bool:
    """Tell whether a language model is to be asked at all."""
    choice = choice_of(run)
    if choice.provider == SPLITTER:
        return False
    try:
        texts.check(choice)
    except StoryCanvasError:
        return False
    return True


async def ask(
    run: DraftRun, texts: Texts, name: StepName, steps: Sequence[Step[V]], shape: type[V]
) -> list[V]:
    """Have parts of a step written side by side, each kept as soon as it is there.

    What is kept already is not asked for again. A part that nobody could write is left out: the
    splitter does it, and a warning says why.
    """

    async def one(step: Step[V]) -> V | None:
        kept: dict[str, Any] | None = run.output(name).get(step.key)
        if kept is not None:
            return shape.model_validate(kept)
        outcome = await texts.run(step, choice_of(run))
        await run.spent(name, outcome.cost_usd)
        if outcome.value is None:
            error = outcome.error
            why = f"{error.message} ({error.code})" if error else "nothing of use was answered"
            await run.warn(f"{step.key}: {why}; it was done without a language model")
            return None
        told = {"service": outcome.service, "model": outcome.model, "template": outcome.template}
        made = outcome.value.model_dump(mode="json")
        await run.keep(name, {step.key: made, f"{step.key} by": told | {"seed": outcome.seed}})
        return outcome.value

    made = await asyncio.gather(*map(one, steps))
    return [each for each in made if each is not None]


@dataclass(frozen=True)
class Written:
    """What language models made of a script so far."""

    outlines: list[Outline]
    sheet: CastSheet | None
    shots: list[Shots]

    @classmethod
    def of(cls, run: DraftRun) -> "Written":
        """Return what the steps kept."""
        sheets = _kept(run, StepName.CAST_AND_STYLE, CastSheet)
        return cls(
            _kept(run, StepName.OUTLINE, Outline),
            sheets[0] if sheets else None,
            _kept(run, StepName.SHOTS, Shots),
        )


def _kept(run: DraftRun, name: StepName, shape: type[V]) -> list[V]:
    return [
        shape.model_validate(value)
        for key, value in run.output(name).items()
        if not key.endswith(" by")
    ]
