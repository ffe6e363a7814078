"""SubRip and WebVTT captions, in real time from 0.

1
00:00:02,500 --> 00:00:05,000
The boats are back.
"""

import html
from collections.abc import Iterator

from backend.domain.frame_rate import FrameRate
from backend.export.options import ExportOptions
from backend.export.report import ExportRemark, RemarkCode
from backend.export.timeline import Caption, Timeline
from backend.export.writers.written import Written


def write_srt(timeline: Timeline, _: ExportOptions) -> Written:
    """Return the captions numbered from 1, with a comma before the milliseconds."""
    cues = [
        f"{number}\n{_times(timeline.rate, caption, ',')}\n{_text(caption)}\n"
        for number, caption in enumerate(timeline.captions, start=1)
    ]
    return Written(("\n".join(cues),), tuple(_remarks(timeline)))


def write_vtt(timeline: Timeline, _: ExportOptions) -> Written:
    """Return the captions under a header, with a point before the milliseconds."""
    cues = [
        f"{_times(timeline.rate, caption, '.')}\n{html.escape(_text(caption), quote=False)}\n"
        for caption in timeline.captions
    ]
    return Written(("\n".join(["WEBVTT\n", *cues]),), tuple(_remarks(timeline)))


def _times(rate: FrameRate, caption: Caption, point: str) -> str:
    return f"{_clock(rate, caption.start, point)} --> {_clock(rate, caption.end, point)}"


def _clock(rate: FrameRate, frame: int, point: str) -> str:
    """Spell a moment to the millisecond: frame 60 at 24 is "00:00:02,500"."""
    seconds, milliseconds = divmod((rate.seconds(frame) * 2000 + 1) // 2, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{point}{milliseconds:03d}"


def _text(caption: Caption) -> str:
    return caption.text.replace("-->", "->")


def _remarks(timeline: Timeline) -> Iterator[ExportRemark]:
    if not timeline.captions:
        yield ExportRemark.of(RemarkCode.CAPTIONS_EMPTY, "No shot has words for captions")
