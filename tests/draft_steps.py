"""What journeys with drafts share: scripts of every kind, and the steps over HTTP."""

from typing import Any, Final

import httpx2

from tests.api_steps import V1

TALE: Final = (
    "# The Lighthouse\n\n## The storm\n\nMara climbed the stairs. The lamp was dark.\n"
    'The wind pulled at the shutters. "Not tonight," said Mara.\n\n'
    "## The ship\n\nFar out a ship turned towards the rocks. She struck a match.\n"
    "The light went round, and the ship went by.\n"
)
FOUNTAIN: Final = (
    "Title: Rain\n\nINT. KITCHEN - NIGHT\n\nRain on the window.\n\nANA\nListen.\n\n"
    "EXT. ROOF - LATER\n\nShe looks up.\n\nANA\nIt is here.\n"
)
SRT: Final = (
    "1\n00:00:01,000 --> 00:00:04,000\nRain tonight\n\n"
    "2\n00:00:08,500 --> 00:00:11,000\nOn the roof\n"
)
FDX: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><FinalDraft DocumentType="Script" Version="5"><Content>'
    '<Paragraph Type="Scene Heading"><Text>INT. ATTIC - DAY</Text></Paragraph>'
    '<Paragraph Type="Action"><Text>Dust in the light.</Text></Paragraph>'
    '<Paragraph Type="Character"><Text>IDA</Text></Paragraph>'
    '<Paragraph Type="Dialogue"><Text>So many boxes.</Text></Paragraph>'
    "</Content></FinalDraft>"
)
PLAIN: Final = (
    "A fox met a crow. The crow had cheese. The fox wanted it.\n\nSo he sang. The crow laughed."
)
TRANSCRIPT: Final = (
    "Ann: Where have you been?\nBob: Out in the rain.\nAnn: All night?\nBob: All of it."
)
SCRIPTS: Final = {
    "markdown": TALE,
    "fountain": FOUNTAIN,
    "srt": SRT,
    "fdx": FDX,
    "plain": PLAIN,
    "transcript": TRANSCRIPT,
}


async def begin(client: httpx2.AsyncClient, wait: float = 40, **order: Any) -> dict[str, Any]:
    """Begin a story and wait until it is over or stands at a gate."""
    answer = await client.post(f"{V1}/stories", params={"wait": wait}, json=order, timeout=60)
    assert answer.status_code == 202, answer.text
    return dict(answer.json())


async def status_of(client: httpx2.AsyncClient, story: dict[str, Any]) -> dict[str, Any]:
    """Return how a story stands."""
    answer = await client.get(f"{V1}/stories/{story['story_id']}/status")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def steer(client: httpx2.AsyncClient, story: dict[str, Any], act: str) -> httpx2.Response:
    """Cancel a story, let it go on, or have it tried again."""
    return await client.post(f"{V1}/stories/{story['story_id']}/{act}")


async def clips_of(client: httpx2.AsyncClient, story: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the clips of a story."""
    answer = await client.get(f"{V1}/projects/{story['story_id']}/clips")
    assert answer.status_code == 200, answer.text
    return list(answer.json())
