"""What a script becomes: scenes, clips and characters, and a report of how it was read."""

from dataclasses import dataclass, field

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ScriptClip:
    """One shot, and the part of the source that it shows.

    Attributes:
        lyrics: what is narrated or sung, as the author wrote it, emphasis marks included.
        dialogue: what `speaker` says, without marks; narration prefers it to the lyrics.
        action: what is seen; never spoken.
        notes: what the author says about the shot: "V.O.", written notes.
        characters: names of those in the picture (a voice from elsewhere is not).
        transition: the transition that leads into the clip, such as "CUT TO:".
        shot_size, angle, move: proposals such as "wide shot", "low angle", "slow push in".
        picture: what somebody else than the author proposes to be seen.
        length: seconds.
        start: seconds from the beginning of a script that has times; else None.
        locked: the length is the author's.
        source_ranges: [start, end) in code points of the script's text.
    """

    name: str
    lyrics: str = ""
    dialogue: str = ""
    action: str = ""
    speaker: str | None = None
    notes: str = ""
    characters: tuple[str, ...] = ()
    transition: str = ""
    shot_size: str = ""
    angle: str = ""
    move: str = ""
    picture: str = ""
    length: float = 3.0
    start: float | None = None
    locked: bool = False
    source_ranges: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class ScriptScene:
    """A scene of at least one clip.

    Attributes:
        name: the heading, at most 200 characters.
        setting: INT, EXT or INT/EXT, where the heading says so.
        time_of_day: in lower case, such as "night".
        number: the author's scene number.
        description: the synopsis, at most 2000 characters.
        summary: what happens, in somebody else's words than the author's.
        notes: sections, written notes, and whatever was too long for name or description.
        source_ranges: of heading, synopsis and notes, not of the clips.
    """

    name: str
    clips: tuple[ScriptClip, ...]
    description: str = ""
    summary: str = ""
    setting: str = ""
    location: str = ""
    time_of_day: str = ""
    number: str = ""
    notes: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    source_ranges: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class ScriptCharacter:
    """Somebody who speaks, or is named again and again.

    Attributes:
        description: what the script says in brackets after the name at its introduction.
        speeches: how many times the character begins to speak.
        mentions: how many clips name or show the character.
    """

    name: str
    description: str = ""
    speeches: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Dropped:
    """Source text that has no place on a board; `line` counts from 1."""

    line: int
    text: str
    why: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ScriptReport:
    """How the text was read: counts by what was recognised, and all that was left out."""

    recognised: dict[str, int] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """A script that was read.

    Attributes:
        text: the normalised source that every range refers to.
        fields: the title page, as (key in lower case, value).
        notes: notes of a script that has no scene to hold them.
        source_ranges: of title page and those notes.
    """

    title: str
    kind: str
    text: str
    scenes: tuple[ScriptScene, ...]
    characters: tuple[ScriptCharacter, ...]
    report: ScriptReport
    fields: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    source_ranges: tuple[Range, ...] = ()

    @property
    def length(self) -> float:
        """Seconds of all clips together."""
        return round(sum(clip.length for scene in self.scenes for clip in scene.clips), 2)
