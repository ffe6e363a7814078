"""Speech of OpenAI's Audio API, which others offer in the same shape."""

from typing import Any, Final

from backend.domain.errors import ProviderOutcomeUnknownError, ProviderRejectedError
from backend.providers.base import RemoteState
from backend.providers.generation import MediaOrder, RemoteFile, RemoteWork, Speech
from backend.providers.http import MEGABYTE
from backend.providers.paid import PaidClient

_LARGEST_ANSWER: Final = 64 * MEGABYTE
_SLOWEST, _FASTEST = 0.25, 4.0


async def speak(
    http: PaidClient, order: MediaOrder, *, voice: str, longest: int | None = None
) -> RemoteWork:
    """Have a text spoken, as MP3; it is done when this returns.

    Args:
        voice: who speaks if the order names nobody; empty: whom the service chooses.
        longest: characters that are taken at once.

    Raises:
        ProviderRejectedError: the text is longer.
    """
    if longest is not None and len(order.prompt) > longest:
        problem = f"speaks at most {longest} characters at once: split this text"
        raise ProviderRejectedError(http.provider, f"{problem} of {len(order.prompt)}")
    wanted = order.speech or Speech()
    fields: dict[str, Any] = {}
    if wanted.voice or voice:
        fields["voice"] = wanted.voice or voice
    if wanted.speed != 1:
        fields["speed"] = min(max(wanted.speed, _SLOWEST), _FASTEST)
    if instructions := order.params.get("instructions"):
        fields["instructions"] = str(instructions)
    body = {"model": order.model, "input": order.prompt, "response_format": "mp3", **fields}
    answer = await http.ask("POST", "/audio/speech", paying=True, limit=_LARGEST_ANSWER, json=body)
    if not answer.body or "json" in answer.headers.get("content-type", ""):
        problem = "may or may not have taken what is paid for (sent no sound); look there first"
        raise ProviderOutcomeUnknownError(http.provider, problem)
    return RemoteWork("", RemoteState.DONE, (RemoteFile(content=answer.body),), applied=fields)
