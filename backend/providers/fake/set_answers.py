"""Answers of the fake provider that a person has set, as files in FAKE_DATA_DIR."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Final

ENDINGS: Final = {
    "image": ("png", "jpg", "webp"),
    "video": ("mp4", "webm", "mov"),
    "audio": ("mp3", "wav", "ogg"),
    "text": ("txt",),
}
"""What the file for each kind may end in; the answer to a schema is a JSON file of its name."""


class SetAnswers:
    """A folder such as image.png, video.mp4, audio.mp3, text.txt and outline.json, or none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    async def of_kind(self, kind: str) -> bytes | None:
        """Return the file for all pictures, films, sounds or plain texts, None if there is none."""
        return await self._first(f"{kind}.{ending}" for ending in ENDINGS[kind])

    async def of_schema(self, name: str) -> bytes | None:
        """Return the file for all answers to that schema, None if there is none."""
        return await self._first([f"{name}.json"]) if name.isidentifier() else None

    async def _first(self, names: Iterable[str]) -> bytes | None:
        if self._folder is None:
            return None
        return await asyncio.to_thread(_read, [self._folder / name for name in names])


def _read(paths: list[Path]) -> bytes | None:
    return next((path.read_bytes() for path in paths if path.is_file()), None)
