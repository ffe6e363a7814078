"""Which take of a clip is used, by the choice of people and then by age."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal

from backend.domain.clip import TAKES_FIELD, Clip
from backend.domain.media import MediaKind
from backend.domain.take import ArchivedTake, GeneratedContent, ReviewState

_PICTURES: Final = {
    "video": (MediaKind.VIDEO, MediaKind.IMAGE),
    "image": (MediaKind.IMAGE, MediaKind.VIDEO),
}


def chosen_take(clip: Clip, kind: MediaKind) -> GeneratedContent | None:
    """Return the selected take, else the newest approved, else the newest not rejected."""

    def worth(numbered: tuple[int, GeneratedContent]) -> tuple[bool, bool, datetime, int]:
        age, take = numbered
        approved = take.review.state is ReviewState.APPROVED
        return take.is_selected, approved, take.created_at, age

    usable = [
        (age, take)
        for age, take in enumerate(clip.takes(kind))
        if take.is_selected or take.review.state is not ReviewState.REJECTED
    ]
    return max(usable, key=worth)[1] if usable else None


def chosen_picture(clip: Clip, prefer: Literal["video", "image"]) -> GeneratedContent | None:
    """Return the take to show: one of the preferred kind, else one of the other."""
    takes = (chosen_take(clip, kind) for kind in _PICTURES[prefer])
    return next((take for take in takes if take), None)


def with_archived(clips: Sequence[Clip], archived: Sequence[ArchivedTake]) -> list[Clip]:
    """Return the clips with the takes that were moved out of them, oldest first."""
    moved: dict[str, list[ArchivedTake]] = {}
    for take in archived:
        moved.setdefault(take.clip_id, []).append(take)
    return [_whole(clip, moved[clip.id]) if clip.id in moved else clip for clip in clips]


def _whole(clip: Clip, moved: list[ArchivedTake]) -> Clip:
    galleries = {}
    for kind, field in TAKES_FIELD.items():
        held = clip.takes(kind)
        known = {take.id for take in held}
        old = [take for take in moved if take.content_type is kind and take.id not in known]
        galleries[field] = sorted([*old, *held], key=lambda take: take.created_at)
    return clip.model_copy(update=galleries)
