"""From a job to what is asked of a service, and what that costs."""

import asyncio
from typing import Final

from backend.domain.errors import ProviderNotConfiguredError
from backend.domain.ids import derived_id
from backend.domain.job import Job
from backend.domain.media import MediaKind
from backend.providers.generation import MediaOrder, ModelKind, Reference, RemoteWork, Speech
from backend.providers.prices import amount_of, price_of
from backend.services.media_service import MediaService
from backend.services.service_catalogue import ServiceCatalogue
from backend.services.tasks.handler import Charge

MADE_BY: Final = {
    MediaKind.IMAGE: ModelKind.IMAGE,
    MediaKind.VIDEO: ModelKind.VIDEO,
    MediaKind.AUDIO: ModelKind.SPEECH,
}
"""Which models make what."""
_OURS: Final = frozenset({"provider", "width", "height", "seed", "source_job_id"})
"""Parameters that an order has fields for, or that mean nothing to a service."""


class Orders:
    """Writes orders to one service."""

    def __init__(self, catalogue: ServiceCatalogue) -> None:
        self.service = catalogue.service
        self._catalogue = catalogue

    def order_of(self, job: Job, attempt: int = 0) -> MediaOrder:
        """Return what is asked for a job; raises ProviderNotConfiguredError without a model."""
        speech = job.task.arguments.get("speech") if job.task else None
        of_film = job.generation_type is MediaKind.VIDEO
        return MediaOrder(
            kind=job.generation_type,
            task_id=derived_id("order", job.id, job.round, job.lane_group, attempt),
            model=self._model_of(job),
            prompt=job.prompt,
            negative_prompt=job.negative_prompt,
            width=int(job.params.get("width") or job.target.width),
            height=int(job.params.get("height") or job.target.height),
            seconds=job.target.seconds if of_film else 0.0,
            seed=job.seed,
            speech=Speech(**speech) if speech is not None else None,
            params={name: value for name, value in job.params.items() if name not in _OURS},
        )

    def estimate(self, job: Job) -> float | None:
        """Return what a job will cost, in US dollars; None if that cannot be told."""
        try:
            order = self.order_of(job)
        except ProviderNotConfiguredError:
            return None
        model = self._catalogue.model(order.model)
        return price_of(model, amount_of(order, model))

    def charge(self, order: MediaOrder, work: RemoteWork) -> Charge | None:
        """Return what work that is done has cost, None if nobody knows."""
        if work.cost_usd is not None:
            return Charge(work.cost_usd)
        model = self._catalogue.model(order.model)
        usd = price_of(model, amount_of(order, model))
        return None if usd is None else Charge(usd * max(1, len(work.files)), estimated=True)

    def _model_of(self, job: Job) -> str:
        kind = MADE_BY[job.generation_type]
        model = job.model or self.service.defaults.get(kind)
        if not model:
            problem = f"has no model of {kind} set: choose one, or set its default"
            raise ProviderNotConfiguredError(self.service.label, problem)
        return model


async def references_of(job: Job, media: MediaService) -> tuple[Reference, ...]:
    """Return the picture that a film starts from, or another one that is made from it."""
    if job.source_key is None:
        return ()
    file = await media.file(job.source_key)
    content = await asyncio.to_thread(file.path.read_bytes)
    of_film = job.generation_type is MediaKind.VIDEO
    return (Reference(file.content_type, content, "first_frame" if of_film else "reference"),)
