"""Exports as files on this machine."""

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from backend.client.api_client import ApiClient


@dataclass(frozen=True)
class ExportedFile:
    """A file that was written."""

    path: Path
    warnings: int


def option_values(pairs: Iterable[str]) -> dict[str, list[str]]:
    """Return "NAME=VALUE" texts as query values; a name may come more than once.

    Raises:
        ValueError: one has no "=".
    """
    values: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ValueError(f"'{pair}' must be NAME=VALUE")
        values.setdefault(name, []).append(value)
    return values


async def download_export(
    api: ApiClient,
    project_id: str,
    format: str,
    folder: Path,
    options: dict[str, list[str]] | None = None,
) -> ExportedFile:
    """Write an export into the folder under the name the server gives it.

    Raises:
        ApiError: the server refused.
    """
    return await _saved(api, _path(project_id, format), format, folder, options or {})


async def download_all(api: ApiClient, project_id: str, folder: Path) -> ExportedFile:
    """Write a project with all its files into the folder: one zip.

    Raises:
        ApiError: the server refused; 409: nothing is chosen for any clip.
    """
    path = f"/projects/{quote(project_id, safe='')}/download"
    return await _saved(api, path, "zip", folder, {})


def unpack_media(bundle: Path) -> None:
    """Put a zip's media beside the bare files too, where their relative addresses look for them."""
    with zipfile.ZipFile(bundle) as archive:
        media = [name for name in archive.namelist() if name.startswith("media/")]
        archive.extractall(bundle.parent, media)


async def _saved(
    api: ApiClient, path: str, format: str, folder: Path, query: dict[str, list[str]]
) -> ExportedFile:
    partial = folder / f".{quote(path, safe='')}"
    headers = await api.download(path, partial, **query)
    target = folder / _file_name(headers.get("content-disposition", ""), format)
    partial.replace(target)
    return ExportedFile(target, int(headers.get("x-export-warnings", "0")))


async def warnings_of(
    api: ApiClient, project_id: str, format: str, options: dict[str, list[str]]
) -> list[str]:
    """Return what an export's report warns of, for people.

    Raises:
        ApiError: the server refused.
    """
    report = await api.get(f"{_path(project_id, format)}/report", **options)
    return [entry["message"] for entry in report["entries"] if entry["level"] != "info"]


def _path(project_id: str, format: str) -> str:
    return f"/projects/{quote(project_id, safe='')}/export/{quote(format, safe='')}"


def _file_name(disposition: str, format: str) -> str:
    found = re.search(r'filename="([^"]+)"', disposition)
    name = Path(found.group(1)).name if found else ""
    return name if name.strip(". ") else f"export.{format}"
