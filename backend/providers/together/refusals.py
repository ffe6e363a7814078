"""What Together says when it refuses; its errors are of OpenAI's shape."""

from typing import Final

from backend.domain.errors import ContentRefusedError, ProviderError, ProviderRejectedError
from backend.providers.chat_errors import complaint_of
from backend.providers.http import Answer
from backend.providers.paid import Refusal
from backend.providers.wire import said, status_refusal

_NOT_DECENT: Final = ("content_filter", "content_policy", "moderation", "nsfw", "safety")
_NOT_SHARED: Final = "third_party_data_sharing_blocked"


def is_about_content(code: str | None) -> bool:
    """Tell whether an error's code means that such a thing is not made."""
    return any(word in (code or "").lower() for word in _NOT_DECENT)


def together_refusal(provider: str, secret: str) -> Refusal:
    """Return what makes the errors.

    Args:
        secret: our key, which is cut out of whatever the service says.
    """

    def refusal(answer: Answer) -> ProviderError:
        complaint = complaint_of(answer)
        code = complaint.code or complaint.type
        words = said(complaint.message, secret)
        if is_about_content(complaint.code) or is_about_content(complaint.type):
            return ContentRefusedError(provider, words or "does not make such a thing")
        if complaint.code == _NOT_SHARED:  # 403, but of this model, and not of our key
            return ProviderRejectedError(provider, words, details={"code": code})
        return status_refusal(provider, answer, words, code)

    return refusal
