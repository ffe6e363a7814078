"""Moments: aware UTC, cut to the millisecond, which is what the database keeps."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError


def to_milliseconds(moment: datetime) -> datetime:
    """Return the moment in UTC without what is finer than a millisecond."""
    utc = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def utc_now() -> datetime:
    """Return the present moment."""
    return to_milliseconds(datetime.now(UTC))


def rfc3339(moment: datetime) -> str:
    """Return the moment as clients see it, e.g. "2026-11-20T05:54:00.120Z"."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


Moment = Annotated[
    datetime,
    AfterValidator(to_milliseconds),
    PlainSerializer(rfc3339, return_type=str, when_used="json-unless-none"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


def _in_calendar(moment: datetime) -> datetime:
    try:
        return to_milliseconds(moment)
    except OverflowError as exc:
        raise PydanticCustomError("no_such_time", "is before or after all calendars") from exc


SentMoment = Annotated[AwareDatetime, AfterValidator(_in_calendar)]
"""A moment from outside: it says its offset, and has a year in UTC too."""
