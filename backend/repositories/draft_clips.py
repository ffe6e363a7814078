"""What drafts want to know of clips, and no more: a clip with its takes is a large document."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from backend.domain.ids import ClipId, ProjectId, SceneId
from backend.domain.take import ReviewState
from backend.repositories.clip_repository import CLIP_ORDER
from backend.repositories.collection import Collection, Document, Filter
from backend.repositories.scene_repository import SCENE_ORDER


@dataclass(frozen=True)
class DraftClip:
    """A clip as a draft sees it: which takes are chosen, and whether the still is approved."""

    id: ClipId
    scene_id: SceneId
    name: str
    has_image: bool
    has_video: bool
    has_audio: bool
    is_approved: bool


@dataclass(frozen=True)
class DraftScene:
    """A scene as a draft sees it, with its clips in timeline order."""

    id: SceneId
    name: str
    clips: list[DraftClip]


_CHOSEN: Final[Document] = {
    "$filter": {
        "input": "$generated_images",
        "as": "take",
        "cond": {"$eq": ["$$take.id", "$selected_image_id"]},
    }
}
_EXCERPT: Final[Document] = {
    "scene_id": 1,
    "name": 1,
    "selected_image_id": 1,
    "selected_video_id": 1,
    "selected_audio_id": 1,
    "review": {"$first": {"$map": {"input": _CHOSEN, "in": "$$this.review.state"}}},
}


class DraftClips:
    """Reads scenes and clips for drafts; alternates are nothing to them."""

    def __init__(self, scenes: Collection, clips: Collection) -> None:
        self._scenes = scenes
        self._clips = clips

    async def some(self, ids: Sequence[ClipId]) -> list[DraftClip]:
        """Return those of the clips that are there still, in the order of the ids."""
        found = {clip.id: clip for clip in await self._read({"_id": {"$in": list(ids)}})}
        return [found[id] for id in ids if id in found]

    async def of_project(self, project_id: ProjectId) -> list[DraftScene]:
        """Return the scenes of a project in story order, with their clips, in one command."""
        found = await self._scenes.aggregate(
            [
                {"$match": {"project_id": project_id, "is_alternate": False}},
                {"$sort": dict(SCENE_ORDER)},
                {
                    "$lookup": {
                        "from": self._clips.name,
                        "localField": "_id",
                        "foreignField": "scene_id",
                        "pipeline": [
                            {"$match": {"is_alternate": False}},
                            {"$sort": dict(CLIP_ORDER)},
                            {"$project": _EXCERPT},
                        ],
                        "as": "clips",
                    }
                },
                {"$project": {"name": 1, "clips": 1}},
            ]
        )
        return [
            DraftScene(SceneId(each["_id"]), each["name"], [_clip(clip) for clip in each["clips"]])
            for each in found
        ]

    async def _read(self, clips: Filter) -> list[DraftClip]:
        shown = [{"$match": {**clips, "is_alternate": False}}, {"$project": _EXCERPT}]
        return [_clip(each) for each in await self._clips.aggregate(shown)]


def _clip(document: Document) -> DraftClip:
    return DraftClip(
        id=ClipId(document["_id"]),
        scene_id=SceneId(document["scene_id"]),
        name=document["name"],
        has_image=bool(document.get("selected_image_id")),
        has_video=bool(document.get("selected_video_id")),
        has_audio=bool(document.get("selected_audio_id")),
        is_approved=document.get("review") == ReviewState.APPROVED,
    )
