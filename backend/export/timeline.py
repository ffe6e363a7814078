"""The timeline: one cut in whole frames, all decisions made; writers only spell it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from pydantic import BaseModel

from backend.domain.frame_rate import FrameRate
from backend.domain.media import MediaKind
from backend.export.report import ExportRemark, ExportReport

MUSIC_LANE = -1


@dataclass(frozen=True)
class Source:
    """A file the cut uses.

    Attributes:
        name: its name in every format, e.g. "S01_C003_3f2a9c1e.png".
        reel: its key in an EDL, e.g. "S3F2A9C1".
        key: its storage key; None for a slate, which is drawn when a bundle is made.
        width: in pixels, 0 for sounds; so is height.
        rate: frames per second it is declared at; `made_at` is what it really has.
        length: its whole length in seconds, 0 for stills.
        sample_rate: in Hz; 0 where it has no sound, or none that is used; so is channels.
    """

    name: str
    reel: str
    kind: MediaKind
    key: str | None
    rate: Fraction
    made_at: Fraction
    width: int = 0
    height: int = 0
    length: Fraction = Fraction(0)
    sample_rate: int = 0
    channels: int = 0

    @property
    def is_still(self) -> bool:
        """A picture that stands."""
        return self.kind is MediaKind.IMAGE

    @property
    def has_sound(self) -> bool:
        """It sounds, and the cut uses that."""
        return self.channels > 0


@dataclass(frozen=True)
class Card:
    """Who a shot is: its place in the story, its words, and the take that was chosen."""

    clip_id: str
    scene_id: str
    code: str
    scene: str
    name: str
    note: str
    texts: dict[str, str]
    """size, angle, move, dialogue, action, notes, lyrics, image_prompt, video_prompt, character."""
    take_id: str | None = None
    state: str = ""
    seed: int | None = None
    model: str = ""
    is_alternate: bool = False

    @property
    def title(self) -> str:
        """Return code and name, e.g. "S01_C003 Harbour at dawn"."""
        return f"{self.code} {self.name}".strip()


@dataclass(frozen=True)
class Item:
    """A stretch of the cut that shows or sounds something, or nothing.

    Attributes:
        start: in frames from the start of the cut.
        lane: 0 is the main line, 1 and up lie above it, -1 is the music, -2 and below narration.
        source: None for a gap.
        card: None for the music and for a hole that no shot claims.
        source_in: where in the source it begins, in frames of the timeline.
    """

    start: int
    frames: int
    lane: int = 0
    source: Source | None = None
    card: Card | None = None
    source_in: int = 0
    enabled: bool = True

    @property
    def end(self) -> int:
        """The frame after the last one."""
        return self.start + self.frames

    @property
    def title(self) -> str:
        """What an editor reads on it."""
        if self.card:
            return self.card.title
        return self.source.name if self.source else "Gap"


@dataclass(frozen=True)
class Marker:
    """A scene begins here."""

    frame: int
    name: str
    note: str


@dataclass(frozen=True)
class Caption:
    """Words under the picture, from frame `start` up to frame `end`; they never overlap."""

    start: int
    end: int
    text: str
    clip_id: str = ""


@dataclass(frozen=True)
class Board:
    """The entities behind the cut, for the format that hands them on whole."""

    project: BaseModel
    scenes: Sequence[tuple[BaseModel, Sequence[BaseModel]]]
    media: Mapping[str, BaseModel]
    exported_at: datetime
    characters: Sequence[BaseModel] = ()
    templates: Sequence[BaseModel] = ()


@dataclass(frozen=True)
class Timeline:
    """A cut: what is on screen and heard at each frame.

    Attributes:
        name: the title, in Unicode; `stem` is the same for file names.
        start_frame: the number of the first frame in timecode, e.g. 86400 for 01:00:00:00 at 24.
        items: the main line, from frame 0 to `frames` without a hole: gaps are items.
        connected: pictures on the lanes above; they do not overlap within a lane.
        sounds: music and narration, on the lanes below.
    """

    name: str
    stem: str
    rate: FrameRate
    width: int
    height: int
    start_frame: int
    frames: int
    items: tuple[Item, ...]
    connected: tuple[Item, ...]
    sounds: tuple[Item, ...]
    markers: tuple[Marker, ...]
    captions: tuple[Caption, ...]
    entries: tuple[ExportRemark, ...]
    board: Board = field(repr=False)

    @property
    def shots(self) -> list[tuple[Item, Card]]:
        """Return what stands for each shot, in the order of time, the main line first."""
        pictures = (*self.items, *self.connected)
        shots = [(item, item.card) for item in pictures if item.card]
        return sorted(shots, key=lambda shot: (shot[0].start, shot[0].lane))

    @property
    def sources(self) -> list[Source]:
        """Return each file once, in the order of first use."""
        used = (*self.items, *self.connected, *self.sounds)
        return list(dict.fromkeys(item.source for item in used if item.source))

    def timecode(self, frame: int) -> str:
        """Return the record timecode of a frame of the cut."""
        return self.rate.timecode(self.start_frame + frame)

    def report(self, format_name: str, more: Iterable[ExportRemark] = ()) -> ExportReport:
        """Return the report of one format: the cut's entries, then what is its own."""
        return ExportReport(
            format=format_name,
            fps=self.rate.label,
            frames=self.frames,
            clips=len(self.shots),
            entries=[*self.entries, *more],
        )
