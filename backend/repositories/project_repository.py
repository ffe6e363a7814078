"""Projects in the database."""

from collections.abc import Mapping
from typing import Any

from backend.domain.draft import UNFINISHED, DraftSummary
from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ProjectId, UserId
from backend.domain.project import Project
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository, changed
from backend.repositories.child_order import NEXT_ORDER, next_order_below
from backend.repositories.collection import Filter, Index, Session

_EXISTING: Filter = {"deleting": {"$in": [None, False]}}
"""Spelled as equality: only so can the index give the order too."""


class ProjectRepository(BaseRepository[Project]):
    """Stored projects, newest first."""

    entity = Project
    collection_name = "projects"
    media_fields = ("music_file", "thumbnail_url")
    indexes = (
        Index((("deleting", 1), *NEWEST_FIRST)),
        Index(NEWEST_FIRST),
        Index((("updated_at", -1), ("_id", -1))),
        Index((("name", 1), ("_id", 1))),
        Index((("tags", 1), *NEWEST_FIRST)),
        Index(
            (("visibility", 1), *NEWEST_FIRST),
            options={"partialFilterExpression": {"visibility": "public"}},
        ),
        Index(
            (("owner_id", 1), *NEWEST_FIRST),
            options={"partialFilterExpression": {"owner_id": {"$gt": ""}}},
        ),
        Index(
            (("draft.state", 1),),
            options={"partialFilterExpression": {"draft.draft_id": {"$gt": ""}}},
        ),
    )
    existing = _EXISTING

    async def find_by_id(self, id: str) -> Project | None:
        """Return the project, or None; one whose deletion has begun is gone."""
        found = await super().find_by_id(id)
        return None if found is None or found.deleting else found

    async def update(self, id: str, changes: Mapping[str, Any]) -> Project:
        """Set some fields in one atomic step; one whose deletion has begun is gone."""
        return await self._change(id, changed(changes), _EXISTING)

    async def touch(self, id: str, session: Session = None) -> Project:
        """Raise the revision: something below the project changed.

        Raises:
            ResourceNotFoundError: there is no such project, or its deletion has begun.
        """
        return await self._change(id, {"$inc": {"rev": 1}}, _EXISTING, session)

    async def next_scene_order(self, id: ProjectId) -> int:
        """Return the order that puts a scene last in the project.

        Raises:
            ResourceNotFoundError: there is no such project, or its deletion has begun.
        """
        found = await self._collection.aggregate(
            [
                {"$match": {"_id": id, **_EXISTING}},
                *next_order_below("scenes", "project_id"),
                {"$project": {NEXT_ORDER: 1}},
            ]
        )
        if not found:
            raise ResourceNotFoundError(self.kind(), id)
        return int(found[0][NEXT_ORDER])

    async def mark_deleting(self, id: str) -> Project:
        """Mark the root of a deletion, so that a crash in the middle is finished later.

        Raises:
            ResourceNotFoundError: there is no such project, or its deletion has begun.
        """
        return await self._change(id, {"$set": {"deleting": True}, "$inc": {"rev": 1}}, _EXISTING)

    async def ids_of_owner(self, id: UserId) -> list[ProjectId]:
        """Return the projects that belong to the user."""
        found = await self._collection.find({"owner_id": id, **_EXISTING}, projection={"_id": 1})
        return [ProjectId(document["_id"]) for document in found]

    async def disown(self, id: UserId) -> None:
        """Have what belongs to the user belong to nobody."""
        await self._collection.update_many({"owner_id": id}, changed({"owner_id": None}))

    async def list_deleting(self) -> list[Project]:
        """Return the projects whose deletion was begun and not ended."""
        return await self.list({"deleting": True})

    async def note_draft(
        self, id: ProjectId, summary: DraftSummary, *, is_new: bool = False
    ) -> None:
        """Show how the project's newest draft stands; an older word does not replace a newer one.

        Args:
            is_new: it takes the place of whichever draft was shown before.
        """
        earlier = {"draft.draft_id": summary.draft_id, "draft.rev": {"$lt": summary.rev}}
        guard: Filter = {} if is_new else earlier
        shown = {**summary.model_dump(), "rev": summary.rev}
        await self._collection.update_one({"_id": id, **guard}, {"$set": {"draft": shown}})

    async def rename(self, id: ProjectId, name: str, *, was: str) -> None:
        """Give the project another name, unless somebody else has done so."""
        await self._collection.update_one({"_id": id, "name": was}, changed({"name": name}))

    async def list_with_open_drafts(self) -> list[Project]:
        """Return the projects that show an unfinished draft."""
        open_: Filter = {"draft.draft_id": {"$gt": ""}, "draft.state": {"$in": sorted(UNFINISHED)}}
        return await self.list(open_, sort=())

    async def set_thumbnail_if_none(self, id: str, key: str) -> None:
        """Give the project its first picture."""
        await self._collection.update_one(
            {"_id": id, "thumbnail_url": None}, {"$set": {"thumbnail_url": key}, "$inc": {"rev": 1}}
        )
