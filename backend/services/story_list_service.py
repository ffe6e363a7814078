"""Lists of stories: by many filters, and page by page."""

from collections.abc import Collection

from backend.domain.ids import TemplateId, UserId
from backend.domain.story_view import StoryPage, StoryQuery
from backend.repositories.story_repository import StoryRepository
from backend.repositories.template_repository import TemplateRepository
from backend.repositories.user_repository import UserRepository


class StoryListService:
    """Projects as stories; each list costs one database command, two if a style is named."""

    def __init__(
        self, stories: StoryRepository, templates: TemplateRepository, users: UserRepository
    ) -> None:
        self._stories = stories
        self._templates = templates
        self._users = users

    async def list(self, query: StoryQuery) -> StoryPage:
        """Return the stories that fit.

        Raises:
            ValidationError: the cursor is none of ours, or of another order.
        """
        return await self._stories.page(query, styles=await self._styles(query))

    async def of_user(self, id: UserId, query: StoryQuery) -> StoryPage:
        """Return the user's stories that fit.

        Raises:
            ResourceNotFoundError: there is no such user.
            ValidationError: the cursor is none of ours, or of another order.
        """
        query = query.model_copy(update={"user_id": id})
        return await self._stories.page(query, parent=self._users.as_parent(id))

    async def _styles(self, query: StoryQuery) -> Collection[TemplateId] | None:
        return await self._templates.ids_named(query.style) if query.style else None
