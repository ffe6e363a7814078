"""Drafts: begun, looked at, stopped, and let go on."""

import asyncio
from dataclasses import dataclass
from typing import Any, Final, Protocol

from backend.domain.draft import AT_WORK, CANCELLED, RETRYABLE, Draft, DraftStatus
from backend.domain.errors import ConflictError, ResourceNotFoundError
from backend.domain.ids import DraftId, ProjectId, UserId
from backend.domain.job import Job
from backend.domain.project import Project
from backend.domain.times import utc_now
from backend.domain.user import User
from backend.repositories.draft_repository import DraftRepository
from backend.repositories.project_repository import ProjectRepository
from backend.services.drafts.draft_request import NewDraftOrder, StoryOrder
from backend.services.drafts.draft_run import DraftDesk
from backend.services.drafts.examiner import Examiner
from backend.services.drafts.new_draft import draft_of, project_of, task_of
from backend.services.drafts.plan import steps_again
from backend.services.drafts.styles import Styles
from backend.services.idempotency_service import ANEW, Origin
from backend.services.paging import Listing, Page

_LOOK_SECONDS: Final = 0.25


class Queue(Protocol):
    """What drafts need of the queue."""

    async def enqueue(self, job: Job) -> Job:
        """Store the job; it runs when there is room."""
        ...

    async def cancel_of_draft(self, id: DraftId) -> None:
        """Stop the draft's jobs."""


class Users(Protocol):
    """Who may have stories."""

    async def get(self, id: UserId) -> User:
        """Return somebody, or raise ResourceNotFoundError."""
        ...


@dataclass(frozen=True)
class BegunStory:
    """A story whose first draft is begun.

    Attributes:
        title: of its project.
        scenes: so many there will be, as far as that is known before they are made.
        cost_estimate: US dollars; None: it is not known.
    """

    draft: Draft
    title: str
    cost_estimate: float | None = None
    scenes: int = 0


class DraftService:
    """What can be done with drafts; each project has one at most that is unfinished."""

    def __init__(
        self,
        desk: DraftDesk,
        projects: ProjectRepository,
        queue: Queue,
        examiner: Examiner,
        styles: Styles,
        users: Users,
        *,
        places: int,
    ) -> None:
        """Make the service.

        Args:
            places: so many drafts may be at work at once, over all processes.
        """
        self._desk = desk
        self._drafts: DraftRepository = desk.drafts
        self._projects = projects
        self._queue = queue
        self._examiner = examiner
        self._styles = styles
        self._users = users
        self._places = places

    async def begin_story(self, order: StoryOrder, origin: Origin = ANEW) -> BegunStory:
        """Make a project and begin its first draft.

        Raises:
            ValidationError: the script cannot be read, or the style or a service is not known.
            ProviderNotConfiguredError: nobody is set up who could write a story of an idea.
            ResourceNotFoundError: there is no such user.
            RateLimitError: too many drafts are at work.
        """
        id, project_id = DraftId(origin.id()), ProjectId(origin.id(1))
        if order.user_id is not None and not origin.answered:
            order = order.with_defaults((await self._users.get(order.user_id)).defaults)
        examined = await self._examiner.check(order)
        if origin.answered:
            project = await self._projects.get(project_id)
            return BegunStory(
                await self._drafts.get(id), project.name, examined.cost, examined.scenes
            )
        style = await self._styles.template_of(order.style) if order.style else None
        draft = draft_of(id, project_id, order, examined.kind, title=order.title or "")
        project = project_of(project_id, order, examined.kind, style.id if style else None)
        draft.new_project = project.model_dump()
        begun = BegunStory(await self._begin(draft), project.name, examined.cost, examined.scenes)
        if order.user_id is not None:
            await self._disown_if_gone(order.user_id)
        return begun

    async def begin(
        self, project_id: ProjectId, order: NewDraftOrder, origin: Origin = ANEW
    ) -> Draft:
        """Begin a draft of a project that is there.

        Raises:
            ResourceNotFoundError: there is no such project.
            ConflictError: it has an unfinished draft.
            ValidationError, ProviderNotConfiguredError, RateLimitError: as of a new story.
        """
        id = DraftId(origin.id())
        if origin.answered:
            return await self._drafts.get(id)
        await self._projects.get(project_id)
        examined = await self._examiner.check(order)
        draft = draft_of(id, project_id, order, examined.kind, mode=order.mode)
        if order.style:
            style = await self._styles.template_of(order.style, project_id)
            draft.style_template_id = style.id
        return await self._begin(draft)

    async def get(self, project_id: ProjectId, id: DraftId) -> Draft:
        """Return a draft of a project; raises ResourceNotFoundError."""
        draft = await self._drafts.find_by_id(id)
        if draft is None or draft.project_id != project_id:
            raise ResourceNotFoundError(self._drafts.kind(), id)
        return draft

    async def title_of(self, project_id: ProjectId) -> str:
        """Return what a project is called; raises ResourceNotFoundError."""
        return (await self._projects.get(project_id)).name

    async def newest(self, project_id: ProjectId) -> Draft:
        """Return the newest draft of a project.

        Raises:
            ResourceNotFoundError: there is no such project.
            ConflictError: nothing was ever drafted for it.
        """
        draft = await self._drafts.newest(project_id)
        if draft is None:
            await self._projects.get(project_id)
            raise ConflictError("Nothing was drafted for this project")
        return draft

    async def list_of_project(self, project_id: ProjectId, page: Page) -> Listing[Draft]:
        """Return the drafts of a project, newest first; raises ResourceNotFoundError."""
        await self._projects.get(project_id)
        found = await self._drafts.list_of_project(project_id, skip=page.offset, limit=page.limit)
        of_it = {"project_id": project_id}
        total = len(found) if page.is_whole else await self._drafts.count(of_it)
        return Listing(found, total)

    async def list(self, page: Page) -> Listing[Draft]:
        """Return the drafts of all projects, newest first."""
        found = await self._drafts.list(skip=page.offset, limit=page.limit)
        total = len(found) if page.is_whole else await self._drafts.count()
        return Listing(found, total)

    async def wait(self, draft: Draft, seconds: float) -> Draft:
        """Wait until the draft is over or stands at a gate, but not longer than some seconds."""
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        while draft.status in AT_WORK and clock() < until:
            await asyncio.sleep(_LOOK_SECONDS)
            draft = await self._drafts.get(draft.id)
        return draft

    async def cancel(self, project_id: ProjectId) -> Draft:
        """Stop a project's draft and the jobs it ordered; what was made stays.

        Raises:
            ResourceNotFoundError: there is no such project.
            ConflictError: it has no draft that is unfinished.
        """
        known = await self.newest(project_id)
        error = {"code": CANCELLED, "message": "A person cancelled it", "retryable": True}
        changes = {"ended_at": utc_now(), "errors": [*_dumped(known), error]}
        draft = await self._drafts.cancel(known.draft_id, changes)
        await self._desk.tell(draft)
        await self._queue.cancel_of_draft(draft.draft_id)
        return draft

    async def go_on(self, project_id: ProjectId) -> Draft:
        """Let a draft go on that waits for review, or do again what is missing of one that ended.

        Raises:
            ResourceNotFoundError: there is no such project.
            ConflictError: it has no draft that stands still, or nothing is missing of it.
            RateLimitError: too many drafts are at work.
        """
        draft = await self.newest(project_id)
        waits = draft.status is DraftStatus.AWAITING_REVIEW
        return await (self._open_gate(draft) if waits else self._again(draft))

    async def pass_gate(self, project_id: ProjectId) -> Draft:
        """Let a draft go on that waits for review.

        Raises:
            As `go_on`.
        """
        return await self._open_gate(await self.newest(project_id))

    async def retry(self, project_id: ProjectId) -> Draft:
        """Do again what is missing of a draft that ended; what was made is not made twice.

        Raises:
            As `go_on`.
        """
        return await self._again(await self.newest(project_id))

    async def set_going(self, draft: Draft) -> None:
        """See that a draft has its task, and a new one its project; again, it changes nothing."""
        if draft.new_project is not None and draft.status is DraftStatus.PENDING:
            await self._projects.create_missing([Project.model_validate(draft.new_project)])
        await self._queue.enqueue(task_of(draft))

    async def _begin(self, draft: Draft) -> Draft:
        stored = await self._drafts.begin(draft, places=self._places)
        await self.set_going(stored)
        if await self._projects.find_by_id(stored.project_id) is None:
            # It was deleted while we looked away: nothing may be left behind of it.
            await self._queue.cancel_of_draft(stored.draft_id)
            await self._drafts.delete_of_project(stored.project_id)
            raise ResourceNotFoundError(self._projects.kind(), stored.project_id)
        await self._desk.tell(stored, is_new=True)
        return stored

    async def _disown_if_gone(self, user_id: UserId) -> None:
        """Let a story belong to nobody whose user was deleted while it was begun."""
        try:
            await self._users.get(user_id)
        except ResourceNotFoundError:
            await self._projects.disown(user_id)

    async def _open_gate(self, draft: Draft) -> Draft:
        if draft.status is not DraftStatus.AWAITING_REVIEW or draft.gate is None:
            raise ConflictError(f"The draft is {draft.status} and does not wait for a review")
        return await self._resume(draft, {"passed": [*draft.passed, draft.gate]})

    async def _again(self, draft: Draft) -> Draft:
        if draft.status not in RETRYABLE:
            raise ConflictError(f"The draft is {draft.status}: there is nothing to be done again")
        steps = [step.model_dump() for step in steps_again(draft)]
        return await self._resume(draft, {"steps": steps, "errors": []})

    async def _resume(self, draft: Draft, changes: dict[str, Any]) -> Draft:
        resumed = await self._drafts.resume(draft, changes, places=self._places)
        await self.set_going(resumed)
        await self._desk.tell(resumed)
        return resumed


def _dumped(draft: Draft) -> list[dict[str, Any]]:
    return [error.model_dump() for error in draft.errors]
