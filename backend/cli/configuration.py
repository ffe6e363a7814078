"""The settings of this run, or which of them will not do."""

from collections.abc import Mapping
from typing import Any

import pydantic

from backend.settings import Settings


class SettingsError(Exception):
    """The environment or `.env` holds what cannot be used; the message says what."""


def read_settings() -> Settings:
    """Read the environment and `.env`.

    Raises:
        SettingsError: a value will not do, or `.env` is no text.
    """
    try:
        return Settings()
    except UnicodeDecodeError as error:
        raise SettingsError("The file .env is not UTF-8 text") from error
    except pydantic.ValidationError as error:
        lines = map(_problem, error.errors(include_input=False, include_url=False))
        # Not chained: what was put in may be a password.
        raise SettingsError("\n  ".join(["The settings are not usable:", *lines])) from None


def _problem(problem: Mapping[str, Any]) -> str:
    name = "_".join(map(str, problem["loc"]))
    meant = Settings.model_fields[name].description if name in Settings.model_fields else ""
    reason = "" if problem["type"] == "string_pattern_mismatch" else f"{problem['msg']}. "
    return f"{name.upper()} will not do. {reason}{meant}"
