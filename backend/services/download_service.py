"""Downloads: a project with all its files in one zip, made while it is sent."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from backend.domain.ids import ProjectId
from backend.domain.media import media_base
from backend.export.download import Download, DownloadOptions, make_download
from backend.export.options import ExportOptions
from backend.export.report import ExportReport
from backend.export.slate import draw_slate
from backend.services.budget_service import Costs
from backend.services.export_service import ExportRequest, ExportService, title_of
from backend.services.export_zip import Member, open_zip, stream_zip
from backend.services.paging import Page


class Purse(Protocol):
    """Who knows what a project has cost."""

    async def costs(self, project_id: ProjectId, page: Page, /) -> Costs: ...


class MediaFiles(Protocol):
    """Where files lie."""

    def path(self, key: str, /) -> Path: ...


@dataclass(frozen=True)
class DownloadRequest:
    """A download that was read and can be sent; `revision` changes when its content would."""

    project: ExportRequest
    options: DownloadOptions
    spent: float
    revision: str


@dataclass(frozen=True)
class DownloadFile:
    """A zip, made as far as it is read; `filename` is the project's name as it is.

    Attributes:
        length: in bytes; None while slates are still to be drawn.
    """

    filename: str
    ascii_filename: str
    length: int | None
    content: AsyncIterator[bytes]
    report: ExportReport


class DownloadService:
    """Packs projects: the bundle that exports make, and what else is known and chosen."""

    def __init__(self, exports: ExportService, files: MediaFiles, purse: Purse) -> None:
        self._exports = exports
        self._files = files
        self._purse = purse

    async def prepare(self, project_id: ProjectId, options: DownloadOptions) -> DownloadRequest:
        """Read what a download needs; raises ResourceNotFoundError."""
        project = await self._exports.prepare(project_id, "bundle", ExportOptions())
        spent = (await self._purse.costs(project_id, Page(limit=1))).spent
        told = f"{project.revision} {options.model_dump_json()} {spent}"
        revision = hashlib.sha256(told.encode()).hexdigest()[:32]
        return DownloadRequest(project, options, spent, revision)

    async def open(self, request: DownloadRequest) -> DownloadFile:
        """Decide what is in the zip, and get ready to send it; raises as `make_download` does."""
        download = await asyncio.to_thread(_made, request)
        members = self._members(download, request.project)
        moment = request.project.material.project.updated_at
        length, content = (
            (None, stream_zip(members, moment)) if download.slates else open_zip(members, moment)
        )
        return DownloadFile(
            filename=f"{title_of(download.timeline)}.zip",
            ascii_filename=f"{download.timeline.stem}.zip",
            length=length,
            content=content,
            report=download.report,
        )

    def _members(self, download: Download, project: ExportRequest) -> list[Member]:
        """Return texts, then media; slates are drawn one by one, when their turn comes."""
        return [
            *(Member(name, text, len(text)) for name, text in download.texts.items()),
            *(
                Member(name, partial(draw_slate, source.width, source.height, card), None)
                for name, (source, card) in download.slates.items()
            ),
            *(
                Member(name, self._files.path(key), project.sizes[key])
                for name, key in download.media.items()
            ),
        ]


def _made(request: DownloadRequest) -> Download:
    # A zip is read far from here, so the addresses in it name no host.
    media_base.set("")
    return make_download(request.project.material, request.options, request.spent)
