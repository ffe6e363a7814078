"""Reading a script of any known kind into scenes and clips: the entry to this package."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import PurePath

from backend.story.blocks import Block, Parsed, Role, merged, spoken
from backend.story.detection import kind_of
from backend.story.fountain import parse_fountain
from backend.story.markdown import parse_markdown
from backend.story.pieces import BoardDraft, lay_out
from backend.story.plain import parse_plain, parse_transcript
from backend.story.script import Dropped, Script, ScriptReport
from backend.story.splitter import Split, split_up
from backend.story.timing import DEFAULT_RATE, SpeechRate

PARSERS: dict[str, Callable[[str], Parsed]] = {
    "plain": parse_plain,
    "transcript": parse_transcript,
    "markdown": parse_markdown,
    "fountain": parse_fountain,
}
_LONGEST_TITLE = 200


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
        ValidationError: scripts of this kind, or files with this ending, cannot be read.
    """
    source = normalised(text)
    found = kind_of(source, kind, filename, PARSERS)
    parsed = PARSERS[found](source)
    board = lay_out(parsed, rate)
    split = split_up(board.scenes, parsed, num_scenes)
    outside = [*board.fields, *board.loose]
    return Script(
        title=name or _title(board.fields, filename),
        kind=found,
        text=source,
        scenes=split.scenes,
        characters=split.characters,
        report=_report(parsed, board, split),
        fields=tuple((block.detail, block.text) for block in board.fields),
        notes=_notes(outside),
        source_ranges=merged(((block.start, block.end) for block in outside), source),
    )


def normalised(text: str) -> str:
    """Return the text that ranges refer to: no NUL, no byte order mark, lines end in newline."""
    plain = text.replace("\0", "").removeprefix("\ufeff")
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def _title(fields: Iterable[Block], filename: str | None) -> str:
    titles = [spoken(block.text) for block in fields if block.detail == "title"]
    stem = PurePath(filename or "").stem.replace("_", " ")
    return next(filter(None, [*titles, stem]), "Untitled")[:_LONGEST_TITLE]


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
    return ScriptReport(recognised, _dropped(board.dropped, parsed.text), split.warnings)


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
