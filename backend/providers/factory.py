"""Makes the backend for a registered server."""

from backend.domain.lane import Capabilities
from backend.domain.server import ComfyUIServer, ServerType
from backend.providers.base import MediaBackend, Requirements
from backend.providers.comfyui.backend import ComfyUIBackend
from backend.providers.graphs.refusal import refusal
from backend.providers.runpod import RunPodBackend, endpoint_refusal


def make_backend(server: ComfyUIServer) -> MediaBackend:
    """Return a backend that speaks to the server, with the headers people gave for it."""
    headers = server.request_headers()
    if server.server_type is ServerType.RUNPOD:
        return RunPodBackend(server.name, endpoint_of(server), headers)
    return ComfyUIBackend(server.name, server.url, headers)


def refusal_of(server: ComfyUIServer, needs: Requirements, can: Capabilities) -> str | None:
    """Say why the registered server cannot do what is needed, without calling it."""
    if server.server_type is ServerType.RUNPOD:
        return endpoint_refusal(needs)
    return refusal(needs, can)


def endpoint_of(server: ComfyUIServer) -> str:
    """Return the address up to the endpoint: people paste it with /run or /runsync behind."""
    before, mark, _ = server.url.partition("/v2/")
    return f"{before}{mark}{server.endpoint_id}" if mark and server.endpoint_id else server.url
