"""Stand-ins for the database and the media folder, around one board."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from backend.domain.clip import Clip
from backend.domain.errors import ResourceNotFoundError
from backend.domain.media import Media
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.domain.take import ArchivedTake
from backend.services.export_service import ExportService
from tests.unit.export.boards import SketchBoard


class FakeLibrary:
    """Answers like the repositories and the store, from one board and one folder."""

    def __init__(self, board: SketchBoard, folder: Path) -> None:
        self.board = board
        self.folder = folder
        for number, key in enumerate(board.media.keys() - board.gone):
            (folder / key).write_bytes(bytes([number % 256]) * 1000)

    async def get(self, id: str) -> Project:
        if id != self.board.project.id:
            raise ResourceNotFoundError("Project", id)
        return self.board.project

    async def list_of_project(self, _: str) -> list[Scene]:
        return self.board.scenes

    async def get_many(self, keys: Collection[str]) -> dict[str, Media]:
        return {key: self.board.media[key] for key in keys if key in self.board.media}

    def path(self, key: str) -> Path:
        return self.folder / key


class FakeClips:
    """Answers like the clip repository."""

    def __init__(self, board: SketchBoard) -> None:
        self._board = board

    async def list_of_project(self, _: str) -> list[Clip]:
        return self._board.clips


class FakeArchive:
    """Answers like the repository of old takes."""

    def __init__(self, takes: list[ArchivedTake]) -> None:
        self._takes = takes

    async def list_of_project(self, _: str) -> list[ArchivedTake]:
        return self._takes


class NoneOfThem:
    """Answers like the repository of characters or templates, where there are none."""

    async def list_of_project(self, *_: object) -> list[Any]:
        return []


def export_service(board: SketchBoard, folder: Path, *archived: ArchivedTake) -> ExportService:
    library = FakeLibrary(board, folder)
    none, archive = NoneOfThem(), FakeArchive([*archived])
    return ExportService(library, library, FakeClips(board), none, none, archive, library, library)
