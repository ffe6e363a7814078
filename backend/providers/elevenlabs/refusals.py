"""What ElevenLabs says when it refuses: {"detail": …} with an object, a list or a text in it."""

from typing import Any, Final

from backend.domain.errors import ContentRefusedError, ProviderError, ProviderQuotaError
from backend.providers.http import Answer
from backend.providers.paid import Refusal
from backend.providers.wire import USUAL_WAIT, said, status_refusal

_NOT_PAID: Final = frozenset({"quota_exceeded", "insufficient_credits", "payment_required"})
_NOT_DECENT: Final = frozenset(
    {"content_against_policy", "content_policy_violation", "detected_unsafe_content"}
)
_AT_ONCE: Final = frozenset({"too_many_concurrent_requests", "concurrent_limit_exceeded"})
_SHORT_WAIT: Final = 2.0


def elevenlabs_refusal(provider: str, secret: str) -> Refusal:
    """Return what makes the errors; both its 429 are told apart by `code` in their details.

    Args:
        secret: our key, which is cut out of whatever the service says.
    """

    def refusal(answer: Answer) -> ProviderError:
        code, words = _complaint(answer)
        if code in _NOT_PAID:  # with status 401
            return ProviderQuotaError(provider, f"makes nothing more for us: {code}")
        if code in _NOT_DECENT:
            return ContentRefusedError(provider, said(words, secret))
        wait = _SHORT_WAIT if code in _AT_ONCE else USUAL_WAIT
        return status_refusal(provider, answer, said(words, secret), code, wait=wait)

    return refusal


def _complaint(answer: Answer) -> tuple[str, str]:
    """Return the code and the words of an error; what is not said is empty."""
    try:
        detail: Any = answer.json().get("detail")
    except (ValueError, AttributeError, RecursionError):
        return "", ""
    if isinstance(detail, list):
        return "", "; ".join(map(_fault, detail))
    if isinstance(detail, dict):
        code = detail.get("status") or detail.get("code") or ""
        return str(code), str(detail.get("message") or "")
    return "", str(detail or "")


def _fault(item: Any) -> str:
    """Return what is wrong with one field, as FastAPI says it."""
    if not isinstance(item, dict):
        return str(item)
    place = item.get("loc")
    where = ".".join(map(str, place)) if isinstance(place, list) else ""
    return f"{where}: {item.get('msg', '')}"
