"""Settings of the services that make text, pictures, films and speech for us."""

from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

_KEYS = (
    *("openai_api_key", "openrouter_api_key", "together_api_key"),
    *("runware_api_key", "elevenlabs_api_key"),
)
_ADDRESS = r"^https?://[^\s/?#]+[^\s?#]*$"
_MODEL = (
    "Default models, e.g. text=NAME,image=NAME; a bare name is for all that the service makes."
    " Unset: those of PROVIDERS_FILE."
)


class ProviderSettings(BaseSettings):
    """One service each: key, address, models, patience."""

    providers: str = Field(
        default="",
        description="Which services `auto` may use, in this order: comfyui, openrouter,"
        " openai_shaped, together, runware, elevenlabs, fake. Unset: all that are set up, in this"
        " order, but never fake.",
    )
    use_mock_ai_services: bool = Field(default=False, description="The same as PROVIDERS=fake.")
    providers_file: Path | None = Field(
        default=None,
        description="JSON laid over backend/data/providers.json: models, prices, limits.",
    )
    openai_api_key: SecretStr | None = Field(
        default=None, description="Key of OpenAI, or of a service of its shape."
    )
    openai_base_url: str | None = Field(
        default=None,
        pattern=_ADDRESS,
        description="A service of OpenAI's shape, e.g. http://localhost:8000/v1."
        " Unset: OpenAI itself, if there is a key.",
    )
    openai_model: str = Field(default="", description=_MODEL)
    openai_timeout: float = Field(
        default=180, gt=0, le=600, description="Seconds such a service may take to answer."
    )
    openai_retries: int = Field(default=3, ge=0, le=10, description="Repeats of a request.")
    openai_videos_at_once: int = Field(
        default=2, ge=1, le=100, description="Jobs there at once, over all processes."
    )
    openrouter_api_key: SecretStr | None = Field(default=None, description="Key of OpenRouter.")
    openrouter_base_url: str | None = Field(
        default=None, pattern=_ADDRESS, description="Unset: OpenRouter itself, if there is a key."
    )
    openrouter_model: str = Field(default="", description=_MODEL)
    openrouter_timeout: float = Field(default=180, gt=0, le=600, description="Seconds.")
    openrouter_retries: int = Field(default=3, ge=0, le=10, description="Repeats of a request.")
    together_api_key: SecretStr | None = Field(default=None, description="Key of Together.")
    together_base_url: str | None = Field(
        default=None, pattern=_ADDRESS, description="Unset: Together itself, if there is a key."
    )
    together_model: str = Field(default="", description=_MODEL)
    together_timeout: float = Field(default=120, gt=0, le=600, description="Seconds.")
    together_retries: int = Field(default=3, ge=0, le=10, description="Repeats of a request.")
    runware_api_key: SecretStr | None = Field(default=None, description="Key of Runware.")
    runware_base_url: str | None = Field(
        default=None, pattern=_ADDRESS, description="Unset: Runware itself, if there is a key."
    )
    runware_model: str = Field(default="", description=_MODEL)
    runware_timeout: float = Field(default=120, gt=0, le=600, description="Seconds.")
    runware_retries: int = Field(default=3, ge=0, le=10, description="Repeats of a request.")
    elevenlabs_api_key: SecretStr | None = Field(default=None, description="Key of ElevenLabs.")
    elevenlabs_base_url: str | None = Field(
        default=None, pattern=_ADDRESS, description="Unset: ElevenLabs itself, if there is a key."
    )
    elevenlabs_model: str = Field(default="", description=_MODEL)
    elevenlabs_timeout: float = Field(default=120, gt=0, le=600, description="Seconds.")
    elevenlabs_retries: int = Field(default=3, ge=0, le=10, description="Repeats of a request.")
    fake_delay_seconds: float = Field(
        default=0.0,
        ge=0,
        le=600,
        validation_alias=AliasChoices("fake_delay_seconds", "mock_delay_seconds"),
        description="How long the fake provider takes for anything.",
    )
    fake_fail_rate: float = Field(
        default=0.0, ge=0, le=1, description="Of what is asked of the fake provider, so much fails."
    )
    fake_seed: int = Field(default=0, ge=0, description="Another seed, other fakes.")
    fake_data_dir: Path | None = Field(
        default=None,
        description="Folder of set answers of the fake provider: image.png, video.mp4, audio.mp3,"
        " text.txt, or one for each schema, such as outline.json.",
    )

    @field_validator(*_KEYS)
    @classmethod
    def _check_key(cls, key: SecretStr | None) -> SecretStr | None:
        """Refuse at once what could not stand in a header."""
        if key is not None and not (
            key.get_secret_value().isascii() and key.get_secret_value().isprintable()
        ):
            raise ValueError("a key has printable ASCII characters only")
        return key
