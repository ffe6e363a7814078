"""Verdicts on takes, and the removal of takes; each is one update of the clip that holds them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from backend.domain.clip import SELECTED_FIELD, TAKES_FIELD, Clip
from backend.domain.ids import ClipId, ProjectId, TakeId
from backend.domain.media import MediaKind
from backend.domain.review import ReviewQuery, WhichTakes
from backend.domain.take import Review, ReviewState
from backend.repositories.base_repository import BaseRepository
from backend.repositories.clip_repository import CLIP_ORDER, NEXT_REV, ClipRepository
from backend.repositories.collection import Document, Filter

_REJECTED: Final = ReviewState.REJECTED.value
_CANDIDATE: Final = ReviewState.CANDIDATE.value


class ReviewRepository(BaseRepository[Clip]):
    """Clips as those see them who review; their other changes and their indexes are elsewhere."""

    entity = Clip
    collection_name = ClipRepository.collection_name

    async def waiting(self, project_id: ProjectId, query: ReviewQuery) -> list[Clip]:
        """Return the clips of the cut that may hold a take on which nobody has decided."""
        chosen_only = query.takes is WhichTakes.SELECTED
        undecided = [
            {
                f"{TAKES_FIELD[kind]}.review.state": _CANDIDATE,
                **({SELECTED_FIELD[kind]: {"$ne": None}} if chosen_only else {}),
            }
            for kind in query.kinds
        ]
        cut: Filter = {"project_id": project_id, "is_alternate": False, "$or": undecided}
        return await self.list(cut, sort=CLIP_ORDER)

    async def some_of_project(
        self, project_id: ProjectId, ids: Sequence[ClipId]
    ) -> dict[ClipId, Clip]:
        """Return those of the clips that the project has, by id."""
        found = await self.list({"_id": {"$in": list(set(ids))}, "project_id": project_id})
        return {ClipId(clip.id): clip for clip in found}

    async def review_take(
        self, id: ClipId, kind: MediaKind, take_id: TakeId, review: Review
    ) -> Clip | None:
        """Give a take a verdict: an approved one is chosen, a rejected one is chosen no more.

        Returns:
            The clip as it now is; None if it is gone, or does not hold the take.
        """
        takes, selected = TAKES_FIELD[kind], SELECTED_FIELD[kind]
        meant = {"$literal": take_id}
        reviewed = {"$mergeObjects": ["$$this", {"review": {"$literal": review.model_dump()}}]}
        rejected = review.state is ReviewState.REJECTED
        return await self._change_takes(
            {"_id": id, f"{takes}.id": take_id},
            {
                takes: _map(takes, {"$cond": [{"$eq": ["$$this.id", meant]}, reviewed, "$$this"]}),
                selected: _unless(selected, meant) if rejected else meant,
            },
        )

    async def remove_take(self, id: ClipId, take_id: TakeId) -> Clip | None:
        """Take a take out of a clip, and no longer choose it.

        The revision rises also if only the archive has it: the clip's gallery shows that too.

        Returns:
            The clip as it now is; None if it is gone.
        """
        removed = {"$literal": take_id}
        return await self._change_takes(
            {"_id": id},
            {
                takes: _filter(takes, {"$ne": ["$$this.id", removed]})
                for takes in TAKES_FIELD.values()
            }
            | {selected: _unless(selected, removed) for selected in SELECTED_FIELD.values()},
        )

    async def with_old_rejected(self, kind: MediaKind, *, before: datetime) -> list[ClipId]:
        """Return the clips that hold takes rejected before then."""
        takes = TAKES_FIELD[kind]
        old = {"review.state": _REJECTED, "review.at": {"$lt": before}}
        found = await self._collection.find(
            {f"{takes}.review.state": _REJECTED, takes: {"$elemMatch": old}}, projection={"_id": 1}
        )
        return [ClipId(each["_id"]) for each in found]

    async def some(self, ids: Sequence[ClipId]) -> list[Clip]:
        """Return those of the clips that are there still."""
        return await self.list({"_id": {"$in": list(ids)}})

    async def remove_rejected(
        self, id: ClipId, kind: MediaKind, ids: Sequence[TakeId]
    ) -> Clip | None:
        """Take those of the takes out of a clip that are rejected still and not chosen.

        Returns:
            The clip as it now is; None if it is gone.
        """
        takes, selected = TAKES_FIELD[kind], SELECTED_FIELD[kind]
        stays = {
            "$or": [
                {"$not": [{"$in": ["$$this.id", {"$literal": list(ids)}]}]},
                {"$ne": ["$$this.review.state", _REJECTED]},
                {"$eq": ["$$this.id", f"${selected}"]},
            ]
        }
        return await self._change_takes({"_id": id}, {takes: _filter(takes, stays)})

    async def _change_takes(self, filter: Filter, fields: Document) -> Clip | None:
        told = {**fields, "updated_at": "$$NOW", "rev": NEXT_REV}
        document = await self._collection.find_one_and_update(filter, [{"$set": told}])
        return None if document is None else self._from_document(document)


def _unless(selected: str, take_id: Document) -> Document:
    """Return what is chosen, or nothing if that is the take."""
    return {"$cond": [{"$eq": [f"${selected}", take_id]}, None, f"${selected}"]}


def _map(takes: str, to: Document) -> Document:
    return {"$map": {"input": f"${takes}", "as": "this", "in": to}}


def _filter(takes: str, cond: Document) -> Document:
    return {"$filter": {"input": f"${takes}", "cond": cond}}
