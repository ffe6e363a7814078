"""Small boards for export tests: ids and times follow from a counter, so files are repeatable."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from backend.domain.clip import Clip
from backend.domain.frame_rate import frame_rate
from backend.domain.ids import TakeId, derived_id
from backend.domain.media import Media, MediaKind
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.domain.take import GeneratedContent
from backend.export.build_timeline import build_timeline
from backend.export.material import Material
from backend.export.options import ExportOptions
from backend.export.timeline import Timeline

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass
class SketchBoard:
    """A project under construction; each call adds something and returns it."""

    project: Project
    scenes: list[Scene] = field(default_factory=list)
    clips: list[Clip] = field(default_factory=list)
    media: dict[str, Media] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def scene(self, **fields: Any) -> Scene:
        number = len(self.scenes)
        made = {
            "id": derived_id("scene", self.project.id, number),
            "name": f"Scene {number + 1}",
            "project_id": self.project.id,
            "order": number,
            "created_at": NOON + timedelta(seconds=number),
        }
        self.scenes.append(Scene(**(made | fields)))
        return self.scenes[-1]

    def clip(self, scene: Scene, position: float, length: float, **fields: Any) -> Clip:
        number = len(self.clips)
        made = {
            "id": derived_id("clip", self.project.id, number),
            "name": f"Clip {number + 1}",
            "scene_id": scene.id,
            "project_id": self.project.id,
            "order": number,
            "timeline_position": position,
            "length": length,
            "created_at": NOON + timedelta(seconds=number),
        }
        self.clips.append(Clip(**(made | fields)))
        return self.clips[-1]

    def file(self, kind: MediaKind, extension: str, **facts: Any) -> Media:
        digest = hashlib.sha256(f"{self.project.id} {len(self.media)}".encode()).hexdigest()
        key = f"{digest}.{extension}"
        made = {
            "id": key,
            "sha256": digest,
            "size_bytes": 1000,
            "kind": kind,
            "content_type": f"{kind}/{extension}",
            "extension": extension,
            "created_at": NOON,
        }
        self.media[key] = Media(**(made | facts))
        return self.media[key]

    def take(self, clip: Clip, media: Media, **fields: Any) -> GeneratedContent:
        """Add a take; the first of a kind is selected unless `selected` says otherwise."""
        selected = fields.pop("selected", None)
        takes = clip.takes(media.kind)
        made = {
            "id": TakeId(derived_id("take", clip.id, media.kind, len(takes))),
            "content_type": media.kind,
            "url": media.id,
            "created_at": NOON + timedelta(seconds=len(takes)),
        }
        take = GeneratedContent(**(made | fields))
        if selected or (selected is None and not takes):
            setattr(clip, f"selected_{media.kind}_id", take.id)
            for other in takes:
                other.is_selected = False
            take.is_selected = True
        takes.append(take)
        return take

    def still(self, clip: Clip, **fields: Any) -> GeneratedContent:
        return self.take(clip, self.file(MediaKind.IMAGE, "png", width=768, height=432), **fields)

    def movie(self, clip: Clip, frames: int, fps: str = "24", **facts: Any) -> GeneratedContent:
        known = {"width": 1280, "height": 720, "frames": frames, "fps": fps}
        return self.take(clip, self.file(MediaKind.VIDEO, "mp4", **(known | facts)))

    def voice(self, clip: Clip, seconds: float, **fields: Any) -> GeneratedContent:
        facts = {"duration": seconds, "sample_rate": 24_000, "channels": 1}
        return self.take(clip, self.file(MediaKind.AUDIO, "wav", **facts), **fields)

    def music(self, seconds: float) -> Media:
        facts = {"duration": seconds, "sample_rate": 44_100, "channels": 2}
        song = self.file(MediaKind.AUDIO, "mp3", **facts)
        self.project.music_file = song.id
        return song

    def material(self) -> Material:
        return Material(
            project=self.project,
            scenes=self.scenes,
            clips=self.clips,
            media=self.media,
            present=self.media.keys() - self.gone,
            exported_at=NOON,
        )

    def timeline(self, **options: Any) -> Timeline:
        return build_timeline(self.material(), ExportOptions(**options))


def make_board(**fields: Any) -> SketchBoard:
    """Return an empty project of 24 frames a second."""
    made = {"id": derived_id("project"), "name": "Rain song", "created_at": NOON}
    return SketchBoard(Project(**(made | fields)))


def row_of_stills(lengths: Sequence[float], **fields: Any) -> SketchBoard:
    """Return one scene of stills that touch."""
    board = make_board(**fields)
    scene = board.scene()
    position = 0.0
    for length in lengths:
        board.still(board.clip(scene, round(position, 6), length))
        position += length
    return board


def everything(fps: float | str = 24, **fields: Any) -> SketchBoard:
    """Return a board with all that a cut can hold: see the comments."""
    board = make_board(fps=fps, **fields)
    harbour = board.scene(name="Harbour", lyrics="Rain on the pier", duration=14.0)
    opening = board.clip(harbour, 0, 2.5, name="Harbour at dawn", image_prompt="fog &amp; gulls")
    board.still(opening, seed=7, model_name="flux1-schnell")
    board.voice(opening, 1.5, prompt="The boats are back.")
    # A movie of the cut's rate but too short, and one of a rate no editor knows.
    board.movie(
        board.clip(harbour, 2.5, 2.0, name="Gulls"),
        36,
        str(frame_rate(fps).rate),
        sample_rate=48_000,
        channels=2,
    )
    board.movie(board.clip(harbour, 4.5, 1.25, name="Ropes"), 81, "16")
    # One of another rate that editors know, over the still before it.
    board.still(board.clip(harbour, 6.0, 3.0, name="Wide"))
    board.movie(board.clip(harbour, 7.0, 1.0, name="Cutaway"), 200, "50")
    # No take at all, and a take whose file is gone; then a hole up to the set duration.
    board.clip(harbour, 9.0, 1.0, name="Unshot", dialogue="Who is there?")
    lost = board.clip(harbour, 10.0, 1.1, name="Lost", lyrics="and away")
    board.gone.add(board.still(lost).url)
    board.still(
        board.clip(
            harbour,
            10.0,
            1.1,
            name="Lost A1",
            is_alternate=True,
            alternate_number=1,
            parent_clip_id=lost.id,
        )
    )
    # A scene with nothing but a duration, and an alternate of it.
    empty = board.scene(name="Silence", duration=1.3)
    board.scene(name="Silence A1", is_alternate=True, alternate_number=1, parent_scene_id=empty.id)
    road = board.scene(name="Road", timeline_start=99.0)
    first = board.clip(road, 0.4, 3.333, name="Lorry", notes="dolly in")
    board.still(first)
    board.voice(first, 5.0, prompt="We drive all night.")
    last = board.clip(road, 3.733, 2.0, name="Tail lights")
    board.still(last)
    board.voice(last, 3.0, prompt="Until the rain stops.")
    board.music(60.0)
    return board
