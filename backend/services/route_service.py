"""Where something is made: on the farm of ComfyUI servers, or by which paid service."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from backend.domain.errors import invalid_field
from backend.domain.job import SERVERS, Job, Task
from backend.domain.media import MediaKind
from backend.domain.task_lane import FAKE, lane_of
from backend.providers.base import Requirements
from backend.providers.generation import ModelKind
from backend.providers.services import Service
from backend.providers.services_factory import COMFYUI, SERVICES, not_set_up
from backend.repositories.task_lane_repository import TaskLaneRepository
from backend.services.farm_look import FarmLook
from backend.services.queue.requests import needs_of
from backend.services.service_catalogue import ServiceCatalogue
from backend.services.tasks.paid_orders import MADE_BY

AUTO: Final = "auto"
_ASKED: Final = "params.provider"
_ALIASES: Final = {"openai": "openai_shaped", "mock": FAKE}
_FARM_MAKES: Final = frozenset({ModelKind.IMAGE, ModelKind.VIDEO})


@dataclass(frozen=True)
class Route:
    """The lane on which a job begins, and those it may go to after that."""

    lane: str = SERVERS
    later: tuple[str, ...] = ()

    @property
    def is_paid(self) -> bool:
        """Whether it begins at a service."""
        return self.lane != SERVERS

    def fields(self, kind: MediaKind, arguments: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the fields of a job that is to go this way.

        Args:
            arguments: of the task; {"speech": the fields of a Speech} for narration.
        """
        task = Task(kind=kind, arguments=dict(arguments or {})) if self.is_paid else None
        return {"lane_group": self.lane, "routes": list(self.later), "task": task}


class RouteService:
    """Chooses among what is set up, as the person or the configured order says."""

    def __init__(
        self,
        catalogues: Mapping[str, ServiceCatalogue],
        order: Sequence[str],
        farm: FarmLook,
        states: TaskLaneRepository,
    ) -> None:
        """Make it.

        Args:
            order: what `auto` asks, one after the other; the farm is COMFYUI.
        """
        self._catalogues = catalogues
        self._farm = farm
        self._states = states
        self.order = order

    async def route(
        self,
        kind: MediaKind,
        *,
        provider: str | None,
        model: str | None = None,
        needs: Requirements | None = None,
        field: str = _ASKED,
    ) -> Route:
        """Return the way of something to be made.

        Args:
            provider: a service's name, "comfyui", or "auto"; absent: the farm, or the fake
                service where all is faked.
            model: as a person asked for it.
            field: where the provider was named, as errors call it.

        Raises:
            ValidationError: what is named is not set up, makes no such thing or has no such model.
        """
        made, name = MADE_BY[kind], self._named(provider)
        if name == COMFYUI:
            if made not in _FARM_MAKES:
                raise invalid_field(field, f"ComfyUI makes no {made}")
            return Route()
        if name != AUTO:
            return Route(self._checked(name, made, model, field).lane)
        able = needs is not None and COMFYUI in self.order and made in _FARM_MAKES
        at_farm = able and (await self._farm.can([needs or Requirements(kind)]))[0]
        return await self._auto(made, model, at_farm=at_farm, field=field)

    async def send(self, jobs: Sequence[Job], model: str | None = None) -> list[Job]:
        """Return the jobs with the ways they are to go, by the providers in their parameters.

        Args:
            model: as a person asked for it; one of a template is for the farm.

        Raises:
            ValidationError: as of `route`.
        """
        auto = [job for job in jobs if self._provider_of(job) == AUTO]
        found = await self._farm.can([needs_of(job) for job in auto]) if auto else []
        at_farm = {job.id for job, can in zip(auto, found, strict=True) if can}
        return [await self._sent(job, model, at_farm=job.id in at_farm) for job in jobs]

    def writers(self, provider: str | None = None) -> list[Service]:
        """Return the services that write, in the order in which they are to be asked.

        Raises:
            ValidationError: the one that is named is not set up, or does not write.
        """
        name = self._named(provider or AUTO)
        names = [name] if name != AUTO else [each for each in self.order if each != COMFYUI]
        services = [self._checked(each, None, None, "providers.text") for each in names]
        able = [each for each in services if each.text and ModelKind.TEXT in each.defaults]
        if not able and name != AUTO:
            raise invalid_field("providers.text", f"{name} writes nothing here")
        return able

    def makes(self, kind: MediaKind) -> bool:
        """Tell whether `auto` has anybody for such things, the farm among them."""
        at_farm = COMFYUI in self.order and MADE_BY[kind] in _FARM_MAKES
        return at_farm or self.has_service(kind)

    def has_service(self, kind: MediaKind) -> bool:
        """Tell whether `auto` has a service for such things, beside the farm."""
        return bool(self._able(MADE_BY[kind], None))

    async def _sent(self, job: Job, model: str | None, *, at_farm: bool) -> Job:
        made, name = MADE_BY[job.generation_type], self._provider_of(job)
        if name == COMFYUI:
            return job
        if name != AUTO:
            way = Route(self._checked(name, made, model).lane)
        else:
            farm = at_farm and COMFYUI in self.order
            seconds = job.target.seconds if made is ModelKind.VIDEO else 0.0
            way = await self._auto(made, model, at_farm=farm, seconds=seconds)
        fields = way.fields(job.generation_type)
        return job.model_copy(update={**fields, **({"model": model} if way.is_paid else {})})

    async def _auto(
        self,
        made: ModelKind,
        model: str | None,
        *,
        at_farm: bool,
        seconds: float = 0.0,
        field: str = _ASKED,
    ) -> Route:
        """Return the way under auto; of films, services are left out that make none so long."""
        able = self._able(made, model)
        names = [each for each in able if self._makes_so_long(each, made, model, seconds)] or able
        if at_farm:
            names = [each for each in self.order if each == COMFYUI or each in names]
        if not names:
            if COMFYUI in self.order and made in _FARM_MAKES:
                return Route()
            if model:
                raise invalid_field("model", f"nothing that is set up makes {made} with {model}")
            raise invalid_field(field, f"nothing that is set up makes {made} here")
        lanes = [SERVERS if each == COMFYUI else lane_of(each) for each in names]
        states = await self._states.states()
        shut = {lane for lane, state in states.items() if state.paused}
        first = next((n for n, lane in enumerate(lanes) if lane not in shut), 0)
        return Route(lanes[first], tuple(lanes[first + 1 :]))

    def _able(self, made: ModelKind, model: str | None) -> list[str]:
        """Return the services under `auto` that make such things, with that model if one is."""
        return [
            name
            for name in self.order
            if (catalogue := self._catalogues.get(name)) is not None
            and (_has(catalogue, made, model) if model else made in catalogue.service.defaults)
        ]

    def _makes_so_long(self, name: str, made: ModelKind, model: str | None, seconds: float) -> bool:
        catalogue = self._catalogues[name]
        known = catalogue.model(model or catalogue.service.defaults.get(made, ""))
        return known is None or max(known.durations, default=seconds) >= seconds

    def _checked(
        self,
        name: str,
        made: ModelKind | None,
        model: str | None,
        field: str = _ASKED,
    ) -> Service:
        """Return a service; raises ValidationError if it cannot make that."""
        catalogue = self._catalogues.get(name)
        if catalogue is None:
            raise invalid_field(field, _not_there(name))
        service = catalogue.service
        if made is None:
            return service
        if made not in service.kinds:
            raise invalid_field(field, f"{service.label} makes no {made}")
        chosen = model or service.defaults.get(made)
        if not chosen:
            problem = f"must be given: there is no default for {made} at {service.label}"
            raise invalid_field("model", problem)
        if catalogue.lacks(made, chosen):
            raise invalid_field("model", f"{service.label} lists no model {chosen} for {made}")
        return service

    def _provider_of(self, job: Job) -> str:
        if job.pinned_server_id is not None:
            return COMFYUI
        return self._named(job.params.get("provider"))

    def _named(self, provider: str | None) -> str:
        name = (provider or "").strip().lower()
        if not name:
            return FAKE if tuple(self.order) == (FAKE,) else COMFYUI
        return _ALIASES.get(name, name)


def _has(catalogue: ServiceCatalogue, made: ModelKind, model: str) -> bool:
    """Tell whether a service is known to have a model of a kind."""
    known = catalogue.model(model)
    return known.kind is made if known else catalogue.service.defaults.get(made) == model


def _not_there(name: str) -> str:
    if name not in SERVICES:
        return f"there is no {name}: there are {', '.join([AUTO, COMFYUI, *SERVICES])}"
    return not_set_up(name)
