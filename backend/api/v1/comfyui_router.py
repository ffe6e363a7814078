"""ComfyUI servers over HTTP."""

from fastapi import APIRouter, status

from backend.api.routing import Counted, Located, Paging, raises
from backend.api.v1.dependencies import Servers, Workflows
from backend.api.v1.dtos.comfyui_dtos import (
    ComfyUIServerCreateDTO,
    ComfyUIServerInfo,
    ComfyUIServerResponse,
    ComfyUIServerUpdateDTO,
    ServerTrialDTO,
    ServerTrialResponse,
)
from backend.api.v1.dtos.common_dtos import SuccessResponse
from backend.api.v1.dtos.workflow_dtos import ServerWorkflowsResponse
from backend.domain.errors import ConflictError
from backend.domain.ids import ServerId
from backend.domain.server_trial import ServerTrial
from backend.services.paging import Listing

router = APIRouter(prefix="/comfyui/servers", tags=["comfyui"])


@router.post("", status_code=status.HTTP_201_CREATED, responses=raises(ConflictError))
async def register_server(
    draft: ComfyUIServerCreateDTO, servers: Servers, located: Located
) -> ComfyUIServerResponse:
    """Register a ComfyUI or RunPod server."""
    known = await servers.register(draft)
    located(known.server)
    return ComfyUIServerResponse.of(known)


@router.get("")
async def list_servers(
    servers: Servers, page: Paging, counted: Counted
) -> list[ComfyUIServerResponse]:
    """List the servers in the order of their registration."""
    listing = await servers.list(page)
    shown = [ComfyUIServerResponse.of(known) for known in listing.items]
    return counted(Listing(shown, listing.total))


@router.post("/test", response_model=ServerTrialResponse)
async def test_address(tried: ServerTrialDTO, servers: Servers) -> ServerTrial:
    """Try an address out, step by step, without registering it."""
    return await servers.try_out(tried.as_server())


@router.post("/{server_id}/test", response_model=ServerTrialResponse)
async def test_server(server_id: ServerId, servers: Servers) -> ServerTrial:
    """Try a server out, step by step, with the key and headers it is registered with."""
    return await servers.try_registered(server_id)


@router.post("/{server_id}/drain")
async def drain_server(server_id: ServerId, servers: Servers) -> ComfyUIServerResponse:
    """Give the server no more jobs; those that run there run on."""
    return ComfyUIServerResponse.of(await servers.set_draining(server_id, draining=True))


@router.post("/{server_id}/resume")
async def resume_server(server_id: ServerId, servers: Servers) -> ComfyUIServerResponse:
    """Give the server jobs again."""
    return ComfyUIServerResponse.of(await servers.set_draining(server_id, draining=False))


@router.get("/{server_id}/workflows")
async def list_server_workflows(
    server_id: ServerId, workflows: Workflows
) -> ServerWorkflowsResponse:
    """List what the server can run: stored workflows, then the standard graphs."""
    runnable = await workflows.list_of_server(server_id)
    return ServerWorkflowsResponse(workflows=[*runnable])


@router.get("/{server_id}")
async def get_server(server_id: ServerId, servers: Servers) -> ComfyUIServerInfo:
    """Show a server and what it can do."""
    return await get_server_info(server_id, servers)


@router.get("/{server_id}/info")
async def get_server_info(server_id: ServerId, servers: Servers) -> ComfyUIServerInfo:
    """Show what the server can do: models, LoRAs, samplers, memory."""
    return ComfyUIServerInfo.of(await servers.get(server_id))


@router.put("/{server_id}", responses=raises(ConflictError))
async def update_server(
    server_id: ServerId, changes: ComfyUIServerUpdateDTO, servers: Servers
) -> ComfyUIServerResponse:
    """Change a server; fields that are not sent stay as they are."""
    return ComfyUIServerResponse.of(await servers.update(server_id, changes))


@router.delete("/{server_id}")
async def delete_server(server_id: ServerId, servers: Servers) -> SuccessResponse:
    """Forget a server."""
    await servers.delete(server_id)
    return SuccessResponse(message="Server deleted")
