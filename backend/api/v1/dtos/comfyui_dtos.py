"""ComfyUI servers on the wire: keys and header values are never answered."""

from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from backend.api.v1.dtos.common_dtos import Answer
from backend.domain.ids import ServerId
from backend.domain.lane import Capabilities, Lane, LaneState, ModelFile
from backend.domain.server import (
    ApiKey,
    ComfyUIServer,
    ServerChanges,
    ServerDraft,
    ServerHeaders,
    ServerType,
    ServerUrl,
)
from backend.domain.server_trial import ServerTrial
from backend.domain.times import Moment
from backend.domain.values import StorableInput
from backend.services.comfyui_service import KnownServer


class ComfyUIServerCreateDTO(StorableInput, ServerDraft):
    """A server to be registered."""


class ComfyUIServerUpdateDTO(StorableInput, ServerChanges):
    """What is to change on a server."""


class ServerTrialDTO(StorableInput):
    """An address to be tried out."""

    model_config = ConfigDict(extra="forbid")

    url: ServerUrl
    api_key: ApiKey | None = Field(default=None, description="Sent as `Authorization: Bearer …`.")
    headers: ServerHeaders = Field(default={})

    def as_server(self) -> ComfyUIServer:
        """Return the server as it would be if it were registered."""
        name = urlsplit(self.url).netloc
        return ComfyUIServer(
            name=name[:200], url=self.url, api_key=self.api_key, headers=self.headers
        )


class ServerTrialResponse(Answer, ServerTrial):
    """Every step towards a server, and which one failed."""


class ComfyUIServerResponse(BaseModel):
    """A server and what the last look at it told."""

    id: ServerId
    name: str
    url: str
    server_type: ServerType
    has_api_key: bool
    header_names: list[str]
    endpoint_id: str | None = Field(description="RunPod only.")
    is_active: bool
    is_online: bool
    state: LaneState
    state_reason: str | None
    state_since: Moment
    last_seen_at: Moment | None
    last_error: str | None
    draining: bool
    max_concurrent: int
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, known: KnownServer) -> Self:
        """Return the server as clients see it."""
        server, lane = known.server, known.lane or Lane(id=ServerId(known.server.id))
        return cls(
            id=ServerId(server.id),
            name=server.name,
            url=server.url,
            server_type=server.server_type or ServerType.STANDARD,
            has_api_key=bool(server.api_key),
            header_names=sorted(server.headers),
            endpoint_id=server.endpoint_id,
            is_active=server.is_active,
            is_online=lane.state is LaneState.ONLINE,
            state=lane.state,
            state_reason=lane.state_reason,
            state_since=lane.state_since or server.created_at,
            last_seen_at=lane.last_seen_at,
            last_error=lane.last_error,
            draining=lane.draining,
            max_concurrent=server.max_concurrent,
            created_at=server.created_at,
            updated_at=server.updated_at,
        )


class ComfyUIServerInfo(BaseModel):
    """What a server can do, as it told at the last look; memory in bytes."""

    server: ComfyUIServerResponse
    is_online: bool
    models: list[ModelFile]
    loras: list[ModelFile]
    samplers: list[str]
    schedulers: list[str]
    vram_total: int | None
    vram_free: int | None
    version: str | None

    @classmethod
    def of(cls, known: KnownServer) -> Self:
        """Return what is known of the server."""
        server = ComfyUIServerResponse.of(known)
        can = (known.lane and known.lane.capabilities) or Capabilities()
        return cls(
            server=server,
            is_online=server.is_online,
            models=can.models,
            loras=can.loras,
            samplers=can.samplers,
            schedulers=can.schedulers,
            vram_total=can.vram_total,
            vram_free=can.vram_free,
            version=can.version,
        )
