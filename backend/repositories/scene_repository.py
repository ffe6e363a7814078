"""Scenes in the database."""

from typing import Any

from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ProjectId, SceneId
from backend.domain.scene import Scene
from backend.repositories.base_repository import BaseRepository
from backend.repositories.collection import Document, Index, Session, Sort

SCENE_ORDER: Sort = (("order", 1), ("created_at", 1), ("_id", 1))

_WITH_CLIPS_END: list[Document] = [
    {
        "$lookup": {
            "from": "clips",
            "localField": "_id",
            "foreignField": "scene_id",
            "pipeline": [
                {"$match": {"is_alternate": False}},
                {
                    "$group": {
                        "_id": None,
                        "end": {"$max": {"$add": ["$timeline_position", "$length"]}},
                    }
                },
            ],
            "as": "clips_end",
        }
    },
    {
        "$set": {
            "duration": {"$ifNull": ["$duration", {"$ifNull": [{"$first": "$clips_end.end"}, 0.0]}]}
        }
    },
    {"$unset": "clips_end"},
]


class SceneRepository(BaseRepository[Scene]):
    """Stored scenes; each is read with the end of its clips where no duration is set."""

    entity = Scene
    collection_name = "scenes"
    indexes = (
        Index((("project_id", 1), *SCENE_ORDER)),
        Index((("parent_scene_id", 1), ("alternate_number", 1))),
    )

    async def find_by_id(self, id: str) -> Scene | None:
        """Return the scene, or None."""
        found = await self._read([{"$match": {"_id": id}}])
        return found[0] if found else None

    async def list_of_project(self, project_id: str) -> list[Scene]:
        """Return the project's scenes in story order, alternates among them."""
        return await self._read(
            [{"$match": {"project_id": project_id}}, {"$sort": dict(SCENE_ORDER)}]
        )

    async def update(self, id: str, changes: Any) -> Scene:
        """Set some fields in one atomic step and return the scene as it now is."""
        await super().update(id, changes)
        return await self.get(id)

    async def project_of(self, id: SceneId) -> ProjectId:
        """Return the scene's project, without reading the scene's clips as `get` does.

        Raises:
            ResourceNotFoundError: there is no such scene.
        """
        found = await self._collection.find_one({"_id": id}, {"project_id": 1})
        if found is None:
            raise ResourceNotFoundError(self.kind(), id)
        return ProjectId(found["project_id"])

    async def next_order(self, project_id: ProjectId) -> int:
        """Return the order that puts a scene last."""
        last = await self._collection.find(
            {"project_id": project_id}, sort=(("order", -1),), limit=1, projection={"order": 1}
        )
        return int(last[0]["order"]) + 1 if last else 0

    async def adopt_alternates(self, id: SceneId) -> None:
        """Before the parent of a group goes: its lowest-numbered alternate becomes the parent."""
        group = await self._collection.find(
            {"parent_scene_id": id}, sort=(("alternate_number", 1), ("_id", 1)), limit=1
        )
        if not group:
            return
        heir = group[0]["_id"]
        await self._collection.update_one(
            {"_id": heir}, {"$set": {"parent_scene_id": None, "is_alternate": False}}
        )
        await self._collection.update_many(
            {"parent_scene_id": id}, {"$set": {"parent_scene_id": heir}}
        )

    async def touch(self, id: str, session: Session) -> None:
        """Raise the scene's revision: of two moves at once, one meets the other here."""
        if not await self._collection.update_one(
            {"_id": id}, {"$inc": {"rev": 1}}, session=session
        ):
            raise ResourceNotFoundError(self.kind(), id)

    async def _read(self, pipeline: list[Document]) -> list[Scene]:
        documents = await self._collection.aggregate([*pipeline, *_WITH_CLIPS_END])
        return [self._from_document(document) for document in documents]
