"""What a story shows of its clips and its template: stages that add it to a project."""

from typing import Final

from backend.repositories.clip_repository import CLIP_ORDER
from backend.repositories.collection import Document, Filter
from backend.repositories.scene_repository import SCENE_ORDER

_TAKE_ID: Final = "generated_images.id"
_REVIEW: Final = "generated_images.review.state"
_APPROVED: Final = "approved"


def _is(left: str, right: str) -> Document:
    return {"$eq": [left, right]}


def _urls(chosen: Document) -> Document:
    """Return the stage that leaves of a clip the address of the first still that is chosen."""
    stills = {"$filter": {"input": "$generated_images", "cond": chosen}}
    return {"$project": {"url": {"$getField": {"field": "url", "input": {"$first": stills}}}}}


def _first_clip(wanted: Filter, chosen: Document) -> Document:
    """Return the stage that finds the first clip in story order that is wanted, and its still."""
    clips = {
        "from": "clips",
        "localField": "_id",
        "foreignField": "scene_id",
        "pipeline": [
            {"$match": {"is_alternate": False, **wanted}},
            {"$sort": dict(CLIP_ORDER)},
            {"$limit": 1},
            _urls(chosen),
        ],
        "as": "clip",
    }
    return {
        "from": "scenes",
        "localField": "_id",
        "foreignField": "project_id",
        "pipeline": [
            {"$match": {"is_alternate": False}},
            {"$sort": dict(SCENE_ORDER)},
            {"$lookup": clips},
            {"$unwind": "$clip"},
            {"$limit": 1},
            {"$replaceWith": "$clip"},
        ],
    }


_OF_COVER_TAKE: Final[Document] = {
    "from": "clips",
    "localField": "cover_id",
    "foreignField": _TAKE_ID,
    "let": {"project": "$_id", "take": "$cover_take"},
    "pipeline": [
        {"$match": {"$expr": _is("$project_id", "$$project")}},
        _urls(_is("$$this.id", "$$take")),
    ],
}
_APPROVED_STILL: Final = _first_clip({_REVIEW: _APPROVED}, _is("$$this.review.state", _APPROVED))
_SELECTED_STILL: Final = _first_clip(
    {"selected_image_id": {"$gt": ""}}, _is("$$this.id", "$selected_image_id")
)
_TEMPLATE: Final[Document] = {
    "from": "templates",
    "localField": "style_template_id",
    "foreignField": "_id",
    "pipeline": [{"$project": {"name": 1}}],
}

_STILLS: Final = ("named", "approved", "selected")
WITH_COVER: Final[tuple[Document, ...]] = (
    # Null would be looked for as well, and is found in every clip without a still.
    {"$set": {"cover_id": {"$ifNull": ["$cover_take", ""]}}},
    {"$lookup": {**_OF_COVER_TAKE, "as": "named"}},
    {"$lookup": {**_APPROVED_STILL, "as": "approved"}},
    {"$lookup": {**_SELECTED_STILL, "as": "selected"}},
    {"$lookup": {**_TEMPLATE, "as": "template"}},
    {
        "$set": {
            "cover": {"$ifNull": [{"$first": f"${each}.url"} for each in _STILLS]},
            "style": {"$first": "$template.name"},
        }
    },
    {"$unset": ["cover_id", "template", *_STILLS]},
)
"""Adds `cover`, the address of a still, and `style`, the name of the template."""
