"""Users: making, changing, showing and deleting them, with or without their stories."""

from contextlib import suppress
from typing import Protocol

from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ProjectId, UserId
from backend.domain.user import ProfileChanges, User, UserChanges, UserDraft
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.user_repository import UserRepository
from backend.services.drafts.styles import Styles


class Stories(Protocol):
    """What deleting a user needs of projects."""

    async def delete(self, id: ProjectId) -> None:
        """Delete a project and all that hangs on it."""


class UserService:
    """What can be done with users.

    Raises of every method with an id: ResourceNotFoundError, nobody has it.
    """

    def __init__(
        self,
        users: UserRepository,
        projects: ProjectRepository,
        stories: Stories,
        styles: Styles,
    ) -> None:
        self._users = users
        self._projects = projects
        self._stories = stories
        self._styles = styles

    async def create(self, draft: UserDraft) -> User:
        """Make a user.

        Raises:
            ConflictError: somebody has this address.
        """
        return await self._users.create(User(**draft.model_dump()))

    async def get(self, id: UserId) -> User:
        """Return the user."""
        return await self._users.get(id)

    async def update(self, id: UserId, changes: UserChanges | ProfileChanges) -> User:
        """Change what was sent.

        Raises:
            ConflictError: somebody else has this address.
            ValidationError: the style of new stories is not known.
        """
        defaults = changes.defaults if isinstance(changes, ProfileChanges) else None
        if defaults is not None and defaults.style:
            await self._styles.template_of(defaults.style, field="defaults.style")
        return await self._users.update(id, changes.changed())

    async def delete(self, id: UserId, *, with_stories: bool = False) -> None:
        """Delete the user; their stories go too, or belong to nobody from then on.

        Stories come first, so that after a crash the user is there to be deleted again; and once
        more after, for one may have been made in between.
        """
        await self._users.get(id)
        await self._let_go(id, with_stories=with_stories)
        await self._users.delete_all({"_id": id})
        await self._let_go(id, with_stories=with_stories)

    async def _let_go(self, id: UserId, *, with_stories: bool) -> None:
        if not with_stories:
            await self._projects.disown(id)
            return
        for project_id in await self._projects.ids_of_owner(id):
            with suppress(ResourceNotFoundError):  # somebody else is deleting it
                await self._stories.delete(project_id)
