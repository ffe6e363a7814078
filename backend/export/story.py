"""The order of the story, and the code each scene and shot is known by."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from backend.domain.clip import Clip
from backend.domain.scene import Scene
from backend.export.material import Material
from backend.export.report import ExportRemark, RemarkCode


@dataclass(frozen=True)
class Shot:
    """A clip, its code, e.g. "S01_C003", and its scene's title, e.g. "S01 Harbour"."""

    clip: Clip
    code: str
    scene: str


@dataclass(frozen=True)
class Part:
    """A scene with its shots in the order of time; alternates stand apart."""

    scene: Scene
    code: str
    shots: Sequence[Shot]
    alternates: Sequence[Shot]


def in_order(material: Material) -> list[tuple[Scene, list[Clip]]]:
    """Return every scene with its clips, alternates among them, as lists show them."""
    clips: dict[str, list[Clip]] = defaultdict(list)
    for clip in sorted(
        material.clips, key=lambda c: (c.timeline_position, c.order, c.created_at, c.id)
    ):
        clips[clip.scene_id].append(clip)
    scenes = sorted(material.scenes, key=lambda s: (s.order, s.created_at, s.id))
    return [(scene, clips[scene.id]) for scene in scenes]


def tell_story(
    material: Material, scene_ids: Collection[str], report: list[ExportRemark]
) -> list[Part]:
    """Return the scenes to export, in story order.

    Args:
        material: where the scenes and clips come from.
        scene_ids: only these, alternates too if they are named; empty: all but alternates.
        report: hears what was left out.
    """
    scenes = in_order(material)
    # All scenes are counted, so that a shot keeps its code when only some are exported.
    codes = _codes([scene for scene, _ in scenes], "S{:02d}")
    parts = []
    for scene, clips in scenes:
        if scene.id in scene_ids or (not scene_ids and not scene.is_alternate):
            parts.append(_part(scene, codes[scene.id], clips))
        elif not scene_ids:
            message = f"Scene '{scene.name}' is an alternate and was left out"
            report.append(
                ExportRemark.of(RemarkCode.ALTERNATE_LEFT_OUT, message, scene_id=scene.id)
            )
    return parts


def _part(scene: Scene, code: str, clips: list[Clip]) -> Part:
    codes = _codes(clips, code + "_C{:03d}")
    shots = [Shot(clip, codes[clip.id], f"{code} {scene.name}") for clip in clips]
    return Part(
        scene,
        code,
        [shot for shot in shots if not shot.clip.is_alternate],
        [shot for shot in shots if shot.clip.is_alternate],
    )


def _codes(entities: Sequence[Scene] | Sequence[Clip], pattern: str) -> dict[str, str]:
    """Number the entities from 1; an alternate adds its number to its parent's, e.g. "S02A1"."""
    codes: dict[str, str] = {}
    for entity in entities:
        if not entity.is_alternate:
            codes[entity.id] = pattern.format(len(codes) + 1)
    for entity in entities:
        if entity.is_alternate:
            parent = codes.get(_parent_id(entity) or "", pattern.format(0))
            codes[entity.id] = f"{parent}A{entity.alternate_number}"
    return codes


def _parent_id(entity: Scene | Clip) -> str | None:
    return entity.parent_scene_id if isinstance(entity, Scene) else entity.parent_clip_id
