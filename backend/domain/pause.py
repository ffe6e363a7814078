"""What is paused: nothing of it is granted to a server; what runs there runs on."""

from dataclasses import dataclass
from typing import Final

from backend.domain.ids import ProjectId

QUEUE_PAUSED: Final = "The queue is paused"
PROJECT_PAUSED: Final = "The project is paused"


@dataclass(frozen=True)
class Pauses:
    """All that is paused just now."""

    queue: bool = False
    projects: frozenset[ProjectId] = frozenset()
