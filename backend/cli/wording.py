"""How commands speak to people: on stderr, in whole lines that a log can be searched for."""

from rich.console import Console


def say(name: str, text: str, style: str = "") -> None:
    """Say one thing under its name; what is asked for goes to stdout instead."""
    _console().print(f"{name:<11} {text}", style=style, markup=False, soft_wrap=True)


def say_error(message: str) -> None:
    """Say why a command did not do what it was told."""
    _console().print(message, style="red", markup=False, soft_wrap=True)


def said_by_system(error: OSError) -> str:
    """Return the system's complaint without Python's words around it."""
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


def _console() -> Console:
    # Made anew, so that it writes to whatever stderr is by then.
    return Console(stderr=True, highlight=False)
