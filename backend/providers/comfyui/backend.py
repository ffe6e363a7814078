"""ComfyUI as a media backend: both recorded versions, decided by what a server can, not says."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Final

import httpx2

from backend.domain.errors import (
    ProviderError,
    ProviderMisconfiguredError,
    ProviderOutputError,
    ProviderRejectedError,
    ProviderStuckError,
    ProviderUnavailableError,
)
from backend.domain.lane import Capabilities
from backend.providers.base import (
    MediaRequest,
    OnEvent,
    RemoteOutput,
    RemoteState,
    RemoteStatus,
    Requirements,
    Submission,
)
from backend.providers.comfyui.answers import Accepted, HistoryEntry
from backend.providers.comfyui.capabilities import read_capabilities
from backend.providers.comfyui.client import ComfyUIClient
from backend.providers.comfyui.failures import (
    failure_of,
    refused_graph,
    refused_nodes,
    wants_other_value,
)
from backend.providers.comfyui.listener import ComfyUIListener
from backend.providers.comfyui.object_cache import ObjectCache
from backend.providers.comfyui.outputs import collect_outputs
from backend.providers.comfyui.progress import ProgressReader
from backend.providers.comfyui.zombie import ZombieDetector
from backend.providers.graphs.build import build_graph
from backend.providers.graphs.fill import FilledGraph
from backend.providers.graphs.refusal import refusal

_SUBFOLDER: Final = "storycanvas"
_CONFIRMATIONS: Final = (0.0, 0.05, 0.1, 0.2, 0.4)
"""Seconds before each look whether a cancelled prompt is gone."""


class ComfyUIBackend:
    """One ComfyUI server.

    Args:
        headers: sent on every HTTP call and on the socket's upgrade, secrets included.
        transport: instead of one that checks addresses, for tests.
    """

    def __init__(
        self,
        name: str,
        base_url: str,
        headers: Mapping[str, str],
        *,
        transport: httpx2.AsyncBaseTransport | None = None,
        client_id: str | None = None,
        zombies: ZombieDetector | None = None,
    ) -> None:
        self._name = name
        self._client = ComfyUIClient(name, base_url, headers, transport)
        self._listener = ComfyUIListener(base_url, headers, client_id)
        self._progress = ProgressReader()
        self._zombies = zombies or ZombieDetector()
        self._objects = ObjectCache(self._client)

    async def probe(self) -> Capabilities:
        """Look at the server.

        Raises:
            ProviderMisconfiguredError: something else answers at the address.
            ProviderStuckError: prompts wait and none runs: its worker has died.
        """
        try:
            stats = await self._client.system_stats()
            info = await self._objects.get()
            queue = await self._client.queue()
        except ProviderOutputError as exc:
            raise ProviderMisconfiguredError(
                self._name, "something answers at this address, but it is not ComfyUI"
            ) from exc
        if self._zombies.observe(queue):
            raise ProviderStuckError(
                self._name, "takes prompts but runs none: ComfyUI must be restarted"
            )
        return await asyncio.to_thread(read_capabilities, stats, info)

    def refusal(self, needs: Requirements, can: Capabilities) -> str | None:
        """Say why a server with these capabilities cannot do the job."""
        return refusal(needs, can)

    async def submit(self, request: MediaRequest, can: Capabilities) -> Submission:
        """Upload the start picture and post the graph, once; see `_find` for lost answers."""
        image = await self._upload(request)
        filled = build_graph(self._name, request, can, image)
        self._progress.expect(request.remote_id, filled.graph)
        try:
            prompt_id = await self._post(request, filled)
        except ProviderError:
            self._progress.forget(request.remote_id)
            raise
        if prompt_id != request.remote_id:
            self._progress.forget(request.remote_id)
            self._progress.expect(prompt_id, filled.graph)
        return Submission(prompt_id, filled.model_name, filled.applied)

    async def poll(self, remote_id: str) -> RemoteStatus:
        """Read the record: ended is what is in the history.

        A prompt can end between two reads, so the history is read again after the queue.
        """
        entry = await self._client.history(remote_id)
        if entry is not None:
            return self._ended(entry)
        queue = await self._client.queue()
        self._zombies.observe(queue)
        if remote_id in queue.running:
            return RemoteStatus(RemoteState.RUNNING)
        if remote_id in queue.pending:
            return RemoteStatus(RemoteState.QUEUED)
        entry = await self._client.history(remote_id)
        return RemoteStatus(RemoteState.ABSENT) if entry is None else self._ended(entry)

    async def cancel(self, remote_id: str) -> bool:
        """Stop that prompt: out of the queue, or interrupted if it is the one that runs.

        Old servers interrupt whatever runs; so it is done only when the prompt was seen running
        in the answer just before.
        """
        self._progress.forget(remote_id)
        await self._client.dequeue(remote_id)
        interrupted = False
        for pause in _CONFIRMATIONS:
            await asyncio.sleep(pause)
            queue = await self._client.queue()
            if not queue.holds(remote_id):
                return True
            if remote_id in queue.running and not interrupted:
                await self._client.interrupt(remote_id)
                interrupted = True
        return False

    def fetch(self, output: RemoteOutput) -> AsyncIterator[bytes]:
        """Stream an output's bytes."""
        return self._client.view(output.ref)

    def watch(self, on_event: OnEvent) -> AbstractAsyncContextManager[None]:
        """Listen for hints while the context is open."""

        def hand_over(message: str | bytes) -> None:
            event = self._progress.read(message)
            if event is not None:
                on_event(event)

        return self._listener.listen(hand_over)

    async def free_memory(self) -> None:
        """Ask the server to unload its models; it does so after the present prompt."""
        await self._client.free_memory()

    async def close(self) -> None:
        """Close all connections; contexts of `watch` are left by whoever entered them."""
        await self._client.close()

    async def _upload(self, request: MediaRequest) -> str | None:
        if request.image is None:
            return None
        try:
            content = await asyncio.to_thread(request.image.read_bytes)
        except OSError as exc:
            raise ProviderRejectedError(self._name, "the start picture is gone") from exc
        name = f"{request.job_id}-{request.attempt}{request.image.suffix.lower()}"
        return await self._client.upload_image(name, _SUBFOLDER, content)

    async def _post(self, request: MediaRequest, filled: FilledGraph) -> str:
        """Post the graph and return the id it goes by.

        Never with a `number`: two prompts of one number and one id would kill the worker.
        """
        body = {
            "prompt": filled.graph,
            "prompt_id": request.remote_id,
            "client_id": self._listener.client_id,
            "extra_data": {
                "job_id": request.job_id,
                "attempt": request.attempt,
                "preview_method": "latent2rgb",
            },
        }
        try:
            answer = await self._client.post_prompt(body)
        except (ProviderUnavailableError, ProviderOutputError) as exc:
            if isinstance(exc.__cause__, httpx2.ConnectError | httpx2.ConnectTimeout):
                raise
            return await self._find(request.remote_id, exc)
        if isinstance(answer, Accepted):
            return await self._whole(answer)
        raise self._refused(refused_graph(self._name, answer))

    async def _find(self, prompt_id: str, lost: ProviderError) -> str:
        """Look for a prompt whose answer was lost; it is never posted again.

        Raises:
            ProviderError: the loss itself, where the server does not know the prompt (yet).
        """
        try:
            status = await self.poll(prompt_id)
        except ProviderError:
            raise lost from None
        if status.state is RemoteState.ABSENT:
            raise lost
        return prompt_id

    async def _whole(self, accepted: Accepted) -> str:
        """Return the id of a prompt that was taken as a whole; take one back that was not.

        Of a graph with one sound and one bad branch the sound one would run: nobody asked for
        half a result.
        """
        refused = refused_nodes(self._name, accepted.node_errors)
        if refused is None:
            return accepted.prompt_id
        await self.cancel(accepted.prompt_id)
        raise self._refused(refused)

    def _refused(self, error: ProviderError) -> ProviderError:
        if wants_other_value(error):
            self._objects.forget()
        return error

    def _ended(self, entry: HistoryEntry) -> RemoteStatus:
        error = failure_of(self._name, entry.status) if entry.status else None
        if error is not None:
            return RemoteStatus(RemoteState.FAILED, error=error)
        outputs = collect_outputs(entry.outputs)
        if not outputs:
            nothing = ProviderOutputError(self._name, "the graph ended without saving any media")
            return RemoteStatus(RemoteState.FAILED, error=nothing)
        return RemoteStatus(RemoteState.DONE, outputs)
