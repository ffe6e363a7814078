"""Exports of a project: what is read, when, and what is handed out."""

import asyncio
import re
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from backend.domain.character import Character
from backend.domain.clip import Clip
from backend.domain.errors import EmptyTimelineError
from backend.domain.media import Media, media_base
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.domain.take import ArchivedTake
from backend.domain.template import Template
from backend.domain.times import utc_now
from backend.export.build_timeline import build_timeline
from backend.export.bundle import check_formats, make_bundle, write_files
from backend.export.formats import FORMATS, Format, export_format
from backend.export.material import Material
from backend.export.options import ExportOptions
from backend.export.report import ExportReport
from backend.export.slate import draw_slate
from backend.export.timeline import Timeline
from backend.services.export_material import revision_of, used_keys
from backend.services.export_zip import Member, open_zip

# What some system forbids in a file's name, and marks that make text run backwards.
_NOT_IN_FILE_NAMES: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+')
_MAX_TITLE: Final = 60


class Projects(Protocol):
    """Where projects are read."""

    async def get(self, id: str, /) -> Project: ...


class Scenes(Protocol):
    """Where scenes are read."""

    async def list_of_project(self, project_id: str, /) -> list[Scene]: ...


class Clips(Protocol):
    """Where clips are read."""

    async def list_of_project(self, project_id: str, /) -> list[Clip]: ...


class Characters(Protocol):
    """Where characters are read."""

    async def list_of_project(
        self, project_id: str, used: Collection[str], /
    ) -> list[Character]: ...


class Templates(Protocol):
    """Where templates are read."""

    async def list_of_project(
        self, project_id: str, used: Collection[str], /
    ) -> list[Template]: ...


class TakeArchive(Protocol):
    """Where takes are read that clips no longer hold."""

    async def list_of_project(self, project_id: str, /) -> list[ArchivedTake]: ...


class MediaCatalogue(Protocol):
    """Where the facts of files are read."""

    async def get_many(self, keys: Collection[str], /) -> Mapping[str, Media]: ...


class MediaFiles(Protocol):
    """Where files lie."""

    def path(self, key: str, /) -> Path: ...


@dataclass(frozen=True)
class ExportRequest:
    """An export that was read and can be written; `revision` changes when the result would."""

    format: Format
    options: ExportOptions
    material: Material
    sizes: Mapping[str, int]
    revision: str


@dataclass(frozen=True)
class ExportFile:
    """A finished export.

    Attributes:
        filename: with the project's name as it is; `ascii_filename` for old clients.
        content: a stream is read only once, and breaks if a file vanishes meanwhile.
        size: in bytes, also of a stream.
        report: what was rounded, changed or lost.
    """

    filename: str
    ascii_filename: str
    media_type: str
    content: bytes | AsyncIterator[bytes]
    size: int
    report: ExportReport
    revision: str


class ExportService:
    """Writes projects in the formats of editors."""

    def __init__(
        self,
        projects: Projects,
        scenes: Scenes,
        clips: Clips,
        characters: Characters,
        templates: Templates,
        archive: TakeArchive,
        media: MediaCatalogue,
        files: MediaFiles,
    ) -> None:
        self._projects = projects
        self._scenes = scenes
        self._clips = clips
        self._characters = characters
        self._templates = templates
        self._archive = archive
        self._media = media
        self._files = files

    async def formats(self, project_id: str) -> list[Format]:
        """Return what the project can be exported to; raises ResourceNotFoundError."""
        await self._projects.get(project_id)
        return list(FORMATS.values())

    async def prepare(self, project_id: str, name: str, options: ExportOptions) -> ExportRequest:
        """Read what an export needs, and find out whether it differs from an earlier one.

        Raises:
            UnknownExportFormatError: there is no such format.
            ValidationError: an option means nothing to this format.
            ResourceNotFoundError: there is no such project.
        """
        known = export_format(name)
        known.check(options)
        wanted = check_formats(options) if known.write is None else [name]
        project = await self._projects.get(project_id)
        material = await self._read(project, whole="json" in wanted)
        keys = used_keys(material, options, whole="json" in wanted)
        media = await self._media.get_many(keys)
        sizes = await asyncio.to_thread(self._sizes, media)
        material = replace(material, media=media, present=sizes.keys())
        revision = await asyncio.to_thread(revision_of, known, options, material)
        return ExportRequest(known, options, material, sizes, revision)

    async def _read(self, project: Project, *, whole: bool) -> Material:
        """Read all but the media; what only the board itself has, just if it is to be whole."""
        scenes, clips = await asyncio.gather(
            self._scenes.list_of_project(project.id), self._clips.list_of_project(project.id)
        )
        if not whole:
            return Material(project, scenes, clips, {}, (), utc_now())
        cast = {clip.character_id for clip in clips if clip.character_id}
        styles = {clip.style_template_id for clip in clips} | {project.style_template_id}
        characters, templates, archived = await asyncio.gather(
            self._characters.list_of_project(project.id, cast),
            self._templates.list_of_project(project.id, set(filter(None, styles))),
            self._archive.list_of_project(project.id),
        )
        return Material(project, scenes, clips, {}, (), utc_now(), characters, templates, archived)

    async def write(self, request: ExportRequest) -> ExportFile:
        """Make the file.

        Raises:
            EmptyTimelineError: the project has no shots.
            ConflictError: the format cannot hold this cut.
            ValidationError: an option does not fit this project.
        """
        make = self._bundle if request.format.write is None else self._text
        return await asyncio.to_thread(make, request)

    async def export(self, project_id: str, name: str, options: ExportOptions) -> ExportFile:
        """Read and write in one go; raises what both raise."""
        return await self.write(await self.prepare(project_id, name, options))

    async def report(self, project_id: str, name: str, options: ExportOptions) -> ExportReport:
        """Say what an export would round, miss or lose, without making it; raises as `export`."""
        request = await self.prepare(project_id, name, options)
        return await asyncio.to_thread(_report, request)

    async def check(self, project_id: str, options: ExportOptions) -> list[ExportReport]:
        """Return the reports of several formats, all unless some are named; raises as `export`."""
        request = await self.prepare(project_id, "bundle", options)
        bundle = await asyncio.to_thread(lambda: make_bundle(_timeline(request), options))
        return list(bundle.reports)

    def _sizes(self, keys: Iterable[str]) -> dict[str, int]:
        sizes = {}
        for key in keys:
            with suppress(OSError):
                sizes[key] = self._files.path(key).stat().st_size
        return sizes

    def _text(self, request: ExportRequest) -> ExportFile:
        timeline = _timeline(request)
        files, report = write_files(timeline, request.format.name, request.options)
        if len(files) == 1:
            [content] = files.values()
            return _file(request, timeline, report, len(content), content)
        members = [Member(name, content, len(content)) for name, content in files.items()]
        parts = replace(
            request.format, suffix=f"_{request.format.name}.zip", media_type="application/zip"
        )
        zipped = open_zip(members, request.material.project.updated_at)
        return _file(replace(request, format=parts), timeline, report, *zipped)

    def _bundle(self, request: ExportRequest) -> ExportFile:
        # A bundle is read far from here, so the addresses in it name no host.
        media_base.set("")
        timeline = _timeline(request)
        bundle = make_bundle(timeline, request.options)
        slates = {
            name: draw_slate(source.width, source.height, card)
            for name, (source, card) in bundle.slates.items()
        }
        members = [
            Member(name, content, len(content)) for name, content in (bundle.texts | slates).items()
        ]
        members += [
            Member(name, self._files.path(key), request.sizes[key])
            for name, key in bundle.media.items()
        ]
        zipped = open_zip(members, request.material.project.updated_at)
        return _file(request, timeline, bundle.report, *zipped)


def title_of(timeline: Timeline) -> str:
    """Return the project's name as it can stand in a file's name."""
    title = _NOT_IN_FILE_NAMES.sub("_", timeline.name)[:_MAX_TITLE].strip(" .")
    return title or timeline.stem


def _timeline(request: ExportRequest) -> Timeline:
    timeline = build_timeline(request.material, request.options)
    if request.format.needs_shots and not timeline.shots:
        raise EmptyTimelineError(f"Project '{timeline.name}' has no clips to export")
    return timeline


def _report(request: ExportRequest) -> ExportReport:
    timeline = _timeline(request)
    if request.format.write is None:
        return make_bundle(timeline, request.options).report
    return write_files(timeline, request.format.name, request.options)[1]


def _file(
    request: ExportRequest,
    timeline: Timeline,
    report: ExportReport,
    size: int,
    content: bytes | AsyncIterator[bytes],
) -> ExportFile:
    suffix = request.format.suffix
    return ExportFile(
        filename=f"{title_of(timeline)}{suffix}",
        ascii_filename=f"{timeline.stem}{suffix}",
        media_type=request.format.media_type,
        content=content,
        size=size,
        report=report,
        revision=request.revision,
    )
