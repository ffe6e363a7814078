"""What a paid service makes instead of a server of the farm: it becomes work of its own lane."""

from collections.abc import Collection
from typing import Any, Final

from backend.domain.errors import invalid_field
from backend.domain.job import JobKind, Task
from backend.domain.media import MediaKind
from backend.domain.task_lane import OPENAI
from backend.services.generation_request import GenerationOrder

_LANES: Final = {"openai": OPENAI}
"""By the names that `params.provider` has for them; any other name means the farm."""
_SETTINGS: Final = {OPENAI: "OPENAI_API_KEY, OPENAI_BASE_URL or both"}


def check_provider(order: GenerationOrder, lanes: Collection[str]) -> None:
    """Make sure that what is asked for can be made where it is asked for.

    Args:
        lanes: those that are set up.

    Raises:
        ValidationError: the service is not set up, makes no pictures, or a server is named too.
    """
    lane = _lane_of(order)
    if lane is None:
        return
    if lane not in lanes:
        raise invalid_field("params.provider", f"is not set up here: set {_SETTINGS[lane]}")
    if order.generation_type is not MediaKind.VIDEO:
        raise invalid_field("params.provider", "makes films only: generation_type must be video")
    if order.server_id:
        raise invalid_field("server_id", "cannot be chosen along with params.provider")


def on_lane(order: GenerationOrder) -> dict[str, Any]:
    """Return the fields of a job that put it on the lane of a paid service, if one is to do it."""
    lane = _lane_of(order)
    return {"lane_group": lane, "task": Task(kind=JobKind.VIDEO)} if lane else {}


def _lane_of(order: GenerationOrder) -> str | None:
    return _LANES.get((order.params.provider or "").strip().lower())
