"""Reviews: takes are approved or rejected, one by one or many at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from backend.domain.clip import Clip
from backend.domain.errors import ConflictError, ResourceNotFoundError, StoryCanvasError
from backend.domain.ids import ClipId, ProjectId, TakeId
from backend.domain.media import MediaKind
from backend.domain.review import Decision, ReviewQuery, Waiting, WhichTakes
from backend.domain.take import GeneratedContent, Review, ReviewState
from backend.domain.times import utc_now
from backend.events.hub import EventHub
from backend.events.types import ClipUpdated
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.review_repository import ReviewRepository
from backend.repositories.scene_repository import SceneRepository
from backend.services.paging import EVERYTHING, Listing, Page, cut
from backend.services.take_service import TakeService


@dataclass(frozen=True)
class Reviewed:
    """What became of a decision: the take as it now is, or why there is none."""

    decision: Decision
    take: GeneratedContent | None = None
    error: StoryCanvasError | None = None


class ReviewService:
    """Takes verdicts; none of them removes or replaces a take.

    Approving chooses the take. Rejecting the chosen one leaves nothing chosen, not even an older
    approved take: so the next one that is made for the clip is chosen as its first was, and until
    then a cut falls back to the newest approved take by itself.
    """

    def __init__(
        self,
        projects: ProjectRepository,
        scenes: SceneRepository,
        reviews: ReviewRepository,
        takes: TakeService,
        hub: EventHub,
    ) -> None:
        self._projects = projects
        self._scenes = scenes
        self._reviews = reviews
        self._takes = takes
        self._hub = hub

    async def waiting(
        self, project_id: ProjectId, query: ReviewQuery, page: Page = EVERYTHING
    ) -> Listing[Waiting]:
        """Return the clips of which takes wait for a verdict, in story order; no alternates.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        await self._projects.get(project_id)
        scenes = await self._scenes.list_of_project(project_id)
        clips: defaultdict[str, list[Clip]] = defaultdict(list)
        for clip in await self._reviews.waiting(project_id, query):
            clips[clip.scene_id].append(clip)
        told = [scene for scene in scenes if not scene.is_alternate]
        found = [
            Waiting(scene, number, clip, takes)
            for number, scene in enumerate(told, 1)
            for clip in clips[scene.id]
            if (takes := _undecided(clip, query))
        ]
        return cut(found, page)

    async def decide(self, project_id: ProjectId, decisions: Sequence[Decision]) -> list[Reviewed]:
        """Carry out decisions in their order; one that cannot be leaves the others as they are.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        await self._projects.get(project_id)
        ids = [each.clip_id for each in decisions]
        clips = await self._reviews.some_of_project(project_id, ids)
        return [await self._decide(clips, each) for each in decisions]

    async def _decide(self, clips: dict[ClipId, Clip], decision: Decision) -> Reviewed:
        """Carry out a decision, and note the clip as it is afterwards."""
        try:
            clip = clips.get(decision.clip_id)
            if clip is None:
                raise ResourceNotFoundError("Clip", decision.clip_id)
            kind, take_id = _meant(clip, decision)
            clip = await self._review(decision, kind, take_id)
        except (ResourceNotFoundError, ConflictError) as error:
            return Reviewed(decision, error=error)
        clips[decision.clip_id] = clip
        takes = (take for kind in MediaKind for take in clip.takes(kind))
        return Reviewed(decision, take=next(take for take in takes if take.id == take_id))

    async def _review(self, decision: Decision, kind: MediaKind, take_id: TakeId) -> Clip:
        review = Review(state=decision.decision.state, note=decision.note, at=utc_now())
        clip = await self._reviews.review_take(decision.clip_id, kind, take_id, review)
        while clip is None:
            kind = await self._takes.hold(decision.clip_id, take_id)
            clip = await self._reviews.review_take(decision.clip_id, kind, take_id, review)
        self._hub.publish(ClipUpdated.of(clip))
        return clip


def _meant(clip: Clip, decision: Decision) -> tuple[MediaKind, TakeId]:
    """Return which take is decided on; of an archived one the kind is not known here.

    Raises:
        ConflictError: the chosen take is meant, and there is none.
    """
    if (id := decision.take_id) is not None:
        kinds = (kind for kind in MediaKind for take in clip.takes(kind) if take.id == id)
        return next(kinds, decision.content_type), id
    chosen = clip.selected(decision.content_type)
    if chosen is None:
        raise ConflictError(f"No {decision.content_type} of clip '{clip.name}' is chosen")
    return decision.content_type, chosen.id


def _undecided(clip: Clip, query: ReviewQuery) -> list[GeneratedContent]:
    found = [
        take
        for kind in query.kinds
        for take in reversed(clip.takes(kind))
        if take.review.state is ReviewState.CANDIDATE
    ]
    if query.takes is WhichTakes.SELECTED:
        return [take for take in found if take.is_selected]
    return found
