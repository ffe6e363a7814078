"""Tries a server out step by step, so that a person sees which one fails and why."""

import asyncio
import contextlib
import socket
import ssl
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from pydantic import ValidationError
from websockets.exceptions import WebSocketException

from backend.domain.errors import ProviderError
from backend.domain.server import ComfyUIServer, ServerType
from backend.domain.server_trial import ServerTrial, TrialStep
from backend.providers.addresses import ForbiddenAddressError, open_socket, problem_of_host, resolve
from backend.providers.comfyui.answers import SystemStats
from backend.providers.comfyui.client import ComfyUIClient
from backend.providers.comfyui.listener import ComfyUIListener
from backend.providers.factory import endpoint_of
from backend.providers.http import Answer, ProviderClient

_ALL_SECONDS: Final = 15.0
_KEY_REFUSED: Final = {401, 402, 403}

Step = Callable[[], Awaitable[None]]


class StepFailedError(Exception):
    """What a step found, in words."""


async def try_server(server: ComfyUIServer) -> ServerTrial:
    """Take every step towards the server, for at most 15 seconds in all."""
    trial = _Trial(server)
    try:
        return await trial.run()
    finally:
        await trial.close()


class _Trial:
    def __init__(self, server: ComfyUIServer) -> None:
        self._is_runpod = server.server_type is ServerType.RUNPOD
        self._base = endpoint_of(server) if self._is_runpod else server.url
        parts = urlsplit(self._base)
        self._host = parts.hostname or ""
        self._is_secure = parts.scheme == "https"
        self._port = parts.port or (443 if self._is_secure else 80)
        headers = server.request_headers()
        self._http = ProviderClient(server.name, self._base, headers)
        self._comfyui = ComfyUIClient(server.name, self._base, headers)
        self._listener = ComfyUIListener(self._base, headers)
        self._answer = Answer(0, b"")

    async def close(self) -> None:
        await self._http.close()
        await self._comfyui.close()

    async def run(self) -> ServerTrial:
        steps: list[TrialStep] = []
        deadline = time.monotonic() + _ALL_SECONDS
        for name, step in self._steps().items():
            failed = next((each.name for each in steps if not each.ok), None)
            if failed is None:
                steps.append(await _timed(name, step, deadline))
            else:
                reason = f"skipped, because {failed} failed"
                steps.append(TrialStep(name=name, ok=False, ms=0, reason=reason))
        return ServerTrial(ok=all(step.ok for step in steps), steps=steps)

    def _steps(self) -> dict[str, Step]:
        steps: dict[str, Step] = {"address": self._check_address, "dns": self._find}
        steps["tcp"] = self._connect
        if self._is_secure:
            steps["tls"] = self._shake_hands
        steps |= {"http": self._ask, "key": self._check_key}
        if self._is_runpod:
            return {**steps, "health": self._check_status}
        return {
            **steps,
            "system_stats": self._check_stats,
            "object_info": self._read_nodes,
            "websocket": self._listen,
        }

    async def _check_address(self) -> None:
        problem = problem_of_host(self._host.rstrip("."))
        if problem:
            raise StepFailedError(problem)

    async def _find(self) -> None:
        try:
            await resolve(self._host, self._port)
        except socket.gaierror as exc:
            raise StepFailedError(f"there is no machine called {self._host}") from exc

    async def _connect(self) -> None:
        (await open_socket(self._host, self._port)).close()

    async def _shake_hands(self) -> None:
        connection = await open_socket(self._host, self._port)
        with contextlib.closing(connection):
            _, writer = await asyncio.open_connection(
                sock=connection, ssl=ssl.create_default_context(), server_hostname=self._host
            )
            writer.close()

    async def _ask(self) -> None:
        path = "/health" if self._is_runpod else "/system_stats"
        self._answer = await self._http.ask("GET", path, accept=range(200, 600))
        if 300 <= self._answer.status < 400:
            raise StepFailedError(f"it sends us elsewhere ({self._answer.status})")
        if self._answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise StepFailedError(f"it answered {self._answer.status}")

    async def _check_key(self) -> None:
        if self._answer.status in _KEY_REFUSED:
            raise StepFailedError(f"it refuses the key ({self._answer.status})")

    async def _check_status(self) -> None:
        if self._answer.status != HTTPStatus.OK:
            raise StepFailedError(f"it answered {self._answer.status}: is the address right?")

    async def _check_stats(self) -> None:
        await self._check_status()
        try:
            SystemStats.model_validate_json(self._answer.body)
        except ValidationError as exc:
            raise StepFailedError("something answers, but it is not ComfyUI") from exc

    async def _read_nodes(self) -> None:
        if not await self._comfyui.object_info():
            raise StepFailedError("it knows no nodes")

    async def _listen(self) -> None:
        connection = await self._listener.connect()
        try:
            await connection.recv()
        finally:
            await connection.close()


async def _timed(name: str, step: Step, deadline: float) -> TrialStep:
    started = time.monotonic()
    reason = None
    try:
        async with asyncio.timeout(deadline - started):
            await step()
    except TimeoutError:
        reason = f"no answer within {time.monotonic() - started:.0f} s"
    except (StepFailedError, ForbiddenAddressError, WebSocketException) as exc:
        reason = str(exc)
    except ProviderError as exc:
        reason = exc.message
    except ssl.SSLError as exc:
        reason = f"its certificate will not do: {getattr(exc, 'verify_message', exc.reason)}"
    except OSError as exc:
        reason = exc.strerror or str(exc)
    ms = round((time.monotonic() - started) * 1000, 1)
    return TrialStep(name=name, ok=reason is None, ms=ms, reason=reason)
