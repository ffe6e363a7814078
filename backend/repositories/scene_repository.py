"""Scenes in the database."""

from typing import Any

from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ProjectId, SceneId
from backend.domain.scene import Scene
from backend.repositories.alternate_repository import AlternateRepository, alternates_index
from backend.repositories.base_repository import changed
from backend.repositories.child_order import NEXT_ORDER, next_order_below
from backend.repositories.clip_repository import CLIP_ORDER
from backend.repositories.collection import Document, Filter, Index, Session, Sort
from backend.repositories.stored_lists import Parent, read_page, total_of, unwrapped

_STAYING: Filter = {"deleting": {"$ne": True}}
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


_CLIPS_OF_EACH: list[Document] = [
    {
        "$lookup": {
            "from": "clips",
            "localField": "_id",
            "foreignField": "scene_id",
            "pipeline": [{"$sort": dict(CLIP_ORDER)}],
            "as": "clip",
        }
    },
    {"$unwind": "$clip"},
]


class SceneRepository(AlternateRepository[Scene]):
    """Stored scenes; each is read with the end of its clips where no duration is set."""

    entity = Scene
    collection_name = "scenes"
    parent_field = "parent_scene_id"
    completion = tuple(_WITH_CLIPS_END)
    indexes = (
        Index((("project_id", 1), *SCENE_ORDER)),
        alternates_index(parent_field),
        Index((("deleting", 1),), options={"partialFilterExpression": {"deleting": True}}),
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

    async def stored_clips(
        self,
        project_id: str,
        *,
        skip: int = 0,
        limit: int | None = None,
        parent: Parent | None = None,
    ) -> tuple[list[tuple[str, bytes]], int]:
        """Return the clips of all scenes, undecoded, in story order, and how many there are.

        Returns:
            Each clip after the id of its scene.

        Raises:
            ResourceNotFoundError: the parent is not there.
        """
        page = await read_page(
            self._collection,
            [
                {"$match": {"project_id": project_id}},
                {"$sort": dict(SCENE_ORDER)},
                {"$project": {"_id": 1}},
                *_CLIPS_OF_EACH,
            ],
            skip=skip,
            limit=limit,
            counted=total_of("clips", {"project_id": project_id}),
            parent=parent,
        )
        return [unwrapped(envelope) for envelope in page.documents], page.total

    async def update(self, id: str, changes: Any) -> Scene:
        """Set some fields in one atomic step and return the scene as it now is."""
        await super().update(id, changes)
        return await self.get(id)

    async def project_of(self, id: SceneId) -> ProjectId:
        """Return the scene's project, without reading the scene's clips as `get` does.

        Raises:
            ResourceNotFoundError: there is no such scene, or its deletion has begun.
        """
        found = await self._collection.find_one({"_id": id, **_STAYING}, {"project_id": 1})
        if found is None:
            raise ResourceNotFoundError(self.kind(), id)
        return ProjectId(found["project_id"])

    async def touch(self, id: str, session: Session) -> Scene:
        """Raise the scene's revision: of two transactions at once, one meets the other here.

        Raises:
            ResourceNotFoundError: there is no such scene, or its deletion has begun.
        """
        return await self._change(id, {"$inc": {"rev": 1}}, _STAYING, session)

    async def touch_all(self, project_id: ProjectId, session: Session) -> None:
        """Raise the revision of all of the project's scenes: whoever moves clips meets us here."""
        await self._collection.update_many(
            {"project_id": project_id}, {"$inc": {"rev": 1}}, session
        )

    async def set_duration(self, id: SceneId, seconds: float | None, session: Session) -> None:
        """Set how long the scene is; None: as long as its clips are."""
        await self._collection.update_one(
            {"_id": id}, changed({"duration": seconds}), session=session
        )

    async def mark_deleting(self, id: SceneId) -> Scene:
        """See that nothing is added to the scene any more, and that its deletion will end.

        Raises:
            ResourceNotFoundError: there is no such scene.
        """
        return await self._change(id, {"$set": {"deleting": True}, "$inc": {"rev": 1}})

    async def ids_deleting(self) -> list[SceneId]:
        """Return the scenes whose deletion was begun and not ended."""
        found = await self._collection.find({"deleting": True}, projection={"_id": 1})
        return [SceneId(document["_id"]) for document in found]

    async def place_for_clip(self, id: SceneId) -> tuple[ProjectId, int]:
        """Return the scene's project, and the order that puts a clip last in the scene.

        Raises:
            ResourceNotFoundError: there is no such scene, or its deletion has begun.
        """
        found = await self._collection.aggregate(
            [
                {"$match": {"_id": id, **_STAYING}},
                *next_order_below("clips", "scene_id"),
                {"$project": {"project_id": 1, NEXT_ORDER: 1}},
            ]
        )
        if not found:
            raise ResourceNotFoundError(self.kind(), id)
        return ProjectId(found[0]["project_id"]), int(found[0][NEXT_ORDER])

    async def delete_of_project(self, project_id: ProjectId) -> None:
        """Remove all scenes of the project."""
        await self.delete_all({"project_id": project_id})

    async def _read(self, pipeline: list[Document]) -> list[Scene]:
        documents = await self._collection.aggregate([*pipeline, *_WITH_CLIPS_END])
        return [self._from_document(document) for document in documents]
