"""What Runware says when it refuses: objects with a code, of which there are hundreds.

They are told apart by what is in them, as Runware's own packages do it.
"""

from typing import Final

from backend.domain.errors import (
    ContentRefusedError,
    NodeFailedError,
    ProviderAuthError,
    ProviderError,
    ProviderQuotaError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ProviderUnavailableError,
)
from backend.providers.http import Answer
from backend.providers.paid import Refusal
from backend.providers.runware.answers import Problem, RunwareAnswer
from backend.providers.wire import said, status_refusal

_NOT_DECENT: Final = (
    *("contentpolicy", "sensitivecontent", "unsafecontent", "nsfw"),
    *("promptblocked", "imageblocked", "moderation"),
)
_CLASSES: Final[tuple[tuple[type[ProviderError], tuple[str, ...]], ...]] = (
    (ContentRefusedError, _NOT_DECENT),
    (ProviderQuotaError, ("credits", "quota", "balance", "paymentrequired")),
    (ProviderRateLimitedError, ("ratelimit",)),
    (ProviderAuthError, ("apikey", "unauthorized", "forbidden", "authentication", "suspended")),
    (
        ProviderUnavailableError,
        ("timeout", "unavailable", "internalserver", "inferenceerror", "noavailable", "processing"),
    ),
)
_BY_NUMBER: Final[dict[str, type[ProviderError]]] = {
    "401": ProviderAuthError,
    "402": ProviderQuotaError,
    "429": ProviderRateLimitedError,
    "500": ProviderUnavailableError,
    "503": ProviderUnavailableError,
    "504": ProviderUnavailableError,
}
_POLLING: Final = "getResponse"


def is_absent(problem: Problem) -> bool:
    """Tell whether a problem is that there is no such task, or none any more."""
    code = problem.code.lower()
    return code.startswith("task") and code.endswith(("notfound", "expired"))


def is_taken_already(problem: Problem) -> bool:
    """Tell whether a problem is that there is such a task: an earlier try was taken after all."""
    code = problem.code.lower()
    return code.startswith(("conflict", "duplicate")) and "uuid" in code


def refused_task(provider: str, problem: Problem, secret: str) -> ProviderError:
    """Return the error of a task that was not taken.

    Args:
        secret: our key, which is cut out of whatever the service says.
    """
    kind, details = _kind(problem.code.lower()), {"code": problem.code}
    if kind is ProviderQuotaError:
        return kind(provider, f"makes nothing more for us: {problem.code}", details=details)
    if kind is ProviderAuthError:
        return kind(provider, f"refuses our key: {problem.code}", details=details)
    if kind is ProviderRateLimitedError:
        return ProviderRateLimitedError(provider, "asks us to wait")
    return kind(provider, said(problem.message, secret) or problem.code, details=details)


def _kind(code: str) -> type[ProviderError]:
    found = (kind for kind, words in _CLASSES if any(word in code for word in words))
    if code.startswith("provider") and not any(word in code for word in _NOT_DECENT):
        return ProviderUnavailableError  # those that Runware asks in turn, whatever they refuse
    return _BY_NUMBER.get(code) or next(found, ProviderRejectedError)


def failed_task(provider: str, problem: Problem, secret: str) -> ProviderError:
    """Return the error of a task that was taken and failed: what passes, passes for others."""
    error = refused_task(provider, problem, secret)
    is_passing = isinstance(error, ProviderUnavailableError | ProviderRateLimitedError)
    if is_passing and problem.task_type != _POLLING:
        words = said(problem.message, secret) or problem.code
        return NodeFailedError(provider, words, details={"code": problem.code})
    return error


def runware_refusal(provider: str, secret: str) -> Refusal:
    """Return what makes the errors of answers that are no success."""

    def refusal(answer: Answer) -> ProviderError:
        problem = _first_problem(answer)
        words = said(problem.message, secret)
        by_status = status_refusal(provider, answer, words, problem.code)
        if type(by_status) is not ProviderRejectedError or not problem.code:
            return by_status
        return refused_task(provider, problem, secret)

    return refusal


def _first_problem(answer: Answer) -> Problem:
    """Return what an answer complains of, in whatever form it does."""
    try:
        return next(iter(RunwareAnswer.model_validate(answer.json()).errors), Problem())
    except (ValueError, RecursionError):
        return Problem()
