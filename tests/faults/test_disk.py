"""The disk for media is full: what is made already is kept and fetched later, nothing is redone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.farm import Farm
from tests.journeys import API, eventually

pytestmark = pytest.mark.faults

DISK_MB = 6


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(disk)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(mounting, check=False).returncode:
        pytest.skip("only root may mount a small file system, and not everywhere")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path, *, leave: int) -> Path:
    """Write a file that leaves so many bytes free, and return it."""
    free = os.statvfs(disk)
    filler = disk / "filler"
    filler.write_bytes(bytes(free.f_bavail * free.f_frsize - leave))
    return filler


async def test_a_full_disk_costs_no_second_run(farm: Farm, small_disk: Path) -> None:
    """Fault 7: the job stays collecting, nothing new is granted, and people are told why."""
    await farm.add_backend(UPLOAD_DIR=str(small_disk / "media"), MIN_FREE_DISK_MB="1")
    gpu = await farm.add_server("gpu", speed=0.05)
    first, second = await farm.board(2)
    [running] = await farm.queue([first])
    await farm.reached(running, "running")
    filler = fill(small_disk, leave=0)
    [waiting] = await farm.queue([second])
    await eventually(gpu.is_idle)

    async def both_say_why() -> bool:
        told = [await farm.job(id) for id in (running, waiting)]
        return all("disk" in str(job["waiting"]) for job in told)

    await eventually(both_say_why)
    assert farm.stored(running)["state"] == "collecting"
    assert farm.stored(waiting)["attempts"] == []
    health = (await farm.client.get(f"{API}/health")).json()
    assert health["status"] == "degraded", health
    filler.unlink()
    assert {(job["state"], job["failures"]) for job in await farm.judged()} == {("done", 0)}
    assert sum(farm.prompts.posted.values()) == 2
