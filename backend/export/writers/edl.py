"""CMX3600 edit decision lists: one picture track, by reel and timecode.

001  S3F2A9C1 V     C        00:00:00:00 00:00:02:12 01:00:00:00 01:00:02:12
* FROM CLIP NAME: S01_C001 Harbour at dawn
* SOURCE FILE: S01_C001_3f2a9c1e.png
"""

from collections.abc import Iterator, Sequence
from typing import Final

from backend.domain.errors import ConflictError
from backend.export.options import ExportOptions
from backend.export.report import ExportRemark, RemarkCode
from backend.export.texts import to_ascii
from backend.export.timeline import Item, Timeline
from backend.export.writers.written import Written

MAX_EVENTS: Final = 999
_MAX_TITLE: Final = 70


def write_edl(timeline: Timeline, _: ExportOptions) -> Written:
    """Return one list, or several of 999 events each; record time runs on through them.

    Raises:
        ConflictError: the cut reaches 24:00:00:00, which timecode cannot say.
    """
    day = timeline.rate.frame_of("24:00:00:00")
    if timeline.start_frame + timeline.frames >= day:
        raise ConflictError(
            "The cut reaches 24:00:00:00, which timecode cannot say; let it start earlier"
        )
    items = timeline.items
    parts = [items[at : at + MAX_EVENTS] for at in range(0, len(items), MAX_EVENTS)]
    return Written(
        tuple("\n".join([*_head(timeline), *_events(timeline, part), ""]) for part in parts),
        tuple(_losses(timeline)),
    )


def _head(timeline: Timeline) -> Iterator[str]:
    title = to_ascii(timeline.name)[:_MAX_TITLE].strip()
    yield f"TITLE: {title or timeline.stem[:_MAX_TITLE]}"
    yield f"FCM: {'DROP FRAME' if timeline.rate.drop_frame else 'NON-DROP FRAME'}"


def _events(timeline: Timeline, items: Sequence[Item]) -> Iterator[str]:
    for number, item in enumerate(items, start=1):
        reel = item.source.reel if item.source else "BL"
        times = " ".join(
            (
                timeline.rate.timecode(item.source_in),
                timeline.rate.timecode(item.source_in + item.frames),
                timeline.timecode(item.start),
                timeline.timecode(item.end),
            )
        )
        yield f"{number:03d}  {reel:<8} V     C        {times}"
        # Some readers lose a first event that no remark follows, so a hole has one too.
        yield f"* FROM CLIP NAME: {to_ascii(item.title)}" if item.card else "* GAP"
        if item.source:
            yield f"* SOURCE FILE: {item.source.name}"


def _losses(timeline: Timeline) -> Iterator[ExportRemark]:
    stills = sum(1 for item in timeline.items if item.source and item.source.is_still)
    if stills:
        message = f"{stills} stills: DaVinci Resolve takes no stills from an EDL"
        yield ExportRemark.of(RemarkCode.STILLS_IN_EDL, message)
    for what, lost in (
        ("pictures on upper lanes", timeline.connected),
        ("sounds", timeline.sounds),
    ):
        if lost:
            yield ExportRemark.of(
                RemarkCode.NOT_EXPRESSIBLE, f"An EDL cannot hold the {len(lost)} {what}"
            )
    titles = [item.card.title for item in timeline.items if item.card]
    changed = sum(to_ascii(title) != title for title in titles)
    if changed:
        yield ExportRemark.of(RemarkCode.TEXT_CHANGED, f"{changed} names were spelled in ASCII")
