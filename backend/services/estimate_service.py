"""What something will cost before it is ordered, as far as prices are known."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from backend.domain.clip import Clip
from backend.domain.errors import ValidationError, renamed
from backend.domain.ids import ClipId, ProjectId
from backend.domain.job import SERVERS
from backend.domain.media import MediaKind
from backend.domain.money import SpendingKind
from backend.domain.task_lane import service_of
from backend.providers.base import Requirements
from backend.providers.generation import ModelKind
from backend.providers.prices import Amount, charged_seconds, price_of
from backend.repositories.clip_excerpts import ClipExcerpts
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.project_repository import ProjectRepository
from backend.services.budget_service import BudgetService
from backend.services.provider_service import ProviderService
from backend.services.route_service import AUTO, RouteService
from backend.services.tasks.paid_orders import MADE_BY

_CHARACTERS_PER_TOKEN: Final = 4.0
_READINGS: Final = 4.0
"""So often the steps of a draft read its source."""


@dataclass(frozen=True)
class Wanted:
    """What is to be made.

    Attributes:
        films: the length of each, in seconds.
        characters: of the text that is to be said.
        text_characters: of the source that is to be read and worked on by a service that writes.
    """

    images: int = 0
    films: Sequence[float] = ()
    characters: int = 0
    text_characters: int = 0


@dataclass(frozen=True)
class EstimateItem:
    """What all of a kind will cost; no lane: nobody makes it, for nothing; no dollars: unknown."""

    kind: SpendingKind
    count: int
    lane: str | None = None
    model: str = ""
    usd: float | None = None


@dataclass(frozen=True)
class Estimate:
    """What everything will cost.

    Attributes:
        room: US dollars that the project's budget leaves; None: there is no project or no budget.
    """

    items: list[EstimateItem] = field(default_factory=list)
    room: float | None = None

    @property
    def usd(self) -> float:
        """The sum, as far as it is known."""
        return sum(each.usd or 0.0 for each in self.items)

    @property
    def is_known(self) -> bool:
        """Whether it is known of everything."""
        return all(each.usd is not None for each in self.items)


class EstimateService:
    """Looks prices up, and calls nobody."""

    def __init__(
        self,
        projects: ProjectRepository,
        clips: ClipRepository,
        excerpts: ClipExcerpts,
        routes: RouteService,
        providers: ProviderService,
        budgets: BudgetService,
    ) -> None:
        self._projects = projects
        self._clips = clips
        self._excerpts = excerpts
        self._routes = routes
        self._providers = providers
        self._budgets = budgets

    async def of(
        self,
        wanted: Wanted,
        providers: Mapping[str, str] | None = None,
        models: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Return what it will cost.

        Args:
            providers, models: by kind; what is not in them is chosen by auto.

        Raises:
            ValidationError: a provider is not set up, or has no such model.
        """
        chosen, named = providers or {}, models or {}
        counts = {
            MediaKind.IMAGE: wanted.images,
            MediaKind.VIDEO: len(wanted.films),
            MediaKind.AUDIO: wanted.characters,
        }
        items = [
            await self._item(kind, count, wanted, chosen.get(kind), named.get(kind))
            for kind, count in counts.items()
            if count
        ]
        if wanted.text_characters:
            items.insert(0, self._text(wanted, chosen.get("text"), named.get("text")))
        return Estimate(items)

    async def of_project(
        self,
        project_id: ProjectId,
        kinds: Collection[MediaKind],
        clip_ids: Collection[ClipId] | None = None,
        providers: Mapping[str, str] | None = None,
        models: Mapping[str, str] | None = None,
    ) -> Estimate:
        """Return what it will cost to have things made for a project's clips, or some of them.

        Raises:
            ResourceNotFoundError: there is no such project.
            ValidationError: as of `of`.
        """
        await self._projects.get(project_id)
        chosen = {} if clip_ids is None else {"_id": {"$in": list(clip_ids)}}
        ids = await self._clips.ids({"project_id": project_id, **chosen})
        clips = (await self._excerpts.for_generation(map(ClipId, ids))).values()
        estimate = await self.of(_wanted(clips, kinds), providers, models)
        return Estimate(estimate.items, await self._budgets.room(project_id))

    async def _item(
        self,
        kind: MediaKind,
        count: int,
        wanted: Wanted,
        provider: str | None,
        model: str | None,
    ) -> EstimateItem:
        item = EstimateItem(SpendingKind(kind), count, usd=0.0)
        try:
            way = await self._routes.route(
                kind, provider=provider or AUTO, model=model, needs=Requirements(kind, model)
            )
        except ValidationError as error:
            if provider or model:
                raise renamed(error, lambda field: _chosen(field, kind)) from error
            return item
        if way.lane == SERVERS:
            return EstimateItem(item.kind, count, SERVERS, model or "", 0.0)
        catalogue = self._providers.get(service_of(way.lane))
        id = model or catalogue.service.defaults.get(MADE_BY[kind], "")
        known = catalogue.model(id)
        seconds = sum(charged_seconds(each, known) for each in wanted.films)
        amounts = {
            MediaKind.IMAGE: Amount(image=count),
            MediaKind.VIDEO: Amount(second=seconds),
            MediaKind.AUDIO: Amount(character=count),
        }
        usd = price_of(known, amounts[kind])
        return EstimateItem(item.kind, count, way.lane, id, usd)

    def _text(self, wanted: Wanted, provider: str | None, model: str | None) -> EstimateItem:
        writer = next(iter(self._routes.writers(provider)), None)
        if writer is None:
            return EstimateItem(SpendingKind.TEXT, wanted.text_characters, None, "", 0.0)
        id = model or writer.defaults[ModelKind.TEXT]
        tokens = wanted.text_characters / _CHARACTERS_PER_TOKEN
        amount = Amount(token_in=tokens * _READINGS, token_out=tokens)
        usd = price_of(self._providers.get(writer.name).model(id), amount)
        return EstimateItem(SpendingKind.TEXT, wanted.text_characters, writer.lane, id, usd)


def _chosen(field: str, kind: MediaKind) -> str:
    """Return what a field of a generation is called by who chooses for each kind."""
    return f"{'models' if field == 'model' else 'providers'}.{kind}"


def _wanted(clips: Collection[Clip], kinds: Collection[MediaKind]) -> Wanted:
    return Wanted(
        images=len(clips) if MediaKind.IMAGE in kinds else 0,
        films=[clip.length for clip in clips] if MediaKind.VIDEO in kinds else [],
        characters=sum(len(clip.words) for clip in clips) if MediaKind.AUDIO in kinds else 0,
    )
