"""All repositories on one database, made by hand."""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol, TypeVar

from backend.repositories.account_repository import AccountRepository
from backend.repositories.batch_repository import BatchRepository
from backend.repositories.character_repository import CharacterRepository
from backend.repositories.cleanup_repository import CleanupRepository
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.collection import Collection, Index
from backend.repositories.config_repository import ConfigRepository
from backend.repositories.diagnosis_repository import DiagnosisRepository
from backend.repositories.draft_repository import DraftRepository
from backend.repositories.event_repository import EventRepository
from backend.repositories.idempotency_repository import IdempotencyRepository
from backend.repositories.job_tasks import JobTasks
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.ledger_repository import LedgerRepository
from backend.repositories.media_repository import MediaRepository
from backend.repositories.new_board_repository import NewBoardRepository
from backend.repositories.pause_repository import PauseRepository
from backend.repositories.pool_repository import PoolRepository
from backend.repositories.process_repository import ProcessRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.review_repository import ReviewRepository
from backend.repositories.scene_repository import SceneRepository
from backend.repositories.server_repository import ServerRepository
from backend.repositories.share_repository import ShareRepository
from backend.repositories.speed_repository import SpeedRepository
from backend.repositories.take_archive_repository import TakeArchiveRepository
from backend.repositories.task_lane_repository import TaskLaneRepository
from backend.repositories.template_repository import TemplateRepository
from backend.repositories.user_repository import UserRepository
from backend.repositories.workflow_repository import WorkflowRepository


class _Indexed(Protocol):
    """Something stored, with indexes."""

    @property
    def collection_name(self) -> str:
        """Where it is stored."""
        ...

    @property
    def indexes(self) -> Sequence[Index]:
        """What finds it."""
        ...

    async def build_indexes(self) -> None:
        """Build the indexes that are not there yet."""


class _Repository(_Indexed, Protocol):
    """Something stored in one collection."""

    collection_name: ClassVar[str]

    def __init__(self, collection: Collection) -> None: ...


R = TypeVar("R", bound=_Repository)


class Repositories:
    """Where everything is kept."""

    def __init__(self, collection: Callable[[str], Collection]) -> None:
        self._collection = collection
        self._repositories: list[_Indexed] = []
        self._projects = self._stored(ProjectRepository)
        self._scenes = self._stored(SceneRepository)
        self._clips = self._stored(ClipRepository)
        self._reviews = ReviewRepository(collection(ReviewRepository.collection_name))
        self._archive = self._stored(TakeArchiveRepository)
        self._characters = self._stored(CharacterRepository)
        self._templates = self._stored(TemplateRepository)
        self._pool = self._stored(PoolRepository)
        self._users = self._stored(UserRepository)
        self._new_boards = NewBoardRepository(
            self._projects,
            self._scenes,
            self._clips,
            self._archive,
            self._characters,
            self._templates,
        )
        self._media = self._stored(MediaRepository)
        self._store_queue()
        self._config = self._stored(ConfigRepository)
        self._workflows = self._stored(WorkflowRepository)
        self._idempotency = self._stored(IdempotencyRepository)
        self._batches = BatchRepository(
            collection(BatchRepository.collection_name), collection(JobTasks.collection_name)
        )
        self._drafts = DraftRepository(
            collection(DraftRepository.collection_name), collection(JobTasks.collection_name)
        )
        self._events = EventRepository(
            collection(EventRepository.collection_name), collection(EventRepository.counters_name)
        )
        self._repositories += [self._batches, self._drafts, self._events]
        declared = {each.collection_name: each.indexes for each in self._repositories}
        self._diagnosis = DiagnosisRepository(collection, declared)

    def _store_queue(self) -> None:
        self._servers = self._stored(ServerRepository)
        self._lanes = self._stored(LaneRepository)
        self._jobs = self._stored(JobTasks)
        self._pauses = self._stored(PauseRepository)
        self._task_lanes = self._stored(TaskLaneRepository)
        self._accounts = self._stored(AccountRepository)
        self._ledger = self._stored(LedgerRepository)
        self._cleanups = self._stored(CleanupRepository)
        self._shares = self._stored(ShareRepository)
        self._speeds = self._stored(SpeedRepository)
        self._processes = self._stored(ProcessRepository)

    async def build_indexes(self) -> None:
        """Build the indexes that are not there yet."""
        await asyncio.gather(*(each.build_indexes() for each in self._repositories))

    def _stored(self, kind: type[R]) -> R:
        made = kind(self._collection(kind.collection_name))
        self._repositories.append(made)
        return made
