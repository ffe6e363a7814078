"""What language models write: one step at a time, at most two calls each, by whom is configured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, Protocol, TypeVar

from backend.domain.errors import (
    ConflictError,
    ProviderError,
    ProviderNotConfiguredError,
    ProviderOutputError,
    StoryCanvasError,
    invalid_field,
)
from backend.domain.failures import FailureClass
from backend.domain.ids import DraftId, ProjectId
from backend.domain.money import SpendingKind
from backend.providers.generation import ModelKind, ServiceModel, TextGenerator, TextResult
from backend.providers.prices import Amount, amount_of_text, price_of
from backend.providers.services import Service
from backend.services.service_catalogue import ServiceCatalogue
from backend.services.text_lanes import TextLanes
from backend.services.text_talk import Talk
from backend.story.llm.step import DEFAULT_CONTEXT, Step

AUTO: Final = "auto"
_ELSEWHERE: Final = frozenset(
    {FailureClass.UNREACHABLE, FailureClass.LANE_AUTH, FailureClass.THROTTLED}
)
"""What `auto` asks the next service after; all else would be the same there, or was paid for."""

T = TypeVar("T")


@dataclass(frozen=True)
class TextChoice:
    """Who is to write, and for whom.

    Attributes:
        provider: a service's name; None: `auto`.
        model: as the service calls it; None: its default.
    """

    provider: str | None = None
    model: str | None = None
    seed: int | None = None
    project_id: ProjectId | None = None
    draft_id: DraftId | None = None


@dataclass(frozen=True)
class StepOutcome(Generic[T]):
    """How a step went.

    Attributes:
        value: None if nothing came of it; then `error` says why.
        calls: replies that came, at most two.
        cost_usd: of all of them, as far as it is known.
        estimated: some of the cost was looked up, for the service did not say it.
        template: the version of what the model was told.
    """

    value: T | None = None
    calls: int = 0
    cost_usd: float = 0.0
    estimated: bool = False
    service: str | None = None
    model: str | None = None
    seed: int | None = None
    template: str = ""
    error: StoryCanvasError | None = None


class Writers(Protocol):
    """Who knows what is set up, and in which order it is asked."""

    def writers(self, provider: str | None = None) -> Sequence[Service]:
        """Return the services of text, in the order of `auto`, or the one that is named.

        Raises:
            ValidationError: it is named and there is no such service.
        """
        ...


class Purse(Protocol):
    """Who keeps the ledger and knows the budgets."""

    async def room(self, project_id: ProjectId) -> float | None:
        """Return US dollars that may be spent still; None: whatever it takes."""
        ...

    async def spent(
        self,
        project_id: ProjectId | None,
        draft_id: DraftId | None,
        lane: str,
        model: str,
        kind: SpendingKind,
        usd: float,
        estimated: bool,
    ) -> None:
        """Enter what was spent."""


@dataclass(frozen=True)
class _Writer:
    """Something that writes, with a model.

    Attributes:
        known: what is known of the model.
        is_last: nobody else is asked after it.
    """

    service: Service
    text: TextGenerator
    model: str
    known: ServiceModel | None
    is_last: bool = False


@dataclass
class _Bill:
    """What a step has cost so far, and who replied last."""

    usd: float = 0.0
    estimated: bool = False
    service: str | None = None
    model: str | None = None


class TextService:
    """Has steps written, by the service that is named or by the first that can."""

    def __init__(
        self,
        writers: Writers,
        lanes: TextLanes,
        purse: Purse,
        catalogues: Mapping[str, ServiceCatalogue],
    ) -> None:
        """Make the service.

        Args:
            catalogues: what is known of models, by the service's name.
        """
        self._writers = writers
        self._lanes = lanes
        self._purse = purse
        self._catalogues = catalogues

    def check(self, choice: TextChoice) -> None:
        """Make sure that somebody can be asked.

        Raises:
            ValidationError: the service that is named does not exist, or none has the model.
            ProviderNotConfiguredError: nothing that writes is set up, or has a model to write with.
        """
        if self._candidates(choice):
            return
        if self._candidates(replace(choice, model=None)):
            raise invalid_field("models.text", f"nothing asked here writes with {choice.model}")
        raise _not_set_up(choice)

    def context(self, choice: TextChoice) -> int:
        """Return how many tokens each of those that may be asked can take in a conversation."""
        contexts = [each.known.context for each in self._candidates(choice) if each.known]
        return min(filter(None, contexts), default=DEFAULT_CONTEXT)

    async def run(self, step: Step[T], choice: TextChoice) -> StepOutcome[T]:
        """Have a step written; what goes wrong with it stands in the outcome.

        A reply with faults is sent back once. Under `auto` a service that is paused, away or too
        dear is passed over; one that refuses, or that may have been paid, is the last.
        """
        talk, bill = Talk(step), _Bill()
        error: StoryCanvasError = _not_set_up(choice)
        for writer in self._candidates(choice):
            try:
                with writer.service.used():
                    await self._talk(talk, bill, writer, choice)
                error = _unusable(writer, talk)
                break
            except (ProviderError, ConflictError) as problem:
                error = problem
                if not _goes_on(problem, choice):
                    break
        return StepOutcome(
            value=talk.value,
            calls=talk.calls,
            cost_usd=bill.usd,
            estimated=bill.estimated,
            service=bill.service,
            model=bill.model,
            seed=choice.seed,
            template=step.template,
            error=error if talk.value is None else None,
        )

    async def _talk(self, talk: Talk[T], bill: _Bill, writer: _Writer, choice: TextChoice) -> None:
        """Ask until the step is done or cannot be done; raises ProviderError, ConflictError."""
        service = writer.service
        while not talk.is_over:
            order = talk.order(writer.model, writer.known, choice.seed)
            wanted = Amount(token_in=talk.tokens_in, token_out=order.max_tokens)
            async with self._lanes.turn(service, patient=writer.is_last):
                await self._check_budget(price_of(writer.known, wanted), choice)
                result = await writer.text.complete(order)
            bill.service, bill.model = service.name, result.model or writer.model
            await self._pay(bill, writer, result, choice)
            await talk.hear(result)

    async def _check_budget(self, usd: float | None, choice: TextChoice) -> None:
        if choice.project_id is None or not usd:
            return
        room = await self._purse.room(choice.project_id)
        if room is not None and usd > room:
            raise ConflictError(
                f"It may cost up to ${usd:.4f}, and the budget leaves ${max(room, 0.0):.4f}"
            )

    async def _pay(
        self, bill: _Bill, writer: _Writer, result: TextResult, choice: TextChoice
    ) -> None:
        """Enter what a reply cost: what its service says, else what its price comes to."""
        estimated = result.cost_usd is None
        usd = price_of(writer.known, amount_of_text(result)) if estimated else result.cost_usd
        if not usd:
            return
        bill.usd += usd
        bill.estimated = bill.estimated or estimated
        await self._purse.spent(
            choice.project_id,
            choice.draft_id,
            writer.service.lane,
            bill.model or writer.model,
            SpendingKind.TEXT,
            usd,
            estimated,
        )

    def _candidates(self, choice: TextChoice) -> list[_Writer]:
        """Return who may be asked, in order; first those who list the model, if one is named."""
        found = []
        for service in self._writers.writers(choice.provider):
            model = choice.model or service.defaults.get(ModelKind.TEXT)
            catalogue = self._catalogues.get(service.name)
            if service.text is None or not model:
                continue
            if catalogue and catalogue.lacks(ModelKind.TEXT, model):
                continue
            known = catalogue.model(model) if catalogue else service.data.model(model)
            found.append(_Writer(service, service.text, model, known))
        found.sort(key=lambda each: choice.model is not None and each.known is None)
        return [replace(each, is_last=each is found[-1]) for each in found]


def _not_set_up(choice: TextChoice) -> ProviderNotConfiguredError:
    who = choice.provider or AUTO
    asked = f" with the model {choice.model}" if choice.model else ""
    problem = f"{who} has nothing set up here that writes{asked}: set OPENROUTER_API_KEY, say"
    return ProviderNotConfiguredError("Text", problem)


def _unusable(writer: _Writer, talk: Talk[T]) -> ProviderOutputError:
    return ProviderOutputError(
        writer.service.label, f"gave no reply that can be used: {'; '.join(talk.faults)}"
    )


def _goes_on(error: ProviderError | ConflictError, choice: TextChoice) -> bool:
    """Whether the next service is asked."""
    is_auto = choice.provider in {None, AUTO}
    return is_auto and (isinstance(error, ConflictError) or error.failure in _ELSEWHERE)
