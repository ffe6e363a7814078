"""Numbers of things, in words for people."""


def counted(number: int, noun: str) -> str:
    """Return "1 clip" or "2 clips"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
