"""Queues things under keys, each in a process that is killed before one of its database commands.

`python -m tests.faults.idempotency_program DATABASE_URL DATABASE_NAME` reads lines
`KIND CLIP_ID KEY COMMANDS` and answers each with the exit code of a process that let so many
commands through: 0 if no more were needed. KIND is film, a film and the picture before it, or
batch, three pictures.
"""

import asyncio
import os
import sys

from pydantic import SecretStr
from pymongo import monitoring

from backend.container import Container
from backend.database.locate import LocatedDatabase
from backend.domain.ids import ClipId
from backend.domain.media import MediaKind
from backend.services.generation_request import BatchGenerationRequest, GenerationRequest
from backend.services.idempotency_service import KeyUse
from backend.settings import Settings
from tests.faults.deletion_program import Killer


async def ask(container: Container, kind: str, clip_id: ClipId, key: str) -> None:
    """Do as the API does with a request that has a key."""
    async with container.idempotency.origin(KeyUse(key, kind)) as origin:
        if kind == "film":
            film = GenerationRequest(
                clip_id=clip_id, generation_type=MediaKind.VIDEO, image_first=True
            )
            await container.generation.generate(film, origin)
        else:
            await container.batches.request(BatchGenerationRequest(clip_ids=[clip_id] * 3), origin)


async def queue(kind: str, clip_id: str, key: str, commands: str) -> None:
    """Queue something with nothing else running beside."""
    url, name = sys.argv[1:]
    killer = Killer(int(commands))
    monitoring.register(killer)
    settings = Settings(_env_file=None, mongo_url=SecretStr(url), db_name=name)
    container = Container(settings, LocatedDatabase(url, "configured", "test"))
    await container.database.connect()
    killer.armed = True
    await ask(container, kind, ClipId(clip_id), key)
    await container.database.close()


def main() -> None:
    """Fork for each line: what is imported once costs every step nothing."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            asyncio.run(queue(*line.split()))
            return
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
