"""The files of a simulated server: uploads, outputs and previews, kept in memory up to a bound."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass, field
from pathlib import PurePosixPath

KINDS = ("output", "input", "temp")

_ANNOTATION = re.compile(r"(?P<name>.+?) \[(?P<kind>output|input|temp)\]")


class OutsideError(Exception):
    """A path leads out of the folder it is in."""


@dataclass(frozen=True)
class FileKey:
    """Where a file is: its kind of folder, the folder below it, its name."""

    kind: str
    subfolder: str
    name: str

    def as_reply(self) -> dict[str, str]:
        """Return the three parts as outputs name them."""
        return {"filename": self.name, "subfolder": self.subfolder, "type": self.kind}


@dataclass(frozen=True)
class StoredFile:
    """The bytes of a file and when they were written."""

    content: bytes
    written: float = field(default_factory=time.time)


class FileStore:
    """Files by place; when they outgrow the bound the oldest go.

    Pictures are drawn and stored in a thread while requests are answered, hence the lock.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._files: dict[FileKey, StoredFile] = {}
        self._size = 0
        self._lock = threading.RLock()

    def get(self, key: FileKey) -> StoredFile | None:
        """Return the file, or None."""
        return self._files.get(key)

    def put(self, key: FileKey, content: bytes) -> None:
        """Write a file, over an older one of that name if need be."""
        with self._lock:
            self.delete(key)
            self._files[key] = StoredFile(content)
            self._size += len(content)
            while self._size > self._capacity and len(self._files) > 1:
                self.delete(next(iter(self._files)))

    def delete(self, key: FileKey) -> None:
        """Remove a file if it is there."""
        with self._lock:
            removed = self._files.pop(key, None)
            if removed:
                self._size -= len(removed.content)

    def names(self, kind: str) -> list[str]:
        """Return the names of the files directly in a folder, as choice lists show them."""
        return sorted(key.name for key in self._keys() if key.kind == kind and not key.subfolder)

    def upload(self, key: FileKey, content: bytes, *, overwrite: bool) -> FileKey:
        """Store an upload; other bytes under a taken name get " (1)", " (2)" and so on."""
        stem, suffix = PurePosixPath(key.name).stem, PurePosixPath(key.name).suffix
        number = 0
        while not overwrite and (existing := self.get(key)) and existing.content != content:
            number += 1
            key = FileKey(key.kind, key.subfolder, f"{stem} ({number}){suffix}")
        self.put(key, content)
        return key

    def next_counter(self, kind: str, subfolder: str, prefix: str) -> int:
        """Return the number after the highest in use; deleted files free theirs."""
        pattern = re.compile(re.escape(prefix) + r"_(\d+)_?\.\w+")
        used = [
            int(match[1])
            for key in self._keys()
            if (key.kind, key.subfolder) == (kind, subfolder)
            and (match := pattern.fullmatch(key.name))
        ]
        return max(used, default=0) + 1

    def _keys(self) -> list[FileKey]:
        with self._lock:
            return list(self._files)


def split_annotated(text: str, kind: str = "input") -> FileKey:
    """Read a LoadImage value: `name`, `sub/name`, or either followed by ` [output]` and the like.

    Raises:
        OutsideError: it leads out of its folder.
    """
    match = _ANNOTATION.fullmatch(text)
    if match:
        text, kind = match["name"], match["kind"]
    subfolder, _, name = text.rpartition("/")
    return FileKey(kind, inside(subfolder), name)


def inside(folder: str) -> str:
    """Return a folder's plain relative form.

    Raises:
        OutsideError: it leads upwards or is absolute.
    """
    path = PurePosixPath(folder)
    if path.is_absolute() or ".." in path.parts:
        raise OutsideError(folder)
    return "" if folder in ("", ".") else str(path)
