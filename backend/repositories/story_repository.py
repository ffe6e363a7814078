"""Projects as stories: lists by many filters, with pages that stand still when others come."""

import base64
import json
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from backend.domain.errors import invalid_field
from backend.domain.ids import TemplateId
from backend.domain.stored import StoredList
from backend.domain.story import Visibility
from backend.domain.story_view import Story, StoryOrder, StoryPage, StoryQuery, StoryStatus
from backend.repositories.base_repository import BaseRepository
from backend.repositories.collection import Document, Filter
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.stored_lists import Parent, decoded, read_page, total_of
from backend.repositories.story_cover import WITH_COVER

_SEARCHED: Final = ("name", "description", "source.prompt", "tags")
_BY: Final[Mapping[StoryOrder, tuple[str, int]]] = {
    StoryOrder.NEWEST: ("created_at", -1),
    StoryOrder.OLDEST: ("created_at", 1),
    StoryOrder.UPDATED: ("updated_at", -1),
    StoryOrder.TITLE: ("name", 1),
}
"""The field of each order, and its direction, which is that of the id after it too."""
_THERE: Final[Filter] = {"$nor": [{"deleting": True}]}
"""No index has it, so that of the indexes that fit the one with the order is taken."""
_UNSAID: Final = frozenset({StoryStatus.COMPLETED.value, Visibility.PRIVATE.value})
"""A board that was made by hand, and one from before stories could be public."""


class StoryRepository(BaseRepository[Story]):
    """Projects, each read with its cover; what changes them, and their indexes, are elsewhere."""

    entity = Story
    collection_name = ProjectRepository.collection_name
    completion = WITH_COVER
    existing = ProjectRepository.existing

    async def page(
        self,
        query: StoryQuery,
        *,
        styles: Collection[TemplateId] | None = None,
        parent: Parent | None = None,
    ) -> StoryPage:
        """Return the stories that fit, in one command.

        Args:
            styles: the templates that fit; None: any.

        Raises:
            ResourceNotFoundError: the parent is not there.
            ValidationError: the cursor is none of ours, or of another order.
        """
        field, direction = _BY[query.sort]
        wanted = _filter(query, styles)
        page = await read_page(
            self._collection,
            [
                {"$match": {**_THERE, **wanted}},
                {"$match": _after(query, field, direction)},
                {"$sort": {field: direction, "_id": direction}},
            ],
            limit=None if query.limit is None else query.limit + 1,
            then=self.completion,
            counted=total_of(self.collection_name, {**self.existing, **wanted}),
            parent=parent,
        )
        shown = page.documents[: query.limit]
        more = len(page.documents) > len(shown)
        next_cursor = _cursor(query.sort, decoded(shown[-1])) if more else None
        return StoryPage(StoredList(shown, page.total, self.read), next_cursor)


def _filter(query: StoryQuery, styles: Collection[TemplateId] | None) -> Document:
    """Return what a story must have; what older documents do not say is as it is by default."""
    said = {
        "owner_id": query.user_id or None,
        "visibility": query.visibility and {"$in": _or_absent(query.visibility, _UNSAID)},
        "draft.status": query.status and {"$in": _or_absent(query.status, _UNSAID)},
        "style_template_id": None if styles is None else {"$in": list(styles)},
        "brief.category": query.category or None,
        "brief.age_rating": query.age_rating,
        "tags": {"$all": query.all_tags} if query.all_tags else None,
        "$or": _holding(query.q.strip()) if query.q.strip() else None,
    }
    return {field: value for field, value in said.items() if value is not None}


def _or_absent(value: str, unsaid: Collection[str]) -> list[str | None]:
    return [value, None] if value in unsaid else [value]


def _holding(text: str) -> list[Document]:
    """Return where the text may stand; it is taken literally, capitals aside."""
    literal = {"$regex": re.escape(text).replace("\x00", r"\x00"), "$options": "i"}
    return [{field: literal} for field in _SEARCHED]


def _after(query: StoryQuery, field: str, direction: int) -> Document:
    """Return what comes behind the cursor."""
    if query.cursor is None:
        return {}
    value, id = _place(query.cursor, query.sort)
    beyond, reaching = ("$gt", "$gte") if direction > 0 else ("$lt", "$lte")
    return {field: {reaching: value}, "$or": [{field: {beyond: value}}, {"_id": {beyond: id}}]}


def _cursor(order: StoryOrder, last: Document) -> str:
    """Return where the page after this story begins, in a form that nobody is to look into."""
    value = last[_BY[order][0]]
    told = value.isoformat() if isinstance(value, datetime) else value
    return base64.urlsafe_b64encode(json.dumps([order, told, last["_id"]]).encode()).decode()


def _place(cursor: str, order: StoryOrder) -> tuple[str | datetime, str]:
    try:
        known, told, id = json.loads(base64.urlsafe_b64decode(cursor))
        if known != order or not isinstance(told, str) or not isinstance(id, str):
            raise ValueError
        f"{told}{id}".encode()
        return (told if order is StoryOrder.TITLE else datetime.fromisoformat(told)), id
    except (ValueError, TypeError, RecursionError) as error:
        raise invalid_field("cursor", "is not from a page of this list") from error
