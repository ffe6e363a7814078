"""Deletes things, each in a process that is killed before one of its database commands.

`python -m tests.faults.deletion_program DATABASE_URL DATABASE_NAME` reads lines `KIND ID COMMANDS`
and answers each with the exit code of a process that let so many commands through: 0 if the
deletion needed no more.
"""

import asyncio
import os
import signal
import sys
from typing import Any

from pydantic import SecretStr
from pymongo import monitoring

from backend.container import Container
from backend.database.locate import LocatedDatabase
from backend.settings import Settings


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


async def delete(kind: str, id: str, commands: str) -> None:
    """Delete as the API would, with nothing else running beside."""
    url, name = sys.argv[1:]
    killer = Killer(int(commands))
    monitoring.register(killer)
    settings = Settings(_env_file=None, mongo_url=SecretStr(url), db_name=name)
    container = Container(settings, LocatedDatabase(url, "configured", "test"))
    await container.database.connect()
    killer.armed = True
    await getattr(container, kind).delete(id)
    await container.database.close()


def main() -> None:
    """Fork for each line: what is imported once costs every step nothing."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            asyncio.run(delete(*line.split()))
            return
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
