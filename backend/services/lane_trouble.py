"""What a lane needs after a failure of its provider: a pause, a rest, or nothing."""

from typing import Final, Protocol

from backend.domain.errors import ProviderError, ProviderRateLimitedError
from backend.domain.failures import FailureClass

_REST_SECONDS: Final = 10.0


class SparedLanes(Protocol):
    """Where it is written down that nothing is to begin on a lane."""

    async def pause(self, name: str, reason: str) -> None:
        """Until it is resumed."""

    async def rest(self, name: str, seconds: float, reason: str) -> None:
        """For some seconds."""

    async def back_off(self, name: str, reason: str) -> None:
        """For a while, which doubles from one call to the next."""


async def spare(lanes: SparedLanes, name: str, error: ProviderError, failure: FailureClass) -> None:
    """Spare the provider, where that is what it asks for."""
    match failure:
        case FailureClass.LANE_AUTH:
            await lanes.pause(name, error.message)
        case FailureClass.THROTTLED:
            asked = error.retry_after if isinstance(error, ProviderRateLimitedError) else None
            await lanes.rest(name, asked or _REST_SECONDS, error.message)
        case FailureClass.UNREACHABLE:
            await lanes.back_off(name, error.message)
