"""Goes over to services as the settings have them now, while what runs at the old ones runs on."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final

from backend.domain.task_lane import lane_of
from backend.providers.openai_shaped.factory import make_videos
from backend.providers.service_data import ServiceData, service_data
from backend.providers.services import Service
from backend.providers.services_factory import SERVICES, auto_order, make_services, wanted_services
from backend.services.openai_video_service import OpenAIVideoService, RemoteVideos
from backend.services.provider_service import ProviderService
from backend.services.tasks.task_work import TaskWork
from backend.settings import Settings
from backend.settings.providers import ProviderSettings

_OPENAI: Final = "openai_shaped"

Mark = tuple[Hashable, ...] | None


@dataclass(frozen=True)
class NewServices:
    """What was made of other settings, and is not in use yet.

    Attributes:
        changed: services by name; None: it is not set up any more.
        marks: what each service was made of, by its name.
        videos: films of OpenAI's shape over HTTP, if that service changed.
    """

    settings: Settings
    known: Mapping[str, ServiceData]
    order: tuple[str, ...]
    changed: Mapping[str, Service | None]
    marks: Mapping[str, Mark]
    videos: RemoteVideos | None


class ServiceReload:
    """Makes services anew whose settings changed, and no others."""

    def __init__(
        self,
        settings: Settings,
        providers: ProviderService,
        tasks: TaskWork,
        videos: OpenAIVideoService,
    ) -> None:
        self._providers = providers
        self._tasks = tasks
        self._videos = videos
        self._marks: Mapping[str, Mark] = _marks(settings, service_data(settings.providers_file))

    def prepare(self, settings: Settings) -> NewServices:
        """Make what other settings want; changes nothing yet, and blocks.

        Raises:
            ValidationError: something in them cannot be understood.
        """
        known = service_data(settings.providers_file)
        marks = _marks(settings, known)
        changed = {name for name in SERVICES if marks[name] != self._marks[name]}
        made = make_services(settings, changed)
        there = (self._providers.catalogues.keys() - changed) | made.keys()
        order = auto_order(settings, there)
        all_changed = {name: made.get(name) for name in changed}
        videos = videos_of(settings) if _OPENAI in changed else None
        return NewServices(settings, known, order, all_changed, marks, videos)

    def put(self, new: NewServices) -> None:
        """Use what was prepared from now on, all of it at once."""
        self._marks = new.marks
        self._providers.replace(new.changed, new.known, new.order)
        for name in new.changed:
            catalogue = self._providers.catalogues.get(name)
            self._tasks.lanes.remove(lane_of(name))
            if catalogue is not None:
                self._tasks.offer(catalogue, new.settings)
        if _OPENAI in new.changed:
            self._videos.replace(new.videos)

    async def forgive(self, new: NewServices) -> None:
        """End pauses that changed services had brought on themselves, as by a wrong key."""
        for name in new.changed:
            await self._tasks.lanes.forgive(lane_of(name))
        self._tasks.dispatch.wake()


def videos_of(settings: Settings) -> RemoteVideos | None:
    """Return the films of OpenAI's shape over HTTP, None if no such service is set up."""
    return make_videos(
        settings.openai_api_key, settings.openai_base_url, timeout=settings.openai_timeout
    )


def _marks(settings: ProviderSettings, known: Mapping[str, ServiceData]) -> dict[str, Mark]:
    """Return for each service what it is made of; None: it is not to be made."""
    wanted = wanted_services(settings)
    return {
        name: (*_own(settings, name), known[name].model_dump_json()) if name in wanted else None
        for name in SERVICES
    }


def _own(settings: ProviderSettings, name: str) -> list[Hashable]:
    prefix = f"{name.removesuffix('_shaped')}_"
    return [
        getattr(settings, field)
        for field in ProviderSettings.model_fields
        if field.startswith(prefix)
    ]
