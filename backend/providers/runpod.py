"""A ComfyUI behind RunPod's serverless interface: jobs in, base64 files out, nothing between.

Facts: worker-comfyui 5.8.5 under RunPod's SDK (measured), docs.runpod.io for the hosted service.
"""

import asyncio
import base64
import binascii
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import cache
from typing import Any, Final
from urllib.parse import quote

import httpx2

from backend.domain.errors import (
    JobOverrunError,
    ProviderError,
    ProviderOutcomeUnknownError,
    ProviderOutOfMemoryError,
    ProviderOutputError,
    ProviderRejectedError,
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
from backend.providers.extensions import kind_of
from backend.providers.graphs.build import build_graph
from backend.providers.graphs.catalogue import catalogue
from backend.providers.graphs.refusal import refusal
from backend.providers.http import MEGABYTE, ProviderClient, provider_errors
from backend.providers.words import first_line, says_out_of_memory

_LARGEST_BODY: Final = 10 * MEGABYTE
_LARGEST_RESULT: Final = 512 * MEGABYTE
_STATES: Final = {
    "IN_QUEUE": RemoteState.QUEUED,
    "IN_PROGRESS": RemoteState.RUNNING,
    "RUNNING": RemoteState.RUNNING,
}
_SERVER_TROUBLE: Final = ("not found in history", "connection", "websocket", "timed out")


def endpoint_refusal(needs: Requirements) -> str | None:
    """Say why an endpoint cannot be given a job: what it can do, it does not tell."""
    if needs.workflow is None and needs.model is None:
        return "does not tell its models: name the model the endpoint was built with"
    return None if needs.workflow is not None else refusal(needs, _believed())


class RunPodBackend:
    """One endpoint of RunPod that runs worker-comfyui.

    It does not tell which models it was built with, so a job must name one (or bring its own
    workflow); the endpoint is believed to have what our graph for that model needs.
    """

    def __init__(
        self,
        name: str,
        base_url: str,
        headers: Mapping[str, str],
        *,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._name = name
        self._http = ProviderClient(name, base_url, headers, transport)
        self._files = ProviderClient(name, "", {}, transport)

    async def probe(self) -> Capabilities:
        """See whether the endpoint is there and takes our key; it tells nothing else."""
        await self._http.ask("GET", "/health")
        return Capabilities()

    def refusal(self, needs: Requirements, can: Capabilities) -> str | None:
        """Say why the endpoint cannot be given the job."""
        return endpoint_refusal(needs)

    async def submit(self, request: MediaRequest, can: Capabilities) -> Submission:
        """Post the job, pictures inline. It costs money, so in doubt it is not done again."""
        images, image = [], None
        if request.image is not None:
            image = f"{request.job_id}-{request.attempt}{request.image.suffix.lower()}"
            try:
                content = await asyncio.to_thread(request.image.read_bytes)
            except OSError as exc:
                raise ProviderRejectedError(self._name, "the start picture is gone") from exc
            images = [{"name": image, "image": base64.b64encode(content).decode()}]
        filled = build_graph(self._name, request, _believed(), image)
        body = json.dumps({"input": {"workflow": filled.graph, "images": images}}).encode()
        if len(body) > _LARGEST_BODY:
            raise ProviderRejectedError(self._name, "the start picture is too large for RunPod")
        return Submission(await self._run(body), filled.model_name, filled.applied)

    async def poll(self, remote_id: str) -> RemoteStatus:
        """Read the job's record; results are kept for half an hour."""
        record = await self._status(remote_id)
        state = record.get("status") if record else None
        if record is None or record.get("error") == "Job ID not found":
            return RemoteStatus(RemoteState.ABSENT)
        if state in _STATES:
            return RemoteStatus(_STATES[state])
        if state == "COMPLETED":
            return self._completed(remote_id, record)
        return RemoteStatus(RemoteState.FAILED, error=self._failure(state, record))

    async def cancel(self, remote_id: str) -> bool:
        """Stop the job, waiting or running."""
        path = f"/cancel/{quote(remote_id, safe='')}"
        await self._http.ask("POST", path, accept=(200, 400, 404))
        record = await self._status(remote_id)
        return record is None or record.get("status") not in _STATES

    async def fetch(self, output: RemoteOutput) -> AsyncIterator[bytes]:
        """Yield a file of the result: it is read again rather than kept in between."""
        record = await self._status(output.ref["id"])
        files = _files(record) if record else []
        index = output.ref["index"]
        if index >= len(files):
            raise ProviderOutputError(self._name, "no longer has the result")
        data = files[index]["data"]
        if files[index].get("type") == "s3_url":
            if not data.startswith("https://"):
                raise ProviderOutputError(self._name, "names a result that is not on the internet")
            async for chunk in self._files.stream(data, limit=_LARGEST_RESULT):
                yield chunk
            return
        try:
            yield await asyncio.to_thread(base64.b64decode, data.split(",", 1)[-1], validate=True)
        except binascii.Error as exc:
            raise ProviderOutputError(self._name, "sent a file that is not base64") from exc

    def watch(self, on_event: OnEvent) -> AbstractAsyncContextManager[None]:
        """Hear nothing: there is no progress to hear."""
        return nullcontext()

    async def free_memory(self) -> None:
        """Do nothing: workers are started anew by RunPod itself."""

    async def close(self) -> None:
        """Close all connections."""
        await self._http.close()
        await self._files.close()

    async def _run(self, body: bytes) -> str:
        headers = {"Content-Type": "application/json"}
        try:
            answer = await self._http.ask_json("POST", "/run", content=body, headers=headers)
        except (ProviderUnavailableError, ProviderOutputError) as exc:
            if isinstance(exc.__cause__, httpx2.ConnectError | httpx2.ConnectTimeout):
                raise
            raise ProviderOutcomeUnknownError(
                self._name, "gave no answer; the job may run and cost: look there, then retry"
            ) from exc
        if not isinstance(answer, dict) or not isinstance(answer.get("id"), str):
            raise ProviderRejectedError(self._name, "did not take the job")
        return str(answer["id"])

    async def _status(self, remote_id: str) -> dict[str, Any] | None:
        """Return the job's record; the hosted service is asked by GET, its SDK's own by POST."""
        path = f"/status/{quote(remote_id, safe='')}"
        for method in ("GET", "POST"):
            accept = (200, 404, 405) if method == "GET" else (200, 404)
            answer = await self._http.ask(method, path, accept=accept, limit=_LARGEST_RESULT)
            if answer.status != 405:
                break
        if answer.status == 404:
            return None
        async with provider_errors(self._name):
            record = await asyncio.to_thread(answer.json)
        return record if isinstance(record, dict) else None

    def _completed(self, remote_id: str, record: dict[str, Any]) -> RemoteStatus:
        outputs = tuple(
            RemoteOutput(file["filename"], kind, {"id": remote_id, "index": index})
            for index, file in enumerate(_files(record))
            if (kind := kind_of(file["filename"])) is not None
        )
        if outputs:
            return RemoteStatus(RemoteState.DONE, outputs)
        nothing = ProviderOutputError(self._name, "the graph ended without any picture or film")
        return RemoteStatus(RemoteState.FAILED, error=nothing)

    def _failure(self, state: Any, record: dict[str, Any]) -> ProviderError:
        if state == "TIMED_OUT":
            return JobOverrunError(self._name, "ran past the endpoint's time limit")
        if state == "CANCELLED":
            return ProviderError(self._name, "the job was cancelled at RunPod")
        text = str(record.get("error") or "failed without a reason")
        if says_out_of_memory(text):
            return ProviderOutOfMemoryError(self._name, "ran out of memory")
        said = " ".join(first_line(line) for line in text.splitlines()[:2])
        if any(word in text.lower() for word in _SERVER_TROUBLE):
            return ProviderError(self._name, said)
        return ProviderRejectedError(self._name, said[:300])


def _files(record: dict[str, Any]) -> list[dict[str, str]]:
    """Return the files of a result; workers before 5.0 answered one picture as `message`."""
    output = record.get("output")
    if not isinstance(output, dict):
        return []
    if isinstance(output.get("message"), str):
        return [{"filename": "image.png", "type": "base64", "data": output["message"]}]
    files = output.get("images")
    return [
        file
        for file in (files if isinstance(files, list) else [])
        if isinstance(file, dict)
        and isinstance(file.get("filename"), str)
        and isinstance(file.get("data"), str)
    ]


@cache
def _believed() -> Capabilities:
    """Everything our graphs need, which is what an endpoint for a model of theirs has."""
    graphs = catalogue()
    files = {file for graph in graphs.values() for file in graph.files}
    return Capabilities(
        models=[file for file in files if file.type != "loras"],
        loras=[file for file in files if file.type == "loras"],
        node_classes=sorted({name for graph in graphs.values() for name in graph.node_classes}),
        graphs=list(graphs),
    )
