"""The words of a cut as subtitles: what the exports have, and as plain data."""

import asyncio
from dataclasses import dataclass
from typing import Final

from backend.domain.ids import ClipId, ProjectId
from backend.export.build_timeline import build_timeline
from backend.export.options import ExportOptions
from backend.services.export_service import ExportFile, ExportRequest, ExportService

_DIGITS: Final = 3


@dataclass(frozen=True)
class Cue:
    """A subtitle: what is read between two moments of the cut, in seconds."""

    start: float
    end: float
    text: str
    clip_id: ClipId


class SubtitleService:
    """Writes subtitles."""

    def __init__(self, exports: ExportService) -> None:
        self._exports = exports

    async def file(self, project_id: ProjectId, format: str) -> ExportFile:
        """Return the subtitles as "srt" or "vtt".

        Raises:
            ResourceNotFoundError: there is no such project.
            EmptyTimelineError: it has no clips.
        """
        return await self._exports.export(project_id, format, ExportOptions())

    async def cues(self, project_id: ProjectId) -> list[Cue]:
        """Return the subtitles in order; raises ResourceNotFoundError."""
        request = await self._exports.prepare(project_id, "srt", ExportOptions())
        return await asyncio.to_thread(_cues, request)


def _cues(request: ExportRequest) -> list[Cue]:
    timeline = build_timeline(request.material, request.options)
    seconds = timeline.rate.seconds
    return [
        Cue(
            round(float(seconds(caption.start)), _DIGITS),
            round(float(seconds(caption.end)), _DIGITS),
            caption.text,
            ClipId(caption.clip_id),
        )
        for caption in timeline.captions
    ]
