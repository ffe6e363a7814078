"""One step of ours in processes that are killed before one of its database commands.

A program hands what it does to `serve_lines`; the test that starts it asks `KilledSteps`.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

from pydantic import SecretStr
from pymongo import monitoring

from backend.container import Container
from backend.database.locate import LocatedDatabase
from backend.settings import Settings
from tests.faults.processes import unmeasured

SECONDS: Final = 60

Act = Callable[..., Awaitable[None]]
"""Does something with a container; the other arguments are words."""


class Killer(monitoring.CommandListener):
    """Kills this process instead of letting one command too many through."""

    def __init__(self, commands: int) -> None:
        self._commands = commands
        self.armed = False

    def started(self, event: Any) -> None:
        """A command is about to be sent."""
        if not self.armed or event.command_name == "endSessions":
            return
        if self._commands == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self._commands -= 1

    def succeeded(self, event: Any) -> None:
        """A command was answered."""

    def failed(self, event: Any) -> None:
        """A command was refused."""


def serve_lines(act: Act) -> None:
    """Read lines `WORD... COMMANDS` and answer each with the exit code of a process that did it.

    It let so many commands through; 0 means that no more were needed. Each line forks: what is
    imported once costs every step nothing.
    """
    for line in sys.stdin:
        *words, commands = line.split()
        child = os.fork()
        if child == 0:
            asyncio.run(_act_once(act, words, int(commands)))
            return
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


async def _act_once(act: Act, words: list[str], commands: int) -> None:
    """Do it as the API would, with nothing else running beside."""
    url, name = sys.argv[1:]
    killer = Killer(commands)
    monitoring.register(killer)
    settings = Settings(_env_file=None, mongo_url=SecretStr(url), db_name=name)
    container = Container(settings, LocatedDatabase(url, "configured", "test"))
    await container.database.connect()
    killer.armed = True
    await act(container, *words)
    await container.database.close()


class KilledSteps:
    """A program that serves lines."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def was_killed(self, *words: str, commands: int) -> bool:
        """Have it done with so many commands; return whether more would have been needed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{' '.join(words)} {commands}\n".encode())
        async with asyncio.timeout(SECONDS):
            ended = int(await self._process.stdout.readline())
        assert ended in {0, -signal.SIGKILL}
        return ended != 0


@asynccontextmanager
async def killed_steps(program: str, mongo_url: str, database: str) -> AsyncIterator[KilledSteps]:
    """Run a program of tests.faults that serves lines."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", f"tests.faults.{program}", mongo_url, database),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=unmeasured(),
    )
    yield KilledSteps(process)
    assert process.stdin is not None
    process.stdin.close()
    await process.wait()
