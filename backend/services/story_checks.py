"""What is to be looked at in a story; pure but for what is told about its files and services."""

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from backend.domain.check import SEVERITIES, CheckCode, Severity, StoryCheck
from backend.domain.clip import Clip
from backend.domain.draft import DraftStatus
from backend.domain.media import MediaKind, media_key
from backend.domain.take import ReviewState
from backend.export.takes import chosen_take
from backend.services.clip_timeline import analyse
from backend.services.narration_plan import Line
from backend.services.narration_words import is_sung, narration_words, voice_of
from backend.services.story_reader import Told

_SLACK: Final = 0.001
"""Seconds."""
_WORST_FIRST: Final = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True)
class Story:
    """A story, and what has to be known besides.

    Attributes:
        missing: storage keys of files that are gone.
        can_speak: there is a service that narrates.
        longest_film: seconds of the longest film that can be made; None: any.
    """

    told: Told
    missing: Collection[str] = frozenset()
    can_speak: bool = False
    longest_film: float | None = None

    @cached_property
    def clips(self) -> list[Clip]:
        """The clips of the cut, in story order: no alternates."""
        parts = (clips for scene, clips in self.told.parts if not scene.is_alternate)
        return [clip for clips in parts for clip in clips if not clip.is_alternate]

    def line(self, clip: Clip) -> Line:
        """Return what is said in a clip."""
        voice = voice_of(clip, self.told.cast, self.told.project)
        return Line(clip, narration_words(clip), voice)

    @cached_property
    def unspoken(self) -> list[Clip]:
        """The clips of the cut whose narration is due, and not there."""
        return [
            clip
            for clip in self.clips
            if narration_words(clip)
            and not is_sung(clip, self.told.project)
            and not chosen_take(clip, MediaKind.AUDIO)
        ]


def checks_of(story: Story) -> list[StoryCheck]:
    """Return all that is to be looked at, the worst first."""
    found = [check for look in _LOOKS for check in look(story)]
    return sorted(found, key=lambda check: _WORST_FIRST.index(check.severity))


def keys_of(told: Told) -> list[str]:
    """Return the storage keys of the files that a story needs, each once."""
    takes = (chosen_take(clip, kind) for clip in told.clips for kind in MediaKind)
    references = [told.project.music_file or "", *(take.url for take in takes if take)]
    return list(dict.fromkeys(filter(None, map(media_key, references))))


def _check(code: CheckCode, message: str, advice: str, **about: Any) -> StoryCheck:
    return StoryCheck(code=code, severity=SEVERITIES[code], message=message, advice=advice, **about)


def _of_clip(code: CheckCode, message: str, advice: str, clip: Clip) -> StoryCheck:
    return _check(code, message, advice, clip_ids=[clip.id], scene_id=clip.scene_id)


def _of_many(code: CheckCode, what: str, advice: str, clips: Sequence[Clip]) -> StoryCheck:
    who = "1 clip has" if len(clips) == 1 else f"{len(clips)} clips have"
    return _check(code, f"{who} {what}", advice, clip_ids=[clip.id for clip in clips])


def _scenes(story: Story) -> Iterator[StoryCheck]:
    for scene, clips in story.told.parts:
        if not clips:
            message, advice = f"Scene '{scene.name}' has no clips", "Add one, or delete the scene"
            yield _check(CheckCode.SCENE_EMPTY, message, advice, scene_id=scene.id)
        found = analyse(scene.id, list(clips))
        for overlap in found.overlaps:
            ids = overlap.clip1_id, overlap.clip2_id
            advice = "Move one of them, or lay the project out with retime"
            yield _check(CheckCode.OVERLAP, overlap.error, advice, clip_ids=ids, scene_id=scene.id)
        for gap in found.gaps:
            ids = gap.after_clip_id, gap.before_clip_id
            message = f"{gap.gap_duration:.2f} s between '{gap.after_clip_name}' and the next clip"
            advice = "Move the next clip, or lay the project out with retime"
            yield _check(CheckCode.GAP, message, advice, clip_ids=ids, scene_id=scene.id)


def _narration(story: Story) -> Iterator[StoryCheck]:
    for clip in story.clips:
        take = chosen_take(clip, MediaKind.AUDIO)
        over = take.lead + (take.duration or 0.0) - clip.length if take else 0.0
        if over > _SLACK:
            message = f"The narration of '{clip.name}' ends {over:.2f} s after its clip"
            advice = "Unlock the clip and lay the project out with retime, or say less"
            advice = advice if clip.locked else "Lay the project out with retime"
            yield _of_clip(CheckCode.NARRATION_TOO_LONG, message, advice, clip)
    if story.unspoken and story.can_speak:
        message, advice = "no narration", "Order it with POST /projects/{id}/narration"
        yield _of_many(CheckCode.NARRATION_MISSING, message, advice, story.unspoken)
    elif story.unspoken:
        message = "no narration, for no service of speech is set up"
        advice = "Set one up, or record the words yourself"
        yield _of_many(CheckCode.NARRATION_MISSING, message, advice, story.unspoken)
    if estimated := [clip for clip in story.unspoken if not clip.locked]:
        message = "a length that is only estimated from the words"
        advice = "Lay the project out with retime once they are narrated"
        yield _of_many(CheckCode.LENGTH_ESTIMATED, message, advice, estimated)


def _pictures(story: Story) -> Iterator[StoryCheck]:
    films = {clip.id for clip in story.clips if chosen_take(clip, MediaKind.VIDEO)}
    unseen = [
        clip
        for clip in story.clips
        if clip.id not in films and not chosen_take(clip, MediaKind.IMAGE)
    ]
    if unseen:
        advice = "Generate or upload one; until then the cut shows a slate"
        yield _of_many(CheckCode.STILL_MISSING, "no picture", advice, unseen)
    standing = [clip for clip in story.clips if clip.id not in films]
    if films and standing:
        message = "no film, though others have one"
        yield _of_many(CheckCode.VIDEO_MISSING, message, "Generate the films", standing)
    longest = story.longest_film
    for clip in standing if longest else ():
        if longest and clip.length > longest + _SLACK:
            parts = math.ceil(clip.length / longest)
            message = f"'{clip.name}' is {clip.length:.2f} s long, and films {longest:g} s at most"
            advice = f"Split it into {parts} clips of {clip.length / parts:.2f} s or less"
            yield _of_clip(CheckCode.TOO_LONG_FOR_VIDEO, message, advice, clip)


def _files(story: Story) -> Iterator[StoryCheck]:
    if media_key(story.told.project.music_file or "") in story.missing:
        yield _check(CheckCode.FILE_MISSING, "The file of the music is gone", "Upload it again")
    for clip in story.clips:
        for kind in MediaKind:
            take = chosen_take(clip, kind)
            if take and media_key(take.url) in story.missing:
                message = f"The file of the {kind} of '{clip.name}' is gone"
                advice = "Select another take, or make a new one"
                yield _of_clip(CheckCode.FILE_MISSING, message, advice, clip)


def _stale(story: Story) -> Iterator[StoryCheck]:
    for kind, what in _STALE.items():
        stale = [clip for clip in story.clips if _is_stale(story, clip, kind)]
        if stale:
            advice = "Make it anew, or keep it as it is"
            yield _of_many(CheckCode.TAKE_STALE, f"{what} has changed since", advice, stale)


_STALE: Final = {
    MediaKind.IMAGE: "a picture whose prompt",
    MediaKind.VIDEO: "a film whose prompt or picture",
    MediaKind.AUDIO: "a narration whose words or voice",
}


def _is_stale(story: Story, clip: Clip, kind: MediaKind) -> bool:
    """A narration is stale by another voice, too, which the clip itself knows nothing of."""
    take = chosen_take(clip, kind)
    if take is None or not take.input_hash:
        return False
    if kind is not MediaKind.AUDIO or not narration_words(clip):
        return take.stale
    return take.input_hash != story.line(clip).hash


def _approval(story: Story) -> Iterator[StoryCheck]:
    draft = story.told.project.draft
    if draft is None or draft.state is not DraftStatus.AWAITING_REVIEW:
        return
    stills = ((clip, chosen_take(clip, MediaKind.IMAGE)) for clip in story.clips)
    waiting = [
        clip
        for clip, still in stills
        if still is not None and still.review.state is not ReviewState.APPROVED
    ]
    if waiting:
        message = "a picture that nobody has approved"
        yield _of_many(CheckCode.NOT_APPROVED, message, "Approve or reject it", waiting)


_LOOKS: Final[tuple[Callable[[Story], Iterator[StoryCheck]], ...]] = (
    _files,
    _scenes,
    _narration,
    _pictures,
    _stale,
    _approval,
)
