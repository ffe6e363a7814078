"""docs/errors.md: every error code, its status, and whether trying again makes sense."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from backend.api.envelope import HTTP_ERROR, METHOD_NOT_ALLOWED
from backend.api.error_handlers import status_of
from backend.cli.pages.fields import attribute_notes
from backend.cli.pages.table import table
from backend.domain.errors import StoryCanvasError
from backend.domain.failures import FailureClass

INTRODUCTION: Final = """# Errors

Written by `storycanvas docs` from `backend/domain/errors.py`; a test compares it.

Every error has one body: `{"error": {"code", "message", "details"}, "detail": message}`. Programs
read `code`, people read `detail`. With 429 and 503, `Retry-After` says when to come back.
"""

FAILURES: Final = """## Failures of a job

What went wrong around a job falls into one of these classes; by them the queue decides whether the
job is tried again, and where.
"""

TEMPORARY: Final = frozenset(
    {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.INSUFFICIENT_STORAGE}
)


def errors_page() -> str:
    """Return the page."""
    rows = sorted(
        [
            *map(_row, _classes(StoryCanvasError)),
            (
                f"`{METHOD_NOT_ALLOWED}`",
                "405",
                "no",
                "",
                "See `Allow` for the methods.",
            ),
            (f"`{HTTP_ERROR}`", "4xx", "no", "", "Anything else that is wrong with a request."),
        ]
    )
    notes = attribute_notes(FailureClass)
    failures = [(f"`{failure}`", notes[failure.name]) for failure in FailureClass]
    return "\n".join(
        [
            INTRODUCTION,
            table(("Code", "Status", "Try again", "In a job", "Meaning"), rows),
            f"\n{FAILURES}",
            table(("Class", "Meaning"), failures),
            "",
        ]
    )


def _classes(root: type[StoryCanvasError]) -> Iterator[type[StoryCanvasError]]:
    if root.__module__ == StoryCanvasError.__module__:
        yield root
    for child in root.__subclasses__():
        yield from _classes(child)


def _row(error: type[StoryCanvasError]) -> tuple[str, str, str, str, str]:
    status = status_of(error)
    failure = getattr(error, "failure", None)
    return (
        f"`{error.code}`",
        str(status.value),
        "yes" if status in TEMPORARY else "no",
        f"`{failure}`" if failure else "",
        _meaning(error),
    )


def _meaning(error: type[StoryCanvasError]) -> str:
    if error is StoryCanvasError:
        return "A mistake of ours; the log has it under the request id."
    return (error.__doc__ or "").strip()
