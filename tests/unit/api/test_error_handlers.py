"""The table of errors."""

from http import HTTPStatus

import pytest

from backend.api.envelope import ERROR_CODES
from backend.api.error_handlers import STATUS, answer_error, status_of
from backend.domain import errors

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.StoryCanvasError)
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_has_a_status_and_a_known_code(kind: type[errors.StoryCanvasError]) -> None:
    assert status_of(kind).value >= 400
    assert kind.code in ERROR_CODES
    assert (status_of(kind) is HTTPStatus.INTERNAL_SERVER_ERROR) == (
        kind is errors.StoryCanvasError
    )


def test_the_table_knows_only_classes_of_the_tree() -> None:
    assert set(STATUS) <= set(KINDS)


@pytest.mark.parametrize(
    ("error", "status", "retry_after"),
    [
        (errors.RateLimitError("slowly", retry_after=7.2), 429, "7"),
        (errors.RateLimitError("slowly", retry_after=0.1), 429, "1"),
        (errors.DatabaseUnavailableError("away"), 503, "5"),
        (errors.ProviderUnavailableError("gpu-1", "away"), 503, "5"),
        (errors.ProviderTimeoutError("gpu-1", "slow"), 503, "5"),
        (errors.ProviderRateLimitedError("gpu-1", "later", retry_after=30), 429, "30"),
        (errors.ProviderRejectedError("gpu-1", "no"), 502, None),
        (errors.StorageFullError("full"), 507, None),
        (errors.TimelineOverlapError("taken"), 409, None),
        (errors.UnknownExportFormatError("x", ["y"]), 404, None),
        (errors.AuthenticationError("who?"), 401, None),
    ],
)
def test_an_error_is_answered_by_its_class(
    error: errors.StoryCanvasError, status: int, retry_after: str | None
) -> None:
    answer = answer_error(error)
    assert answer.status_code == status
    assert answer.headers.get("retry-after") == retry_after


def test_half_a_surrogate_pair_in_a_message_is_still_an_answer() -> None:
    answer = answer_error(errors.ConflictError("a \ud800 b", details={"x": "\udfff"}))
    assert b"a ? b" in answer.body
