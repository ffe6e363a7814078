"""A board that was read and is to be stored: everything in it is new."""

from dataclasses import dataclass, field

from backend.domain.character import Character
from backend.domain.clip import Clip
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.domain.take import ArchivedTake
from backend.domain.template import Template


@dataclass(frozen=True)
class Dropped:
    """Something in the file that has no place on the board, and why."""

    what: str
    why: str


@dataclass
class NewBoard:
    """The entities of a board; none of them is stored yet."""

    project: Project
    scenes: list[Scene] = field(default_factory=list)
    clips: list[Clip] = field(default_factory=list)
    characters: list[Character] = field(default_factory=list)
    templates: list[Template] = field(default_factory=list)
    archived: list[ArchivedTake] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def drop(self, what: str, why: str) -> None:
        """Note that something has no place here."""
        self.dropped.append(Dropped(what, why))
