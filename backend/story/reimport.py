"""Finding the clips of a board again in a script that was written on."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from backend.story.blocks import spoken
from backend.story.script import Script, ScriptClip

_ALIKE: Final = 0.6
"""Texts with at least this share in common are one text that was edited."""
_REACH: Final = 8
"""So many neighbours are looked at for an edited text; so the whole stays linear."""
_PROBE: Final = 80
"""So many words, or letters where there are no spaces, decide whether texts are alike."""
_LONG_WORD: Final = 16
"""Letters: where words are longer on the average, there are no spaces between them."""
_REWRITTEN: Final = 3
"""At most so many clips in a row count as rewritten between two that stayed."""


@dataclass(frozen=True, slots=True)
class OldClip:
    """A clip of the board, in story order.

    Attributes:
        words: `words_of` its texts.
        locked: whatever the script says, it stays as it is.
    """

    id: str
    scene_id: str
    words: str
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A clip in its place.

    Attributes:
        old: the clip of the board that it is; None: a new one.
        new: its number among all clips of the script; None: the script does not know it.
        rewritten: it is an old one whose words are others now.
    """

    old: str | None
    new: int | None
    rewritten: bool = False


@dataclass(slots=True, eq=False)
class PlacedScene:
    """A scene in its place; of old and new one may be None, as of clips."""

    old: str | None
    new: int | None
    clips: list[Placed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a board.

    Attributes:
        scenes: all that there will be, in story order.
        removed: clips that go.
        emptied: scenes of which nothing stays.
    """

    scenes: tuple[PlacedScene, ...]
    removed: tuple[str, ...]
    emptied: tuple[str, ...]


def words_of(speaker: str | None, dialogue: str, lyrics: str, action: str) -> str:
    """Return what tells a clip from others: its texts, however they are spaced or marked."""
    said = dialogue or lyrics or action
    return f"{(speaker or '').casefold()}: {spoken(said).casefold()}"


def words_of_clip(clip: ScriptClip) -> str:
    """Return the same for a clip of a script."""
    return words_of(clip.speaker, clip.dialogue, clip.lyrics, clip.action or clip.picture)


def match(old: Sequence[OldClip], script: Script, same: Mapping[str, int] = {}) -> Plan:
    """Say what becomes of a board when its script is read again.

    Clips are found by their words: those that are the same, then those that are alike at the
    same place, then those that stand between two that stayed. What is locked is never removed,
    nor taken for a text that is another. Pure and deterministic.

    Args:
        same: clips that are known to be certain ones of the script, by number.
    """
    flat = [clip for scene in script.scenes for clip in scene.clips]
    new = [words_of_clip(clip) for clip in flat]
    pairs = _Pairs(old, new, same)
    pairs.find_same()
    pairs.find_alike()
    pairs.find_rewritten()
    return _plan(old, script, pairs)


class _Pairs:
    """Old clips and the new ones that they are, both by number."""

    def __init__(self, old: Sequence[OldClip], new: Sequence[str], same: Mapping[str, int]) -> None:
        self._old = old
        self._new = new
        self.new_of: dict[int, int] = {}
        self.old_of: dict[int, int] = {}
        for at, clip in enumerate(old):
            if clip.id in same:
                self._add(at, same[clip.id])

    def is_rewritten(self, new: int) -> bool:
        """Whether the old clip of a new one says something else."""
        return self._old[self.old_of[new]].words != self._new[new]

    def find_same(self) -> None:
        """Pair what says the same: at the beginning, at the end, then wherever it is first."""
        ahead = range(min(len(self._old), len(self._new)))
        for at in ahead:
            if not self._add_same(at, at):
                break
        for back in ahead:
            if not self._add_same(len(self._old) - 1 - back, len(self._new) - 1 - back):
                break
        waiting: defaultdict[str, deque[int]] = defaultdict(deque)
        for new in self._unpaired_new():
            waiting[self._new[new]].append(new)
        for old in self._unpaired_old():
            if found := waiting[self._old[old].words]:
                self._add(old, found.popleft())

    def find_alike(self) -> None:
        """Pair what was edited with what it is now, between the same neighbours."""
        for olds, news in list(self._gaps()):
            free = 0
            for at, old in enumerate(olds):
                first = max(free, at * len(news) // len(olds) - _REACH // 2)
                near = range(first, min(first + _REACH, len(news)))
                likeness = self._likeness(old, [news[place] for place in near])
                if likeness and max(likeness) >= _ALIKE:
                    best = first + likeness.index(max(likeness))
                    self._add(old, news[best])
                    free = best + 1

    def find_rewritten(self) -> None:
        """Pair what stands alone between two that stayed, if as many came as went."""
        for olds, news in list(self._gaps()):
            locked = any(self._old[old].locked for old in olds)
            if len(olds) == len(news) <= _REWRITTEN and self.old_of and not locked:
                for old, new in zip(olds, news, strict=True):
                    self._add(old, new)

    def _likeness(self, old: int, news: Iterable[int]) -> list[float]:
        """Return how alike an old clip's words and those of new ones are: 0..1 each."""
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(_probe(self._old[old].words))
        found = []
        for new in news:
            matcher.set_seq1(_probe(self._new[new]))
            found.append(matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0)
        return found

    def _add(self, old: int, new: int) -> None:
        self.new_of[old] = new
        self.old_of[new] = old

    def _add_same(self, old: int, new: int) -> bool:
        free = old not in self.new_of and new not in self.old_of
        same = self._old[old].words == self._new[new]
        if free and same:
            self._add(old, new)
        return same

    def _unpaired_old(self) -> list[int]:
        return [at for at in range(len(self._old)) if at not in self.new_of]

    def _unpaired_new(self) -> list[int]:
        return [at for at in range(len(self._new)) if at not in self.old_of]

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the old and the new clips without a partner that follow the same one."""
        olds: defaultdict[int, list[int]] = defaultdict(list)
        before = -1
        for old in range(len(self._old)):
            if old in self.new_of:
                before = self.new_of[old]
            else:
                olds[before].append(old)
        news: defaultdict[int, list[int]] = defaultdict(list)
        before = -1
        for new in range(len(self._new)):
            if new in self.old_of:
                before = new
            else:
                news[before].append(new)
        for before, run in news.items():
            yield olds[before], run


def _probe(words: str) -> list[str]:
    parts = words.split()
    return (parts if len(parts) * _LONG_WORD > len(words) else list(words))[:_PROBE]


def _plan(old: Sequence[OldClip], script: Script, pairs: _Pairs) -> Plan:
    scenes: list[PlacedScene] = []
    number = 0
    for at, scene in enumerate(script.scenes):
        numbers = range(number, number + len(scene.clips))
        scenes.append(PlacedScene(None, at, [_placed(old, pairs, new) for new in numbers]))
        number = numbers.stop
    _find_scenes(old, scenes, pairs)
    _keep_locked(old, scenes, pairs)
    stays = {scene.old for scene in scenes}
    left = [clip for at, clip in enumerate(old) if at not in pairs.new_of and not clip.locked]
    known = dict.fromkeys(clip.scene_id for clip in old)
    return Plan(
        scenes=tuple(scenes),
        removed=tuple(clip.id for clip in left),
        emptied=tuple(scene for scene in known if scene not in stays),
    )


def _placed(old: Sequence[OldClip], pairs: _Pairs, new: int) -> Placed:
    if new not in pairs.old_of:
        return Placed(None, new)
    clip = old[pairs.old_of[new]]
    return Placed(clip.id, new, rewritten=pairs.is_rewritten(new) and not clip.locked)


def _find_scenes(old: Sequence[OldClip], scenes: Sequence[PlacedScene], pairs: _Pairs) -> None:
    """Let each scene be the old one that most of its clips are from, if no other one is."""
    scene_of = {clip.id: clip.scene_id for clip in old}
    votes = Counter(
        (scene_of[clip.old], at)
        for at, scene in enumerate(scenes)
        for clip in scene.clips
        if clip.old is not None
    )
    taken: set[str] = set()
    for (scene_id, at), _ in votes.most_common():
        if scenes[at].old is None and scene_id not in taken:
            scenes[at].old = scene_id
            taken.add(scene_id)


def _keep_locked(old: Sequence[OldClip], scenes: list[PlacedScene], pairs: _Pairs) -> None:
    """Leave locked clips that the script does not know behind those they stood behind."""
    of_old = {scene.old: scene for scene in scenes if scene.old}
    before: PlacedScene | None = None
    last: dict[str, Placed] = {}
    for at, clip in enumerate(old):
        scene = of_old.get(clip.scene_id)
        if clip.locked and at not in pairs.new_of:
            if scene is None:
                scene = of_old[clip.scene_id] = PlacedScene(clip.scene_id, None)
                scenes.insert(scenes.index(before) + 1 if before else 0, scene)
            place = scene.clips.index(last[clip.scene_id]) + 1 if clip.scene_id in last else 0
            scene.clips.insert(place, Placed(clip.id, None))
        for placed in scene.clips if scene else ():
            if placed.old == clip.id:
                last[clip.scene_id] = placed
        before = scene or before
