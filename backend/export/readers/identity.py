"""The line by which our exports say which clip something is."""

import re
from typing import Final

_CLIP: Final = re.compile(r"storycanvas:clip=([0-9a-f-]{36})")


def clip_id_in(text: str) -> str | None:
    """Return the id that a note names, if it names one."""
    found = _CLIP.search(text)
    return found[1] if found else None
