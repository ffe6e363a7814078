"""The page at /docs, on which the API can be read and tried: all of it comes from this server."""

from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.staticfiles import StaticFiles

FOLDER: Final = Path(__file__).parents[1] / "web" / "docs"
HEADERS: Final = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Swagger UI writes style attributes; scripts come from files only.
    "Content-Security-Policy": "default-src 'none'; script-src 'self';"
    " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:;"
    " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
}

router = APIRouter(prefix="/docs", include_in_schema=False)
_files: Final = StaticFiles(directory=FOLDER)


@router.get("")
@router.get("/")
async def show_docs(request: Request) -> Response:
    """Show the page."""
    return await get_docs_file("index.html", request)


@router.get("/{path:path}")
async def get_docs_file(path: str, request: Request) -> Response:
    """Return what the page is made of, or that it is unchanged."""
    response = await _files.get_response(path, request.scope)
    response.headers.update(HEADERS)
    return response
