"""What was sent to be imported: one document, or a zip of documents and their files; blocking."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from backend.domain.errors import invalid_field
from backend.export.readers.json_text import parse_json

MOST_MEMBERS: Final = 10_000
MOST_UNPACKED: Final = 1024 * 1024 * 1024
MOST_TEXT: Final = 32 * 1024 * 1024
"""Bytes of all documents together: as objects in memory they take many times as much."""
PART: Final = 1024 * 1024
"""Bytes of a member to read at a time."""
_DIRECTORY: Final = 4 * 1024 * 1024
"""Bytes of the list of members, which is read in one go: as objects it takes tenfold."""
_RATIO: Final = 200
_RATIO_FROM: Final = 1024 * 1024
"""A member below this size may be packed as tightly as it likes."""
_ENCRYPTED: Final = 0x1
_HEAD: Final = 64
_ZIP: Final = b"PK"
_BOM: Final = b"\xef\xbb\xbf"


class Package:
    """The members of a zip by name; nothing is ever unpacked to a place that a member names.

    Every method raises ValidationError where the zip is damaged.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = _checked(archive)

    @property
    def names(self) -> list[str]:
        """The members in their order."""
        return list(self._members)

    def documents(self) -> dict[str, Any]:
        """Return what begins like a JSON object, by name."""
        room, found = MOST_TEXT, {}
        for name, info in self._members.items():
            if info.file_size <= MOST_TEXT and self._begins_as_object(name):
                room -= info.file_size
                if room < 0:
                    raise invalid_field("file", f"its texts have more than {MOST_TEXT} bytes")
                found[name] = parse_json(self.read(name), name[:100])
        return found

    def read(self, name: str) -> bytes:
        """Return a member whole."""
        return b"".join(self.parts(name))

    def parts(self, name: str) -> Iterator[bytes]:
        """Yield a member part by part."""
        with reading(), self._archive.open(self._members[name]) as file:
            while part := file.read(PART):
                yield part

    def size(self, name: str) -> int:
        """Return how many bytes the member has, unpacked."""
        return self._members[name].file_size

    def _begins_as_object(self, name: str) -> bool:
        with reading(), self._archive.open(self._members[name]) as file:
            return file.read(_HEAD).removeprefix(_BOM).lstrip().startswith(b"{")


@contextmanager
def open_package(path: Path) -> Iterator[tuple[dict[str, Any], Package]]:
    """Open what was received: its documents by name, and the package that they lie in.

    A document that came alone has no name, and an empty package.

    Raises:
        ValidationError: it cannot be read, or is a trap.
    """
    with path.open("rb") as file:
        is_zip = file.read(len(_ZIP)) == _ZIP
    if not is_zip:
        with zipfile.ZipFile(io.BytesIO(), "w") as nothing:
            yield {"": parse_json(_text(path))}, Package(nothing)
        return
    with _CautiousFile(path.open("rb", buffering=0)) as file, _opened(file) as archive:
        package = Package(archive)
        yield package.documents(), package


class _CautiousFile(io.BufferedReader):
    """Refuses to read much at once, as a zip would have us do that claims a million members."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read at most so many bytes, or all that there are from here on."""
        most = _DIRECTORY + 1
        part = super().read(most if size is None or size < 0 else min(size, most))
        if len(part) > _DIRECTORY:
            raise OSError("the list of members is too long")
        return part


def _text(path: Path) -> bytes:
    if path.stat().st_size > MOST_TEXT:
        raise invalid_field("file", f"is a text of more than {MOST_TEXT} bytes")
    return path.read_bytes()


@contextmanager
def reading() -> Iterator[None]:
    """Turn whatever a damaged zip brings about into an error of ours."""
    try:
        yield
    except Exception as exc:  # the standard library raises a dozen kinds for hostile bytes
        raise invalid_field("file", "is no sound zip") from exc


def _opened(file: IO[bytes]) -> zipfile.ZipFile:
    with reading():
        return zipfile.ZipFile(file)


def _checked(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the members by name, or refuse what is a trap or cannot be told apart."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST_MEMBERS:
        raise invalid_field("file", f"has more than {MOST_MEMBERS} members")
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise invalid_field("file", f"has more than {MOST_UNPACKED} bytes when unpacked")
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = info.filename.replace("\\", "/")
        if info.flag_bits & _ENCRYPTED:
            raise invalid_field("file", f"its member '{name[:100]}' is encrypted")
        if info.file_size > max(_RATIO_FROM, info.compress_size * _RATIO):
            raise invalid_field("file", f"its member '{name[:100]}' is packed beyond reason")
        if name in members:
            raise invalid_field("file", f"has two members named '{name[:100]}'")
        members[name] = info
    return members
