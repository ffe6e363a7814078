"""Calls the public API and turns its error envelope into one exception."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import httpx2

API: Final = "/api/v1"
TIMEOUT: Final = httpx2.Timeout(30.0, read=300.0)


class ApiError(Exception):
    """The API refused; the message is its `detail`, written for people."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code


class ApiClient:
    """The calls that the command line and the demo make."""

    def __init__(self, http: httpx2.AsyncClient) -> None:
        self._http = http

    async def get(self, path: str, **query: Any) -> Any:
        """Return what a GET answers; the path is below /api/v1."""
        return await self._call("GET", path, params=query)

    async def post(self, path: str, body: Any = None, **query: Any) -> Any:
        """Return what a POST of a JSON body answers."""
        return await self._call("POST", path, json=body, params=query)

    async def put(self, path: str, body: Any = None, **query: Any) -> Any:
        """Return what a PUT of a JSON body answers."""
        return await self._call("PUT", path, json=body, params=query)

    async def delete(self, path: str) -> Any:
        """Return what a DELETE answers."""
        return await self._call("DELETE", path)

    async def download(self, path: str, target: Path, **query: Any) -> httpx2.Headers:
        """Write what a GET answers to a file, piece by piece, and return its headers.

        Raises:
            ApiError: the API refused; then there is no file.
        """
        url = path if "://" in path else f"{API}{path}"
        try:
            async with self._http.stream("GET", url, params=query) as response:
                if response.is_error:
                    await response.aread()
                    raise _error(response)
                partial = target.with_name(f"{target.name}.part")
                with await asyncio.to_thread(partial.open, "wb") as file:
                    async for chunk in response.aiter_bytes(256 * 1024):
                        await asyncio.to_thread(file.write, chunk)
                partial.replace(target)
                return response.headers
        except httpx2.TransportError as exc:
            raise self._unreachable(exc) from exc

    @asynccontextmanager
    async def lines(
        self, path: str, headers: Mapping[str, str], *, silence: float, **query: Any
    ) -> AsyncIterator[AsyncIterator[str]]:
        """Open a GET whose answer may go on for ever, and give its lines as they come.

        Args:
            silence: seconds without a byte after which the server is taken for gone.

        Raises:
            ApiError: the API refused, or went away in the middle.
        """
        url, patience = f"{API}{path}", httpx2.Timeout(TIMEOUT.connect, read=silence)
        try:
            async with self._http.stream(
                "GET", url, headers=headers, params=query, timeout=patience
            ) as response:
                if response.is_error:
                    await response.aread()
                    raise _error(response)
                yield response.aiter_lines()
        except httpx2.TransportError as exc:
            raise self._unreachable(exc) from exc

    async def _call(self, method: str, path: str, **parts: Any) -> Any:
        try:
            response = await self._http.request(method, f"{API}{path}", **parts)
        except httpx2.TransportError as exc:
            raise self._unreachable(exc) from exc
        if response.is_error:
            raise _error(response)
        return response.json()

    def _unreachable(self, exc: httpx2.TransportError) -> ApiError:
        reason = str(exc) or type(exc).__name__
        place = str(self._http.base_url).rstrip("/")
        return ApiError(0, "UNREACHABLE", f"StoryCanvas at {place} does not answer: {reason}")


def remote(url: str, headers: Mapping[str, str] | None = None) -> httpx2.AsyncClient:
    """Return a connection to a server; the address may end in /api/v1 or not."""
    base = url.rstrip("/").removesuffix(API)
    return httpx2.AsyncClient(base_url=base, headers=headers, timeout=TIMEOUT)


def _error(response: httpx2.Response) -> ApiError:
    try:
        body = response.json()
        return ApiError(response.status_code, body["error"]["code"], body["detail"])
    except (ValueError, KeyError, TypeError):
        text = f"the server answered {response.status_code}, not in the form of our API"
        return ApiError(response.status_code, "UNKNOWN", text)
