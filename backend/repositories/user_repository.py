"""Users in the database."""

from typing import Final

from backend.domain.user import User
from backend.repositories.base_repository import BaseRepository
from backend.repositories.collection import Document, Filter, Index

_WHATEVER_CAPITALS: Final[Document] = {"locale": "en", "strength": 2}


class UserRepository(BaseRepository[User]):
    """Stored users."""

    entity = User
    collection_name = "users"
    media_fields = ("avatar_url",)
    indexes = (Index((("email", 1),), unique=True, options={"collation": _WHATEVER_CAPITALS}),)

    async def media_keys(self, filter: Filter | None = None) -> set[str]:
        """Return every storage key that users hold; of a project they hold none."""
        return set() if filter else await super().media_keys()
