"""The answers of ComfyUI that we read, in the shape that both known versions share."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class SystemInfo(_Answer):
    """The part of /system_stats about the program."""

    comfyui_version: str | None = None
    argv: list[str] = []


class Device(_Answer):
    """A device to compute on; memory in bytes."""

    name: str | None = None
    vram_total: int | None = None
    vram_free: int | None = None


class SystemStats(_Answer):
    """The answer of /system_stats."""

    system: SystemInfo
    devices: list[Device] = []


def _head(entry: Any) -> Any:
    return entry[:2] if isinstance(entry, list) else entry


QueueEntry = Annotated[tuple[float, str], BeforeValidator(_head)]
"""A number and a prompt's id; the graph and what else follows are not kept."""


class Queue(_Answer):
    """The answer of /queue."""

    running_entries: list[QueueEntry] = Field(alias="queue_running")
    pending_entries: list[QueueEntry] = Field(alias="queue_pending")

    @property
    def running(self) -> list[str]:
        """The ids of the prompts that run."""
        return [id for _, id in self.running_entries]

    @property
    def pending(self) -> list[str]:
        """The ids of the prompts that wait, next one first: the server answers its raw heap."""
        return [id for _, id in sorted(self.pending_entries)]

    def holds(self, prompt_id: str) -> bool:
        """Tell whether the prompt runs or waits."""
        return prompt_id in self.running or prompt_id in self.pending


class HistoryStatus(_Answer):
    """How a prompt ended; messages are [type, data]."""

    status_str: str = ""
    messages: list[tuple[str, dict[str, Any]]] = []

    def message(self, type: str) -> dict[str, Any] | None:
        """Return the data of the first message of a type."""
        return next((data for name, data in self.messages if name == type), None)


class HistoryEntry(_Answer):
    """A prompt that has ended."""

    outputs: dict[str, Any] = {}
    status: HistoryStatus | None = None


class Accepted(_Answer):
    """The answer to a prompt that was taken."""

    prompt_id: str
    node_errors: dict[str, Any] = {}
