"""docs/errors.md: every error code, its status, its meaning, and what to do next."""

from collections.abc import Iterator
from typing import Final

from backend.api.document.error_examples import error_example
from backend.api.envelope import HTTP_ERROR, METHOD_NOT_ALLOWED, error_classes
from backend.api.error_handlers import status_of
from backend.cli.pages.fields import attribute_notes
from backend.cli.pages.table import table
from backend.domain import errors
from backend.domain.failures import FailureClass

INTRODUCTION: Final = """# Errors

Written by `storycanvas docs` from `backend/domain/errors.py`; a test compares it.

Every error has one body: `{"error": {"code", "message", "details"}, "detail": message}`. Programs
read `code`, people read `detail`. The OpenAPI document lists, operation by operation and status by
status, which codes can come. With 429 and 503, `Retry-After` says in how many seconds to come back.
"""

FAILURES: Final = """## Failures of a job

What went wrong around a job falls into one of these classes; by them the queue decides whether the
job is tried again, and where.
"""

LATER: Final = "Send it again after `Retry-After`."
# By class, or the nearest one above it.
NEXT: Final[dict[type[errors.StoryCanvasError], str]] = {
    errors.StoryCanvasError: "Report it with the request id.",
    errors.ResourceNotFoundError: "Read the list again: it was deleted, or never had this id.",
    errors.UnknownExportFormatError: "Take one of `formats`.",
    errors.ValidationError: "Mend the `fields` and send it again.",
    errors.ConflictError: "Read it again, then decide.",
    errors.TimelineOverlapError: "Send `suggested_position`, or `check_overlap=false`.",
    errors.EmptyTimelineError: "Add a clip first.",
    errors.AuthenticationError: "Say who you are.",
    errors.PayloadTooLargeError: "Send less; `limit` is in bytes.",
    errors.UnsupportedMediaError: "Send what the OpenAPI document says, with its Content-Type.",
    errors.RateLimitError: LATER,
    errors.ServiceUnavailableError: LATER,
    errors.StorageFullError: "Free space on the server's disk, then send it again.",
    errors.ProviderError: "Look at the server's state, which says why.",
    errors.ProviderUnavailableError: f"{LATER} If it stays so, look at the server's state.",
    errors.ProviderRejectedError: "Change the prompt, the model or the parameters.",
    errors.ProviderOutOfMemoryError: "Ask for a smaller picture or fewer frames.",
    errors.NodeFailedError: "Read the message; try another model or server.",
    errors.ProviderRateLimitedError: LATER,
    errors.ProviderAuthError: "Correct the key of the server or service.",
    errors.ProviderQuotaError: "Pay in there, then resume the lane (`GET /providers` names it).",
    errors.ProviderMisconfiguredError: "Correct the server's address, or what answers there.",
    errors.ProviderNotConfiguredError: "Set it up in the settings; `.env.example` lists them.",
    errors.ProviderStuckError: "Restart the server.",
    errors.ProviderOutcomeUnknownError: "See there whether it ran, then retry the job or not.",
    errors.JobOverrunError: "Ask for less, or use a faster server.",
}

Row = tuple[str, str, str, str, str, str]
HEAD: Final = ("Code", "Status", "Meaning", "What to do", "`details`", "In a job")


def errors_page() -> str:
    """Return the page."""
    notes = attribute_notes(FailureClass)
    failures = [(f"`{failure}`", notes[failure.name]) for failure in FailureClass]
    return "\n".join(
        [
            INTRODUCTION,
            table(HEAD, sorted(_rows())),
            f"\n{FAILURES}",
            table(("Class", "Meaning"), failures),
            "",
        ]
    )


def _rows() -> Iterator[Row]:
    yield from map(_row, error_classes())
    yield _line(METHOD_NOT_ALLOWED, "405", "The path has no such method.", "Use one of `Allow`.")
    yield _line(HTTP_ERROR, "4xx", "The request is no good in another way.", "Read the message.")


def _row(error: type[errors.StoryCanvasError]) -> Row:
    meaning = (error.__doc__ or "").strip()
    if error is errors.StoryCanvasError:
        meaning = "A mistake of ours; the log has it under the request id."
    advice = next(NEXT[known] for known in error.__mro__ if known in NEXT)
    status = str(status_of(error).value)
    return _line(error.code, status, meaning, advice, getattr(error, "failure", None))


def _line(
    code: str, status: str, meaning: str, advice: str, failure: FailureClass | None = None
) -> Row:
    details = ", ".join(f"`{name}`" for name in error_example(code)["error"]["details"])
    return f"`{code}`", status, meaning, advice, details, f"`{failure}`" if failure else ""
