"""Writes a project to a file in the background."""

from pathlib import PurePath
from typing import Any, ClassVar

from backend.domain.errors import StorageFullError
from backend.domain.job import Job
from backend.domain.media import media_base
from backend.domain.task_lane import EXPORT
from backend.domain.values import StorableInput
from backend.export.options import ExportOptions
from backend.services.export_service import ExportService
from backend.services.media_store import MediaStore
from backend.services.tasks.export_files import ExportFiles
from backend.services.tasks.handler import Done, RunContext


class ExportOrder(StorableInput):
    """What is to be written."""

    format: str
    options: ExportOptions = ExportOptions()
    base: str = ""
    """Scheme and host of addresses in the file: those of whoever asked for it."""


class ExportHandler:
    """Does exports; raises what reading and writing a project raise."""

    kind: ClassVar[str] = EXPORT

    def __init__(
        self, exports: ExportService, store: MediaStore, files: ExportFiles, *, min_free_bytes: int
    ) -> None:
        self._exports = exports
        self._store = store
        self._files = files
        self._min_free_bytes = min_free_bytes

    async def run(self, job: Job, ctx: RunContext) -> Done:
        """Write the file anew: what an earlier run has written is not relied on."""
        order = ExportOrder.model_validate(job.task.arguments if job.task else {})
        media_base.set(order.base)
        request = await self._exports.prepare(job.project_id or "", order.format, order.options)
        file = await self._exports.write(request)
        if await self._store.free_bytes() < file.size + self._min_free_bytes:
            raise StorageFullError("There is no room for the file on the disk")

        async def on_progress(written: int) -> None:
            await ctx.progress(written / max(file.size, 1))

        name = f"{job.id}.{ctx.token}{PurePath(file.ascii_filename).suffix}"
        digest = await self._files.write(name, file.content, on_progress)
        result: dict[str, Any] = {
            "file": name,
            "sha256": digest,
            "size": file.size,
            "filename": file.filename,
            "ascii_filename": file.ascii_filename,
            "media_type": file.media_type,
            "report": file.report.model_dump(mode="json"),
        }
        return Done(result=result)
