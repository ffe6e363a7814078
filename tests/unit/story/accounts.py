"""What the tests of this package share: where every character of a script went, and strategies."""

from hypothesis import strategies as st

from backend.story.script import Range, Script, ScriptClip

FOUNTAIN_LINES = (
    "INT. ROOM - DAY",
    "EXT./INT. CAR - NIGHT #4A#",
    ".FORCED",
    "MARA",
    "MARA (V.O.)",
    "@Théo ^",
    "(beat)",
    "  ",
    "Hello there. [[a note]]",
    "[[open",
    "close]]",
    "/* cut",
    "*/",
    "~la la",
    "> THE END <",
    "> DISSOLVE",
    "CUT TO:",
    "===",
    "= What happens",
    "# Act",
    "!BANG",
    "!",
    "Title: A [[x]] B",
    "",
    "",
)
MARKDOWN_LINES = (
    "# Title",
    "## Scene",
    "### Part",
    "Setext",
    "===",
    "---",
    "***",
    "```",
    "~~~python",
    "<!-- comment -->",
    "<!-- open",
    "![alt](a.png)",
    "A [link](b.html) here.",
    "| a | b |",
    "- item **bold**",
    "1. first",
    "> quoted",
    "Mara: hello.",
    "Theo: goodbye.",
    'She said "Go!" and left.',
    "你好。我走了！",
    "",
    "",
)


def lines_of(lines: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Texts made of the given lines, with arbitrary ones among them."""
    anything = st.text(max_size=12)
    return st.lists(st.one_of(st.sampled_from(lines), anything), max_size=30).map("\n".join)


def clips_of(script: Script) -> list[ScriptClip]:
    """All clips of the script, in order."""
    return [clip for scene in script.scenes for clip in scene.clips]


def times_placed(script: Script) -> list[int]:
    """How many times each character of the source was placed."""
    places: list[Range] = [*script.source_ranges]
    for scene in script.scenes:
        places += scene.source_ranges
    for clip in clips_of(script):
        places += clip.source_ranges
    places += [(dropped.start, dropped.end) for dropped in script.report.dropped]
    counts = [0] * len(script.text)
    for start, end in places:
        for at in range(start, end):
            counts[at] += 1
    return counts


def misplaced(script: Script) -> list[tuple[int, str, int]]:
    """The characters that are in no place, or in more than one: (offset, character, places)."""
    return [
        (at, script.text[at], times)
        for at, times in enumerate(times_placed(script))
        if times != 1 and not script.text[at].isspace()
    ]


def everything_kept(script: Script) -> str:
    """All texts of the script in one."""
    texts = [script.title, *(part for field in script.fields for part in field), *script.notes]
    texts += [dropped.text for dropped in script.report.dropped]
    for scene in script.scenes:
        texts += [scene.name, scene.description, scene.number, *scene.notes]
    for clip in clips_of(script):
        texts += [clip.lyrics, clip.dialogue, clip.action, clip.notes, clip.transition]
        texts.append(clip.speaker or "")
    return "\n".join(texts)
