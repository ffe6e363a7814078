"""The resources of an FCPXML document: each format and each file is described once."""

from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from backend.export.addresses import media_address
from backend.export.timeline import Source

_COLOR_SPACE: Final = "1-1-1 (Rec. 709)"
_STILL_FORMAT: Final = "FFVideoFormatRateUndefined"


def seconds(time: Fraction) -> str:
    """Spell a time: two seconds are "2s", one frame at 29.97 is "1001/30000s"."""
    if time.denominator == 1:
        return f"{time.numerator}s"
    return f"{time.numerator}/{time.denominator}s"


def frame_duration(rate: Fraction) -> str:
    """Spell the length of one frame as Final Cut does: "100/2400s", "1001/24000s"."""
    if rate.denominator == 1:
        return f"100/{rate.numerator * 100}s"
    return f"{rate.denominator}/{rate.numerator}s"


class Resources:
    """Describes formats and files when they are first asked for, and answers their ids."""

    def __init__(self, media_root: str) -> None:
        self.element = Element("resources")
        self._media_root = media_root
        self._ids: dict[object, str] = {}

    def moving_format(self, rate: Fraction, width: int, height: int) -> str:
        """Return the id of a format; it has no preset name, so any size will do."""
        return self._id_of(
            (rate, width, height),
            "format",
            frameDuration=frame_duration(rate),
            width=str(width),
            height=str(height),
            colorSpace=_COLOR_SPACE,
        )

    def picture_format(self, source: Source) -> str:
        """Return the id of a picture's format; a still has a size and no rate."""
        width, height = source.width, source.height
        if not source.is_still:
            return self.moving_format(source.rate, width, height)
        size = {"width": str(width), "height": str(height)}
        return self._id_of((width, height), "format", name=_STILL_FORMAT, **size)

    def asset(self, source: Source) -> str:
        """Return the id of a file; its name has the extension, by which Resolve relinks."""
        if source in self._ids:
            return self._ids[source]
        attributes = {"name": source.name, "start": "0s", "duration": seconds(source.length)}
        if source.width:
            attributes |= {"hasVideo": "1", "format": self.picture_format(source)}
        if source.has_sound:
            attributes |= {
                "hasAudio": "1",
                "audioSources": "1",
                "audioChannels": str(source.channels),
                "audioRate": str(source.sample_rate),
            }
        asset_id = self._id_of(source, "asset", **attributes)
        address = media_address(source.name, self._media_root)
        SubElement(self.element[-1], "media-rep", kind="original-media", src=address)
        return asset_id

    def _id_of(self, thing: object, tag: str, **attributes: str) -> str:
        if thing not in self._ids:
            self._ids[thing] = f"r{len(self._ids) + 1}"
            SubElement(self.element, tag, {"id": self._ids[thing], **attributes})
        return self._ids[thing]
