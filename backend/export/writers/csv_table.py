"""A shot list for spreadsheets: one row a shot."""

import csv
import io
from typing import Final

from backend.export.options import ExportOptions
from backend.export.timeline import Card, Item, Source, Timeline
from backend.export.writers.written import Written

_TEXTS: Final = (
    *("size", "angle", "move", "dialogue", "action", "notes", "lyrics"),
    *("image_prompt", "video_prompt", "character"),
)
_COLUMNS: Final = (
    *("scene", "shot", "name", "start_tc", "end_tc", "start_frame", "frames", "seconds"),
    *_TEXTS,
    *("file", "kind", "state", "seed", "model", "alternate", "clip_id"),
)
_STARTS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write_csv(timeline: Timeline, _: ExportOptions) -> Written:
    """Return UTF-8 with a byte order mark and CRLF, as spreadsheets like it.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    table = io.StringIO()
    table.write("\ufeff")
    rows = csv.DictWriter(table, _COLUMNS)
    rows.writeheader()
    for item, card in timeline.shots:
        row = _row(timeline, item, card)
        rows.writerow({column: _cell(value) for column, value in row.items()})
    return Written((table.getvalue(),))


def _row(timeline: Timeline, item: Item, card: Card) -> dict[str, object]:
    return {
        "scene": card.scene,
        "shot": card.code,
        "name": card.name,
        "start_tc": timeline.timecode(item.start),
        "end_tc": timeline.timecode(item.end),
        "start_frame": item.start,
        "frames": item.frames,
        "seconds": f"{float(timeline.rate.seconds(item.frames)):.3f}",
        **{text: card.texts[text] for text in _TEXTS},
        "file": item.source.name if item.source else "",
        "kind": _kind(item.source),
        "state": card.state,
        "seed": "" if card.seed is None else card.seed,
        "model": card.model,
        "alternate": "yes" if card.is_alternate else "",
        "clip_id": card.clip_id,
    }


def _kind(source: Source | None) -> str:
    if source is None:
        return "gap"
    return source.kind.value if source.key else "slate"


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_STARTS_FORMULA):
        return f"'{value}"
    return value
