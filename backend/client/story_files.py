"""A story as files on this machine: its board, its voices, its subtitles and its cut."""

import asyncio
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import urlsplit

from backend.client.api_client import ApiClient, ApiError
from backend.client.board_text import board_text
from backend.client.contact_sheet import save_contact_sheet, shots_of
from backend.client.downloads import download_all, download_export, unpack_media

FORMATS: Final = ("json", "srt", "vtt", "fcpxml", "edl")
NOTHING_CHOSEN: Final = 409


async def write_story(api: ApiClient, story_id: str, folder: Path) -> None:
    """Write all there is of a story into the folder, its cut with the media it names.

    No zip and no media if nothing was made for any clip.

    Raises:
        ApiError: the server refused.
        OSError: the folder cannot be written to.
    """
    project = await api.get(f"/projects/{story_id}/with-scenes")
    text = board_text(project)
    await asyncio.to_thread((folder / "board.md").write_text, text, encoding="utf-8")
    await save_contact_sheet(api, project, folder / "contact_sheet.png")
    await _write_voices(api, project, folder / "audio")
    for format in FORMATS:
        await download_export(api, story_id, format, folder)
    try:
        bundle = await download_all(api, story_id, folder)
    except ApiError as error:
        if error.status != NOTHING_CHOSEN:
            raise
    else:
        await asyncio.to_thread(unpack_media, bundle.path)


async def _write_voices(api: ApiClient, project: dict[str, Any], folder: Path) -> None:
    """Write each clip's chosen narration under the clip's number on the contact sheet."""
    voices = dict(_voices(project))
    if voices:
        await asyncio.to_thread(folder.mkdir, exist_ok=True)
    for number, url in voices.items():
        ending = PurePosixPath(urlsplit(url).path).suffix
        await api.download(url, folder / f"{number}{ending}")


def _voices(project: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for number, clip in shots_of(project):
        chosen = next((take for take in clip["generated_audio"] if take["is_selected"]), None)
        if chosen is not None:
            yield number, chosen["url"]
