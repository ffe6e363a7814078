"""The main job, step by step over the public API: script, images, choice, videos, exports."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from backend.client.api_client import ApiClient
from backend.client.contact_sheet import save_contact_sheet
from backend.client.downloads import ExportedFile, download_export
from backend.demo.farm import Farm
from backend.demo.screen import Screen

LOOK_SECONDS: Final = 0.4
SECOND_TAKES: Final = 3
"""Every third clip gets a second take to choose from."""
MOST_VIDEOS: Final = 12
IMAGE_SIZE: Final = {"steps": 20}
JOBS_ASKED: Final = 500
OPEN: Final = frozenset({"pending", "processing"})


class DemoFailedError(Exception):
    """A step did not do what it promises."""


@dataclass
class Made:
    """What the demo made, for its summary."""

    project: dict[str, Any]
    report: dict[str, Any]
    jobs: list[dict[str, Any]] = field(default_factory=list)
    files: list[ExportedFile] = field(default_factory=list)

    @property
    def clips(self) -> list[dict[str, Any]]:
        """All clips, in story order."""
        return [clip for scene in self.project["scenes"] for clip in scene["clips"]]


class MainJob:
    """Runs the steps and shows each of them."""

    def __init__(self, farm: Farm, screen: Screen, folder: Path) -> None:
        self._api: ApiClient = farm.api
        self._farm = farm
        self._screen = screen
        self._folder = folder

    async def run(self, script: Path) -> Made:
        """Run all steps.

        Raises:
            DemoFailedError: one of them failed.
            ApiError: the API refused.
        """
        await self._register_servers()
        made = await self._import(script)
        await self._make_images(made)
        await self._choose(made)
        await self._make_videos(made)
        await self._export(made)
        return made

    async def _register_servers(self) -> None:
        with self._screen.stage("servers", len(self._farm.servers)) as bar:
            for n, server in enumerate(self._farm.servers, start=1):
                await self._api.post("/comfyui/servers", {"name": server.name, "url": server.url})
                bar.show(n, f"{server.name}, speed {server.speed:g}, simulated")

    async def _import(self, script: Path) -> Made:
        text = await asyncio.to_thread(script.read_text, encoding="utf-8")
        known = {".fountain": "fountain", ".md": "markdown", ".txt": "plain"}
        answer = await self._api.post(
            "/projects/import-script",
            {"text": text, "kind": known.get(script.suffix.lower())},
        )
        found = answer["report"]["recognised"]
        self._screen.line(
            "script",
            f"{script.name}: {found['scenes']} scenes, {found['clips']} clips,"
            f" {found['characters']} characters, {len(answer['report']['dropped'])} dropped",
        )
        return Made(answer["project"], answer["report"])

    async def _make_images(self, made: Made) -> None:
        wanted = [
            clip for n, clip in enumerate(made.clips) for _ in range(1 if n % SECOND_TAKES else 2)
        ]
        ids = await self._enqueue(wanted, "image", IMAGE_SIZE)
        await self._follow("images", made, ids)

    async def _choose(self, made: Made) -> None:
        """Look at the takes; the first of each clip was selected as it came."""
        await self._reload(made)
        missing = [clip["name"] for clip in made.clips if not clip["selected_image_id"]]
        if missing:
            raise DemoFailedError(f"no picture for {', '.join(missing)}")
        takes = sum(len(clip["generated_images"]) for clip in made.clips)
        self._screen.line("choose", f"{len(made.clips)} of {takes} takes selected")

    async def _make_videos(self, made: Made) -> None:
        chosen = made.clips[:MOST_VIDEOS]
        ids = await self._enqueue(chosen, "video", {})
        await self._follow("videos", made, ids)
        await self._reload(made)

    async def _enqueue(
        self, clips: Sequence[dict[str, Any]], kind: str, params: dict[str, Any]
    ) -> list[str]:
        ids = []
        for clip in clips:
            body = {"clip_id": clip["id"], "generation_type": kind, "params": params}
            ids.append((await self._api.post("/generation", body))["job_id"])
        return ids

    async def _follow(self, name: str, made: Made, ids: list[str]) -> None:
        """Show the jobs until none is open.

        Raises:
            DemoFailedError: one was given up.
        """
        wanted = set(ids)
        with self._screen.stage(name, len(ids)) as bar:
            while True:
                jobs = [job for job in await self._jobs(made) if job["id"] in wanted]
                running = [job for job in jobs if job["status"] == "processing"]
                done = sum(job["status"] not in OPEN for job in jobs)
                bar.show(done, "  ".join(map(_running, running)))
                if done == len(ids):
                    break
                await asyncio.sleep(LOOK_SECONDS)
        made.jobs.extend(jobs)
        failed = [job for job in jobs if job["status"] != "completed"]
        if failed:
            raise DemoFailedError(f"{len(failed)} {name} failed: {failed[0]['error_message']}")

    async def _jobs(self, made: Made) -> list[dict[str, Any]]:
        jobs: list[dict[str, Any]] = await self._api.get(
            "/queue/jobs", project_id=made.project["id"]
        )
        return jobs

    async def _reload(self, made: Made) -> None:
        made.project = await self._api.get(f"/projects/{made.project['id']}/with-scenes")

    async def _export(self, made: Made) -> None:
        project_id = made.project["id"]
        formats = [
            known["name"] for known in await self._api.get(f"/projects/{project_id}/export/formats")
        ]
        with self._screen.stage("exports", len(formats) + 1) as bar:
            for n, format in enumerate(formats, start=1):
                made.files.append(
                    await download_export(self._api, project_id, format, self._folder)
                )
                bar.show(n, format)
            sheet = self._folder / "contact_sheet.png"
            await save_contact_sheet(self._api, made.project, sheet)
            made.files.append(ExportedFile(sheet, 0))
            bar.show(len(formats) + 1, sheet.name)


def _running(job: dict[str, Any]) -> str:
    return f"{job['server_name']} {job['progress_percent']:.0f}%"
