"""How much the demo makes of a script, so that a long one ends in bounded time too."""

from dataclasses import dataclass
from typing import Final

UNHURRIED_CLIPS: Final = 12
MOST_PICTURED: Final = 120
MOST_FILMED: Final = 12


@dataclass(frozen=True)
class Plan:
    """What is made for a script.

    Attributes:
        clips: how many the script has; pictured and filmed: how many of them, from the first on,
            get pictures and videos.
        haste: how many times faster than the sample's the simulated servers work.
    """

    clips: int
    pictured: int
    filmed: int
    haste: float

    @property
    def limits(self) -> str:
        """What is left out, for people; nothing is: ""."""
        if self.pictured < self.clips:
            return (
                f"pictures for the first {self.pictured} of {self.clips} clips, videos for the"
                f" first {self.filmed}; the other clips are title cards in the cut"
            )
        if self.filmed < self.clips:
            return f"videos for the first {self.filmed} of {self.clips} clips, pictures for all"
        return ""


def plan_of(clips: int) -> Plan:
    """Return how a script of so many clips is dealt with."""
    pictured = min(clips, MOST_PICTURED)
    return Plan(
        clips=clips,
        pictured=pictured,
        filmed=min(clips, MOST_FILMED),
        haste=max(1.0, pictured / UNHURRIED_CLIPS),
    )
