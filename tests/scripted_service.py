"""A service that does as it is told, for tests: every call is written down."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace

from backend.domain.errors import ProviderError
from backend.providers.base import RemoteState
from backend.providers.generation import (
    MediaOrder,
    ModelKind,
    Price,
    RemoteFile,
    RemoteWork,
    ServiceModel,
)
from backend.providers.service_data import ServiceData
from backend.providers.services import Service
from backend.settings.providers import ProviderSettings
from tests.unit.services.media_samples import flat_png, video

PRICE = 0.25
"""US dollars for a picture, and for a second of a film."""

Answer = RemoteWork | ProviderError


def picture(cost: float | None = None) -> RemoteWork:
    """Return a picture that was made at once, and that the service keeps nothing of."""
    file = RemoteFile(content=flat_png())
    return RemoteWork("", RemoteState.DONE, files=(file,), cost_usd=cost)


def film(id: str = "film-1") -> RemoteWork:
    """Return a film that is done."""
    return RemoteWork(id, RemoteState.DONE, files=(RemoteFile(ref=id),), cost_usd=1.5)


def running(id: str = "film-1") -> RemoteWork:
    """Return a film in the making."""
    return RemoteWork(id, RemoteState.RUNNING, progress=0.5)


@dataclass
class ScriptedGenerator:
    """Answers each submit with the next of its answers, or as it always does."""

    listed: Sequence[ServiceModel] = ()
    always: Answer = field(default_factory=picture)
    answers: deque[Answer] = field(default_factory=deque)
    looks: deque[Answer] = field(default_factory=deque)
    memory: RemoteWork | None = None
    """What it recalls."""
    trouble: ProviderError | None = None
    """Why it cannot list its models."""
    orders: list[MediaOrder] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    recalled: list[str] = field(default_factory=list)
    gate: asyncio.Event | None = None
    """Whoever submits waits for it."""

    async def models(self) -> Sequence[ServiceModel]:
        """Return the list."""
        if self.trouble:
            raise self.trouble
        return self.listed

    async def submit(self, order: MediaOrder) -> RemoteWork:
        """Note the order and answer as told."""
        self.orders.append(order)
        if self.gate is not None:
            await self.gate.wait()
        return _said(self.answers.popleft() if self.answers else self.always)

    async def poll(self, id: str) -> RemoteWork:
        """Answer as told; at last the film is done."""
        return _said(self.looks.popleft() if self.looks else film(id))

    async def recall(self, task_id: str) -> RemoteWork | None:
        """Return what it remembers."""
        self.recalled.append(task_id)
        return self.memory

    async def cancel(self, id: str) -> bool:
        """Note it."""
        self.cancelled.append(id)
        return True

    async def fetch(self, file: RemoteFile, *, limit: int) -> AsyncIterator[bytes]:
        """Yield a film."""
        yield video()

    async def close(self) -> None:
        """Have nothing to close."""


def scripted(
    name: str,
    maker: ScriptedGenerator,
    kinds: frozenset[ModelKind] = frozenset({ModelKind.IMAGE, ModelKind.VIDEO}),
) -> Callable[[ProviderSettings, ServiceData], Service]:
    """Return a factory of that service, whose models cost something."""
    models = [
        ServiceModel(f"{name}-{kind}", kind, prices=(Price(PRICE, _UNITS[kind]),)) for kind in kinds
    ]
    if maker.listed == ():
        maker.listed = models

    def make(_settings: ProviderSettings, data: ServiceData) -> Service:
        defaults = {kind: f"{name}-{kind}" for kind in kinds}
        return Service(name, data.model_copy(update={"models": {}}), kinds, defaults, maker)

    return make


def unlisted(model: ServiceModel) -> ServiceModel:
    """Return a model like another one, by another name."""
    return replace(model, id=f"{model.id}-next")


_UNITS = {ModelKind.IMAGE: "image", ModelKind.VIDEO: "second", ModelKind.SPEECH: "character"}


def _said(answer: Answer) -> RemoteWork:
    if isinstance(answer, ProviderError):
        raise answer
    return answer
