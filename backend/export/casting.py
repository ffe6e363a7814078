"""What fills each place of the layout: the chosen takes, the narration and the music."""

from fractions import Fraction
from typing import Final

from backend.domain.frame_rate import FrameRate
from backend.domain.media import MediaKind
from backend.domain.take import GeneratedContent, ReviewState
from backend.export.cards import make_card
from backend.export.layout import Placement
from backend.export.material import Material
from backend.export.options import ExportOptions
from backend.export.report import ExportRemark, RemarkCode
from backend.export.sources import SourceBook
from backend.export.takes import chosen_picture, chosen_take
from backend.export.timeline import MUSIC_LANE, Item, Source

_NARRATION_LANE: Final = MUSIC_LANE - 1


class Casting:
    """Finds the file for each place, and says what is missing, short or of another rate."""

    def __init__(
        self,
        material: Material,
        options: ExportOptions,
        rate: FrameRate,
        report: list[ExportRemark],
    ) -> None:
        self._options = options
        self._rate = rate
        self._report = report
        self._book = SourceBook(material, rate)
        self._narration_ends: list[int] = []

    def picture(self, placement: Placement) -> Item:
        """Return what is shown: a take, a slate or a gap.

        A movie that is too short is used to its last whole frame; one that is too long is cut.
        """
        shot = placement.shot
        take = chosen_picture(shot.clip, self._options.picture)
        source = self._file(placement, take, "picture")
        if source is None and self._options.missing == "slate":
            source = self._book.slate(shot.code, shot.clip.id)
        frames = placement.end - placement.start
        if source and not source.is_still:
            frames = self._movie_frames(placement, source) or frames
            source = source if self._frames(source.length) else None
        return Item(
            start=placement.start,
            frames=frames,
            lane=placement.lane,
            source=source,
            card=make_card(shot, take, self._report, full_note=self._options.notes),
            enabled=not shot.clip.is_alternate,
        )

    def narration(self, placement: Placement, picture: Item, cut_end: int) -> Item | None:
        """Return the shot's narration, whole, after its lead and on the first free lane."""
        take = chosen_take(placement.shot.clip, MediaKind.AUDIO)
        source = self._file(placement, take, "narration") if take else None
        frames = self._frames(source.length) if source else 0
        if take is None or not frames:
            return None
        start = placement.start + self._rate.frames(take.lead)
        index = next(
            (i for i, end in enumerate(self._narration_ends) if end <= start),
            len(self._narration_ends),
        )
        end = start + frames
        self._narration_ends[index : index + 1] = [end]
        if index:
            problem = "is narrated while an earlier narration still speaks"
            self._say(RemarkCode.NARRATION_OVERLAP, placement, problem)
        if end > cut_end:
            self._say(RemarkCode.PAST_END, placement, "is narrated past the end of the picture")
        lane = _NARRATION_LANE - index
        return Item(start, frames, lane, source, picture.card)

    def music(self, reference: str | None, cut_end: int) -> Item | None:
        """Return the project's music from frame 0 on, cut with the picture unless asked not to."""
        if not reference:
            return None
        source = self._book.of_music(reference)
        if source is None:
            self._report.append(
                ExportRemark.of(RemarkCode.MEDIA_MISSING, "The file of the music is gone")
            )
            return None
        frames = self._frames(source.length)
        if frames > cut_end and self._options.music == "trim":
            self._past_end(RemarkCode.MUSIC_TRIMMED, "was cut off", frames, cut_end)
            frames = cut_end
        elif frames > cut_end:
            self._past_end(RemarkCode.PAST_END, "runs on", frames, cut_end)
        return Item(0, frames, MUSIC_LANE, source) if frames else None

    def _file(
        self, placement: Placement, take: GeneratedContent | None, what: str
    ) -> Source | None:
        if take is None:
            self._say(RemarkCode.MEDIA_MISSING, placement, f"has no {what}")
            return None
        if take.review.state is ReviewState.REJECTED:
            self._say(
                RemarkCode.SELECTED_REJECTED, placement, f"uses a rejected {what}: it is selected"
            )
        shot, sound = placement.shot, self._options.clip_audio or what == "narration"
        source = self._book.of_take(shot.code, take, sound=sound)
        if source is None:
            self._say(
                RemarkCode.MEDIA_MISSING, placement, f"lacks the file of its {what}, {take.id}"
            )
        return source

    def _movie_frames(self, placement: Placement, source: Source) -> int:
        """Return how many frames of its place a movie fills."""
        wanted = placement.end - placement.start
        there = self._frames(source.length)
        if source.made_at != self._rate.rate:
            made_at = f"is a movie of {float(source.made_at):.5g} frames a second"
            declared = "" if source.rate == source.made_at else ", declared at the rate of the cut"
            self._say(RemarkCode.RATE_MISMATCH, placement, made_at + declared)
        if there < wanted:
            self._say(
                RemarkCode.MEDIA_SHORT, placement, f"outlasts its movie by {wanted - there} frames"
            )
        return min(wanted, there)

    def _frames(self, seconds: Fraction) -> int:
        """Return how many whole frames fit."""
        return seconds * self._rate.rate // 1

    def _say(self, code: RemarkCode, placement: Placement, what: str) -> None:
        clip = placement.shot.clip
        message = f"{placement.shot.code} {what}"
        self._report.append(
            ExportRemark.of(
                code, message, clip_id=clip.id, scene_id=clip.scene_id, frame=placement.start
            )
        )

    def _past_end(self, code: RemarkCode, verb: str, frames: int, cut_end: int) -> None:
        message = f"The music {verb} at the end of the picture: {frames - cut_end} frames more"
        self._report.append(ExportRemark.of(code, message, frame=cut_end))
