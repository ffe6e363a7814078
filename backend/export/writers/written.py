"""What a writer hands back."""

from dataclasses import dataclass

from backend.export.report import ExportRemark


@dataclass(frozen=True)
class Written:
    """The text of a file, or of several parts of one, and what the format could not say."""

    texts: tuple[str, ...]
    entries: tuple[ExportRemark, ...] = ()
