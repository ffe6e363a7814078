"""Whether we serve, over HTTP."""

from fastapi import APIRouter, Response, status

from backend import __version__
from backend.api.v1.dependencies import Health
from backend.api.v1.dtos.health_dtos import RootResponse
from backend.services.health_service import HealthStatus

router = APIRouter(tags=["health"])


@router.get("")
async def get_root() -> RootResponse:
    """Say who we are."""
    return RootResponse(message="StoryCanvas API", status="running", version=__version__)


@router.get("/health")
async def get_health(health: Health) -> HealthStatus:
    """Look at every part; the answer comes even if one is away."""
    return await health.check()


@router.get(
    "/health/ready",
    responses={503: {"model": HealthStatus, "description": "It cannot serve just now."}},
)
async def get_readiness(health: Health, response: Response) -> HealthStatus:
    """Tell a load balancer whether to send requests here."""
    found = await health.check()
    if found.status == "unhealthy":
        response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    return found


def root_router() -> APIRouter:
    """Return the same answers at the root of the server, outside the OpenAPI document."""
    root = APIRouter(include_in_schema=False)
    root.add_api_route("/", get_root)
    root.add_api_route("/health", get_health)
    root.add_api_route("/health/ready", get_readiness)
    return root
