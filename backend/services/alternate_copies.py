"""What a new alternate takes over from what it is made of."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final, TypeVar

from backend.domain.alternate import alternate_name
from backend.domain.clip import Clip, ClipFields
from backend.domain.errors import ConflictError
from backend.domain.ids import ClipId, SceneId, new_id
from backend.domain.scene import Scene, SceneFields

T = TypeVar("T")

_CLIP_FIELDS: Final = {*ClipFields.model_fields, "scene_id", "project_id", "order"} - {"locked"}
_SCENE_FIELDS: Final = {*SceneFields.model_fields, "project_id", "order"}


def alternate_clip(source: Clip, parent_id: ClipId, number: int) -> Clip:
    """Return an alternate of the parent with the source's words and place, and no takes."""
    name = alternate_name(source.name, source.alternate_number, number)
    group = {"parent_clip_id": parent_id, "alternate_number": number, "is_alternate": True}
    return Clip(**{**source.model_dump(include=_CLIP_FIELDS), "name": name, **group})


def alternate_scene(source: Scene, parent_id: SceneId, number: int) -> Scene:
    """Return an alternate of the parent with the source's words and place."""
    name = alternate_name(source.name, source.alternate_number, number)
    group = {"parent_scene_id": parent_id, "alternate_number": number, "is_alternate": True}
    return Scene(**{**source.model_dump(include=_SCENE_FIELDS), "name": name, **group})


def clips_for(scene_id: SceneId, sources: Sequence[Clip]) -> list[Clip]:
    """Return copies of a scene's clips for another scene, without takes.

    Their groups are the same among the copies. Of clips at one place the id decides the order, so
    ids are given in order.
    """
    ids = dict(zip((clip.id for clip in sources), sorted(new_id() for _ in sources), strict=True))
    return [
        Clip(
            **{
                **source.model_dump(include=_CLIP_FIELDS),
                "id": ids[source.id],
                "scene_id": scene_id,
                "parent_clip_id": ids.get(source.parent_clip_id or ClipId("")),
                "alternate_number": source.alternate_number,
                "is_alternate": source.is_alternate,
            }
        )
        for source in sources
    ]


async def with_own_number(make: Callable[[], Awaitable[T]]) -> T:
    """Make an alternate, anew while others take its number first.

    In transactions nobody does: they wait for one another at the parent.
    """
    while True:
        with suppress(ConflictError):
            return await make()
