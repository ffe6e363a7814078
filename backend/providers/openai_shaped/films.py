"""Films as orders, and where they stand."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from backend.domain.errors import (
    ContentRefusedError,
    ProviderRejectedError,
    ResourceNotFoundError,
)
from backend.domain.openai_video import OpenAIVideo, OpenAIVideoOrder
from backend.providers.base import RemoteState
from backend.providers.chat_errors import Complaint
from backend.providers.generation import MediaOrder, RemoteFile, RemoteWork
from backend.providers.openai_shaped.videos import OpenAIVideos
from backend.providers.shapes import Size, nearest_size, with_aversions
from backend.providers.wire import fitted_seconds, said

_LENGTHS: Final = (4, 8, 12)
_SIZES: Final = ((1280, 720), (720, 1280), (1792, 1024), (1024, 1792))
"""What the API takes, unless providers.json says otherwise of a model."""
_STATES: Final = {
    "queued": RemoteState.QUEUED,
    "pending": RemoteState.QUEUED,
    "completed": RemoteState.DONE,
    "failed": RemoteState.FAILED,
    "cancelled": RemoteState.FAILED,
    "expired": RemoteState.FAILED,
}
"""Whatever else a gateway calls it, it is at work."""


async def order_film(
    videos: OpenAIVideos,
    provider: str,
    order: MediaOrder,
    *,
    sizes: Sequence[Size],
    lengths: Sequence[float],
) -> RemoteWork:
    """Have a film begun.

    Args:
        sizes, lengths: in pixels and seconds, what the model makes; none: what the API names.

    Raises:
        ProviderRejectedError: it makes none that is long enough, or that ends as is wished.
    """
    if any(each.role == "last_frame" for each in order.references):
        raise ProviderRejectedError(provider, "cannot end films with a given picture")
    seconds = fitted_seconds(provider, order.seconds, lengths or _LENGTHS)
    wanted = (order.width, order.height) if order.width and order.height else _SIZES[0]
    width, height = nearest_size(wanted, sizes or _SIZES)
    first = min(order.references, key=lambda each: each.role != "first_frame", default=None)
    sent = OpenAIVideoOrder(
        model=order.model,
        prompt=with_aversions(order.prompt, order.negative_prompt),
        seconds=f"{seconds:g}",
        size=f"{width}x{height}",
    )
    video = await videos.create(sent, (first.content_type, first.content) if first else None)
    applied = {"width": width, "height": height, "seconds": seconds}
    return _work(provider, video, applied=applied)


async def look_at_film(videos: OpenAIVideos, provider: str, id: str) -> RemoteWork:
    """Ask how far a film is.

    Raises:
        ProviderRejectedError: it failed.
    """
    try:
        video, poll_after = await videos.look(id)
    except ResourceNotFoundError:
        return RemoteWork(id, RemoteState.ABSENT)
    return _work(provider, video, poll_after=poll_after)


def _work(
    provider: str,
    video: OpenAIVideo,
    *,
    applied: Mapping[str, Any] | None = None,
    poll_after: float | None = None,
) -> RemoteWork:
    state = _STATES.get(video.status, RemoteState.RUNNING)
    if state is RemoteState.FAILED:
        raise _failure(provider, video)
    return RemoteWork(
        video.id,
        state,
        files=(RemoteFile(ref=video.id),) if state is RemoteState.DONE else (),
        progress=None if video.progress is None else video.progress / 100,
        applied=applied or {},
        poll_after=poll_after,
    )


def _failure(provider: str, video: OpenAIVideo) -> ProviderRejectedError:
    code = (video.error and video.error.code) or ""
    words = said((video.error and video.error.message) or f"made no film: {video.status}", "")
    refused = Complaint(code=code).is_about_content
    return (
        ContentRefusedError(provider, words) if refused else ProviderRejectedError(provider, words)
    )
