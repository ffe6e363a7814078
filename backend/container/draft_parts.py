"""Drafts: the steps from a script or an idea to a board, and what people do with them."""

from backend.container.board_parts import BoardParts
from backend.database.locate import LocatedDatabase
from backend.domain.task_lane import DRAFTS
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.draft_clips import DraftClips
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SceneRepository
from backend.repositories.story_repository import StoryRepository
from backend.services.draft_service import DraftService
from backend.services.drafts.approval import ApprovalService
from backend.services.drafts.draft_handler import DraftHandler
from backend.services.drafts.draft_recovery import DraftRecovery
from backend.services.drafts.draft_run import DraftDesk, Step
from backend.services.drafts.draft_status import StoryStatusReader
from backend.services.drafts.examiner import Examiner
from backend.services.drafts.makers import Makers
from backend.services.drafts.regeneration import RegenerationService
from backend.services.drafts.steps.board_steps import FinishStep, PromptsStep, RetimeStep
from backend.services.drafts.steps.narration import NarrationStep
from backend.services.drafts.steps.pictures import ImageStep, VideoStep
from backend.services.drafts.steps.text_steps import (
    AnalyseStep,
    CastStep,
    OutlineStep,
    ShotsStep,
    WriteStep,
)
from backend.services.story_view_service import StoryViewService
from backend.services.tasks.handler import TaskLane
from backend.services.text_lanes import TextLanes
from backend.services.text_service import TextService
from backend.settings import Settings


class DraftParts(BoardParts):
    """Drafts, on top of the storyboard."""

    def __init__(self, settings: Settings, located: LocatedDatabase, *, kind: str) -> None:
        super().__init__(settings, located, kind=kind)
        self.texts = TextService(
            self.routes, TextLanes(self._task_lanes), self.budgets, self.providers.catalogues
        )
        self._draft_clips = DraftClips(
            self.database.collection(SceneRepository.collection_name),
            self.database.collection(ClipRepository.collection_name),
        )
        self._desk = DraftDesk(self._drafts, self._projects, self.hub)
        self._make_drafts()
        self._make_story_desk()
        handler = DraftHandler(self._desk, self._steps())
        self.tasks.lanes.add(TaskLane(DRAFTS, "StoryCanvas", settings.drafts_at_once, [handler]))

    def _make_drafts(self) -> None:
        self.examiner = Examiner(self.texts, self.estimates)
        self.drafts = DraftService(
            self._desk,
            self._projects,
            self.queue,
            self.examiner,
            self.styles,
            self.users,
            places=self.settings.max_active_drafts,
        )
        self._draft_recovery = DraftRecovery(
            self._desk,
            self._projects,
            self.drafts,
            self.queue,
            retention=self.settings.draft_retention,
        )
        self._janitor.look_after(self._draft_recovery)

    def _make_story_desk(self) -> None:
        """Make what people do with a story in the making."""
        stories = StoryRepository(self.database.collection(ProjectRepository.collection_name))
        self.story_views = StoryViewService(
            stories, self.projects, self._clips, self.drafts, self.styles
        )
        self.story_status = StoryStatusReader(
            self._drafts, self._draft_clips, self._projects, self.budgets
        )
        self.approvals = ApprovalService(
            self._projects, self._draft_clips, self._drafts, self.reviews, self.drafts
        )
        self.regeneration = RegenerationService(
            self._scenes, self._clips, self._characters, self.generation, self.narration, self.hub
        )

    def _steps(self) -> list[Step]:
        written = (self.texts, self._projects, self._characters)
        pictures = (
            self._drafts,
            self._draft_clips,
            self.generation,
            Makers(self.routes, self._servers),
        )
        return [
            WriteStep(self.texts, self._projects),
            AnalyseStep(),
            OutlineStep(*written),
            CastStep(*written),
            ShotsStep(*written),
            PromptsStep(self.stories, self._projects, self._characters, self._templates),
            NarrationStep(self._drafts, self._draft_clips, self.narration),
            ImageStep(*pictures),
            RetimeStep(self.retimes),
            VideoStep(*pictures),
            FinishStep(),
        ]
