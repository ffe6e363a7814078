"""The texts of a download: the story to read, its scenes as data, and a list of all files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from backend.domain.clip import Clip
from backend.domain.media import Media, MediaKind
from backend.domain.project import Project
from backend.domain.take import GeneratedContent
from backend.domain.times import rfc3339
from backend.export.story import Part, Shot
from backend.export.texts import one_line, unescaped

FORMAT: Final = "storycanvas_download_v1"


@dataclass(frozen=True)
class FileNote:
    """A file in a download, by its name there, and the take it is of."""

    name: str
    media: Media
    clip: Clip
    take: GeneratedContent


def story_of(project: Project, parts: Sequence[Part]) -> str:
    """Return what is said in the story, scene by scene."""
    title = one_line(project.name)
    lines = [title, "=" * len(title)]
    for number, part in enumerate(_cut(parts), 1):
        lines += ["", f"{number}. {one_line(part.scene.name)}", "", words_of(part)]
    return "\n".join(lines).rstrip() + "\n"


def words_of(part: Part) -> str:
    """Return what the clips of a scene say, one after the other."""
    said = (shot.clip.lyrics.strip() or shot.clip.dialogue.strip() for shot in part.shots)
    return " ".join(filter(None, said))


def scenes_of(parts: Sequence[Part], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the scenes with their clips.

    Args:
        parts: the scenes, in story order.
        names: the files in the download, by the ids of the takes they are of.
    """
    return [
        {
            "scene_id": part.scene.id,
            "sequence": number,
            "title": part.scene.name,
            "text": words_of(part),
            **part.scene.model_dump(
                include={"summary", "location", "time_of_day", "characters", "description"}
            ),
            "clips": [_clip(shot, names) for shot in part.shots],
        }
        for number, part in enumerate(_cut(parts), 1)
    ]


def manifest_of(
    project: Project,
    notes: Iterable[FileNote],
    music: Iterable[tuple[str, Media]],
    texts: Mapping[str, str],
    spent: float,
) -> dict[str, Any]:
    """Return what is known of every file.

    Args:
        project: whose download it is.
        notes: the files of takes.
        music: the files of songs, by name.
        texts: the hashes of the written files, by name.
        spent: what paid services charged for the project, in US dollars.
    """
    files = [_file(note) for note in notes]
    return {
        "format": FORMAT,
        "project": {"id": project.id, "name": project.name},
        "cost_usd": spent,
        "files": [
            *files,
            *({"file": name, "role": "music", **_facts(media)} for name, media in music),
            *({"file": name, "role": "text", "sha256": digest} for name, digest in texts.items()),
        ],
    }


def _cut(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if not part.scene.is_alternate]


def _clip(shot: Shot, names: Mapping[str, str]) -> dict[str, Any]:
    clip = shot.clip
    told = {"name", "length", "timeline_position", "lyrics", "dialogue", "speaker", "action"}
    chosen = {kind: clip.selected(kind) for kind in MediaKind}
    return {
        "clip_id": clip.id,
        "shot": shot.code,
        **clip.model_dump(include=told),
        "image_prompt": unescaped(clip.image_prompt),
        "video_prompt": unescaped(clip.video_prompt),
        **{kind.value: names.get(take.id) if take else None for kind, take in chosen.items()},
    }


def _file(note: FileNote) -> dict[str, Any]:
    take = note.take
    return {
        "file": note.name,
        "role": "take",
        **_facts(note.media),
        "take_id": take.id,
        "clip_id": note.clip.id,
        "scene_id": note.clip.scene_id,
        "is_selected": take.is_selected,
        "review": take.review.model_dump(mode="json"),
        "prompt": unescaped(take.prompt),
        "negative_prompt": unescaped(take.negative_prompt),
        "seed": take.seed,
        "provider": take.provider,
        "model": take.model_name,
        "params": take.generation_params,
        "cost_usd": take.cost_usd,
        "created_at": rfc3339(take.created_at),
    }


def _facts(media: Media) -> dict[str, Any]:
    facts = {"kind", "content_type", "size_bytes", "sha256", "width", "height", "duration"}
    return media.model_dump(mode="json", include=facts)
