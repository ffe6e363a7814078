"""Reading a script of any known kind into scenes and clips: the entry to this package."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath

from backend.domain.errors import invalid_field
from backend.domain.story import MAX_SCRIPT
from backend.story.blocks import Block, Parsed, Role, merged, spoken
from backend.story.detection import kind_of
from backend.story.fdx import parse_fdx
from backend.story.fountain import parse_fountain
from backend.story.markdown import parse_markdown
from backend.story.pieces import BoardDraft, lay_out
from backend.story.plain import parse_plain, parse_transcript
from backend.story.script import Dropped, Script, ScriptReport
from backend.story.splitter import Split, split_up
from backend.story.subtitles import parse_subtitles
from backend.story.timing import DEFAULT_RATE, SpeechRate

PARSERS: dict[str, Callable[[str], Parsed]] = {
    "plain": parse_plain,
    "transcript": parse_transcript,
    "markdown": parse_markdown,
    "fountain": parse_fountain,
    "fdx": parse_fdx,
    "srt": parse_subtitles,
}
_LONGEST_TITLE = 200
UNTITLED = "Untitled"


@dataclass(frozen=True, slots=True)
class ReadScript:
    """A script whose kind and parts are known, before it is divided into scenes and clips.

    Attributes:
        title: the script's own, else the file's name, else "Untitled".
    """

    title: str
    kind: str
    parsed: Parsed
    board: BoardDraft

    @property
    def text(self) -> str:
        """The normalised source that every range refers to."""
        return self.parsed.text


def parse_script(
    text: str,
    kind: str | None = None,
    *,
    filename: str | None = None,
    name: str | None = None,
    num_scenes: int | None = None,
    rate: SpeechRate = DEFAULT_RATE,
) -> Script:
    """Read a script into scenes of clips; nothing is lost without a line in the report.

    Args:
        kind: one of `PARSERS`; absent, the file name decides, then the text itself.
        name: the project's; absent, the script's title, else the file's name.
        num_scenes: from 1; absent, the author's scenes, else one for each 45 seconds.

    Raises:
        ValidationError: scripts of this kind, or files with this ending, cannot be read; or the
            text is too long, which of a Final Draft document is only what stands in it.
    """
    source = read_script(text, kind, filename=filename, rate=rate)
    split = split_up(source.board.scenes, source.parsed, num_scenes)
    return script_of(source, split, name=name)


def read_script(
    text: str,
    kind: str | None = None,
    *,
    filename: str | None = None,
    rate: SpeechRate = DEFAULT_RATE,
) -> ReadScript:
    """Find out what each part of a script is, as `parse_script` does; raises ValidationError."""
    source = normalised(text)
    found = kind_of(source, kind, filename, PARSERS)
    if found != "fdx":
        _refuse_too_long(source)
    parsed = PARSERS[found](source)
    _refuse_too_long(parsed.text)
    board = lay_out(parsed, rate)
    return ReadScript(_title(board.fields, filename), found, parsed, board)


def script_of(source: ReadScript, split: Split, *, name: str | None = None) -> Script:
    """Make a script of what was read, and of the scenes into which it was divided."""
    board = source.board
    outside = [*board.fields, *board.loose]
    return Script(
        title=name or source.title,
        kind=source.kind,
        text=source.text,
        scenes=split.scenes,
        characters=split.characters,
        report=_report(source.parsed, board, split),
        fields=tuple((block.detail, block.text) for block in board.fields),
        notes=_notes(outside),
        source_ranges=merged(((block.start, block.end) for block in outside), source.text),
    )


def _refuse_too_long(text: str) -> None:
    if len(text) > MAX_SCRIPT:
        raise invalid_field("text", f"is longer than a script may be: {MAX_SCRIPT} characters")


def normalised(text: str) -> str:
    """Return the text that ranges refer to: no NUL, no byte order mark, lines end in newline."""
    plain = text.replace("\0", "").removeprefix("\ufeff")
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def _title(fields: Iterable[Block], filename: str | None) -> str:
    titles = [spoken(block.text) for block in fields if block.detail == "title"]
    stem = PurePath(filename or "").stem.replace("_", " ")
    return next(filter(None, [*titles, stem]), UNTITLED)[:_LONGEST_TITLE]


def _notes(blocks: Iterable[Block]) -> tuple[str, ...]:
    notes = [note for block in blocks for note in (block, *block.notes)]
    return tuple(note.text for note in notes if note.role is not Role.FIELD and note.text)


def _report(parsed: Parsed, board: BoardDraft, split: Split) -> ScriptReport:
    """Count scenes, clips, characters, and the blocks of each role in the source."""
    roles = Counter(block.role.value for outer in parsed.blocks for block in (outer, *outer.notes))
    recognised = {
        "scenes": len(split.scenes),
        "clips": sum(len(scene.clips) for scene in split.scenes),
        "characters": len(split.characters),
        **dict(sorted(roles.items())),
    }
    warnings = (*parsed.warnings, *split.warnings)
    return ScriptReport(recognised, _dropped(board.dropped, parsed.text), warnings)


def _dropped(blocks: Iterable[Block], text: str) -> tuple[Dropped, ...]:
    newlines = [at for at, sign in enumerate(text) if sign == "\n"]
    return tuple(
        Dropped(
            bisect_left(newlines, block.start) + 1,
            text[block.start : block.end],
            block.detail,
            block.start,
            block.end,
        )
        for block in blocks
    )
