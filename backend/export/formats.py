"""The formats: to add one, write a writer and add a line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from backend.domain.errors import UnknownExportFormatError, invalid_field
from backend.export.options import ExportOptions
from backend.export.timeline import Timeline
from backend.export.writers.csv_table import write_csv
from backend.export.writers.edl import write_edl
from backend.export.writers.fcpxml import RESOLVE_VERSIONS, write_fcpxml, write_resolve
from backend.export.writers.storycanvas_json import write_json
from backend.export.writers.subtitles import write_srt, write_vtt
from backend.export.writers.written import Written

_CUT_OPTIONS: Final = frozenset(
    {"fps", "start", "scene_id", "picture", "missing", "music", "alternates", "clip_audio", "notes"}
)
"""Options that shape the cut itself, so every format knows them."""


@dataclass(frozen=True)
class Format:
    """One way to write a cut.

    Attributes:
        suffix: what a file's name ends with, e.g. "_resolve.fcpxml".
        write: None for the bundle, which is made of the others.
        more_options: what it knows beyond the options that shape the cut.
        only: the values it can take of an option, where these are fewer than usual.
        needs_shots: without any there is nothing to write.
    """

    name: str
    suffix: str
    media_type: str
    about: str
    write: Callable[[Timeline, ExportOptions], Written] | None
    more_options: frozenset[str] = frozenset()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs_shots: bool = True

    @property
    def options(self) -> list[str]:
        """Return the names of the options it knows."""
        return sorted(_CUT_OPTIONS | self.more_options)

    def check(self, options: ExportOptions) -> None:
        """Refuse what was asked of this format and means nothing to it.

        Forms send every option: to send a default is to ask for nothing.

        Raises:
            ValidationError: an option it does not know, or a value it cannot take.
        """
        defaults = ExportOptions()
        for option in sorted(options.model_fields_set):
            asked = getattr(options, option) != getattr(defaults, option)
            if asked and option not in self.options:
                raise invalid_field(option, f"{self.name} does not know this option")
            allowed = self.only.get(option)
            if allowed and getattr(options, option) not in allowed:
                raise invalid_field(option, f"{self.name} takes {' or '.join(allowed)}")


_FCPXML: Final = frozenset({"version", "media_root"})
_CAPTIONS: Final = frozenset({"captions"})
_BUNDLE: Final = frozenset({"version", "captions", "formats"})
_RESOLVE: Final = {"version": RESOLVE_VERSIONS, "alternates": ("none",)}

_ALL: Final = (
    Format("fcpxml", ".fcpxml", "application/xml", "Final Cut Pro", write_fcpxml, _FCPXML),
    Format(
        "resolve",
        "_resolve.fcpxml",
        "application/xml",
        "DaVinci Resolve",
        write_resolve,
        _FCPXML,
        _RESOLVE,
    ),
    Format("edl", ".edl", "text/plain", "CMX3600 for Avid and Resolve, picture only", write_edl),
    Format(
        "json", ".json", "application/json", "All of it, for tools", write_json, needs_shots=False
    ),
    Format("csv", ".csv", "text/csv", "A shot list for spreadsheets", write_csv, needs_shots=False),
    Format("srt", ".srt", "application/x-subrip", "Captions for players", write_srt, _CAPTIONS),
    Format("vtt", ".vtt", "text/vtt", "Captions for the web", write_vtt, _CAPTIONS),
    Format("bundle", ".zip", "application/zip", "All formats and their media", None, _BUNDLE),
)
FORMATS: Final = {known.name: known for known in _ALL}
TEXT_FORMATS: Final = [known.name for known in _ALL if known.write]


def export_format(name: str) -> Format:
    """Return a format by its name.

    Raises:
        UnknownExportFormatError: there is none of that name.
    """
    if name not in FORMATS:
        raise UnknownExportFormatError(name, list(FORMATS))
    return FORMATS[name]
