"""Where an editor finds the media of an exported file."""

import re
from typing import Final
from urllib.parse import quote

MEDIA_FOLDER: Final = "media"


def media_address(name: str, media_root: str) -> str:
    """Return the address of a file as FCPXML wants it, percent-encoded.

    Without a root it is relative, "./media/x.png"; with one it is absolute: "/Volumes/A B" gives
    "file:///Volumes/A%20B/x.png", and "C:\\\\cut" gives "file:///C:/cut/x.png".
    """
    if not media_root:
        return f"./{MEDIA_FOLDER}/{quote(name)}"
    folder = media_root
    drive = ""
    if re.match(r"[A-Za-z]:[\\/]", folder):
        drive, folder = f"/{folder[:2]}", folder[2:].replace("\\", "/")
    return f"file://{drive}{quote(folder.rstrip('/'))}/{quote(name)}"
