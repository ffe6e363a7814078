"""The settings that run: shown without secrets, and some of them changed while we run."""

import asyncio
from typing import Final, Literal, Protocol

import pydantic
from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import DotEnvSettingsSource, EnvSettingsSource

from backend.domain.errors import ValidationError, invalid_field
from backend.observability.logging import configure
from backend.observability.redaction import HIDDEN, redacted
from backend.settings import Settings

RELOADABLE: Final = frozenset(
    {"debug", "log_format", "log_level", "max_image_size_mb", "max_music_size_mb"}
)
"""What takes effect at once; all else was handed down when its user was made."""

Source = Literal["default", "environment", "file", "argument"]
Value = str | int | float | bool | None


class SettingView(BaseModel):
    """One setting as it runs; secrets show only that they are set."""

    name: str
    value: Value = Field(description="`***` for a secret that is set.")
    source: Source = Field(description="argument: of the command that started the server.")
    reloadable: bool = Field(description="Whether a reload changes it; else a restart does.")
    description: str


class ConfigView(BaseModel):
    """All settings."""

    settings: list[SettingView]


class ConfigReload(BaseModel):
    """What a reload found different from what ran."""

    changed: list[str] = Field(description="In effect now.")
    needs_restart: list[str] = Field(description="As before, until the server is started anew.")


class LimitedUploads(Protocol):
    """What takes files in."""

    def limit_uploads(self, *, max_music_bytes: int, max_image_bytes: int) -> None:
        """Take in no larger files from now on."""


class ConfigService:
    """Holds the settings that run, and reads them again when told to."""

    def __init__(self, settings: Settings, media: LimitedUploads) -> None:
        self._current = settings
        self._media = media
        self._sources: dict[str, Source] = {}

    @property
    def current(self) -> Settings:
        """The settings that run."""
        return self._current

    async def start(self) -> None:
        """Note where each setting came from, while that is still to be seen."""
        read, sources = await asyncio.to_thread(_read)
        for name in Settings.model_fields:
            given = getattr(read, name) != getattr(self._current, name)
            self._sources[name] = "argument" if given else sources[name]

    def show(self) -> ConfigView:
        """Return all settings."""
        return ConfigView(settings=[self._view(name) for name in Settings.model_fields])

    async def reload(self) -> ConfigReload:
        """Read the environment and `.env` again; what a command's argument said still holds.

        Raises:
            ValidationError: a value will not do, or `.env` is no text; nothing has changed.
        """
        read, sources = await asyncio.to_thread(_read)
        different = {
            name
            for name in Settings.model_fields
            if self._sources[name] != "argument"
            and getattr(read, name) != getattr(self._current, name)
        }
        changed = different & RELOADABLE
        new = {name: getattr(read, name) for name in changed}
        self._sources |= {name: sources[name] for name in changed}
        self._current = self._current.model_copy(update=new)
        self._apply()
        return ConfigReload(changed=sorted(changed), needs_restart=sorted(different - changed))

    def _apply(self) -> None:
        """Put into effect what is reloadable."""
        now = self._current
        configure(now.wanted_log_level, now.log_format)
        self._media.limit_uploads(
            max_music_bytes=now.max_music_bytes, max_image_bytes=now.max_image_bytes
        )

    def _view(self, name: str) -> SettingView:
        return SettingView(
            name=name,
            value=_shown(getattr(self._current, name)),
            source=self._sources[name],
            reloadable=name in RELOADABLE,
            description=Settings.model_fields[name].description or "",
        )


def _read() -> tuple[Settings, dict[str, Source]]:
    """Read all settings anew, and where each is from; blocks."""
    try:
        environment, file = EnvSettingsSource(Settings)(), DotEnvSettingsSource(Settings)()
        settings = Settings()
    except UnicodeDecodeError as error:
        raise invalid_field(".env", "is not UTF-8 text") from error
    except pydantic.ValidationError as error:
        # Not chained: what was put in may be a password.
        raise _refusal(error) from None
    sources: dict[str, Source] = dict.fromkeys(Settings.model_fields, "default")
    sources |= dict.fromkeys(Settings.model_fields.keys() & file.keys(), "file")
    sources |= dict.fromkeys(Settings.model_fields.keys() & environment.keys(), "environment")
    return settings, sources


def _refusal(error: pydantic.ValidationError) -> ValidationError:
    fields = [
        {"field": "_".join(map(str, each["loc"])).upper(), "problem": each["msg"]}
        for each in error.errors(include_input=False, include_url=False)
    ]
    return ValidationError("; ".join(": ".join(each.values()) for each in fields), fields=fields)


def _shown(value: object) -> Value:
    """Return the value as JSON has it, without what nobody else is to know."""
    if isinstance(value, SecretStr):
        return HIDDEN
    if value is None or isinstance(value, bool | int | float):
        return value
    return redacted(str(value))
