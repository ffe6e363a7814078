"""Model file names, which servers write with their own folders and slashes."""

from collections.abc import Iterable

from backend.domain.lane import Capabilities


def plain(name: str) -> str:
    """Return the name with forward slashes: Windows servers answer `flux\\ae.safetensors`."""
    return name.replace("\\", "/")


def _last_part(name: str) -> str:
    return plain(name).rsplit("/", 1)[-1]


def find_name(wanted: str, names: Iterable[str]) -> str | None:
    """Return the server's spelling of a file: the same path, else the same name in any folder."""
    known = list(names)
    same = (name for name in known if plain(name) == plain(wanted))
    alike = (name for name in known if _last_part(name) == _last_part(wanted))
    return next(same, None) or next(alike, None)


def files_in(can: Capabilities, folder: str) -> list[str]:
    """Return the names of the server's files in a model folder."""
    listed = can.loras if folder == "loras" else can.models
    return [file.name for file in listed if file.type == folder]
