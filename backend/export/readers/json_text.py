"""JSON from outside, read without giving way to what is only meant to do harm."""

import json
from typing import Any, NoReturn

from backend.domain.errors import invalid_field


def parse_json(content: bytes, name: str = "file") -> Any:
    """Return what a JSON text says.

    Raises:
        ValidationError: it is not UTF-8, not JSON, nested too deeply, or holds NaN; it names the
            file.
    """
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as exc:
        raise invalid_field(name, f"is not UTF-8 text (byte {exc.start})") from exc
    except RecursionError as exc:
        raise invalid_field(name, "is nested too deeply") from exc
    except ValueError as exc:
        raise invalid_field(name, f"is not JSON: {exc}") from exc


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number")
