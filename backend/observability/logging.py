"""The log: one handler on standard error, text or JSON lines, never with a secret in it."""

import json
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final

from backend.domain.times import rfc3339
from backend.observability.redaction import redacted
from backend.settings import LogFormat

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_bound: ContextVar[Mapping[str, str]] = ContextVar("bound", default=_NOTHING)

_OWN_HANDLERS: Final = ("uvicorn", "uvicorn.error", "uvicorn.access")
_TALKATIVE: Final = ("asyncio", "httpcore2", "httpx2", "PIL", "pymongo", "websockets")
"""At DEBUG they would tell every command and every frame of a socket."""

_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {
    "message",
    "asctime",
    "taskName",
    "color_message",  # uvicorn's, the message again with terminal colours
}


@contextmanager
def bound(**facts: str | None) -> Iterator[None]:
    """Have every line that is written inside carry these facts; None: it is not known, or no more.

    Tasks that are begun inside carry them along.
    """
    known = {name: fact for name, fact in {**_bound.get(), **facts}.items() if fact is not None}
    outside = _bound.set(known)
    try:
        yield
    finally:
        _bound.reset(outside)


def bound_fact(name: str) -> str | None:
    """Return what lines that are written here carry under this name."""
    return _bound.get().get(name)


def configure(level: str, format: LogFormat) -> None:
    """Send every log of this process, uvicorn's too, to standard error in one form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if format is LogFormat.JSON else TextFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in _OWN_HANDLERS:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.NOTSET)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


class TextFormatter(logging.Formatter):
    """Time, level, logger, message, then what is known besides as key=value."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-8s %(name)s  %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - the standard library's name
        """Return the record's moment as the API writes moments."""
        return _time(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the standard library's name
        """Return the line without traceback."""
        known = "".join(f" {name}={value}" for name, value in _context(record).items())
        return super().formatMessage(record) + known

    def format(self, record: logging.LogRecord) -> str:
        """Return the whole entry, traceback included, without secrets."""
        return redacted(super().format(record))


class JsonFormatter(logging.Formatter):
    """One JSON object a line, with the same facts."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the entry without secrets."""
        entry: dict[str, Any] = {
            "at": _time(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **_context(record),
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        if record.stack_info:
            entry["stack"] = record.stack_info
        return json.dumps({name: _shown(name, value) for name, value in entry.items()})


def _time(record: logging.LogRecord) -> str:
    return rfc3339(datetime.fromtimestamp(record.created, UTC))


def _shown(name: str, value: Any) -> Any:
    """Return a value as JSON can have it; its name may be what tells that it is a secret."""
    if value is None or isinstance(value, int | float):
        return value
    return redacted(f"{name}={value}").removeprefix(f"{name}=")


def _context(record: logging.LogRecord) -> dict[str, Any]:
    """Return what is being worked on and what was passed as `extra`."""
    extra = {name: value for name, value in vars(record).items() if name not in _STANDARD}
    return {**_bound.get(), **extra}
