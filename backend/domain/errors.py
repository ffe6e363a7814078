"""Everything that can go wrong, as one tree; it knows nothing of HTTP."""

from collections.abc import Callable
from typing import Any, ClassVar

from backend.domain.failures import FailureClass


class StoryCanvasError(Exception):
    """The root: a code for programs, a message for people, details for both."""

    code: ClassVar[str] = "INTERNAL_ERROR"

    def __init__(self, message: str, *, details: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.details = details or {}


class ResourceNotFoundError(StoryCanvasError):
    """There is no such thing."""

    code = "RESOURCE_NOT_FOUND"

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"{kind} with id '{id}' not found", details={"kind": kind, "id": id})


class UnknownExportFormatError(StoryCanvasError):
    """There is no such export format."""

    code = "UNKNOWN_EXPORT_FORMAT"

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(
            f"There is no export format '{name}'; there are {', '.join(known)}",
            details={"format": name, "formats": known},
        )


class ValidationError(StoryCanvasError):
    """What was sent breaks a rule; `fields` names each offender."""

    code = "VALIDATION_ERROR"

    def __init__(self, message: str, *, fields: list[dict[str, str]]) -> None:
        super().__init__(message, details={"fields": fields})


def invalid_field(field: str, problem: str) -> ValidationError:
    """Return the error for one field, e.g. invalid_field("fps", "must be one of 24, 25")."""
    return ValidationError(f"{field}: {problem}", fields=[{"field": field, "problem": problem}])


def renamed(error: ValidationError, name: Callable[[str], str]) -> ValidationError:
    """Return the error as another order tells it, which calls the same fields otherwise.

    Args:
        name: returns what a field is called there.
    """
    fields = [{**each, "field": name(each["field"])} for each in error.details["fields"]]
    told = "; ".join(f"{each['field']}: {each['problem']}" for each in fields)
    return ValidationError(told, fields=fields)


class RateMismatchError(ValidationError):
    """A cut counts its frames at another rate than the project."""

    code = "RATE_MISMATCH"

    def __init__(self, found: str, wanted: str) -> None:
        problem = f"{found}, but the project has {wanted} frames a second"
        super().__init__(f"file: {problem}", fields=[{"field": "file", "problem": problem}])


class ConflictError(StoryCanvasError):
    """The request is sound but does not fit the present state."""

    code = "CONFLICT"


class IdempotencyKeyReusedError(ConflictError):
    """The key of this request was used for another one before."""

    code = "IDEMPOTENCY_KEY_REUSED"


class TimelineOverlapError(ConflictError):
    """Another clip lies there already."""

    code = "TIMELINE_OVERLAP"


class EmptyTimelineError(ConflictError):
    """There are no clips to export."""

    code = "EMPTY_TIMELINE"


class ExportNotReadyError(ConflictError):
    """The file is still being written, or could not be."""

    code = "EXPORT_NOT_READY"


class AuthenticationError(StoryCanvasError):
    """The caller did not say who they are."""

    code = "AUTHENTICATION_REQUIRED"


class PayloadTooLargeError(StoryCanvasError):
    """A body or a file is over its limit."""

    code = "PAYLOAD_TOO_LARGE"


class UnsupportedMediaError(StoryCanvasError):
    """The content is of a kind that is not taken here."""

    code = "UNSUPPORTED_MEDIA_TYPE"


class RateLimitError(StoryCanvasError):
    """Too many requests; come back after `retry_after` seconds."""

    code = "RATE_LIMITED"

    def __init__(self, message: str, *, retry_after: float) -> None:
        super().__init__(message, details={"retry_after": retry_after})
        self.retry_after = retry_after


class ServiceUnavailableError(StoryCanvasError):
    """Something needed is away for now."""

    code = "SERVICE_UNAVAILABLE"
    retry_after: ClassVar[int] = 5


class DatabaseUnavailableError(ServiceUnavailableError):
    """The database cannot be reached."""

    code = "DATABASE_UNAVAILABLE"


class StorageFullError(StoryCanvasError):
    """The disk that holds the media is full."""

    code = "STORAGE_FULL"
    failure: ClassVar[FailureClass] = FailureClass.STORAGE


class ProviderError(StoryCanvasError):
    """A server or service that makes media failed; `failure` says what the queue does about it."""

    code = "PROVIDER_ERROR"
    failure: ClassVar[FailureClass] = FailureClass.INFRASTRUCTURE

    def __init__(
        self, provider: str, message: str, *, details: dict[str, Any] | None = None
    ) -> None:
        super().__init__(
            f"{provider}: {message}", details={"provider": provider, **(details or {})}
        )
        self.provider = provider


class ProviderUnavailableError(ProviderError):
    """It could not be reached, or answered 5xx."""

    code = "PROVIDER_UNAVAILABLE"
    failure = FailureClass.UNREACHABLE


class ProviderTimeoutError(ProviderUnavailableError):
    """It did not answer in time."""

    code = "PROVIDER_TIMEOUT"


class ProviderRejectedError(ProviderError):
    """It refuses what we asked: asking again changes nothing."""

    code = "PROVIDER_REJECTED"
    failure = FailureClass.USER


class ContentRefusedError(ProviderRejectedError):
    """It does not make such a thing, whoever asks."""

    code = "CONTENT_REFUSED"


class ProviderOutOfMemoryError(ProviderError):
    """The job does not fit into its memory."""

    code = "PROVIDER_OUT_OF_MEMORY"
    failure = FailureClass.OOM


class NodeFailedError(ProviderError):
    """A step of the job failed while it ran; whether it would elsewhere is not known."""

    code = "NODE_FAILED"
    failure = FailureClass.RUNTIME


class ProviderOutputError(ProviderError):
    """It delivered something that is not the media asked for."""

    code = "PROVIDER_BAD_OUTPUT"
    failure = FailureClass.GARBAGE


class ProviderRateLimitedError(ProviderError):
    """It asks us to come back later."""

    code = "PROVIDER_RATE_LIMITED"
    failure = FailureClass.THROTTLED

    def __init__(self, provider: str, message: str, *, retry_after: float = 10.0) -> None:
        super().__init__(provider, message, details={"retry_after": retry_after})
        self.retry_after = retry_after


class ProviderAuthError(ProviderError):
    """It does not accept our key."""

    code = "PROVIDER_AUTH_FAILED"
    failure = FailureClass.LANE_AUTH


class ProviderQuotaError(ProviderAuthError):
    """What was paid for is used up."""

    code = "QUOTA_EXHAUSTED"


class ProviderMisconfiguredError(ProviderError):
    """Something answers at the address, but not the service we know; a person must look."""

    code = "PROVIDER_MISCONFIGURED"
    failure = FailureClass.UNREACHABLE


class ProviderNotConfiguredError(ProviderError):
    """No such service is set up here; a person must."""

    code = "PROVIDER_NOT_CONFIGURED"
    failure = FailureClass.USER


class ProviderStuckError(ProviderError):
    """It takes work and never runs any; only a restart of it helps."""

    code = "PROVIDER_STUCK"
    failure = FailureClass.UNREACHABLE


class ProviderOutcomeUnknownError(ProviderError):
    """It may or may not have taken paid work; asking again could pay twice, so a person decides."""

    code = "SUBMIT_UNKNOWN"
    failure = FailureClass.USER


class JobLostError(ProviderError):
    """It accepted the job and then forgot it."""

    code = "JOB_LOST"
    failure = FailureClass.INFRASTRUCTURE


class JobOverrunError(ProviderError):
    """The job ran past its time limit."""

    code = "JOB_OVERRUN"
    failure = FailureClass.OVERRUN
