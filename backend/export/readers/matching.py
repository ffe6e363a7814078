"""Which clip each stretch of a cut is: by its id, else by file, reel or title."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from backend.domain.clip import Clip
from backend.domain.media import MediaKind
from backend.export.build_timeline import build_timeline
from backend.export.material import Material
from backend.export.options import ExportOptions
from backend.export.readers.cut import ReadCut, ReadItem
from backend.export.texts import to_ascii

_FILE: Final = re.compile(r".*_([0-9a-f]{8})\.[A-Za-z0-9]+")
_REEL: Final = re.compile(r"S([0-9A-F]{7})")
_PICTURES: Final[tuple[Literal["video", "image"], ...]] = ("video", "image")


@dataclass
class Matched:
    """What became of the stretches of a cut.

    Attributes:
        clips: the first stretch of each clip.
        pieces: further stretches, each after its clip's id.
        new: stretches of no clip of the project.
    """

    clips: dict[str, ReadItem] = field(default_factory=dict)
    pieces: list[tuple[str, ReadItem]] = field(default_factory=list)
    new: list[ReadItem] = field(default_factory=list)


class Known:
    """By what the clips of a project are known in its exports."""

    def __init__(self, material: Material) -> None:
        self._ids = {clip.id for clip in material.clips}
        self._files: dict[str, str] = {}
        self._reels: dict[str, str] = {}
        titles: defaultdict[str, set[str]] = defaultdict(set)
        self.lengths: defaultdict[str, set[int]] = defaultdict(set)
        """In frames, as our exports show a clip: a movie may be shorter than its clip."""
        for clip in material.clips:
            self._learn_takes(clip)
        for picture in _PICTURES:
            options = ExportOptions(picture=picture, alternates="connected")
            timeline = build_timeline(material, options)
            for item, card in timeline.shots:
                self.lengths[card.clip_id].add(item.frames)
                titles[to_ascii(card.title)].add(card.clip_id)
                if item.source:
                    self._files[item.source.name] = card.clip_id
                    self._reels[item.source.reel] = card.clip_id
        self._titles = {title: min(ids) for title, ids in titles.items() if len(ids) == 1}

    def _learn_takes(self, clip: Clip) -> None:
        """Exports name files after takes, slates after clips; any may have been shown once."""
        takes = (take.id for kind in MediaKind for take in clip.takes(kind))
        for id in (clip.id, *takes):
            digits = id.replace("-", "")
            self._files[digits[:8]] = clip.id
            self._reels[digits[:7].upper()] = clip.id

    def match(self, cut: ReadCut) -> Matched:
        """Tell what each stretch is."""
        matched = Matched()
        for item in sorted(cut.items, key=lambda item: (item.start, item.lane)):
            clip_id = next(filter(None, self._guesses(item)), None)
            if clip_id is None:
                matched.new.append(item)
            elif clip_id in matched.clips:
                matched.pieces.append((clip_id, item))
            else:
                matched.clips[clip_id] = item
        return matched

    def _guesses(self, item: ReadItem) -> Iterable[str | None]:
        """Yield what it may be, the surest first."""
        file, reel = item.file or "", item.reel or ""
        yield item.clip_id if item.clip_id in self._ids else None
        yield self._files.get(file)
        yield self._reels.get(reel)
        if named := _FILE.fullmatch(file):
            yield self._files.get(named[1])
        if numbered := _REEL.fullmatch(reel):
            yield self._reels.get(numbered[1])
        if not file:
            yield self._titles.get(to_ascii(item.title))
