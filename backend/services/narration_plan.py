"""Which clips are narrated, by whom, and the job of each: everything but who makes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from backend.domain.clip import Clip
from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ClipId, DraftId, JobId, derived_id
from backend.domain.job import Job, JobTarget
from backend.domain.media import MediaKind
from backend.domain.project import Project
from backend.domain.story import Voice
from backend.domain.take import GeneratedContent, ReviewState
from backend.services.input_hash import input_hash
from backend.services.narration_words import is_sung, narration_words, voice_of
from backend.services.story_reader import Told


@dataclass(frozen=True)
class NarrationOrder:
    """What is to be narrated, and how.

    Attributes:
        clip_ids: empty: all but alternates, and clips of alternate scenes.
        voice: says all of it, instead of the characters' voices and the project's.
        provider: a service by its name, or "auto"; None: the voice's own, else auto.
        force: even what was narrated of the same words by the same voice before.
        narrate_action: where nothing is said, say what is seen.
    """

    clip_ids: Sequence[ClipId] = ()
    voice: Voice | None = None
    provider: str | None = None
    force: bool = False
    narrate_action: bool = False
    draft_id: DraftId | None = None


class Silence(StrEnum):
    """Why a clip gets no narration."""

    NO_WORDS = "no_words"
    SUNG = "sung"
    NARRATED = "narrated"
    NO_SERVICE = "no_service"


_WHY: Final = {
    Silence.NO_WORDS: "Nothing is said in it",
    Silence.SUNG: "Its words are timed: the music says them",
    Silence.NARRATED: "It was narrated of these words by this voice before; force does it again",
}


@dataclass(frozen=True)
class Silent:
    """A clip that gets no narration."""

    clip_id: ClipId
    code: Silence
    message: str

    @classmethod
    def because(cls, clip: Clip, code: Silence, message: str = "") -> "Silent":
        """Return the clip with the reason."""
        return cls(ClipId(clip.id), code, message or _WHY[code])


@dataclass(frozen=True)
class Line:
    """What is to be said in a clip.

    Attributes:
        before, after: what the same speaker says in the scene just before and after that.
    """

    clip: Clip
    words: str
    voice: Voice
    before: str = ""
    after: str = ""

    @property
    def hash(self) -> str:
        """What tells this narration from others of the clip."""
        audio = MediaKind.AUDIO
        return input_hash(audio, clip=self.clip, prompt=self.words, voice=self.voice)

    @property
    def made(self) -> list[GeneratedContent]:
        """The takes that were made of exactly this, rejected ones among them."""
        return [take for take in self.clip.takes(MediaKind.AUDIO) if take.input_hash == self.hash]

    @property
    def is_said(self) -> bool:
        """Whether there is such a take that nobody rejected."""
        return any(take.review.state is not ReviewState.REJECTED for take in self.made)


def lines_of(told: Told, order: NarrationOrder) -> tuple[list[Line], list[Silent]]:
    """Return what is to be said in the chosen clips, in story order, and who stays silent.

    Raises:
        ResourceNotFoundError: the project has no such clip.
    """
    lines, silent = [], []
    for clip, before, after in _chosen(told, order.clip_ids):
        words = narration_words(clip, narrate_action=order.narrate_action)
        voice = order.voice or voice_of(clip, told.cast, told.project)
        line = Line(clip, words, voice, _beside(clip, before), _beside(clip, after))
        why = _silence(line, told.project, order)
        if why:
            silent.append(Silent.because(clip, why))
        else:
            lines.append(line)
    return lines, silent


def job_of(line: Line, project: Project, order: NarrationOrder, seed: str = "") -> Job:
    """Return the job of a line, without what a lane adds to it.

    Asked for twice of the same provider, it is the same job: until there is a take of it.

    Args:
        seed: of the request's key; "": it had none.
    """
    hash = line.hash
    told = line.clip.id, hash, order.provider, len(line.made)
    return Job(
        id=job_id_of(line.clip, seed) if seed else derived_id("narration", *told),
        clip_id=ClipId(line.clip.id),
        project_id=line.clip.project_id,
        generation_type=MediaKind.AUDIO,
        prompt=line.words,
        model=line.voice.model,
        params={"provider": order.provider} if order.provider else {},
        seed=int(hash[-8:], 16),
        target=JobTarget(width=project.width, height=project.height, seconds=line.clip.length),
        draft_id=order.draft_id,
        input_hash=hash,
    )


def job_id_of(clip: Clip, seed: str) -> JobId:
    """Return the id of the job that a request with a key makes for a clip."""
    return JobId(derived_id("narration", seed, clip.id))


def speech_of(line: Line, language: str | None) -> Mapping[str, Any]:
    """Return what a service needs besides the words, as `providers.generation.Speech` has it."""
    return {
        "voice": line.voice.voice_id,
        "speed": line.voice.speed,
        "language": language,
        "before": line.before,
        "after": line.after,
    }


def _silence(line: Line, project: Project, order: NarrationOrder) -> Silence | None:
    if not line.words:
        return Silence.NO_WORDS
    if is_sung(line.clip, project):
        return Silence.SUNG
    return Silence.NARRATED if line.is_said and not order.force else None


def _chosen(told: Told, ids: Sequence[ClipId]) -> list[tuple[Clip, Clip | None, Clip | None]]:
    """Return the chosen clips, each with its neighbours in the scene."""
    strange = set(ids).difference(clip.id for clip in told.clips)
    if strange:
        raise ResourceNotFoundError("Clip", min(strange))
    chosen = []
    for scene, clips in told.parts:
        if scene.is_alternate and not ids:
            continue
        shown = [clip for clip in clips if clip.id in ids or not clip.is_alternate]
        beside = zip(shown, [None, *shown], [*shown[1:], None], strict=False)
        chosen += [each for each in beside if not ids or each[0].id in ids]
    return chosen


def _beside(clip: Clip, neighbour: Clip | None) -> str:
    """Return what the same speaker says in the neighbouring clip."""
    if neighbour is None or neighbour.speaker != clip.speaker:
        return ""
    return narration_words(neighbour)
