"""What each error looks like when it happens, on the board that all examples are about."""

from typing import Any, Final

from backend.api.document.story_ids import CLIP, OTHER_CLIP
from backend.api.envelope import HTTP_ERROR, METHOD_NOT_ALLOWED, error_classes
from backend.domain import errors

# Made as the code makes them, so that message and details are the real ones.
HAPPENED: Final = (
    errors.ResourceNotFoundError("Clip", CLIP),
    errors.UnknownExportFormatError("pptx", ["fcpxml", "edl", "resolve", "json"]),
    errors.invalid_field("name", "String should have at least 1 character"),
    errors.TimelineOverlapError(
        "At 5.00 s 'Roof, wide' would overlap 'Umbrella opens'; 8.00 s is free",
        details={
            "suggested_position": 8.0,
            "requested_position": 5.0,
            "clip_id": CLIP,
            "overlaps_with": [OTHER_CLIP],
        },
    ),
    errors.RateMismatchError("its sequence has 25", "24"),
    errors.EmptyTimelineError("Project 'Rain song' has no clips to export"),
    errors.ConflictError("The job is completed; only failed and cancelled jobs run again"),
    errors.PayloadTooLargeError(
        "The body is larger than 4194304 bytes", details={"limit": 4_194_304}
    ),
    errors.UnsupportedMediaError(
        "The body must be JSON, with Content-Type: application/json (it has text/plain)"
    ),
    errors.RateLimitError("Too many requests", retry_after=7),
    errors.StorageFullError("The disk that holds the media is full"),
    errors.ProviderUnavailableError("gpu-1", "could not be reached"),
)
_UNTYPED: Final = {
    METHOD_NOT_ALLOWED: (
        "PATCH is not possible here; GET, POST, HEAD, OPTIONS are",
        {"allowed": ["GET", "POST", "HEAD", "OPTIONS"]},
    ),
    HTTP_ERROR: ("The file has 42 bytes", {}),
    errors.StoryCanvasError.code: (
        "Something went wrong on our side; the log has the reason under this request id",
        {"request_id": "5f0c7e1b2a9d4c3e8b6a7f0d1c2e3b4a"},
    ),
}
_KNOWN: Final = _UNTYPED | {each.code: (each.message, each.details) for each in HAPPENED}


def error_example(code: str) -> dict[str, Any]:
    """Return the body of such an error; where none is written down, its meaning is its message."""
    message, details = _KNOWN.get(code) or _by_meaning(code)
    return {"error": {"code": code, "message": message, "details": details}, "detail": message}


def _by_meaning(code: str) -> tuple[str, dict[str, Any]]:
    kind = next(kind for kind in error_classes() if kind.code == code)
    meaning = (kind.__doc__ or "").strip().removesuffix(".")
    if issubclass(kind, errors.ProviderError):
        happened: errors.StoryCanvasError = kind("gpu-1", meaning)
        return happened.message, happened.details
    return meaning, {}
