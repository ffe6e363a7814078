"""From a file to a project: our own format with its media, or scenes of Storyboarder."""

import asyncio
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from backend.domain.errors import invalid_field
from backend.domain.ids import ProjectId
from backend.domain.media import Media, MediaKind
from backend.events.hub import EventHub
from backend.events.types import ProjectUpdated
from backend.export.addresses import MEDIA_FOLDER
from backend.export.readers.new_board import Dropped, NewBoard
from backend.export.readers.rebuilding import rebuild
from backend.export.readers.storyboarder import (
    StoryboarderBoard,
    in_story_order,
    is_storyboard,
    read_storyboard,
)
from backend.export.readers.storyboards import board_of_storyboards
from backend.export.readers.storycanvas_json import FORMAT, read_board
from backend.repositories.new_board_repository import NewBoardRepository
from backend.services.media_service import MediaService, Upload
from backend.services.media_store import MediaStore
from backend.services.project_import_media import ImportedFiles
from backend.services.project_import_package import Package, open_package
from backend.services.transactions import Transactions

MOST_BYTES: Final = 200 * 1024 * 1024
_IMAGES: Final = "images"
_SCREENPLAY: Final = ".fountain"
_MOST_SCREENPLAY: Final = 2 * 1024 * 1024


@dataclass(frozen=True)
class ImportedProject:
    """The new project, how much of everything it has, and what had no place in it."""

    project_id: ProjectId
    counts: Mapping[str, int]
    dropped: list[Dropped]


class ProjectImportService:
    """Makes projects of files."""

    def __init__(
        self,
        boards: NewBoardRepository,
        media: MediaService,
        store: MediaStore,
        database: Transactions,
        hub: EventHub,
        *,
        max_file_bytes: int,
    ) -> None:
        """Make the service; `max_file_bytes` is what one file within an import may have."""
        self._boards = boards
        self._media = media
        self._store = store
        self._database = database
        self._hub = hub
        self._max_file_bytes = max_file_bytes
        # A board of the greatest size takes some hundred megabytes while it is read.
        self._one_at_a_time = asyncio.Semaphore(1)

    async def import_project(self, upload: Upload) -> ImportedProject:
        """Make a project of a file; either all of it is stored or nothing.

        Files that were stored before something went wrong have nothing that refers to them, and
        go within the hour.

        Raises:
            ValidationError: it is nothing that can be read, or a trap.
            PayloadTooLargeError: it is larger than MOST_BYTES.
            StorageFullError: it does not fit on the disk.
            As `Upload.open`.
        """
        name, content = await upload.open(MOST_BYTES)
        async with self._store.receive(content, limit=MOST_BYTES) as path, self._one_at_a_time:
            board = await self._read(path, _title(name or ""))
            await self._database.transaction(lambda session: self._boards.create(board, session))
        self._hub.publish(ProjectUpdated.of(board.project))
        return ImportedProject(ProjectId(board.project.id), _counts(board), board.dropped)

    async def _read(self, path: Path, title: str) -> NewBoard:
        with ExitStack() as stack:
            opening = open_package(path)
            documents, package = await asyncio.to_thread(stack.enter_context, opening)
            files = ImportedFiles(package, self._media, limit=self._max_file_bytes)
            board = await self._board(documents, package, files, title)
            board.dropped += files.dropped
            return board

    async def _board(
        self, documents: Mapping[str, Any], package: Package, files: ImportedFiles, title: str
    ) -> NewBoard:
        ours = [name for name, content in documents.items() if _is_ours(content)]
        if len(ours) > 1:
            raise invalid_field("file", f"holds {len(ours)} boards; send one at a time")
        if ours:
            return await self._own_board(ours[0], documents[ours[0]], files)
        scenes = {name: each for name, each in documents.items() if is_storyboard(each)}
        if not scenes:
            known = f"a {FORMAT} document or a .storyboarder, alone or in a zip"
            raise invalid_field("file", f"is not {known}")
        screenplay = await asyncio.to_thread(_screenplay, package)
        return await self._storyboards(scenes, screenplay, files, title)

    async def _own_board(self, name: str, content: Any, files: ImportedFiles) -> NewBoard:
        document = await asyncio.to_thread(read_board, content)
        wanted = document.files()
        found = await self._media.get_many(wanted)
        folder = f"{_folder(name)}{MEDIA_FOLDER}/"
        for key, file in wanted.items():
            member = files.first(f"{folder}{file}", f"{folder}{key}")
            if member and (media := await files.keep(member)):
                found[key] = media
        return await asyncio.to_thread(rebuild, document, found)

    async def _storyboards(
        self, documents: Mapping[str, Any], screenplay: str, files: ImportedFiles, title: str
    ) -> NewBoard:
        found: dict[tuple[int, int], list[Media]] = {}
        scenes = []
        for number, name in enumerate(in_story_order(documents, screenplay)):
            storyboard = await asyncio.to_thread(read_storyboard, documents[name], name)
            scenes.append((_title(name) or title, storyboard))
            for at, board in enumerate(storyboard.boards):
                what = f"board {at + 1} of {scenes[-1][0]}"
                found[number, at] = await self._files_of(board, _folder(name), what, files)
        return await asyncio.to_thread(board_of_storyboards, title, scenes, found)

    async def _files_of(
        self, board: StoryboarderBoard, folder: str, what: str, files: ImportedFiles
    ) -> list[Media]:
        """Return the picture and the sound of a board, as far as they are there."""
        images = f"{folder}{_IMAGES}/"
        layers = [
            (member, opacity)
            for file, opacity in board.pictures()
            if (member := files.first(images + file))
        ]
        if not layers and (flat := files.first(*(images + each for each in board.flat_pictures()))):
            layers = [(flat, 1.0)]
        picture = await files.keep_layers(layers) if layers else None
        if not layers:
            files.dropped.append(Dropped(f"the picture of {what}", "its files are not there"))
        return [media for media in (picture, await _sound(board, images, what, files)) if media]


async def _sound(
    board: StoryboarderBoard, images: str, what: str, files: ImportedFiles
) -> Media | None:
    if board.audio is None or not board.audio.filename:
        return None
    member = files.first(images + board.audio.filename)
    sound = await files.keep(member) if member else None
    if sound and sound.kind is MediaKind.AUDIO:
        return sound
    files.dropped.append(Dropped(f"the sound of {what}", "there is no such sound"))
    return None


def _is_ours(content: Any) -> bool:
    return isinstance(content, dict) and content.get("format") == FORMAT


def _title(name: str) -> str:
    """Return what a file is called, without folder and ending."""
    return PurePosixPath(name.replace("\\", "/")).stem.strip()


def _folder(name: str) -> str:
    """Return the folder a member lies in, with a slash at its end unless it is the top."""
    head, slash, _ = name.rpartition("/")
    return head + slash


def _screenplay(package: Package) -> str:
    """Return the first screenplay of the package; empty if it has none."""
    for name in package.names:
        if name.lower().endswith(_SCREENPLAY) and package.size(name) <= _MOST_SCREENPLAY:
            return package.read(name).decode("utf-8", "replace")
    return ""


def _counts(board: NewBoard) -> dict[str, int]:
    held = sum(len(clip.takes(kind)) for clip in board.clips for kind in MediaKind)
    return {
        "scenes": len(board.scenes),
        "clips": len(board.clips),
        "takes": held + len(board.archived),
        "characters": len(board.characters),
        "templates": len(board.templates),
    }
