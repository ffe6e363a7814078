"""Makes what is set up of OpenAI or of a service of its shape."""

from typing import Final

from pydantic import SecretStr

from backend.providers.openai_shaped.videos import OpenAIVideos

_OPENAI: Final = "https://api.openai.com/v1"


def make_videos(
    key: SecretStr | None, base_url: str | None, *, timeout: float
) -> OpenAIVideos | None:
    """Return the films of the service, None if neither a key nor an address is set."""
    if key is None and base_url is None:
        return None
    headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
    return OpenAIVideos(base_url or _OPENAI, headers, timeout=timeout)
