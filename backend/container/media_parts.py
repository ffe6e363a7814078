"""The database, events and media: what all else stands on."""

from backend.database.client import Database
from backend.database.locate import LocatedDatabase
from backend.events.hub import EventHub
from backend.observability.metrics import Metrics
from backend.repositories.repositories import Repositories
from backend.services.export_service import ExportService
from backend.services.media_janitor import MediaJanitor
from backend.services.media_service import MediaService
from backend.services.media_store import MediaStore
from backend.services.metrics_service import MetricsService
from backend.settings import Settings


class MediaParts(Repositories):
    """Files and the facts about them."""

    def __init__(self, settings: Settings, located: LocatedDatabase, *, kind: str) -> None:
        self._kind = kind
        self.settings = settings
        self.located = located
        self.measures = Metrics()
        self.database = Database(
            located.url, settings.db_name, settings.mongo_driver, self.measures.commanded
        )
        super().__init__(self.database.collection)
        self.hub = EventHub(self._events)
        self.metrics = MetricsService(
            self.measures, self._jobs, self._lanes, self._task_lanes, self._drafts
        )
        self._make_media()

    def _make_media(self) -> None:
        self.store = MediaStore(self.settings.upload_dir)
        self.media_files = MediaService(
            self.store,
            self._media,
            self._projects,
            self.hub,
            max_music_bytes=self.settings.max_music_bytes,
            max_image_bytes=self.settings.max_image_bytes,
        )
        # Takes move from clips to the archive: in this order none is missed.
        referrers = (
            self._clips,
            self._archive,
            self._projects,
            self._characters,
            self._templates,
            self._pool,
            self._jobs,
            self._users,
        )
        self._janitor = MediaJanitor(self.media_files, referrers)
        self.exports = ExportService(
            self._projects,
            self._scenes,
            self._clips,
            self._characters,
            self._templates,
            self._archive,
            self._media,
            self.store,
        )
