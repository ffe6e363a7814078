"""Clips and their takes in the database."""

from backend.domain.clip import SELECTED_FIELD, TAKES_FIELD, Clip
from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ClipId, ProjectId, SceneId, TakeId
from backend.domain.media import MediaKind
from backend.domain.take import GeneratedContent
from backend.domain.times import utc_now
from backend.repositories.base_repository import BaseRepository
from backend.repositories.collection import Filter, Index, Session, Sort

CLIP_ORDER: Sort = (("timeline_position", 1), ("order", 1), ("created_at", 1), ("_id", 1))


class ClipRepository(BaseRepository[Clip]):
    """Stored clips, in timeline order within their scene."""

    entity = Clip
    collection_name = "clips"
    media_fields = tuple(
        f"{takes}.{field}" for takes in TAKES_FIELD.values() for field in ("url", "thumbnail_url")
    )
    indexes = (
        Index((("scene_id", 1), *CLIP_ORDER)),
        Index((("project_id", 1), *CLIP_ORDER)),
        Index((("parent_clip_id", 1), ("alternate_number", 1))),
    )

    async def list_of_scene(self, scene_id: str, session: Session = None) -> list[Clip]:
        """Return all of the scene's clips, in timeline order."""
        documents = await self._collection.find(
            {"scene_id": scene_id}, sort=CLIP_ORDER, session=session
        )
        return [self._from_document(document) for document in documents]

    async def list_of_project(self, project_id: str) -> list[Clip]:
        """Return all clips of the project; scene by scene is for the caller to group."""
        return await self.list({"project_id": project_id}, sort=CLIP_ORDER)

    async def ids(self, filter: Filter) -> list[str]:
        """Return the ids of the matching clips."""
        found = await self._collection.find(filter, projection={"_id": 1})
        return [document["_id"] for document in found]

    async def next_order(self, scene_id: SceneId) -> int:
        """Return the order that puts a clip last."""
        last = await self._collection.find(
            {"scene_id": scene_id}, sort=(("order", -1),), limit=1, projection={"order": 1}
        )
        return int(last[0]["order"]) + 1 if last else 0

    async def move(self, id: ClipId, position: float, session: Session) -> None:
        """Put the clip elsewhere in its scene; position in seconds."""
        await self._collection.update_one(
            {"_id": id},
            {"$set": {"timeline_position": position, "updated_at": utc_now()}},
            session=session,
        )

    async def add_take(self, id: ClipId, take: GeneratedContent) -> Clip | None:
        """Append a take and select it if it is the first of its kind, in one step.

        A second call with the same take changes nothing: the filter asks that it is not there.

        Returns:
            The clip as it now is, or None if there is no such clip any more.
        """
        takes, selected = TAKES_FIELD[take.content_type], SELECTED_FIELD[take.content_type]
        document = take.model_dump(mode="python", exclude={"is_selected"})
        changed = await self._collection.find_one_and_update(
            {"_id": id, f"{takes}.id": {"$ne": take.id}},
            [
                {
                    "$set": {
                        takes: {"$concatArrays": [f"${takes}", [{"$literal": document}]]},
                        selected: {"$ifNull": [f"${selected}", take.id]},
                        "updated_at": "$$NOW",
                    }
                }
            ],
        )
        return await self.find_by_id(id) if changed is None else self._from_document(changed)

    async def select_take(self, id: ClipId, kind: MediaKind, take_id: TakeId) -> Clip:
        """Choose one of the clip's takes.

        Raises:
            ResourceNotFoundError: there is no such clip, or it has no such take.
        """
        changed = await self._collection.find_one_and_update(
            {"_id": id, f"{TAKES_FIELD[kind]}.id": take_id},
            {"$set": {SELECTED_FIELD[kind]: take_id, "updated_at": utc_now()}},
        )
        if changed is not None:
            return self._from_document(changed)
        await self.get(id)
        raise ResourceNotFoundError("Take", take_id)

    async def adopt_alternates(self, id: ClipId) -> None:
        """Before the parent of a group goes: its lowest-numbered alternate becomes the parent."""
        group = await self._collection.find(
            {"parent_clip_id": id}, sort=(("alternate_number", 1), ("_id", 1)), limit=1
        )
        if not group:
            return
        heir = group[0]["_id"]
        await self._collection.update_one(
            {"_id": heir}, {"$set": {"parent_clip_id": None, "is_alternate": False}}
        )
        await self._collection.update_many(
            {"parent_clip_id": id}, {"$set": {"parent_clip_id": heir}}
        )

    async def delete_of_project(self, project_id: ProjectId) -> int:
        """Remove all clips of the project."""
        return await self.delete_all({"project_id": project_id})
