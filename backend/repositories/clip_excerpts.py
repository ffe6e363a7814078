"""Parts of many clips at once: what generation needs of them, without all their takes."""

from collections.abc import Collection as Several
from collections.abc import Iterable
from typing import Final

from backend.domain.clip import SELECTED_FIELD, TAKES_FIELD, Clip
from backend.domain.ids import ClipId, JobId, ProjectId
from backend.domain.media import MediaKind
from backend.domain.take import GeneratedContent
from backend.repositories.collection import Collection, Document

_CHOSEN_PICTURE_ONLY: Final[Document] = {
    "generated_images": {
        "$filter": {
            "input": "$generated_images",
            "cond": {"$eq": ["$$this.id", "$selected_image_id"]},
        }
    },
    "generated_videos": [],
    "generated_audio": [],
}


class ClipExcerpts:
    """What is read of the stored clips for batches, each in one command."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def project_ids(self, ids: Iterable[ClipId]) -> dict[ClipId, ProjectId]:
        """Return whose each clip is, of those that are there."""
        found = await self._collection.find(
            {"_id": {"$in": list(ids)}}, projection={"project_id": 1}
        )
        return {ClipId(each["_id"]): ProjectId(each["project_id"]) for each in found}

    async def for_generation(self, ids: Iterable[ClipId]) -> dict[ClipId, Clip]:
        """Return those of the clips that are there, each with its chosen picture as only take."""
        found = await self._collection.aggregate(
            [{"$match": {"_id": {"$in": list(ids)}}}, {"$set": _CHOSEN_PICTURE_ONLY}]
        )
        return {
            ClipId(document["_id"]): Clip.model_validate({**document, "id": document["_id"]})
            for document in found
        }

    async def takes_of_jobs(
        self, ids: Iterable[ClipId], kind: MediaKind, job_ids: Several[JobId]
    ) -> dict[JobId, GeneratedContent]:
        """Return the first take that each of the jobs gave to the clips."""
        takes, of_jobs = TAKES_FIELD[kind], {"$in": list(job_ids)}
        chosen = {"is_selected": {"$eq": ["$take.id", "$selected"]}}
        found = await self._collection.aggregate(
            [
                {"$match": {"_id": {"$in": list(ids)}, f"{takes}.job_id": of_jobs}},
                {"$project": {"take": f"${takes}", "selected": f"${SELECTED_FIELD[kind]}"}},
                {"$unwind": "$take"},
                {"$match": {"take.job_id": of_jobs}},
                {"$replaceWith": {"$mergeObjects": ["$take", chosen]}},
            ]
        )
        first: dict[JobId, GeneratedContent] = {}
        for document in found:
            first.setdefault(document["job_id"], GeneratedContent(**document))
        return first
