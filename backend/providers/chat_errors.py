"""What services of OpenAI's shape say when they refuse, as errors of ours.

Their errors are {"error": {"message", "type", "param", "code"}}; OpenRouter's code is the status,
and what moderated or limited us stands in "metadata".
"""

from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any, Final

import httpx2

from backend.domain.errors import (
    ContentRefusedError,
    ProviderError,
    ProviderQuotaError,
    ProviderUnavailableError,
)
from backend.providers.http import Answer, status_error
from backend.providers.paid import Refusal
from backend.providers.wire import said, status_refusal

_NOT_PAID: Final = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
_NOT_DECENT: Final = frozenset(
    {"content_filter", "content_policy_violation", "moderation_blocked", "safety_violation"}
)
_LONGEST_ERROR: Final = 64 * 1024
_CLEAR: Final = frozenset({402, 403, 408, 425, 429})
"""What needs no words."""
_FOR_NOW: Final = frozenset({HTTPStatus.CONFLICT, 499})


@dataclass(frozen=True)
class Complaint:
    """What an answer says is wrong; what it does not say is empty."""

    message: str = ""
    code: str = ""
    type: str = ""
    param: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def is_about_money(self) -> bool:
        """What was paid for, or what may be spent, is used up."""
        return bool({self.code, self.type} & _NOT_PAID) or "limit_source" in self.metadata

    @property
    def is_about_content(self) -> bool:
        """Such a thing is not made."""
        flagged = {"flagged_input", "reasons"} & self.metadata.keys()
        return bool({self.code, self.type} & _NOT_DECENT or flagged)


def complaint_of(answer: Answer, secret: str = "") -> Complaint:
    """Read what an answer complains of, in whatever form it does; without our key."""
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        return Complaint()
    [body] = body[:1] if isinstance(body, list) and body else [body]
    error = body.get("error", body) if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return Complaint(message=said(error, secret) if isinstance(error, str) else "")
    metadata = error.get("metadata")
    return Complaint(
        message=said(error.get("message") or error.get("detail"), secret),
        code=str(error.get("code") or ""),
        type=str(error.get("type") or ""),
        param=str(error.get("param") or ""),
        metadata=metadata if isinstance(metadata, dict) else {},
    )


def true_answer(answer: Answer) -> Answer:
    """Return the answer with the status it means: a success may hold nothing but an error.

    What a record of a film says of its failure is none of ours: the answer itself is a success.
    """
    if answer.status != HTTPStatus.OK or len(answer.body) > _LONGEST_ERROR:
        return answer
    try:
        body = answer.json()
    except (ValueError, RecursionError):
        return answer
    error = body.get("error") if isinstance(body, dict) and "status" not in body else None
    if not isinstance(error, dict):
        return answer
    code = str(error.get("code"))
    if code.isdecimal() and 400 <= int(code) < 600:
        return replace(answer, status=int(code))
    return replace(answer, status=HTTPStatus.BAD_GATEWAY)


def shaped_refusal(provider: str, secret: str) -> Refusal:
    """Return what makes the errors of a service of OpenAI's shape.

    Args:
        secret: our key, which no message may hold; empty: there is none.
    """

    def refusal(answer: Answer) -> ProviderError:
        complaint = complaint_of(answer, secret)
        if complaint.is_about_money:
            return ProviderQuotaError(provider, "makes nothing more for us: it is not paid for")
        if complaint.is_about_content:
            return ContentRefusedError(provider, complaint.message or "does not make such a thing")
        if answer.status in _FOR_NOW:
            return ProviderUnavailableError(provider, f"answered {answer.status}")
        if complaint.message or answer.status in _CLEAR:
            return status_refusal(provider, answer, complaint.message, complaint.code)
        return status_error(provider, httpx2.Response(answer.status, headers=dict(answer.headers)))

    return refusal
