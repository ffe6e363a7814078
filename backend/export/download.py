"""A download: the bundle of a cut, and beside it what else was chosen and what is known of it."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, ConfigDict, Field

from backend.domain.clip import SELECTED_FIELD, TAKES_FIELD, Clip
from backend.domain.errors import ConflictError, EmptyTimelineError
from backend.domain.media import Media, MediaKind
from backend.domain.take import GeneratedContent, ReviewState
from backend.domain.values import TypedInput
from backend.export.addresses import MEDIA_FOLDER
from backend.export.build_timeline import build_timeline
from backend.export.bundle import OWN_NAMES, make_bundle, with_free_stem
from backend.export.download_texts import FileNote, manifest_of, scenes_of, story_of
from backend.export.material import Material
from backend.export.options import ExportOptions, as_names
from backend.export.report import ExportReport
from backend.export.sources import SourceBook
from backend.export.story import Part, tell_story
from backend.export.takes import chosen_picture, chosen_take, with_archived
from backend.export.timeline import Card, Source, Timeline

TAKES_FOLDER: Final = "takes"
_CAPTIONS: Final = ["srt", "vtt"]
_OWN_NAMES: Final = OWN_NAMES | {"manifest", "story", "scenes"}


class Included(StrEnum):
    """What a download may hold."""

    IMAGES = "images"
    AUDIO = "audio"
    VIDEOS = "videos"
    EXPORTS = "exports"


_KINDS: Final = {
    Included.IMAGES: MediaKind.IMAGE,
    Included.AUDIO: MediaKind.AUDIO,
    Included.VIDEOS: MediaKind.VIDEO,
}


class TakesIncluded(StrEnum):
    """Which takes a download holds."""

    SELECTED = "selected"
    APPROVED = "approved"
    ALL = "all"


class DownloadOptions(TypedInput):
    """What a download is to hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    include: Annotated[list[Included], BeforeValidator(as_names)] = Field(
        default=list(Included), min_length=1, max_length=8, description="As in images,audio."
    )
    takes: TakesIncluded = Field(
        default=TakesIncluded.SELECTED,
        description="selected: the cut, and what is chosen beside it; approved: nothing else "
        "than what was approved; all: rejected and old takes too.",
    )

    @property
    def kinds(self) -> frozenset[MediaKind]:
        """The kinds of media it holds; none: only what is written."""
        return frozenset(_KINDS[each] for each in self.include if each in _KINDS)


@dataclass(frozen=True)
class Download:
    """What goes into the zip.

    Attributes:
        texts: content by member name.
        media: storage key by member name.
        slates: what must be drawn, by member name.
        report: what was rounded, changed or lost of the cut.
    """

    timeline: Timeline
    texts: dict[str, bytes]
    media: dict[str, str]
    slates: dict[str, tuple[Source, Card]]
    report: ExportReport


@dataclass
class _Shelf:
    """The files of takes, by the takes they are of, and what is known of each."""

    names: dict[str, str] = field(default_factory=dict)
    notes: list[FileNote] = field(default_factory=list)

    @property
    def files(self) -> dict[str, str]:
        """The storage keys, by member name."""
        return {note.name: note.media.id for note in self.notes}

    def put(self, name: str, media: Media, clip: Clip, take: GeneratedContent) -> None:
        """Add the file of a take."""
        self.names[take.id] = name
        self.notes.append(FileNote(name, media, clip, take))


def make_download(material: Material, options: DownloadOptions, spent: float) -> Download:
    """Return what the zip holds.

    Args:
        material: the whole board, with all its takes and what is known of their files.
        options: what of it is wanted.
        spent: what paid services charged for the project, in US dollars.

    Raises:
        EmptyTimelineError: the project has no shots.
        ConflictError: no take of what is wanted is there, or a format cannot hold the cut.
    """
    material = _wanted(material, options)
    timeline = build_timeline(material, ExportOptions())
    if not timeline.shots:
        raise EmptyTimelineError(f"Project '{timeline.name}' has no clips to download")
    timeline = with_free_stem(timeline, _OWN_NAMES)
    with_exports = Included.EXPORTS in options.include
    bundle = make_bundle(timeline, ExportOptions(formats=[] if with_exports else _CAPTIONS))
    parts = _parts(material)
    shelf = _shelve(material, parts, timeline, options) if options.kinds else _Shelf()
    if options.kinds and not shelf.notes:
        raise ConflictError(
            f"Project '{timeline.name}' has nothing to download yet: no take is "
            + ("there" if options.takes is TakesIncluded.ALL else options.takes)
        )
    media = bundle.media | shelf.files if options.kinds else {}
    slates = bundle.slates if with_exports else {}
    texts = bundle.texts | _texts(material, parts, bundle.texts, media, shelf, spent)
    return Download(timeline, texts, media, slates, bundle.report)


def _wanted(material: Material, options: DownloadOptions) -> Material:
    """Leave out of a board what is not wanted: so the cut lacks nothing that is in it.

    Without any media it is the cut that somebody may have the media of already.
    """
    kinds = options.kinds or frozenset(MediaKind)
    approved_only = options.takes is TakesIncluded.APPROVED

    def fits(take: GeneratedContent) -> bool:
        is_approved = take.review.state is ReviewState.APPROVED
        return take.content_type in kinds and (is_approved or not approved_only)

    project = material.project
    if MediaKind.AUDIO not in kinds:
        project = project.model_copy(update={"music_file": None})
    return replace(
        material,
        project=project,
        clips=[_with_takes(clip, fits) for clip in material.clips],
        archived=[take for take in material.archived if fits(take)],
    )


def _with_takes(clip: Clip, fits: Callable[[GeneratedContent], bool]) -> Clip:
    galleries: dict[str, Any] = {}
    for kind in MediaKind:
        takes = [take for take in clip.takes(kind) if fits(take)]
        chosen = next((take.id for take in takes if take.is_selected), None)
        galleries |= {TAKES_FIELD[kind]: takes, SELECTED_FIELD[kind]: chosen}
    return clip.model_copy(update=galleries)


def _parts(material: Material) -> list[Part]:
    """Return all scenes, alternates too, with all takes of their clips."""
    clips = with_archived(material.clips, material.archived)
    return tell_story(replace(material, clips=clips), [scene.id for scene in material.scenes], [])


def _shelve(
    material: Material, parts: Sequence[Part], timeline: Timeline, options: DownloadOptions
) -> _Shelf:
    """Name the files: those of the cut as it names them, the others in a folder of their own."""
    shelf = _Shelf()
    clips = {clip.id: clip for clip in material.clips}
    for item in (*timeline.items, *timeline.connected, *timeline.sounds):
        if item.source and item.source.key and item.card:
            clip = clips[item.card.clip_id]
            is_sound = item.source.kind is MediaKind.AUDIO
            take = chosen_take(clip, MediaKind.AUDIO) if is_sound else chosen_picture(clip, "video")
            if take:
                media = material.media[item.source.key]
                shelf.put(f"{MEDIA_FOLDER}/{item.source.name}", media, clip, take)
    book = SourceBook(material, timeline.rate)
    for code, clip, take in _takes(parts, options):
        source = None if take.id in shelf.names else book.of_take(code, take)
        if source and source.key:
            shelf.put(f"{TAKES_FOLDER}/{source.name}", material.media[source.key], clip, take)
    return shelf


def _takes(
    parts: Sequence[Part], options: DownloadOptions
) -> Iterator[tuple[str, Clip, GeneratedContent]]:
    """Yield the takes that are wanted, each with the code of its shot and its clip."""
    for part in parts:
        for shot in (*part.shots, *part.alternates):
            for kind in MediaKind:
                for take in shot.clip.takes(kind):
                    if take.is_selected or options.takes is not TakesIncluded.SELECTED:
                        yield shot.code, shot.clip, take


def _texts(
    material: Material,
    parts: Sequence[Part],
    exports: Mapping[str, bytes],
    media: Mapping[str, str],
    shelf: _Shelf,
    spent: float,
) -> dict[str, bytes]:
    """Write down what is in the zip; the manifest names all files but itself and slates."""
    texts = {
        "story.txt": story_of(material.project, parts).encode("utf-8", "replace"),
        "scenes.json": _json(scenes_of(parts, shelf.names)),
    }
    written = {**exports, **texts}
    hashes = {name: hashlib.sha256(text).hexdigest() for name, text in written.items()}
    music = [(name, material.media[key]) for name, key in media.items() if name not in shelf.files]
    manifest = manifest_of(material.project, shelf.notes, music, hashes, spent)
    return texts | {"manifest.json": _json(manifest)}


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
