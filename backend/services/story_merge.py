"""A script that comes to a board which is there: what is made, changed, moved and removed."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, cast

from backend.domain.character import Character
from backend.domain.clip import Clip
from backend.domain.errors import invalid_field
from backend.domain.frame_rate import frame_rate
from backend.domain.ids import SceneId
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.services.story_board import Board, NewId, board_of
from backend.story.reimport import OldClip, Placed, PlacedScene, match, words_of, words_of_clip
from backend.story.retime import positions
from backend.story.script import Script, ScriptClip

MOST_CLIPS: Final = 1000
_NAMED_BY_US = re.compile(r"Scene \d+")

_PLACE: Final = ("scene_id", "order", "timeline_position")
# What a script says of a scene, where it says it, and all that it says of a shot.
_OF_SCENES: Final = (
    *("name", "number", "description", "notes", "location", "time_of_day", "summary"),
    "characters",
)
_OF_REWRITTEN: Final = (
    *("name", "lyrics", "dialogue", "action", "speaker", "notes", "transition", "length"),
    *("source_ranges", "character_id", "extra_character_ids", "image_prompt", "video_prompt"),
)


class ReimportMode(StrEnum):
    """What happens to the clips that are there already."""

    APPEND = "append"
    REPLACE_UNLOCKED = "replace_unlocked"


@dataclass(frozen=True)
class Present:
    """A board as it was read; scenes and clips in story order, alternates among them."""

    project: Project
    scenes: list[Scene]
    clips: list[Clip]
    characters: list[Character]


@dataclass
class Merge:
    """What becomes of a board; each change is of one document, by its id.

    Attributes:
        board: what is new, and how the script was read.
        kept: clips that stay.
        moved: those of them in another scene, or behind one that they stood before.
    """

    board: Board
    scene_changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    clip_changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    clips_removed: list[str] = field(default_factory=list)
    scenes_removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)


def merge_of(present: Present, script: Script, mode: ReimportMode, ids: NewId) -> Merge:
    """Say what a script makes of a board; pure but for random ids.

    A second call for what the first one made, with the same ids, changes nothing.

    Raises:
        ValidationError: the project would have more clips than it may.
    """
    board = board_of(script, project=present.project, known=present.characters, ids=ids)
    if mode is ReimportMode.APPEND:
        merge = _appended(present, board)
    else:
        merge = _Replacement(present, board, script).merge()
    count = len(present.clips) + len(merge.board.clips) - len(merge.clips_removed)
    if merge.board.clips and count > MOST_CLIPS:
        raise invalid_field("script", f"makes {count} clips; a project has {MOST_CLIPS} at most")
    return merge


def _appended(present: Present, board: Board) -> Merge:
    ours = {scene.id for scene in board.scenes}
    there = {each.id for each in (*present.scenes, *present.clips)}
    last = max((scene.order for scene in present.scenes if scene.id not in ours), default=-1)
    scenes = [
        scene.model_copy(update={"order": last + 1 + scene.order})
        for scene in board.scenes
        if scene.id not in there
    ]
    clips = [clip for clip in board.clips if clip.id not in there]
    return Merge(_with(board, scenes, clips), kept=[clip.id for clip in present.clips])


def _with(board: Board, scenes: list[Scene], clips: list[Clip]) -> Board:
    return Board(board.project, board.characters, scenes, clips, board.report)


class _Replacement:
    """The script takes the place of all that is not locked; alternates go where theirs go."""

    def __init__(self, present: Present, board: Board, script: Script) -> None:
        self._present = present
        self._board = board
        self._shots = [clip for scene in script.scenes for clip in scene.clips]
        self._rate = frame_rate(present.project.fps)
        self._timed = any(shot.start is not None for shot in self._shots)
        self._scenes = {scene.id: scene for scene in present.scenes}
        self._clips = {clip.id: clip for clip in present.clips}
        self._versions = _versions(present)
        old = list(self._story(present))
        self._rank = {clip.id: at for at, clip in enumerate(old)}
        self._farthest = 0
        same = {clip.id: at for at, clip in enumerate(board.clips) if clip.id in self._clips}
        self._plan = match(old, script, same)

    def merge(self) -> Merge:
        """Go through the plan scene by scene."""
        merge = Merge(self._warned(_with(self._board, [], [])))
        for order, placed in enumerate(self._plan.scenes):
            scene_id = self._place_scene(merge, placed, order)
            self._place_clips(merge, placed, scene_id)
        self._remove(merge)
        return merge

    def _warned(self, board: Board) -> Board:
        """Say how many locked clips are not what the script makes of them."""
        pairs = [
            (self._clips[placed.old], self._shots[placed.new])
            for scene in self._plan.scenes
            for placed in scene.clips
            if placed.old is not None and placed.new is not None
        ]
        count = sum(old.locked and _is_changed(old, shot) for old, shot in pairs)
        warning = f"Locked clips that stay as they are, though the script has changed: {count}"
        warnings = (*board.report.warnings, *([warning] if count else []))
        return replace(board, report=replace(board.report, warnings=warnings))

    def _story(self, present: Present) -> Iterator[OldClip]:
        """Yield the clips in story order; one is locked if any of its alternates is."""
        of_scene: defaultdict[str, list[Clip]] = defaultdict(list)
        for clip in present.clips:
            if not clip.is_alternate:
                of_scene[clip.scene_id].append(clip)
        for scene in present.scenes:
            for clip in of_scene[scene.id] if not scene.is_alternate else ():
                words = words_of(clip.speaker, clip.dialogue, clip.lyrics, clip.action)
                locked = any(each.locked for each in (clip, *self._versions[clip.id]))
                yield OldClip(clip.id, scene.id, words, locked)

    def _place_scene(self, merge: Merge, placed: PlacedScene, order: int) -> SceneId:
        new = None if placed.new is None else self._board.scenes[placed.new]
        old = self._scenes.get(placed.old or (new.id if new else ""))
        if new and not old:
            merge.board.scenes.append(new.model_copy(update={"order": order}))
            return SceneId(new.id)
        old = cast(Scene, old)
        told = {name: getattr(new, name) for name in _OF_SCENES} if new else {}
        if _NAMED_BY_US.fullmatch(told.get("name", "")):
            del told["name"]
        said = {name: value for name, value in told.items() if value}
        if changes := _different(old, {"order": order, **said}):
            merge.scene_changes[old.id] = changes
        return SceneId(old.id)

    def _place_clips(self, merge: Merge, placed: PlacedScene, scene_id: SceneId) -> None:
        clips = list(map(self._clip_of, placed.clips))
        begins = list(positions((clip.length for clip in clips), self._rate))
        if self._timed:
            begins = [clip.timeline_position for clip in clips]
        for order, (each, clip, begin) in enumerate(zip(placed.clips, clips, begins, strict=True)):
            place = {"scene_id": scene_id, "order": order, "timeline_position": begin}
            clip = clip.model_copy(update=place)
            if each.old is None:
                merge.board.clips.append(clip)
            else:
                self._keep(merge, self._clips[each.old], clip)

    def _clip_of(self, placed: Placed) -> Clip:
        """Return a clip as it is to be, but for its place."""
        new = None if placed.new is None else self._board.clips[placed.new]
        old = None if placed.old is None else self._clips[placed.old]
        if old is None or new is None:
            return cast(Clip, new or old)
        fields = _OF_REWRITTEN if placed.rewritten else ("source_ranges",)
        told = {name: getattr(new, name) for name in fields}
        direction = self._shots[cast(int, placed.new)].action
        if direction and not old.locked:
            told["action"] = new.action
        if self._timed:
            told["timeline_position"] = new.timeline_position
        return old.model_copy(update=told)

    def _keep(self, merge: Merge, old: Clip, clip: Clip) -> None:
        """Note what changes about a clip that stays; its alternates go where it goes."""
        now = {name: getattr(clip, name) for name in (*_PLACE, *_OF_REWRITTEN)}
        merge.kept.append(old.id)
        if clip.scene_id != old.scene_id or self._rank[old.id] < self._farthest:
            merge.moved.append(old.id)
        self._farthest = max(self._farthest, self._rank[old.id])
        place = {"scene_id": clip.scene_id, "timeline_position": clip.timeline_position}
        for each, wanted in ((old, now), *((other, place) for other in self._versions[old.id])):
            if changes := _different(each, wanted):
                merge.clip_changes[each.id] = changes

    def _remove(self, merge: Merge) -> None:
        """Remove clips and scenes with their alternates, unless a locked clip is among these."""
        gone = {
            each.id for id in self._plan.removed for each in (self._clips[id], *self._versions[id])
        }
        stays = {each.id for id in merge.kept for each in (self._clips[id], *self._versions[id])}
        for scene_id in self._plan.emptied:
            group = {
                scene_id,
                *(s.id for s in self._present.scenes if s.parent_scene_id == scene_id),
            }
            inside = [c for c in self._present.clips if c.scene_id in group and c.id not in stays]
            if not any(clip.locked for clip in inside):
                merge.scenes_removed += sorted(group)
                gone.update(clip.id for clip in inside)
        merge.clips_removed = sorted(gone)


def _versions(present: Present) -> defaultdict[str, list[Clip]]:
    """Return the alternates of each clip that has any."""
    versions: defaultdict[str, list[Clip]] = defaultdict(list)
    for clip in present.clips:
        if clip.parent_clip_id:
            versions[clip.parent_clip_id].append(clip)
    return versions


def _is_changed(old: Clip, shot: ScriptClip) -> bool:
    words = words_of(old.speaker, old.dialogue, old.lyrics, old.action)
    return words != words_of_clip(shot) or (shot.locked and shot.length != old.length)


def _different(entity: Scene | Clip, wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wanted.items() if getattr(entity, name) != value}
