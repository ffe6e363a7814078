"""Reading a script of any known kind into scenes and clips: the entry to this package."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from backend.story.blocks import Block, Parsed, merged, spoken
from backend.story.characters import Cast, find_cast
from backend.story.detection import kind_of
from backend.story.fountain import parse_fountain
from backend.story.markdown import parse_markdown
from backend.story.pieces import lay_out
from backend.story.plain import parse_plain, parse_transcript
from backend.story.script import Dropped, Script, ScriptCharacter, ScriptReport, ScriptScene
from backend.story.splitter import divided, into_scenes
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
    """Read a script into scenes of clips; nothing in it is lost without a line in the report.

    Args:
        kind: one of `PARSERS`; absent, the file name decides, then the text itself.
        name: the project's name; absent, the script's title, else the file's name.
        num_scenes: scenes wanted, from 1; absent, the author's, else one for each 45 seconds.

    Raises:
        ValidationError: scripts of this kind, or files with this ending, cannot be read.
    """
    source = normalised(text)
    found = kind_of(source, kind, filename, PARSERS)
    parsed = PARSERS[found](source)
    board = lay_out(parsed, rate)
    drafts, warnings = divided(board.scenes, num_scenes)
    cast = find_cast([piece for draft in drafts for piece in draft.pieces])
    scenes, more_warnings = into_scenes(drafts, parsed, cast)
    characters = _mentioned(cast, scenes)
    fields = tuple((block.detail, block.text) for block in board.fields)
    unplaced = [] if scenes else board.loose
    aside = [note for block in [*board.fields, *unplaced] for note in block.notes]
    return Script(
        title=name or _title(fields, filename),
        kind=found,
        text=source,
        scenes=tuple(scenes),
        characters=characters,
        report=ScriptReport(
            _recognised(parsed, scenes, characters),
            _dropped(board.dropped, source),
            (*warnings, *more_warnings),
        ),
        fields=fields,
        notes=tuple(block.text for block in [*unplaced, *aside] if block.text),
        source_ranges=merged(
            ((block.start, block.end) for block in [*board.fields, *unplaced]), source
        ),
    )


def normalised(text: str) -> str:
    """Return the text that ranges refer to: no NUL, no byte order mark, lines end in newline."""
    plain = text.replace("\0", "").removeprefix("\ufeff")
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def _title(fields: Iterable[tuple[str, str]], filename: str | None) -> str:
    titles = [" ".join(value.split()) for key, value in fields if key == "title"]
    stem = PurePath(filename or "").stem.replace("_", " ")
    return next(filter(None, [*map(spoken, titles), stem]), "Untitled")[:_LONGEST_TITLE]


def _mentioned(cast: Cast, scenes: Iterable[ScriptScene]) -> tuple[ScriptCharacter, ...]:
    mentions = Counter(name for scene in scenes for clip in scene.clips for name in clip.characters)
    return tuple(replace(who, mentions=mentions[who.name]) for who in cast.characters)


def _recognised(
    parsed: Parsed,
    scenes: Sequence[ScriptScene],
    characters: Sequence[ScriptCharacter],
) -> dict[str, int]:
    """Count scenes, clips, characters, and the blocks of each role in the source."""
    roles = Counter(block.role.value for outer in parsed.blocks for block in (outer, *outer.notes))
    return {
        "scenes": len(scenes),
        "clips": sum(len(scene.clips) for scene in scenes),
        "characters": len(characters),
        **dict(sorted(roles.items())),
    }


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
