"""Files that are written from the code: bring them up to date, or say which are not."""

from pathlib import Path

import typer

ROOT = Path(__file__).parents[2]


def refresh(files: dict[str, str], *, check: bool) -> None:
    """Write the files that differ, or only name them; paths are from the root of the repository.

    Raises:
        Exit: with `check`, something is out of date.
    """
    outdated = {name: text for name, text in files.items() if current(name) != text}
    for name, text in outdated.items():
        if not check:
            path = ROOT / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        typer.echo(f"{name} {'is out of date' if check else 'written'}")
    if check and outdated:
        raise typer.Exit(1)


def current(name: str) -> str | None:
    """Return a file as it is in the repository, or None."""
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.exists() else None
