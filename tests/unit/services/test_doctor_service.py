"""The doctor says what is wrong, and nothing that is wrong stops it."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from backend.database.mongod_binary import MongodNotFoundError
from backend.domain.errors import DatabaseUnavailableError
from backend.services import doctor_machine
from backend.services.doctor_database import DatabaseLooks
from backend.services.doctor_machine import MachineLooks
from backend.services.doctor_service import Check, DoctorService, Finding, Look, Looks
from backend.settings import Settings


def finding(ok: bool, text: str = "as it should be") -> Look:
    async def look() -> Iterable[Finding]:
        return [Finding("disk", ok, text)]

    return look


async def checks_of(looks: Looks, *, limit_seconds: float = 5.0) -> dict[str, Check]:
    report = await DoctorService(looks, limit_seconds=limit_seconds).examine()
    assert report.ok == all(check.ok for check in report.checks)
    return {check.name: check for check in report.checks}


class Mongod:
    """A database that says of itself what a test wants."""

    def __init__(self, **said: Any) -> None:
        self._said = {"localTime": datetime.now(UTC).replace(tzinfo=None), **said}

    async def command(self, name: str, **arguments: Any) -> dict[str, Any]:
        """Answer."""
        return self._said


class Undiagnosed:
    """No write and no index."""

    async def count_examination(self) -> None:
        """Fail."""
        raise DatabaseUnavailableError("not the primary")

    async def missing_indexes(self) -> list[str]:
        """Miss one."""
        return ["clips: scene_id, order"]


def database(**said: Any) -> Looks:
    return DatabaseLooks(Mongod(**said), "there", cast(Any, Undiagnosed())).looks()


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def machine(folder: Path, **settings: Any) -> Looks:
    made = Settings(_env_file=None, upload_dir=folder, **settings)
    return MachineLooks(made, "embedded-mongod").looks()


async def test_all_is_well_only_if_everything_is() -> None:
    well, ill = finding(True), finding(False)
    assert (await DoctorService({"a": well}, {"b": well}).examine()).ok
    assert not (await DoctorService({"a": well}, {"b": ill}).examine()).ok


async def test_a_look_that_breaks_or_hangs_is_a_finding_and_the_others_go_on() -> None:
    async def breaks() -> Iterable[Finding]:
        raise KeyError

    async def hangs() -> Iterable[Finding]:
        await asyncio.Event().wait()
        return []

    looks: Looks = {"broken": breaks, "hung": hangs, "disk": finding(True)}
    found = await checks_of(looks, limit_seconds=0.05)
    assert [found[name].ok for name in looks] == [False, False, True]
    assert found["broken"].text == "KeyError"
    assert found["hung"].text == "no answer in 0.05 s"


async def test_what_is_found_holds_no_secret() -> None:
    found = await checks_of({"disk": finding(False, "mongodb://ada:secret@host/ refused")})
    assert found["disk"].text == "mongodb://ada:***@host/ refused"


async def test_a_machine_that_has_all_is_well(tmp_path: Path) -> None:
    found = await checks_of(machine(tmp_path, min_free_disk_mb=0))
    assert [name for name, check in found.items() if not check.ok] == []
    assert files_in(tmp_path) == []


async def test_a_folder_that_takes_nothing_and_a_full_disk_are_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = (await checks_of(machine(tmp_path / "file")))["media folder"]
    assert not folder.ok
    assert "UPLOAD_DIR" in (folder.hint or "")
    full = (await checks_of(machine(tmp_path, min_free_disk_mb=1e12)))["disk"]
    assert not full.ok
    assert full.hint is not None


async def test_a_missing_mongod_is_ill_only_where_it_is_ours_to_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_configured: str | None) -> None:
        raise MongodNotFoundError(["mongod on PATH: not there"])

    monkeypatch.setattr(doctor_machine, "find_mongod", none)
    settings = Settings(_env_file=None, upload_dir=tmp_path)
    for kind, ok in (("embedded-mongod", False), ("configured", True)):
        found = await checks_of(MachineLooks(settings, cast(Any, kind)).looks())
        assert found["embedded mongod"].ok is ok


async def test_what_is_wrong_with_a_database_is_named() -> None:
    late = datetime.now(UTC).replace(tzinfo=None) - timedelta(minutes=2)
    found = await checks_of(database(version="5.0.1", localTime=late))
    assert found.pop("database").text == "there"
    assert {name: check.ok for name, check in found.items()} == dict.fromkeys(found, False)
    assert found["writes"].text == "not the primary"
    assert found["indexes"].text == "missing: clips: scene_id, order"
    assert found["clock"].text.endswith("s behind")


async def test_a_replica_set_of_a_recent_version_is_well() -> None:
    found = await checks_of(database(version="8.0.4", setName="rs0"))
    assert {name for name, check in found.items() if not check.ok} == {"writes", "indexes"}
