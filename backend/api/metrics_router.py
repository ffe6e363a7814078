"""What Prometheus reads, at the root of the server and outside the versioned API."""

from fastapi import APIRouter, Request, Response

from backend.api.v1.dependencies import Measures

router = APIRouter(include_in_schema=False)


@router.get("/metrics")
async def get_metrics(request: Request, measures: Measures) -> Response:
    """Answer all measures."""
    text, content_type = await measures.text(request.headers.get("accept", ""))
    return Response(text, headers={"Content-Type": content_type, "Cache-Control": "no-store"})
