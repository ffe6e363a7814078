"""Begins drafts and takes them through their steps, each in a process that is killed meanwhile.

`python -m tests.faults.draft_program DATABASE_URL DATABASE_NAME` reads lines `begin KEY COMMANDS`
and `run JOB_ID COMMANDS`.
"""

from backend.container import Container
from backend.domain.ids import JobId
from backend.services.draft_service import BegunStory
from backend.services.drafts.draft_request import StoryOrder
from backend.services.idempotency_service import KeyUse
from tests.faults.killed_steps import serve_lines

SCRIPT = "# Crow\n\n## Tree\n\nA fox met a crow.\n\n## Ground\n\nThe crow sang. The cheese fell.\n"
CLIPS = 2


async def begin(container: Container, key: str) -> BegunStory:
    """Do as the API does with a story that has a key."""
    order = StoryOrder(script=SCRIPT, style="storybook", narration=False)
    async with container.idempotency.origin(KeyUse(key, "story")) as origin:
        return await container.drafts.begin_story(order, origin)


async def act(container: Container, what: str, word: str) -> None:
    """Begin a story, or do the task of a draft once."""
    if what == "begin":
        await begin(container, word)
    else:
        await container.tasks.runner.run_once(JobId(word))


if __name__ == "__main__":
    serve_lines(act)
