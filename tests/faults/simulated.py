"""A simulated server whose network can be broken, and whose process can be killed."""

from typing import Any
from uuid import uuid4

import httpx2

from tests.faults.processes import Program
from tests.faults.proxy import FaultProxy


class Simulated:
    """A simulated server, in a process of its own if it is to be killed, and the network to it."""

    def __init__(self, name: str, url: str, network: FaultProxy, program: Program | None) -> None:
        self.name = name
        self.url = f"http://{network.address}"
        self.network = network
        self.id = ""
        """That of the registered server."""
        self._direct = url
        self._program = program
        self._past: list[dict[str, Any]] = []

    async def stats(self) -> dict[str, Any]:
        """Return what it counted in this life."""
        counted: dict[str, Any] = await self._control("GET", "stats")
        return counted

    async def break_with(self, *faults: str) -> None:
        """Break it in exactly these ways from now on."""
        await self._control("POST", "faults", json={"faults": list(faults)})

    async def queue(self) -> dict[str, Any]:
        """Return what runs and waits there."""
        async with httpx2.AsyncClient(base_url=self._direct) as client:
            found: dict[str, Any] = (await client.get("/queue")).json()
        return found

    async def runs(self) -> bool:
        """Return whether it works on something."""
        return bool((await self.queue())["queue_running"])

    async def is_idle(self) -> bool:
        """Return whether nothing runs or waits there."""
        return not any((await self.queue()).values())

    async def kill(self) -> None:
        """End its process as a power cut would; its books are saved just before."""
        assert self._program is not None
        self._past.append(await self.stats())
        self._program.kill()

    async def restart(self) -> None:
        """Start it again where it was."""
        assert self._program is not None
        await self._program.start("/system_stats")

    async def books(self) -> list[dict[str, Any]]:
        """Return what it counted, life by life."""
        is_well = self._program is None or self._program.is_well
        return [*self._past, await self.stats()] if is_well else self._past

    async def post(self, graph: Any) -> str:
        """Have it run a graph, as somebody else does who uses it too; return the prompt's id."""
        id = str(uuid4())
        async with httpx2.AsyncClient(base_url=self._direct) as client:
            answer = await client.post("/prompt", json={"prompt": graph, "prompt_id": id})
        assert answer.is_success, answer.text
        return id

    async def _control(self, method: str, what: str, **body: Any) -> Any:
        async with httpx2.AsyncClient(base_url=self._direct, timeout=20) as client:
            answer = await client.request(method, f"/simulator/{what}", **body)
        assert answer.is_success, answer.text
        return answer.json()
