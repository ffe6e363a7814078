"""The settings that run: shown without secrets, and some of them changed while we run."""

import asyncio
import logging
from pathlib import Path
from typing import Final, Literal, Protocol

import pydantic
from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import DotEnvSettingsSource, EnvSettingsSource

from backend.database.tasks import end_tasks
from backend.domain.errors import DatabaseUnavailableError, ValidationError, invalid_field
from backend.observability.logging import configure
from backend.observability.redaction import HIDDEN, redacted
from backend.services.service_reload import NewServices
from backend.settings import Settings
from backend.settings.providers import ProviderSettings

log = logging.getLogger(__name__)

OF_SERVICES: Final = frozenset(ProviderSettings.model_fields)
RELOADABLE: Final = OF_SERVICES | {
    *("debug", "log_format", "log_level", "max_image_size_mb", "max_music_size_mb")
}
"""What takes effect at once; all else was handed down when its user was made."""
LOOK_SECONDS: Final = 2.0
"""So soon a process hears that another one was told to read its settings again."""

Source = Literal["default", "environment", "file", "argument"]
Value = str | int | float | bool | None


class SettingView(BaseModel):
    """One setting as it runs; secrets and paths show only that they are set."""

    name: str
    value: Value = Field(description="`***` for a secret or a path that is set.")
    source: Source = Field(description="argument: of the command that started the server.")
    reloadable: bool = Field(description="Whether a reload changes it; else a restart does.")
    description: str


class ConfigView(BaseModel):
    """All settings."""

    settings: list[SettingView]


class ConfigReload(BaseModel):
    """What a reload found different from what ran."""

    changed: list[str] = Field(description="In effect now.")
    restart_required: list[str] = Field(description="As before, until the server is started anew.")


class LimitedUploads(Protocol):
    """What takes files in."""

    def limit_uploads(self, *, max_music_bytes: int, max_image_bytes: int) -> None:
        """Take in no larger files from now on."""


class LiveServices(Protocol):
    """Who has the services that make things for us."""

    def prepare(self, settings: Settings) -> NewServices:
        """Make what the settings want and change nothing yet; blocks, raises ValidationError."""
        ...

    def put(self, new: NewServices) -> None:
        """Use what was prepared."""

    async def forgive(self, new: NewServices) -> None:
        """End the trouble that services had before they changed."""


class Revisions(Protocol):
    """How often the settings were read again, the same for every process."""

    async def revision(self) -> int:
        """Return the latest number."""
        ...

    async def advance(self) -> int:
        """Count once more, and return the new number."""
        ...


class ConfigService:
    """Holds the settings that run, and reads them again when told to."""

    def __init__(
        self,
        settings: Settings,
        media: LimitedUploads,
        services: LiveServices,
        revisions: Revisions,
    ) -> None:
        self._current = settings
        self._media = media
        self._services = services
        self._revisions = revisions
        self._revision = 0
        self._sources: dict[str, Source] = {}
        self._turn = asyncio.Lock()
        self._following: asyncio.Task[None] | None = None

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

    async def follow(self) -> None:
        """Read the settings again whenever another process was told to."""
        self._revision = await self._revisions.revision()
        self._following = asyncio.create_task(self._follow(), name="settings")

    async def stop(self) -> None:
        """Follow nobody any more."""
        if self._following is not None:
            await end_tasks([self._following])

    async def reload(self) -> ConfigReload:
        """Read the environment and `.env` again, and have every other process do so.

        What a command's argument said still holds.

        Raises:
            ValidationError: a value will not do, or `.env` is no text; nothing has changed.
        """
        async with self._turn:
            done, services = await self._reread()
            await self._services.forgive(services)
            self._revision = await self._revisions.advance()
        return done

    async def hang_up(self) -> None:
        """Reload, and say in the log how that went: there is nobody to answer."""
        try:
            _tell(await self.reload())
        except (ValidationError, DatabaseUnavailableError) as error:
            log.warning("reloading the settings: %s", error.message)

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self._catch_up()
            except DatabaseUnavailableError:
                continue
            except ValidationError as error:
                log.warning("the settings stay as they were: %s", error.message)
            except Exception:  # one reload that nobody foresaw must not be the last
                log.exception("the settings cannot be read again")

    async def _catch_up(self) -> None:
        latest = await self._revisions.revision()
        async with self._turn:
            if latest > self._revision:
                self._revision = latest
                done, _ = await self._reread()
                _tell(done)

    async def _reread(self) -> tuple[ConfigReload, NewServices]:
        """Look at all that is new before any of it is used, and then use it in one go."""
        read, sources = await asyncio.to_thread(_read)
        different = {
            name
            for name in Settings.model_fields
            if self._sources[name] != "argument"
            and getattr(read, name) != getattr(self._current, name)
        }
        changed = different & RELOADABLE
        news = {name: getattr(read, name) for name in changed}
        current = self._current.model_copy(update=news)
        services = await asyncio.to_thread(self._services.prepare, current)
        if services.changed and not changed & OF_SERVICES:
            changed |= {"providers_file"}  # it has the same name, and says something else
        self._sources |= {name: sources[name] for name in changed}
        self._current = current
        self._services.put(services)
        self._apply()
        done = ConfigReload(changed=sorted(changed), restart_required=sorted(different - changed))
        return done, services

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


def _tell(done: ConfigReload) -> None:
    waiting = done.restart_required
    for how, names in (("changed", done.changed), ("changed after a restart", waiting)):
        if names:
            log.info("settings %s: %s", how, ", ".join(names))


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
    if isinstance(value, SecretStr | Path):
        return HIDDEN
    if value is None or isinstance(value, bool | int | float):
        return value
    return redacted(str(value))
