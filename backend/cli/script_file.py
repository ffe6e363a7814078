"""What a command is told of a script: its file and the rate of its project."""

from pathlib import Path
from typing import Annotated, Final

import typer

from backend.domain.frame_rate import FRAME_RATES
from backend.services.story_service import LONGEST, SHORTEST
from backend.story.fdx import is_fdx

MOST_BYTES: Final = 2 * 1024 * 1024
"""As over the API; markup takes up far more of it than the script that it holds."""


def _known_rate(fps: str | None) -> str | None:
    if fps is not None and fps not in FRAME_RATES:
        raise typer.BadParameter(f"'{fps}' is none of {', '.join(FRAME_RATES)}")
    return fps


Fps = Annotated[
    str | None,
    typer.Option(callback=_known_rate, help="Frames a second, such as 23.976 or 29.97df; else 24."),
]


def read_script(path: Path) -> str:
    """Return the text of a script.

    Raises:
        BadParameter: it is no UTF-8 text, or longer or shorter than a script may be.
    """
    limits = f"a script has {SHORTEST} to {LONGEST:,} characters"
    if path.stat().st_size > MOST_BYTES:
        raise typer.BadParameter(f"{path} is too long: {limits}")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"{path} is not UTF-8 text: save it as such first") from error
    if not is_fdx(text) and not SHORTEST <= len(text.strip()) <= len(text) <= LONGEST:
        raise typer.BadParameter(f"{path} holds {len(text):,} characters: {limits}")
    return text
