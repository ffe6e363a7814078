"""Settings: made once by the command line, handed down, never changed."""

from enum import StrEnum
from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import SettingsConfigDict

from backend.settings.providers import ProviderSettings
from backend.settings.stories import StorySettings


class MongoDriver(StrEnum):
    """The client library that talks to MongoDB."""

    PYMONGO = "pymongo"
    MOTOR = "motor"


class LogFormat(StrEnum):
    """How a log line looks."""

    TEXT = "text"
    JSON = "json"


class QueueEngine(StrEnum):
    """What carries the word that a task is to be run."""

    EMBEDDED = "embedded"
    CELERY = "celery"


class Settings(ProviderSettings, StorySettings):
    """Every setting, by its environment variable or a line in `.env`; each has a default."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    mongo_url: SecretStr | None = Field(
        default=None,
        description="MongoDB address. Unset: an existing embedded database, then"
        " localhost:27017, then an embedded mongod under DATA_DIR.",
    )
    mongo_driver: MongoDriver = Field(
        default=MongoDriver.PYMONGO, description="pymongo, or motor (end of life since May 2026)."
    )
    mongod_binary: str | None = Field(
        default=None, description="The mongod to start when none is configured."
    )
    db_name: str = Field(
        default="storycanvas", pattern=r"^[A-Za-z0-9_-]{1,38}$", description="Database name."
    )
    backend_host: str = Field(default="127.0.0.1", description="Address to listen on.")
    backend_port: int = Field(default=8001, ge=0, le=65535, description="Port; 0 takes a free one.")
    public_base_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/?#]+[^\s?#]*$",
        description="Scheme and host in media addresses. Unset: those of each request.",
    )
    data_dir: Path = Field(default=Path("data"), description="Folder of the embedded database.")
    upload_dir: Path = Field(default=Path("uploads"), description="Folder of all media files.")
    max_music_size_mb: float = Field(default=50, gt=0, le=2048, description="Limit of a song.")
    max_image_size_mb: float = Field(default=10, gt=0, le=2048, description="Limit of a picture.")
    max_video_size_mb: float = Field(
        default=500, gt=0, le=10_000, description="Limit of a film brought as a take."
    )
    max_output_size_mb: float = Field(
        default=2048, gt=0, description="Limit of a file fetched from a server."
    )
    min_free_disk_mb: float = Field(
        default=200, ge=0, description="Below this much free disk no new jobs start."
    )
    queue_lease_seconds: float = Field(
        default=30, ge=1, le=600, description="How long a silent process keeps its jobs."
    )
    queue_poll_seconds: float = Field(
        default=2.0, gt=0, le=60, description="How often a running prompt's record is read."
    )
    exports_at_once: int = Field(
        default=2, ge=1, le=100, description="Exports being written, over all processes."
    )
    export_keep_days: float = Field(
        default=7, gt=0, le=3650, description="How long a finished export can be fetched."
    )
    queue_engine: QueueEngine = Field(
        default=QueueEngine.EMBEDDED,
        description="What hands out exports and films: embedded, or celery (docs/celery.md).",
    )
    celery_broker_url: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("celery_broker_url", "redis_url"),
        description="Broker of QUEUE_ENGINE=celery: redis://… or amqp://…",
    )
    log_level: str = Field(
        default="INFO",
        pattern=r"^(?i:debug|info|warning|error|critical)$",
        description="DEBUG, INFO, WARNING, ERROR or CRITICAL.",
    )
    log_format: LogFormat = Field(default=LogFormat.TEXT, description="text, or json lines.")
    debug: bool = Field(default=False, description="Logs at DEBUG, whatever LOG_LEVEL says.")

    @property
    def wanted_log_level(self) -> str:
        """The level to log at."""
        return "DEBUG" if self.debug else self.log_level

    @property
    def max_music_bytes(self) -> int:
        """Limit of a song, in bytes."""
        return int(self.max_music_size_mb * 1024 * 1024)

    @property
    def max_image_bytes(self) -> int:
        """Limit of a picture, in bytes."""
        return int(self.max_image_size_mb * 1024 * 1024)

    @property
    def max_video_bytes(self) -> int:
        """Limit of a film brought as a take, in bytes."""
        return int(self.max_video_size_mb * 1024 * 1024)

    @property
    def max_output_bytes(self) -> int:
        """Limit of a file fetched from a server, in bytes."""
        return int(self.max_output_size_mb * 1024 * 1024)
