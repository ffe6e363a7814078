"""Queues things under keys, each in a process that is killed before one of its database commands.

`python -m tests.faults.idempotency_program DATABASE_URL DATABASE_NAME` reads lines
`KIND CLIP_ID KEY COMMANDS`. KIND is film, a film and the picture before it, or batch, three
pictures.
"""

from backend.container import Container
from backend.domain.ids import ClipId
from backend.domain.media import MediaKind
from backend.services.generation_request import BatchGenerationRequest, GenerationRequest
from backend.services.idempotency_service import KeyUse
from tests.faults.killed_steps import serve_lines


async def ask(container: Container, kind: str, clip_id: str, key: str) -> None:
    """Do as the API does with a request that has a key."""
    clip = ClipId(clip_id)
    async with container.idempotency.origin(KeyUse(key, kind)) as origin:
        if kind == "film":
            film = GenerationRequest(
                clip_id=clip, generation_type=MediaKind.VIDEO, image_first=True
            )
            await container.generation.generate(film, origin)
        else:
            await container.batches.request(BatchGenerationRequest(clip_ids=[clip] * 3), origin)


if __name__ == "__main__":
    serve_lines(ask)
