"""How a story in the making looks: a table on a terminal, a line per change elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Protocol

from rich.console import Console, ConsoleOptions, RenderResult
from rich.live import Live
from rich.table import Table
from rich.text import Text

from backend.cli.wording import say
from backend.client.story_follower import StoryPicture

REFRESHES: Final = 4
"""A second."""
STEPS: Final = {
    "write": "tale",
    "analyse": "reading",
    "outline": "outline",
    "cast_and_style": "cast",
    "shots": "shots",
    "prompts": "prompts",
    "narration": "voices",
    "images": "pictures",
    "retime": "timing",
    "videos": "films",
    "finish": "finish",
}
"""What steps are called before people."""
MADE: Final = {"image": "picture", "audio": "voice", "video": "film"}
_WORDS: Final = {
    "pending": ("waits", "dim"),
    "running": ("at work", "cyan"),
    "processing": ("at work", "cyan"),
    "completed": ("done", "green"),
    "partial": ("not all", "yellow"),
    "skipped": ("not needed", "dim"),
    "cancelled": ("cancelled", "yellow"),
    "failed": ("failed", "red"),
}
_OPEN: Final = frozenset({"pending", "processing"})
_TOLD: Final = frozenset({"completed", "failed", "cancelled"})

Json = dict[str, Any]


class StoryScreen(Protocol):
    """Where people see how it goes."""

    def show(self, picture: StoryPicture) -> None:
        """Show how the story stands now."""


@contextmanager
def story_screen() -> Iterator[StoryScreen]:
    """Show a story while the block lasts, on stderr."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield _Lines()
        return
    with Live(console=console, refresh_per_second=REFRESHES) as live:
        yield _Table(live)


class _Table:
    def __init__(self, live: Live) -> None:
        self._live = live

    def show(self, picture: StoryPicture) -> None:
        """Draw all of it anew."""
        self._live.update(StoryView(picture))


class StoryView:
    """A story as large as the terminal is: its steps whole, and of its clips as many as fit."""

    def __init__(self, picture: StoryPicture) -> None:
        self._picture = picture

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the steps, what holds them up, and first the clips that something is made for."""
        picture = self._picture
        yield _step_table(picture)
        for name, reason in picture.held_up.items():
            yield Text(f"{name}: {reason}", style="yellow", no_wrap=True, overflow="ellipsis")
        room = (options.height or console.height) - len(picture.steps) - len(picture.held_up) - 2
        clips = sorted(picture.status["clips"], key=lambda clip: not _is_open(clip))
        if clips and room > 0:
            yield _clip_table(clips[:room])


class _Lines:
    """Says of each step how it stands, and of each clip what it got, once."""

    def __init__(self) -> None:
        self._said: set[tuple[str, ...]] = set()

    def show(self, picture: StoryPicture) -> None:
        """Say what is new."""
        for name, reason in picture.held_up.items():
            self._say("waits", f"{name}: {reason}")
        for clip in picture.status["clips"]:
            for made, said in MADE.items():
                if clip[made] in _TOLD:
                    told = f"{_WORDS[clip[made]][0]}: {clip['name']}"
                    self._say(said, told, key=clip["clip_id"])
        for step in picture.steps:
            if step["status"] not in {"pending", "skipped"}:
                self._say(STEPS[step["name"]], _WORDS[step["status"]][0])

    def _say(self, name: str, text: str, key: str = "") -> None:
        if (name, text, key) not in self._said:
            self._said.add((name, text, key))
            say(name, text)


def _step_table(picture: StoryPicture) -> Table:
    table = Table.grid(padding=(0, 2))
    for step in picture.steps:
        several = f"{step['finished']} of {step['planned']}" if step["planned"] > 1 else ""
        error = step["error"]["message"] if step["error"] else ""
        why = Text(error, style="red", no_wrap=True, overflow="ellipsis")
        table.add_row(STEPS[step["name"]], _word(step["status"]), several, why)
    return table


def _clip_table(clips: list[Json]) -> Table:
    table = Table.grid(padding=(0, 2))
    for clip in clips:
        name = Text(clip["name"], no_wrap=True, overflow="ellipsis")
        made = [
            Text.assemble(said, " ", _word(clip[kind])) for kind, said in MADE.items() if clip[kind]
        ]
        table.add_row(name, *made)
    return table


def _word(status: str) -> Text:
    word, style = _WORDS[status]
    return Text(word, style=style)


def _is_open(clip: Json) -> bool:
    return any(clip[made] in _OPEN for made in MADE)
