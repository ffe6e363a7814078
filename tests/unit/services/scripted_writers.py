"""Services that write what a test tells them, and lanes and a purse that remember."""

from collections.abc import Mapping, Sequence
from typing import Any

from backend.domain.errors import ProviderError, invalid_field
from backend.domain.ids import DraftId, ProjectId
from backend.domain.money import SpendingKind
from backend.domain.task_lane import TaskLaneState
from backend.providers.generation import ModelKind, ServiceModel, TextOrder, TextResult
from backend.providers.service_data import ServiceData
from backend.providers.services import Service


class ScriptedText:
    """Answers what it was given, one after the other; the last again and again."""

    def __init__(self, *answers: str | TextResult | ProviderError) -> None:
        self._answers = list(answers)
        self.orders: list[TextOrder] = []
        self.under_way = self.most_at_once = 0

    async def models(self) -> Sequence[ServiceModel]:
        return ()

    async def complete(self, order: TextOrder) -> TextResult:
        self.orders.append(order)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, ProviderError):
            raise answer
        return TextResult(answer, order.model) if isinstance(answer, str) else answer

    async def close(self) -> None:
        return


def writer(name: str, text: Any, **data: Any) -> Service:
    """A service that writes with the model "<name>-text"."""
    return Service(
        name=name,
        data=ServiceData(label=name.title(), **data),
        kinds=frozenset({ModelKind.TEXT}),
        defaults={ModelKind.TEXT: f"{name}-text"},
        text=text,
    )


class Order:
    """The services in the order of `auto`."""

    def __init__(self, *services: Service) -> None:
        self._services = services

    def writers(self, provider: str | None = None) -> Sequence[Service]:
        if provider in {None, "auto"}:
            return self._services
        named = [service for service in self._services if service.name == provider]
        if not named:
            raise invalid_field("providers.text", f"there is no {provider}")
        return named


class RememberedLanes:
    """States of lanes without a database."""

    def __init__(self, **states: TaskLaneState) -> None:
        self._states = {f"cloud:{name}": state for name, state in states.items()}
        self.said: list[tuple[Any, ...]] = []

    async def states(self) -> Mapping[str, TaskLaneState]:
        return self._states

    async def pause(self, name: str, reason: str) -> None:
        self._states[name] = TaskLaneState(paused=True, reason=reason)
        self.said.append(("pause", name))

    async def rest(self, name: str, seconds: float, reason: str) -> None:
        self.said.append(("rest", name, seconds))

    async def back_off(self, name: str, reason: str) -> None:
        self.said.append(("back_off", name))

    async def works(self, name: str) -> None:
        self.said.append(("works", name))


class Ledger:
    """A purse with so much in it."""

    def __init__(self, room: float | None = None) -> None:
        self._room = room
        self.entries: list[tuple[str, str, SpendingKind, float, bool]] = []

    async def room(self, project_id: ProjectId) -> float | None:
        return self._room

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
        self.entries.append((lane, model, kind, usd, estimated))
