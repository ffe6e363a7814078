"""From a board that was read to a new one: new ids, and every reference follows."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

from backend.domain.character import Character
from backend.domain.clip import KEPT_TAKES, SELECTED_FIELD, TAKES_FIELD, Clip
from backend.domain.ids import new_id
from backend.domain.media import Media, MediaKind, is_media_key, media_key
from backend.domain.scene import Scene
from backend.domain.take import ArchivedTake, GeneratedContent
from backend.domain.template import Template
from backend.domain.times import utc_now
from backend.export.readers.new_board import NewBoard
from backend.export.readers.storycanvas_json import BoardDocument, BoardScene

_GALLERY_BYTES: Final = 2 * 1024 * 1024
"""Of the takes of a kind that a clip holds itself: the database limits a document to 16 MB."""
_HIGHEST_NUMBER: Final = 9999
_FILE_GONE: Final = "its file is neither here nor in the import"

E = TypeVar("E", Scene, Clip)


def rebuild(document: BoardDocument, found: Mapping[str, Media]) -> NewBoard:
    """Return the board as a new one.

    Args:
        document: what was read.
        found: the files that are there, by the storage keys the document knows them by.
    """
    return _Rebuilding(document, found).board


class _Rebuilding:
    """Goes through a document once, from what is referred to, to what refers to it."""

    def __init__(self, document: BoardDocument, found: Mapping[str, Media]) -> None:
        self._found = found
        self._id = new_id()
        self._characters = {who.id: new_id() for who in document.characters}
        self._templates = {each.id: new_id() for each in document.templates}
        self.board = NewBoard(document.project)
        self._make_project(document)
        self.board.characters = [self._character(who) for who in document.characters]
        self.board.templates = [self._template(each) for each in document.templates]
        ids = {scene.id: new_id() for scene in document.scenes}
        groups = self._groups(document.scenes, "parent_scene_id", ids)
        for scene in document.scenes:
            self._scene(scene, {"id": ids[scene.id], **groups[scene.id]})

    def _make_project(self, document: BoardDocument) -> None:
        project, now = document.project, utc_now()
        song = self._file(project.music_file, "the music", MediaKind.AUDIO)
        shown = {key[:64]: media.thumbnail for key, media in self._found.items()}
        self.board.project = project.model_copy(
            update={
                "id": self._id,
                "created_at": now,
                "updated_at": now,
                "music_file": song,
                "music_duration": project.music_duration
                if song or not project.music_file
                else None,
                "thumbnail_url": shown.get(media_key(project.thumbnail_url or "")[:64]),
                "style_template_id": self._style(project.style_template_id, "the project"),
            }
        )

    def _character(self, who: Character) -> Character:
        whose = f"a picture of '{who.name}'"
        pictures = [self._file(each, whose, MediaKind.IMAGE) for each in who.reference_images]
        return who.model_copy(
            update={
                "id": self._characters[who.id],
                "project_id": self._id,
                "reference_images": [each for each in pictures if each],
                "face_image": self._file(who.face_image, whose, MediaKind.IMAGE),
                "full_body_image": self._file(who.full_body_image, whose, MediaKind.IMAGE),
            }
        )

    def _template(self, template: Template) -> Template:
        preview = self._file(template.preview_url, f"the preview of '{template.name}'")
        id = self._templates[template.id]
        return template.model_copy(
            update={"id": id, "project_id": self._id, "preview_url": preview}
        )

    def _scene(self, scene: BoardScene, place: Mapping[str, Any]) -> None:
        ends = [clip.end for clip in scene.clips if not clip.is_alternate]
        # A duration that follows from the clips is written like one that was set.
        follows = scene.duration == max(ends, default=0.0)
        told = scene.model_dump(exclude={"clips"}) | {
            **place,
            "project_id": self._id,
            "duration": None if follows else scene.duration,
        }
        self.board.scenes.append(Scene.model_validate(told))
        ids = {clip.id: new_id() for clip in scene.clips}
        groups = self._groups(scene.clips, "parent_clip_id", ids)
        for clip in scene.clips:
            whole = {"id": ids[clip.id], "scene_id": place["id"], **groups[clip.id]}
            self.board.clips.append(self._clip(clip, whole))

    def _clip(self, clip: Clip, place: Mapping[str, Any]) -> Clip:
        galleries: dict[str, Any] = {}
        for kind in MediaKind:
            takes = {take.id: self._take(take, kind, clip) for take in clip.takes(kind)}
            chosen = takes.get(getattr(clip, SELECTED_FIELD[kind]))
            kept, old = _divided([take for take in takes.values() if take], chosen)
            owner = {"clip_id": place["id"], "project_id": self._id}
            self.board.archived += [ArchivedTake(**take.model_dump(), **owner) for take in old]
            galleries[TAKES_FIELD[kind]] = kept
            galleries[SELECTED_FIELD[kind]] = chosen and chosen.id
        return clip.model_copy(
            update={
                **place,
                **galleries,
                "project_id": self._id,
                "character_id": self._played_by(clip),
                "style_template_id": self._style(clip.style_template_id, f"'{clip.name}'"),
            }
        )

    def _take(self, take: GeneratedContent, kind: MediaKind, clip: Clip) -> GeneratedContent | None:
        url = self._file(take.url, f"a take of '{clip.name}'", kind, elsewhere=False)
        if url is None:
            return None
        thumbnail = self._found[media_key(take.url)].thumbnail if take.thumbnail_url else None
        nobodys = {"server_id": None, "job_id": None, "content_type": kind}
        return take.model_copy(
            update={"id": new_id(), "url": url, "thumbnail_url": thumbnail, **nobodys}
        )

    def _file(
        self,
        reference: str | None,
        what: str,
        kind: MediaKind | None = None,
        *,
        elsewhere: bool = True,
    ) -> str | None:
        """Return the storage key of a file; None, and an entry, if there is no such file.

        Args:
            reference: a key, or an address; of ours, its key counts.
            what: what it is, for the entry.
            kind: what it must be.
            elsewhere: whether an address of others stays as it is.
        """
        if not reference:
            return None
        key = media_key(reference)
        media = self._found.get(key)
        if media is None:
            if elsewhere and not is_media_key(key) and key.startswith(("http://", "https://")):
                return key
            self.board.drop(what, _FILE_GONE)
            return None
        if kind is not None and media.kind is not kind:
            self.board.drop(what, f"its file is of the kind {media.kind}, not {kind}")
            return None
        return media.id

    def _played_by(self, clip: Clip) -> str | None:
        if clip.character_id and clip.character_id not in self._characters:
            self.board.drop(f"the character of '{clip.name}'", "it is not in the import")
        return self._characters.get(clip.character_id or "")

    def _style(self, id: str | None, whose: str) -> str | None:
        if id and id not in self._templates:
            self.board.drop(f"the style template of {whose}", "it is not in the import")
        return self._templates.get(id or "")

    def _groups(
        self, entities: Sequence[E], field: str, ids: Mapping[str, str]
    ) -> dict[str, dict[str, Any]]:
        """Return what makes each an alternate or none, by its old id; numbers are given once."""
        taken: dict[str, set[int]] = {e.id: set() for e in entities if not e.is_alternate}
        groups = {}
        for entity in entities:
            parent, number = getattr(entity, field) or "", entity.alternate_number
            led = entity.is_alternate and parent in taken
            if entity.is_alternate and not led:
                self.board.drop(f"the group of '{entity.name}'", "its first version is missing")
            if not 0 <= number <= _HIGHEST_NUMBER or (led and number in taken[parent]):
                number = max(taken.get(parent, ()), default=0) + 1
            if led:
                taken[parent].add(number)
            groups[entity.id] = {
                field: ids[parent] if led else None,
                "is_alternate": led,
                "alternate_number": number,
            }
        return groups


def _divided(
    takes: Sequence[GeneratedContent], chosen: GeneratedContent | None
) -> tuple[list[GeneratedContent], list[GeneratedContent]]:
    """Return the takes that a clip is to hold itself, and the older ones for the archive."""
    room, kept = _GALLERY_BYTES, set()
    by_age = sorted(takes, key=lambda take: take.created_at)
    for take in reversed(by_age[-KEPT_TAKES:]):
        room -= len(take.model_dump_json())
        if room < 0:
            break
        kept.add(take.id)
    if chosen:
        kept.add(chosen.id)
    return [t for t in takes if t.id in kept], [t for t in takes if t.id not in kept]
