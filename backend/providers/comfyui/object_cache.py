"""A server's node classes, kept for a short while: reading them takes a megabyte or ten."""

import time
from typing import Any, Final

from backend.providers.comfyui.client import ComfyUIClient

_FRESH_SECONDS: Final = 60.0


class ObjectCache:
    """Reads /object_info when the last answer is old, or known to be wrong."""

    def __init__(self, client: ComfyUIClient) -> None:
        self._client = client
        self._info: dict[str, dict[str, Any]] = {}
        self._stale_at = 0.0

    async def get(self) -> dict[str, dict[str, Any]]:
        """Return the server's node classes with their inputs."""
        if time.monotonic() >= self._stale_at:
            self._info = await self._client.object_info()
            self._stale_at = time.monotonic() + _FRESH_SECONDS
        return self._info

    def forget(self) -> None:
        """Have the next reader ask the server again."""
        self._stale_at = 0.0
