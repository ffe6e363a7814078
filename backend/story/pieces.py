"""The smallest parts a script is made of: sentences of blocks, gathered under scenes."""

from dataclasses import dataclass, field, replace

from backend.story.blocks import SHOWN, Block, Parsed, Role, spoken
from backend.story.script import Range
from backend.story.sentences import fitting, sentences
from backend.story.timing import DEFAULT_RATE, MIN_SECONDS, SpeechRate, speech_seconds


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a part of a long one, of one block.

    Attributes:
        said: the range of its words; source: the same with the marks and notes around it.
        text: what it says, without marks.
        seconds: what it takes to say.
        transition: what leads into it.
    """

    block: Block
    said: Range
    source: Range
    text: str
    seconds: float
    transition: tuple[Block, ...] = ()


@dataclass(slots=True)
class SceneDraft:
    """A scene in the making.

    Attributes:
        extras: its notes, sections, synopses and breaks, and headings that were merged into it.
        part: over 1 where a scene was divided, and an earlier part owns the heading.
        title: what it is called where the author gave it no heading.
        summary: what happens in it, in somebody else's words than the author's.
    """

    heading: Block | None = None
    extras: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    part: int = 1
    title: str = ""
    summary: str = ""


@dataclass(slots=True)
class BoardDraft:
    """All blocks in their places: title page, scenes, what no scene takes, what is dropped."""

    fields: list[Block] = field(default_factory=list)
    scenes: list[SceneDraft] = field(default_factory=list)
    loose: list[Block] = field(default_factory=list)
    dropped: list[Block] = field(default_factory=list)


def lay_out(parsed: Parsed, rate: SpeechRate = DEFAULT_RATE) -> BoardDraft:
    """Give every block its place, and cut those that are shown into pieces."""
    layout = _Layout(parsed, rate)
    for block in parsed.blocks:
        layout.take(block)
    return layout.finished()


class _Layout:
    def __init__(self, parsed: Parsed, rate: SpeechRate) -> None:
        self._said = parsed.said
        self._rate = rate
        self._board = BoardDraft()
        self._transitions: list[Block] = []

    def take(self, block: Block) -> None:
        """Place one block; sections and breaks wait to see what they stand before."""
        board = self._board
        if block.role in SHOWN:
            self._show(block)
        elif block.role is Role.HEADING:
            board.scenes.append(SceneDraft(block, self._waiting()))
        elif block.role is Role.FIELD:
            board.fields.append(block)
        elif block.role is Role.DROPPED:
            board.dropped.append(block)
        elif block.role is Role.TRANSITION:
            self._transitions.append(block)
        elif board.loose or not board.scenes or block.role in {Role.SECTION, Role.BREAK}:
            board.loose.append(block)
        else:
            board.scenes[-1].extras.append(block)

    def finished(self) -> BoardDraft:
        """Return the board; what still waits belongs to the last scene, if there is one."""
        board = self._board
        board.loose += self._transitions
        if board.scenes:
            board.scenes[-1].extras += self._waiting()
        for scene in board.scenes:
            if not scene.pieces:
                scene.pieces.append(_establishing(scene))
        return board

    def _waiting(self) -> list[Block]:
        waiting, self._board.loose = self._board.loose, []
        return waiting

    def _show(self, block: Block) -> None:
        pieces = _pieces_of(block, self._said, self._rate)
        if not pieces:
            why = "only marks, with nothing written after them"
            self._board.dropped.append(replace(block, role=Role.DROPPED, detail=why))
            return
        broken = any(waiting.role is Role.BREAK for waiting in self._board.loose)
        scenes = self._board.scenes
        if not scenes or (broken and scenes[-1].pieces):
            scenes.append(SceneDraft())
        scenes[-1].extras += self._waiting()
        if self._transitions:
            pieces[0] = replace(pieces[0], transition=tuple(self._transitions))
            self._transitions = []
        scenes[-1].pieces += pieces


def _pieces_of(block: Block, said: str, rate: SpeechRate) -> list[Piece]:
    """Cut a block into pieces, a cue into one; together their sources are the whole block."""
    ranges = [
        part
        for sentence in sentences(said, block.start, block.end)
        for part in fitting(said, sentence, rate)
    ]
    if block.timing and ranges:
        ranges = [(ranges[0][0], ranges[-1][1])]
    if not ranges and (block.asides or block.notes):
        ranges = [(block.end, block.end)]
    pieces = []
    start = block.start
    for at, part in enumerate(ranges, 1):
        end = block.end if at == len(ranges) else part[1]
        words = said[slice(*part)]
        seconds = block.timing[1] if block.timing else speech_seconds(words, rate)
        pieces.append(Piece(block, part, (start, end), spoken(words), seconds))
        start = end
    return pieces


def _establishing(scene: SceneDraft) -> Piece:
    """A silent piece that shows the place of a scene in which nothing is written."""
    at = scene.heading.end if scene.heading else 0
    shown = [block for block in scene.extras if block.role is Role.SYNOPSIS]
    shown += [scene.heading] if scene.heading else []
    text = spoken(shown[0].text) if shown else ""
    return Piece(Block(Role.ACTION, at, at), (at, at), (at, at), text, MIN_SECONDS)
