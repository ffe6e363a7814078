"""Clips and their takes in the database."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from backend.domain.clip import SELECTED_FIELD, TAKES_FIELD, Clip
from backend.domain.ids import CharacterId, ClipId, ProjectId, SceneId, TakeId
from backend.domain.media import MediaKind
from backend.domain.take import GeneratedContent
from backend.repositories.alternate_repository import AlternateRepository, alternates_index
from backend.repositories.base_repository import changed
from backend.repositories.collection import Document, Filter, Index, Session, Sort
from backend.repositories.take_archive_repository import TakeArchiveRepository

CLIP_ORDER: Sort = (("timeline_position", 1), ("order", 1), ("created_at", 1), ("_id", 1))


class ClipRepository(AlternateRepository[Clip]):
    """Stored clips, in timeline order within their scene."""

    entity = Clip
    collection_name = "clips"
    parent_field = "parent_clip_id"
    media_fields = tuple(
        f"{takes}.{field}" for takes in TAKES_FIELD.values() for field in ("url", "thumbnail_url")
    )
    indexes = (
        Index((("scene_id", 1), *CLIP_ORDER)),
        Index((("project_id", 1), *CLIP_ORDER)),
        Index((("scene_id", 1), ("order", -1))),
        Index(
            (("character_id", 1),),
            options={"partialFilterExpression": {"character_id": {"$gt": ""}}},
        ),
        alternates_index(parent_field),
        Index((("generated_images.id", 1),), options={"sparse": True}),
        Index(
            (("scene_id", 1), ("is_alternate", 1), *CLIP_ORDER),
            options={"partialFilterExpression": {"generated_images.review.state": "approved"}},
        ),
        *(
            Index(
                ((f"{takes}.review.at", 1),),
                options={"partialFilterExpression": {f"{takes}.review.state": "rejected"}},
            )
            for takes in TAKES_FIELD.values()
        ),
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

    async def move(self, id: ClipId, position: float, session: Session) -> Clip:
        """Put the clip elsewhere in its scene; position in seconds."""
        return await self._change(id, changed({"timeline_position": position}), session=session)

    async def update_in_scene(
        self, id: ClipId, scene_id: SceneId, changes: Mapping[str, Any], session: Session = None
    ) -> Clip | None:
        """Set some fields in one atomic step; None if the scene has no such clip."""
        document = await self._collection.find_one_and_update(
            {"_id": id, "scene_id": scene_id}, changed(changes), session=session
        )
        return None if document is None else self._from_document(document)

    async def place(
        self, seen: Clip, position: float, length: float, session: Session
    ) -> Clip | None:
        """Give the clip another place and length, in seconds.

        Returns:
            None if it is gone, or was moved, cut or locked since it was seen.
        """
        told = ("scene_id", "timeline_position", "length", "locked")
        document = await self._collection.find_one_and_update(
            {"_id": seen.id, **seen.model_dump(include=set(told))},
            changed({"timeline_position": position, "length": length}),
            session=session,
        )
        return None if document is None else self._from_document(document)

    async def send_to_scene(self, clip: Clip, scene_id: SceneId, session: Session) -> list[Clip]:
        """Put a clip and all of its group into another scene; return them as they now are."""
        parent_id = clip.parent_clip_id or clip.id
        group: Filter = {"$or": [{"_id": parent_id}, self._alternates_of(parent_id)]}
        await self._collection.update_many(group, changed({"scene_id": scene_id}), session)
        found = await self._collection.find(group, session=session)
        return [self._from_document(document) for document in found]

    async def add_take(self, id: ClipId, take: GeneratedContent) -> Clip | None:
        """Append a take and select it if it is the first of its kind, in one step.

        A second call with the same take changes nothing: the filter asks that it is not there.

        Returns:
            The clip as it now is, or None if there is no such clip any more.
        """
        takes, selected = TAKES_FIELD[take.content_type], SELECTED_FIELD[take.content_type]
        added = await self._collection.find_one_and_update(
            {"_id": id, f"{takes}.id": {"$ne": take.id}},
            [
                {
                    "$set": {
                        takes: {"$concatArrays": [f"${takes}", [_literal(take)]]},
                        selected: {"$ifNull": [f"${selected}", take.id]},
                        "updated_at": "$$NOW",
                        "rev": NEXT_REV,
                    }
                },
                {"$set": {"stored_bytes": {"$bsonSize": "$$ROOT"}}},
            ],
        )
        return await self.find_by_id(id) if added is None else self._from_document(added)

    async def select_takes(self, id: ClipId, chosen: Mapping[MediaKind, TakeId]) -> Clip | None:
        """Choose takes that the clip holds, one of a kind; None if it does not hold them all."""
        held = {f"{TAKES_FIELD[kind]}.id": take_id for kind, take_id in chosen.items()}
        selected = {SELECTED_FIELD[kind]: take_id for kind, take_id in chosen.items()}
        document = await self._collection.find_one_and_update(
            {"_id": id, **held}, changed(selected)
        )
        return None if document is None else self._from_document(document)

    async def archive_takes(self, clip: Clip, kind: MediaKind, ids: Sequence[TakeId]) -> bool:
        """Move takes to the archive; there first, so that a crash in between loses none.

        Returns:
            Whether the clip is still there: else the archive now holds takes of nobody.
        """
        takes = TAKES_FIELD[kind]
        await self._collection.aggregate(
            [
                {"$match": {"_id": clip.id}},
                {"$project": {"take": f"${takes}"}},
                {"$unwind": "$take"},
                {"$match": {"take.id": {"$in": list(ids)}}},
                {"$replaceWith": {"$mergeObjects": ["$take", _archived(clip)]}},
                {"$unset": "id"},
                {"$merge": {"into": TakeArchiveRepository.collection_name}},
            ]
        )
        stays = {
            "$or": [
                {"$not": [{"$in": ["$$take.id", list(ids)]}]},
                {"$eq": ["$$take.id", f"${SELECTED_FIELD[kind]}"]},
            ]
        }
        kept = {"$filter": {"input": f"${takes}", "as": "take", "cond": stays}}
        moved: Document = {takes: kept, "has_archive": True, "rev": NEXT_REV}
        return bool(await self._collection.update_one({"_id": clip.id}, [{"$set": moved}]))

    async def note_archive(self, ids: Sequence[ClipId], session: Session = None) -> None:
        """Note that these clips have takes in the archive."""
        await self._collection.update_many(
            {"_id": {"$in": list(ids)}}, {"$set": {"has_archive": True}}, session
        )

    async def bring_back(self, id: ClipId, take: GeneratedContent) -> None:
        """Put an archived take among the clip's own, where it was by age; once, if called twice.

        It stays in the archive too, so that at no moment neither of them refers to its file.
        """
        takes = TAKES_FIELD[take.content_type]
        with_it = {"$concatArrays": [f"${takes}", [_literal(take)]]}
        by_age = {"$sortArray": {"input": with_it, "sortBy": {"created_at": 1}}}
        await self._collection.update_one(
            {"_id": id, f"{takes}.id": {"$ne": take.id}},
            [{"$set": {takes: by_age, "rev": NEXT_REV}}],
        )

    async def rewrite(self, seen: Clip, changes: Mapping[str, Any]) -> Clip | None:
        """Change the clip; None if it is gone, or its prompts are not the ones that were seen."""
        prompts = {"image_prompt": seen.image_prompt, "video_prompt": seen.video_prompt}
        document = await self._collection.find_one_and_update(
            {"_id": seen.id, **prompts}, changed(changes)
        )
        return None if document is None else self._from_document(document)

    async def forget_character(self, id: CharacterId) -> list[Clip]:
        """Take a character out of all clips, and return these as they now are."""
        theirs: Filter = {"_id": {"$in": await self.ids({"character_id": id})}}
        await self._collection.update_many(
            {**theirs, "character_id": id}, changed({"character_id": None})
        )
        return await self.list(theirs)

    async def delete_of_project(self, project_id: ProjectId) -> None:
        """Remove all clips of the project."""
        await self.delete_all({"project_id": project_id})


NEXT_REV: Final[Document] = {"$add": [{"$ifNull": ["$rev", 0]}, 1]}
"""The revision after a change, for pipelines."""


def _literal(take: GeneratedContent) -> Document:
    """Return the take for a pipeline, where a text with "$" would be read as a field."""
    return {
        "$literal": take.model_dump(include=set(GeneratedContent.model_fields) - {"is_selected"})
    }


def _archived(clip: Clip) -> Document:
    owner = {"clip_id": clip.id, "project_id": clip.project_id, "updated_at": "$$NOW"}
    return {"_id": "$take.id", **owner}
