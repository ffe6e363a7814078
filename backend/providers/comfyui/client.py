"""The calls of ComfyUI's HTTP interface, each a method."""

from collections.abc import AsyncIterator, Mapping
from typing import Any, Final
from urllib.parse import quote

import httpx2
from pydantic import TypeAdapter

from backend.domain.errors import ProviderMisconfiguredError, ProviderOutputError
from backend.providers.comfyui.answers import Accepted, HistoryEntry, Queue, SystemStats
from backend.providers.http import MEGABYTE, Answer, ProviderClient, provider_errors

_LARGEST_OUTPUT: Final = 4096 * MEGABYTE
_HISTORY: Final = TypeAdapter(dict[str, HistoryEntry])
_OBJECTS: Final = TypeAdapter(dict[str, dict[str, Any]])


class ComfyUIClient:
    """Speaks to one server; every method raises only ProviderError."""

    def __init__(
        self,
        provider: str,
        base_url: str,
        headers: Mapping[str, str],
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._http = ProviderClient(provider, base_url, headers, transport)
        self._provider = provider

    async def system_stats(self) -> SystemStats:
        """Read what the server is."""
        answer = await self._http.ask_json("GET", "/system_stats")
        async with provider_errors(self._provider):
            return SystemStats.model_validate(answer)

    async def object_info(self) -> dict[str, dict[str, Any]]:
        """Read every node class with its inputs: half a megabyte, or ten with many custom nodes."""
        answer = await self._http.ask_json("GET", "/object_info", limit=128 * MEGABYTE)
        async with provider_errors(self._provider):
            return _OBJECTS.validate_python(answer)

    async def queue(self) -> Queue:
        """Read what runs and what waits."""
        answer = await self._http.ask_json("GET", "/queue", limit=256 * MEGABYTE)
        async with provider_errors(self._provider):
            return Queue.model_validate(answer)

    async def history(self, prompt_id: str) -> HistoryEntry | None:
        """Read how a prompt ended, None while it has not, or where it is not known."""
        path = f"/history/{quote(prompt_id, safe='')}"
        answer = await self._http.ask_json("GET", path, limit=64 * MEGABYTE)
        async with provider_errors(self._provider):
            return _HISTORY.validate_python(answer).get(prompt_id)

    async def post_prompt(self, body: dict[str, Any]) -> Accepted | Answer:
        """Hand over a graph; what refuses it (400, or 500 for what cannot be read) comes back."""
        answer = await self._http.ask("POST", "/prompt", json=body, accept=(200, 400, 500))
        if answer.status != 200:
            return answer
        async with provider_errors(self._provider):
            return Accepted.model_validate_json(answer.body)

    async def upload_image(self, name: str, subfolder: str, content: bytes) -> str:
        """Upload a picture and return the value that a LoadImage node takes for it."""
        answer = await self._http.ask_json(
            "POST",
            "/upload/image",
            files={"image": (name, content)},
            data={"subfolder": subfolder, "type": "input"},
        )
        async with provider_errors(self._provider):
            stored = TypeAdapter(dict[str, Any]).validate_python(answer)
            folder = str(stored.get("subfolder") or "")
            return "/".join(part for part in (folder, str(stored.get("name") or name)) if part)

    async def dequeue(self, prompt_id: str) -> None:
        """Take a waiting prompt out of the queue; one that runs stays."""
        await self._http.ask("POST", "/queue", json={"delete": [prompt_id]})

    async def interrupt(self, prompt_id: str) -> None:
        """Stop a running prompt; old servers ignore the id and stop whatever runs."""
        await self._http.ask("POST", "/interrupt", json={"prompt_id": prompt_id})

    async def free_memory(self) -> None:
        """Have models and caches unloaded once the present prompt is done."""
        await self._http.ask("POST", "/free", json={"unload_models": True, "free_memory": True})

    async def view(self, file: Mapping[str, str]) -> AsyncIterator[bytes]:
        """Yield the bytes of a file named by filename, subfolder and type."""
        try:
            async for chunk in self._http.stream("/view", limit=_LARGEST_OUTPUT, params=dict(file)):
                yield chunk
        except ProviderMisconfiguredError as exc:
            raise ProviderOutputError(self._provider, "does not have the file it made") from exc

    async def close(self) -> None:
        """Close all connections."""
        await self._http.close()
