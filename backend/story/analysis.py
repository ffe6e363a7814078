"""What can be said of a script before anything is made of it: counts, time, subjects and seams."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from backend.story.blocks import SHOWN, Role
from backend.story.languages import guess_language, is_common, words_of
from backend.story.parser import ReadScript, read_script
from backend.story.pieces import Piece
from backend.story.script import Range, ScriptScene
from backend.story.sentences import sentences
from backend.story.splitter import Split, divided_into, split_up
from backend.story.timing import DEFAULT_RATE, SpeechRate, speech_seconds, word_count

MOST_THEMES: Final = 5
MOST_CHARACTERS: Final = 10
MOST_LOCATIONS: Final = 8

_SHORTEST_THEME = 3
# Chinese and Japanese name a thing mostly with two signs.
_PAIR = re.compile(r"(?=([\u3400-\u9fff]{2}))")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")

# From where to where each measure of complexity goes: words of a sentence, new words among the
# first thousand, and characters and places together.
_LONG_SENTENCES = (5.0, 25.0)
_RICH_WORDS = (0.25, 0.75)
_MANY_NAMES = (0.0, 15.0)
_PROBE = 1000


@dataclass(frozen=True, slots=True)
class Analysis:
    """A script in numbers and names.

    Attributes:
        kind: how it is written, one of `parser.PARSERS`.
        language: two letters such as "en", or None if it is not plain.
        word_count: of what is shown and said; an ideograph is a word.
        speech_seconds: what it takes to say what is spoken, which is neither action nor notes.
        recommended_scenes: the author's, else one for each 45 s.
        complexity_score: from 0, a nursery rhyme, to 1: the mean of how long the sentences are,
            how often a word is a new one, and how many people and places there are.
        themes: the words that come most often and name nobody.
        characters: who speaks or appears most, first.
        locations: places of scene headings, the most frequent first.
        scene_boundaries: where each scene begins and ends in the text that was read.
    """

    kind: str
    language: str | None
    word_count: int
    sentence_count: int
    speech_seconds: float
    recommended_scenes: int
    complexity_score: float
    themes: tuple[str, ...]
    characters: tuple[str, ...]
    locations: tuple[str, ...]
    scene_boundaries: tuple[Range, ...]
    clip_count: int


def analyse(
    text: str,
    kind: str | None = None,
    *,
    filename: str | None = None,
    language: str | None = None,
    num_scenes: int | None = None,
    rate: SpeechRate = DEFAULT_RATE,
) -> Analysis:
    """Analyse a script; pure, deterministic and linear, without any AI.

    Args:
        kind, filename, num_scenes: as `parse_script` has them.
        language: two letters; absent, it is guessed.

    Raises:
        ValidationError: as `parse_script` does.
    """
    source = read_script(text, kind, filename=filename, rate=rate)
    split = split_up(source.board.scenes, source.parsed, num_scenes)
    pieces = [piece for scene in source.board.scenes for piece in scene.pieces]
    told = "\n".join(piece.text for piece in pieces)
    language = language or guess_language(told)
    words, sentence_count = word_count(told), _sentence_count(source)
    characters, locations = _characters(split), _locations(split.scenes)
    names = len(split.characters) + len({scene.location for scene in split.scenes} - {""})
    return Analysis(
        kind=source.kind,
        language=language,
        word_count=words,
        sentence_count=sentence_count,
        speech_seconds=round(sum(_seconds(piece, rate) for piece in pieces), 2),
        recommended_scenes=len(divided_into(source.board.scenes, None)[0]),
        complexity_score=_complexity(told, words / max(sentence_count, 1), names),
        themes=_themes(told, language, [*characters, *locations]),
        characters=characters,
        locations=locations,
        scene_boundaries=tuple(_boundaries(split.scenes)),
        clip_count=sum(len(scene.clips) for scene in split.scenes),
    )


def _sentence_count(source: ReadScript) -> int:
    shown = (block for block in source.parsed.blocks if block.role in SHOWN)
    return sum(len(sentences(source.parsed.said, block.start, block.end)) for block in shown)


def _seconds(piece: Piece, rate: SpeechRate) -> float:
    """Return what a piece takes to say; how long a cue is shown says nothing of that."""
    return 0.0 if piece.block.role is Role.ACTION else speech_seconds(piece.text, rate)


def _characters(split: Split) -> tuple[str, ...]:
    known = sorted(split.characters, key=lambda who: -(who.speeches + who.mentions))
    return tuple(who.name for who in known[:MOST_CHARACTERS])


def _locations(scenes: Iterable[ScriptScene]) -> tuple[str, ...]:
    found = Counter(scene.location for scene in scenes if scene.location)
    return tuple(place for place, _ in found.most_common(MOST_LOCATIONS))


def _themes(told: str, language: str | None, names: Iterable[str]) -> tuple[str, ...]:
    """Return what is spoken of more than once, without common words and names."""
    named = {word for name in names for word in words_of(name)}
    words = (word for word in words_of(told) if not _IDEOGRAPH.search(word))
    found = Counter(word for word in words if len(word) >= _SHORTEST_THEME and word not in named)
    found.update(pair for pair in _PAIR.findall(told) if not any(pair in name for name in named))
    ranked = (word for word, times in found.most_common() if times > 1)
    return tuple(_first(MOST_THEMES, (word for word in ranked if not is_common(word, language))))


def _first(most: int, words: Iterator[str]) -> Iterator[str]:
    """Yield so many words, but no second one that is a part of another or its plural."""
    taken: list[str] = []
    for word in words:
        if len(taken) == most:
            return
        if not any(word.startswith(other) or other.startswith(word) for other in taken):
            taken.append(word)
            yield word


def _complexity(told: str, sentence_words: float, names: int) -> float:
    probe = words_of(told)[:_PROBE] or [""]
    measures = (
        _share(sentence_words, *_LONG_SENTENCES),
        _share(len(set(probe)) / len(probe), *_RICH_WORDS) * min(len(probe) / 100, 1),
        _share(names, *_MANY_NAMES),
    )
    return round(sum(measures) / len(measures), 2)


def _share(value: float, low: float, high: float) -> float:
    return min(max((value - low) / (high - low), 0.0), 1.0)


def _boundaries(scenes: Iterable[ScriptScene]) -> Iterator[Range]:
    """Yield from where to where each scene goes, heading, notes and clips together."""
    end = 0
    for scene in scenes:
        ranges = [
            *scene.source_ranges,
            *(part for clip in scene.clips for part in clip.source_ranges),
        ]
        start = min((part[0] for part in ranges), default=end)
        end = max((part[1] for part in ranges), default=end)
        yield start, end
