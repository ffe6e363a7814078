"""The main job, step by step over the public API: script, images, choice, videos, exports."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from backend.client.api_client import ApiClient
from backend.client.contact_sheet import save_contact_sheet
from backend.client.downloads import ExportedFile, download_export, unpack_media
from backend.demo.checks import Check, check_exports
from backend.demo.errors import DemoFailedError
from backend.demo.farm import Farm
from backend.demo.request import Request
from backend.demo.screen import Screen

LOOK_SECONDS: Final = 0.4
STALLED_SECONDS: Final = 90.0
SECOND_TAKES: Final = 3
"""Every third clip gets a second take to choose from."""
STEPS: Final = 20
VIDEO_MODEL: Final = "ltx-video-2b-v0.9.5.safetensors"
"""Films at 24 frames a second, so that the cut needs no movie of another rate."""
OPEN: Final = frozenset({"pending", "processing"})

Clip = dict[str, Any]
Job = dict[str, Any]


@dataclass
class Made:
    """What the demo made, for its summary."""

    project: dict[str, Any]
    jobs: list[Job] = field(default_factory=list)
    files: list[ExportedFile] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)

    @property
    def clips(self) -> list[Clip]:
        """All clips, in story order."""
        return [clip for scene in self.project["scenes"] for clip in scene["clips"]]


class MainJob:
    """Runs the steps and shows each of them."""

    def __init__(self, farm: Farm, screen: Screen, folder: Path) -> None:
        self._api: ApiClient = farm.api
        self._farm = farm
        self._screen = screen
        self._folder = folder

    async def run(self, request: Request) -> Made:
        """Run all steps.

        Raises:
            DemoFailedError: one of them failed.
            ApiError: the API refused.
        """
        await self._register_servers()
        made = await self._import(request)
        await self._make_images(made, request.plan.pictured)
        await self._make_videos(made, request.plan.filmed)
        await self._export(made)
        return made

    async def _register_servers(self) -> None:
        for server in self._farm.servers:
            await self._api.post("/comfyui/servers", {"name": server.name, "url": server.url})
        speeds = " : ".join(f"{server.speed:g}" for server in self._farm.servers)
        self._screen.line(
            "servers", f"{len(self._farm.servers)} simulated (no GPU, no key), speeds {speeds}"
        )

    async def _import(self, request: Request) -> Made:
        answer = await self._api.post(
            "/projects/import-script",
            {"text": request.text, "filename": request.filename},
        )
        made, report = Made(answer["project"]), answer["report"]
        if request.changes:
            await self._api.put(f"/projects/{made.project['id']}", request.changes)
            await self._reload(made)
        found = report["recognised"]
        counts = (f"{found[what]} {what}" for what in ("scenes", "clips", "characters"))
        self._screen.line("script", f"{request.filename}: {', '.join(counts)}")
        for lost in report["dropped"]:
            self._screen.line("dropped", f"line {lost['line']}: {lost['why']}")
        for note in [*report["warnings"], *filter(None, [request.plan.limits])]:
            self._screen.line("note", note)
        return made

    async def _make_images(self, made: Made, count: int) -> None:
        """Make one take of each clip, which is selected as it comes, then more of some."""
        clips = made.clips[:count]
        await self._generate("images", made, clips, take=1, kind="image")
        await self._generate("more takes", made, clips[::SECOND_TAKES], take=2, kind="image")
        await self._reload(made)
        missing = [clip["name"] for clip in made.clips[:count] if not clip["selected_image_id"]]
        if missing:
            raise DemoFailedError(f"no picture for {', '.join(missing)}")
        takes = sum(len(clip["generated_images"]) for clip in made.clips)
        self._screen.line("choose", f"{count} of {takes} takes: the first of each clip")

    async def _make_videos(self, made: Made, count: int) -> None:
        await self._generate("videos", made, made.clips[:count], take=1, kind="video")
        await self._reload(made)

    async def _generate(
        self, name: str, made: Made, clips: Sequence[Clip], *, take: int, kind: str
    ) -> None:
        """Make a take of each clip; the seeds are the same in every run."""
        numbers = {clip["id"]: number for number, clip in enumerate(made.clips, start=1)}
        model = {"model": VIDEO_MODEL} if kind == "video" else {}
        params = {} if kind == "video" else {"steps": STEPS}
        ids = []
        for clip in clips:
            seed = 100 * numbers[clip["id"]] + take
            body = {
                "clip_id": clip["id"],
                "generation_type": kind,
                "params": {**params, "seed": seed},
                **model,
            }
            ids.append((await self._api.post("/generation", body))["job_id"])
        await self._follow(name, made, ids)

    async def _follow(self, name: str, made: Made, ids: list[str]) -> None:
        """Show the jobs until none is open.

        Raises:
            DemoFailedError: one was given up, or nothing goes on any more.
        """
        with self._screen.stage(name, len(ids)) as bar:
            seen, since = "", time.monotonic()
            while True:
                jobs = await self._jobs(made, set(ids))
                running = "  ".join(_running(job) for job in jobs if job["status"] == "processing")
                done = sum(job["status"] not in OPEN for job in jobs)
                bar.show(done, running)
                if done == len(ids):
                    break
                if (state := f"{done} {running}") != seen:
                    seen, since = state, time.monotonic()
                if time.monotonic() - since > STALLED_SECONDS:
                    raise DemoFailedError(f"the {name} stand still at {done} of {len(ids)}")
                await asyncio.sleep(LOOK_SECONDS)
        made.jobs.extend(jobs)
        failed = [job for job in jobs if job["status"] != "completed"]
        if failed:
            raise DemoFailedError(f"{len(failed)} {name} failed: {failed[0]['error_message']}")

    async def _jobs(self, made: Made, wanted: set[str]) -> list[Job]:
        jobs = await self._api.get("/queue/jobs", project_id=made.project["id"])
        return [job for job in jobs if job["id"] in wanted]

    async def _reload(self, made: Made) -> None:
        made.project = await self._api.get(f"/projects/{made.project['id']}/with-scenes")

    async def _export(self, made: Made) -> None:
        """Write every format, with the media beside them, and read all of it again."""
        project_id = made.project["id"]
        formats = [
            known["name"] for known in await self._api.get(f"/projects/{project_id}/export/formats")
        ]
        sheet = self._folder / "contact_sheet.png"
        with self._screen.stage("exports", len(formats) + 1) as bar:
            for n, format in enumerate(formats, start=1):
                file = await download_export(self._api, project_id, format, self._folder)
                made.files.append(file)
                bar.show(n, file.path.name)
            await save_contact_sheet(self._api, made.project, sheet)
            made.files.append(ExportedFile(sheet, 0))
            bar.show(len(formats) + 1, sheet.name)
        for bundle in [file.path for file in made.files if file.path.suffix == ".zip"]:
            await asyncio.to_thread(unpack_media, bundle)
        made.checks = await asyncio.to_thread(check_exports, made.files)
        self._screen.line("checked", f"{len(made.checks)} of {len(made.files)} files are right")


def _running(job: Job) -> str:
    return f"{job['server_name']} {job['progress_percent']:.0f}%"
