"""Which mongod is taken, and what is said when none runs."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from backend.database import mongod_binary
from backend.database.mongod_binary import MongodNotFoundError, find_mongod


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on the PATH, on a machine without the extra `embedded`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(mongod_binary, "_bundled_mongod", lambda: None)
    return folder


def write_mongod(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(["#!/bin/sh", *lines]) + "\n")
    path.chmod(0o755)
    return path


def test_the_configured_binary_comes_before_the_path(bin_folder: Path, tmp_path: Path) -> None:
    write_mongod(bin_folder / "mongod", "echo db version v7.0.1")
    configured = write_mongod(tmp_path / "mine", "echo db version v6.0.5")
    found = find_mongod(str(configured))
    assert (found.path, found.version) == (str(configured), "6.0.5")


def test_a_configured_binary_that_fails_gives_way_to_the_path(bin_folder: Path) -> None:
    on_path = write_mongod(bin_folder / "mongod", "echo db version v7.0.1")
    assert find_mongod("/nowhere/mongod").path == str(on_path)


def test_the_extra_comes_last(
    bin_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_mongod(bin_folder / "mongod", "exit 1")
    bundled = write_mongod(tmp_path / "bundled", "echo db version v6.0.5")
    monkeypatch.setattr(mongod_binary, "_bundled_mongod", lambda: str(bundled))
    assert find_mongod(None).path == str(bundled)


def test_an_old_mongod_is_refused_with_its_version(bin_folder: Path) -> None:
    write_mongod(bin_folder / "mongod", "echo db version v4.4.29")
    with pytest.raises(MongodNotFoundError, match=r"is v4\.4\.29, at least v6 is needed"):
        find_mongod(None)


def test_every_place_that_was_tried_is_named(bin_folder: Path) -> None:
    with pytest.raises(MongodNotFoundError) as raised:
        find_mongod("/nowhere/mongod")
    assert raised.value.tried == [
        "MONGOD_BINARY=/nowhere/mongod: not there",
        "mongod on PATH: not there",
        "extra 'embedded': not there",
    ]


def test_a_missing_library_is_named_with_the_package_that_holds_it(bin_folder: Path) -> None:
    complaint = "mongod: error while loading shared libraries: libssl.so.3: cannot open"
    write_mongod(bin_folder / "mongod", f"echo '{complaint}' >&2; exit 127")
    with pytest.raises(MongodNotFoundError, match=r"libssl\.so\.3 is missing.*libssl3"):
        find_mongod(None)


def test_a_file_that_is_no_program_is_refused(bin_folder: Path) -> None:
    (bin_folder / "mongod").write_bytes(b"\x00garbage")
    (bin_folder / "mongod").chmod(0o755)
    with pytest.raises(MongodNotFoundError, match="does not start"):
        find_mongod(None)


def test_the_libcurl_of_the_pycurl_wheel_stands_in_for_a_missing_one(
    bin_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    libraries = site / "pycurl.libs"
    libraries.mkdir(parents=True)
    (site / "pycurl-7.0.dist-info").mkdir()
    (site / "pycurl-7.0.dist-info" / "METADATA").write_text("Name: pycurl\nVersion: 7.0\n")
    (libraries / "libcurl-0123abcd.so.4.8.0").touch()
    monkeypatch.syspath_prepend(str(site))
    write_mongod(
        bin_folder / "mongod",
        '[ -e "${LD_LIBRARY_PATH%%:*}/libcurl.so.4" ] && echo db version v6.0.5 && exit',
        "echo 'error while loading shared libraries: libcurl.so.4: cannot open' >&2; exit 127",
    )
    found = find_mongod(None)
    assert found.library_path == str(libraries)
    assert found.environment()["LD_LIBRARY_PATH"].split(":")[0] == str(libraries)


def missing_distribution(name: str) -> None:
    raise PackageNotFoundError(name)


def test_without_pycurl_a_missing_libcurl_is_reported(
    bin_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_mongod(
        bin_folder / "mongod",
        "echo 'error while loading shared libraries: libcurl.so.4: cannot open' >&2; exit 127",
    )
    monkeypatch.setattr(mongod_binary, "distribution", missing_distribution)
    with pytest.raises(MongodNotFoundError, match="apt install libcurl4"):
        find_mongod(None)
