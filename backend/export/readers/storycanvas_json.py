"""Reading our own format, storycanvas_v1: what it holds, and which files it speaks of."""

from collections.abc import Iterator
from typing import Any, Final, Literal

import pydantic
from pydantic import Field

from backend.domain.character import Character
from backend.domain.clip import Clip
from backend.domain.errors import invalid_field
from backend.domain.media import MediaKind, is_media_key, media_key
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.domain.template import Template
from backend.domain.values import StorableInput

FORMAT: Final = "storycanvas_v1"
MOST_CLIPS: Final = 20_000
_MOST: Final = 5000
_MOST_FILES: Final = 100_000
_MOST_BYTES: Final = 1024 * 1024
"""Of one thing: what is larger would not fit into a document of the database with others."""


class BoardScene(Scene):
    """A scene with its clips, alternates among them."""

    clips: list[Clip] = Field(default=[], max_length=MOST_CLIPS)


class BoardFile(pydantic.BaseModel):
    """A file by its storage key, and its name beside the document, if it lies there."""

    id: str
    file: str | None = None


class BoardDocument(StorableInput):
    """A whole board; what is not named here follows from the rest."""

    format: Literal["storycanvas_v1"]
    project: Project
    scenes: list[BoardScene] = Field(default=[], max_length=_MOST)
    characters: list[Character] = Field(default=[], max_length=_MOST)
    templates: list[Template] = Field(default=[], max_length=_MOST)
    media: list[BoardFile] = Field(default=[], max_length=_MOST_FILES)

    def files(self) -> dict[str, str | None]:
        """Return the storage keys that the board refers to, each with its file's name if known."""
        names = {each.id: each.file for each in self.media}
        keys = map(media_key, filter(None, self._references()))
        return {key: names.get(key) for key in dict.fromkeys(keys) if is_media_key(key)}

    def _references(self) -> Iterator[str | None]:
        yield self.project.music_file
        for scene in self.scenes:
            for clip in scene.clips:
                yield from (take.url for kind in MediaKind for take in clip.takes(kind))
        for who in self.characters:
            yield from (who.face_image, who.full_body_image, *who.reference_images)
        yield from (template.preview_url for template in self.templates)


def read_board(content: Any) -> BoardDocument:
    """Return the board in a parsed document.

    Raises:
        ValidationError: something in it is not as it must be; the first few places are named.
    """
    try:
        document = BoardDocument.model_validate(content)
    except pydantic.ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        raise invalid_field(".".join(map(str, first["loc"])) or "file", first["msg"]) from exc
    except OverflowError as exc:
        raise invalid_field("file", "holds a time that no calendar has") from exc
    if sum(len(scene.clips) for scene in document.scenes) > MOST_CLIPS:
        raise invalid_field("scenes", f"hold more than {MOST_CLIPS} clips")
    _refuse_twins(document)
    for where, thing in _things(document):
        if len(thing.model_dump_json()) > _MOST_BYTES:
            raise invalid_field(where, f"holds more than {_MOST_BYTES} bytes")
    return document


def _refuse_twins(document: BoardDocument) -> None:
    """Refuse ids that stand for two things: what refers to them would be anybody's guess."""
    clips = [clip for scene in document.scenes for clip in scene.clips]
    takes = [take for clip in clips for kind in MediaKind for take in clip.takes(kind)]
    for things in (document.scenes, clips, takes, document.characters, document.templates):
        seen: set[str] = set()
        for thing in things:
            if thing.id in seen:
                raise invalid_field("id", f"two things have the id '{thing.id[:100]}'")
            seen.add(thing.id)


def _things(document: BoardDocument) -> Iterator[tuple[str, pydantic.BaseModel]]:
    """Yield what may be large, and where it stands."""
    yield "project", document.project
    yield from ((f"characters.{at}", who) for at, who in enumerate(document.characters))
    yield from ((f"templates.{at}", each) for at, each in enumerate(document.templates))
    for number, scene in enumerate(document.scenes):
        for at, clip in enumerate(scene.clips):
            where = f"scenes.{number}.clips.{at}"
            yield from ((where, take) for kind in MediaKind for take in clip.takes(kind))
