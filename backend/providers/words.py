"""What servers say of failures, made fit for people: no folders, no tracebacks, not too long."""

import re
from typing import Any, Final

_LONGEST: Final = 300
_FOLDERS: Final = re.compile(r"(?:\b[A-Za-z]:)?[\\/](?:[^\\/\s'\"]+[\\/])+")
_OUT_OF_MEMORY: Final = re.compile(
    r"out of memory|outofmemory|can't allocate memory|cannot allocate memory|not enough memory",
    re.IGNORECASE,
)


def first_line(text: Any) -> str:
    """Return the first line that says something, files without the folders they are in."""
    line = next((line for line in str(text).splitlines() if line.strip()), "")
    return _FOLDERS.sub("", line).strip(" *")[:_LONGEST]


def says_out_of_memory(text: str) -> bool:
    """Tell whether a message means that memory ran out."""
    return _OUT_OF_MEMORY.search(text) is not None
