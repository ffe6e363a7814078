"""A cut as an editor wrote it: what lies where, in frames, and how it says what it is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadItem:
    """A stretch that shows something.

    Attributes:
        start: in frames, from wherever the file begins to count.
        lane: 0 is the main line; others lie above it.
        clip_id: the clip it says it is.
        file: the name of what it shows, without folder.
        reel: its source in an EDL.
        title: what people read on it.
    """

    start: int
    frames: int
    lane: int = 0
    clip_id: str | None = None
    file: str | None = None
    reel: str | None = None
    title: str = ""

    @property
    def end(self) -> int:
        """The frame after the last one."""
        return self.start + self.frames


@dataclass(frozen=True)
class ReadCut:
    """The pictures of a cut; `has_lanes` is False of a format that knows only one line."""

    items: list[ReadItem]
    has_lanes: bool = True
