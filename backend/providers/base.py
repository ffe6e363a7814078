"""What the queue asks of whatever makes media, in one shape for all of them."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from backend.domain.errors import ProviderError
from backend.domain.ids import JobId
from backend.domain.job import LoraUse
from backend.domain.lane import Capabilities
from backend.domain.media import MediaKind


@dataclass(frozen=True)
class Requirements:
    """What a job needs of a server, known before any server is chosen.

    Attributes:
        model: a model file by name, one of our graphs by id, or None for whatever suits.
        has_image: there is a picture to start from.
        workflow: a person's own graph in API format, or None for one of ours.
        bindings: parameter -> the places in the workflow that take it, or None to guess them.
        min_vram: it did not fit into so many bytes of a server's memory; None: not known.
    """

    kind: MediaKind
    model: str | None = None
    loras: tuple[LoraUse, ...] = ()
    has_image: bool = False
    workflow: dict[str, Any] | None = None
    bindings: Mapping[str, Sequence[Sequence[str]]] | None = None
    min_vram: int | None = None


@dataclass(frozen=True)
class MediaRequest:
    """One generation, complete.

    Attributes:
        attempt: number of the try; a retry must not be answered from the server's cache.
        remote_id: the id to give the work at the server (a lower-case UUID).
        params: what the person set (width, height, steps, cfg, sampler, scheduler, video_frames,
            video_fps, …), unknown keys included.
        seed: 0..2^53-1.
        frame_width, frame_height: the project's frame in pixels; sizes not set follow its aspect.
        seconds: the clip's length; films not given a number of frames are about as long.
        image: file to start from, or None.
    """

    job_id: JobId
    attempt: int
    remote_id: str
    needs: Requirements
    prompt: str
    negative_prompt: str
    params: dict[str, Any]
    seed: int
    frame_width: int
    frame_height: int
    seconds: float
    image: Path | None = None


@dataclass(frozen=True)
class Submission:
    """What the server accepted.

    Attributes:
        remote_id: the id it goes by there (older servers choose their own).
        model_name: the model file that runs.
        applied: every parameter as it was sent, after rounding to the model's grid, with
            "graph" and, under "adjusted", what was changed and why.
    """

    remote_id: str
    model_name: str
    applied: dict[str, Any]


class RemoteState(StrEnum):
    """Where work stands at the server."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    ABSENT = "absent"
    """The server does not know it: seen twice in a row, it is lost."""


@dataclass(frozen=True)
class RemoteOutput:
    """One file the server made; `ref` is whatever the adapter needs to fetch it."""

    name: str
    kind: MediaKind
    ref: dict[str, Any]


@dataclass(frozen=True)
class RemoteStatus:
    """The server's own record of the work."""

    state: RemoteState
    outputs: tuple[RemoteOutput, ...] = ()
    error: ProviderError | None = None


@dataclass(frozen=True)
class RemoteEvent:
    """A hint while work runs; never the record.

    Attributes:
        progress: 0..1, or None if the event says nothing of it.
        steps: a sampler has begun to make steps, so the model is in memory.
        finished: worth a poll at once.
        preview: a small JPEG or PNG.
    """

    remote_id: str
    progress: float | None = None
    node: str | None = None
    steps: bool = False
    finished: bool = False
    preview: bytes | None = field(default=None, repr=False)


OnEvent = Callable[[RemoteEvent], None]


class MediaBackend(Protocol):
    """One server that makes media. Every method raises only ProviderError."""

    async def probe(self) -> Capabilities:
        """Look at the server: is it there, does it work, what can it do."""

    def refusal(self, needs: Requirements, can: Capabilities) -> str | None:
        """Say why a server with these capabilities cannot do the job, or None if it can. Pure."""

    async def submit(self, request: MediaRequest, can: Capabilities) -> Submission:
        """Hand over the work; after an error of unknown outcome, `poll` tells what happened."""

    async def poll(self, remote_id: str) -> RemoteStatus:
        """Read the server's record."""

    async def cancel(self, remote_id: str) -> bool:
        """Stop that work and no other; True once the server no longer has it queued or running."""

    def fetch(self, output: RemoteOutput) -> AsyncIterator[bytes]:
        """Stream an output's bytes."""

    def watch(self, on_event: OnEvent) -> AbstractAsyncContextManager[None]:
        """Listen for hints while the context is open; reconnects by itself, never raises."""

    async def free_memory(self) -> None:
        """Ask the server to unload its models."""

    async def close(self) -> None:
        """Close all connections."""
