"""Paths of before version 1, each with the path that took its place."""

import re
from typing import Final

_SAME_BELOW: Final = re.compile(r"/(stories|users)(/.*)?")
_OF_EXPORTS: Final = "/api/projects/"
_OF_STATUS: Final = re.compile(r"/status/([^/]+)")
_OTHERS: Final = {
    "/generate": "/stories",
    "/approve": "/stories",
    "/download": "/stories",
    "/debug/sessions": "/admin/drafts",
    "/debug/config": "/admin/config",
}


def successor_of(path: str) -> str | None:
    """Return the path below the version's prefix that took the place of an old one.

    >>> successor_of("/status/7c1f")
    '/stories/7c1f/status'
    """
    path = path.rstrip("/")
    if path.startswith(_OF_EXPORTS):
        return path.removeprefix("/api")
    if _SAME_BELOW.fullmatch(path):
        return path
    if status := _OF_STATUS.fullmatch(path):
        return f"/stories/{status.group(1)}/status"
    return _OTHERS.get(path)
