"""The bundle: every text of a cut beside its media, so that an editor finds nothing offline."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from backend.domain.errors import invalid_field
from backend.export.addresses import MEDIA_FOLDER
from backend.export.formats import FORMATS, TEXT_FORMATS
from backend.export.options import ExportOptions
from backend.export.report import ExportRemark, ExportReport, RemarkCode
from backend.export.timeline import Card, Source, Timeline

OWN_NAMES: Final = frozenset({"report", "readme"})
"""What a bundle's own files are called, without their endings."""

_README = """\
{name}
{underline}
{frames} frames at {fps} frames a second, {width} x {height}.
Unpack everything into one folder first.

{lines}

media/ holds every picture and sound the files above use; keep it beside them. If an editor asks
for media all the same, show it that folder: each clip is named after its file.
report.json tells what was rounded, missing or changed on the way ({warnings} warnings).
"""
_HOW_TO = {
    "fcpxml": "Final Cut Pro: File > Import > XML.",
    "resolve": "DaVinci Resolve: File > Import > Timeline.",
    "edl": "Avid, Resolve and others that take CMX3600: picture only, linked by reel name.",
    "json": "Everything StoryCanvas knows, for tools and for importing it again.",
    "csv": "The shot list; opens in any spreadsheet.",
    "srt": "Captions for players and editors.",
    "vtt": "Captions for the web.",
}


@dataclass(frozen=True)
class Bundle:
    """What goes into the zip.

    Attributes:
        texts: content by member name.
        media: storage key by member name.
        slates: what must be drawn, by member name.
        reports: what each format says; `report` is all of it together.
    """

    texts: dict[str, bytes]
    media: dict[str, str]
    slates: dict[str, tuple[Source, Card]]
    reports: list[ExportReport]
    report: ExportReport


def check_formats(options: ExportOptions) -> list[str]:
    """Return the text formats that were asked for, all if none was.

    Raises:
        ValidationError: one of them does not exist.
    """
    for name in options.formats:
        if name not in TEXT_FORMATS:
            raise invalid_field("formats", f"'{name}' is none of {', '.join(TEXT_FORMATS)}")
    return options.formats or TEXT_FORMATS


def write_files(
    timeline: Timeline, name: str, options: ExportOptions
) -> tuple[dict[str, bytes], ExportReport]:
    """Return the files of one format by name, and its report.

    Several parts are numbered: "Rain_part1.edl", "Rain_part2.edl".

    Raises:
        ConflictError: the format cannot hold this cut.
    """
    known = FORMATS[name]
    if known.write is None:
        raise ValueError(f"'{name}' is made of other formats")
    written = known.write(timeline, options)
    # In JSON a lone surrogate becomes its escape; the other formats hold none.
    texts = [text.encode("utf-8", "backslashreplace") for text in written.texts]
    marks = [f"_part{part}" for part in range(1, len(texts) + 1)] if len(texts) > 1 else [""]
    names = [f"{timeline.stem}{mark}{known.suffix}" for mark in marks]
    return dict(zip(names, texts, strict=True)), timeline.report(name, written.entries)


def with_free_stem(timeline: Timeline, taken: Collection[str]) -> Timeline:
    """Return a timeline whose files are called nothing that a zip has for itself.

    Args:
        taken: names without their endings, in lower case.
    """
    if timeline.stem.lower() not in taken:
        return timeline
    return replace(timeline, stem=f"{timeline.stem}_cut")


def make_bundle(timeline: Timeline, options: ExportOptions) -> Bundle:
    """Return what the zip holds; captions without words are left out.

    Raises:
        ConflictError: one of the formats cannot hold this cut.
    """
    timeline = with_free_stem(timeline, OWN_NAMES)
    texts: dict[str, bytes] = {}
    reports: list[ExportReport] = []
    own: list[ExportRemark] = []
    lines: list[str] = []
    for name in check_formats(options):
        files, report = write_files(timeline, name, options)
        reports.append(report)
        own += report.entries[len(timeline.entries) :]
        if not any(entry.code is RemarkCode.CAPTIONS_EMPTY for entry in report.entries):
            texts |= files
            lines += [f"{file}\n  {_HOW_TO[name]}" for file in files]
    report = timeline.report("bundle", dict.fromkeys(own))
    told = [each.model_dump(mode="json", exclude_none=True) for each in reports]
    texts["report.json"] = json.dumps(told, ensure_ascii=False, indent=1).encode()
    texts["README.txt"] = _readme(timeline, lines, report.warnings).encode()
    cards = {item.source: item.card for item in (*timeline.items, *timeline.connected)}
    sources = timeline.sources
    return Bundle(
        texts=texts,
        media={_member(source): source.key for source in sources if source.key},
        slates={
            _member(source): (source, card)
            for source in sources
            if not source.key and (card := cards[source])
        },
        reports=reports,
        report=report,
    )


def _member(source: Source) -> str:
    return f"{MEDIA_FOLDER}/{source.name}"


def _readme(timeline: Timeline, lines: Sequence[str], warnings: int) -> str:
    return _README.format(
        name=timeline.name,
        underline="=" * len(timeline.name),
        frames=timeline.frames,
        fps=timeline.rate.label,
        width=timeline.width,
        height=timeline.height,
        lines="\n".join(lines),
        warnings=warnings,
    )
