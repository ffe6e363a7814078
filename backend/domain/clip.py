"""A clip: one shot of a scene, with its words, its prompts and its takes."""

import hashlib
from collections.abc import Iterable
from typing import Annotated, Final, Self

from pydantic import BaseModel, Field, model_validator

from backend.domain.alternate import Alternating
from backend.domain.changes import Changes
from backend.domain.ids import CharacterId, ClipId, ProjectId, SceneId, TakeId
from backend.domain.media import MediaKind
from backend.domain.take import GeneratedContent
from backend.domain.values import MAX_SEED, Order, Reference

MAX_PROMPT: Final = 20_000
Seed = Annotated[int, Field(ge=0, le=MAX_SEED)]
CharacterIds = list[Annotated[CharacterId, Field(max_length=100)]]
SourceRange = Annotated[list[int], Field(min_length=2, max_length=2)]

KEPT_TAKES: Final = 200
"""So many takes of a kind a clip always holds itself; older ones may lie in takes_archive."""


class Shot(BaseModel):
    """How the camera sees it, in the words of the trade: MS, low angle, dolly in."""

    size: str = Field(default="", max_length=100)
    angle: str = Field(default="", max_length=100)
    move: str = Field(default="", max_length=100)


class AppliedTexts(BaseModel):
    """What stands in the prompts because it was applied to the clip; the next takes its place."""

    character: str = ""
    prefix: str = ""
    suffix: str = ""


class ClipFields(BaseModel):
    """What a person may set on a clip."""

    name: str = Field(min_length=1, max_length=200)
    lyrics: str = Field(default="", max_length=5000)
    length: float = Field(
        default=5.0, gt=0, le=3600, allow_inf_nan=False, description="Duration in seconds."
    )
    timeline_position: float = Field(
        default=0.0,
        ge=0,
        le=10_000,
        allow_inf_nan=False,
        description="Start in the scene, in seconds.",
    )
    image_prompt: str = Field(default="", max_length=MAX_PROMPT)
    video_prompt: str = Field(default="", max_length=MAX_PROMPT)
    character_id: Reference = None
    style_template_id: Reference = Field(default=None, description="Before the project's.")
    dialogue: str = Field(default="", max_length=20_000)
    action: str = Field(default="", max_length=20_000)
    notes: str = Field(default="", max_length=20_000)
    speaker: str | None = Field(default=None, max_length=200)
    shot: Shot = Shot()
    negative_prompt: str = Field(default="", max_length=MAX_PROMPT)
    seed: Seed | None = Field(default=None, description="Absent: drawn for each generation.")
    transition: str = Field(
        default="", max_length=200, description='What leads into it, such as "CUT TO:".'
    )
    extra_character_ids: CharacterIds = Field(default=[], max_length=100)
    locked: bool = Field(default=False, description="Its length and words stay as they are.")


class ClipDraft(ClipFields):
    """A clip to be made."""

    scene_id: SceneId
    order: Order | None = Field(default=None, description="Sort key; absent: last.")


class ClipChanges(Changes):
    """What a person may change on a clip."""

    clearable = frozenset({"character_id", "style_template_id", "speaker", "seed"})

    scene_id: SceneId | None = Field(
        default=None, description="A scene of the same project; alternates go along."
    )
    name: str | None = Field(default=None, min_length=1, max_length=200)
    lyrics: str | None = Field(default=None, max_length=5000)
    length: float | None = Field(default=None, gt=0, le=3600, allow_inf_nan=False)
    timeline_position: float | None = Field(default=None, ge=0, le=10_000, allow_inf_nan=False)
    order: Order | None = None
    image_prompt: str | None = Field(default=None, max_length=MAX_PROMPT)
    video_prompt: str | None = Field(default=None, max_length=MAX_PROMPT)
    character_id: Reference = None
    style_template_id: Reference = None
    dialogue: str | None = Field(default=None, max_length=20_000)
    action: str | None = Field(default=None, max_length=20_000)
    notes: str | None = Field(default=None, max_length=20_000)
    speaker: str | None = Field(default=None, max_length=200)
    shot: Shot | None = None
    negative_prompt: str | None = Field(default=None, max_length=MAX_PROMPT)
    seed: Seed | None = None
    transition: str | None = Field(default=None, max_length=200)
    extra_character_ids: CharacterIds | None = Field(default=None, max_length=100)
    locked: bool | None = None


class Clip(ClipFields, Alternating):
    """A stored clip."""

    scene_id: SceneId
    project_id: ProjectId
    order: Order
    parent_clip_id: ClipId | None = None
    source_ranges: list[SourceRange] = Field(
        default=[], description="Where its words stand in the script: [start, end), code points."
    )
    generated_images: list[GeneratedContent] = []
    generated_videos: list[GeneratedContent] = []
    generated_audio: list[GeneratedContent] = []
    selected_image_id: TakeId | None = None
    selected_video_id: TakeId | None = None
    selected_audio_id: TakeId | None = None
    applied: AppliedTexts = Field(default=AppliedTexts(), exclude=True)
    has_archive: bool = Field(default=False, exclude=True)
    """Whether older takes lie in takes_archive."""
    stored_bytes: int = Field(default=0, exclude=True)
    """The size of the document when the last take came."""

    @property
    def end(self) -> float:
        """The end in the scene, in seconds."""
        return self.timeline_position + self.length

    def takes(self, kind: MediaKind) -> list[GeneratedContent]:
        """Return the takes of a kind, oldest first."""
        takes: list[GeneratedContent] = getattr(self, TAKES_FIELD[kind])
        return takes

    def selected(self, kind: MediaKind) -> GeneratedContent | None:
        """Return the chosen take of a kind, if there is one."""
        return next((take for take in self.takes(kind) if take.is_selected), None)

    @property
    def words(self) -> str:
        """What narration says: the dialogue, else the lyrics."""
        return self.dialogue.strip() or self.lyrics.strip()

    def inputs(self, kind: MediaKind, starts_from: str | None = None) -> str:
        """Return what takes of a kind are made from, hashed; it is theirs while it is the clip's.

        Args:
            starts_from: storage key of the clip's still that a film is made from, if it is.
        """
        made_from = {
            MediaKind.IMAGE: (self.image_prompt, self.negative_prompt),
            MediaKind.VIDEO: (self.video_prompt, self.negative_prompt, starts_from or ""),
            MediaKind.AUDIO: (self.words, self.speaker or ""),
        }[kind]
        return hashlib.sha256("\x1f".join(made_from).encode()).hexdigest()[:16]

    @model_validator(mode="after")
    def _mark_takes(self) -> Self:
        """What is selected or stale follows from the clip; each take only shows it."""
        for kind in MediaKind:
            chosen = getattr(self, SELECTED_FIELD[kind])
            for take in self.takes(kind):
                take.is_selected = take.id == chosen
        for kind in MediaKind:
            self.mark_stale(kind, self.takes(kind))
        return self

    def mark_stale(self, kind: MediaKind, takes: Iterable[GeneratedContent]) -> None:
        """Mark those takes of a kind that were made from something else than the clip has now."""
        known = [(take, take.input_hash) for take in takes if take.input_hash]
        if not known:
            return
        still = self.selected(MediaKind.IMAGE)
        present = {self.inputs(kind), self.inputs(kind, still.url if still else None)}
        for take, made_from in known:
            take.stale = made_from.partition("-")[0] not in present


TAKES_FIELD = {
    MediaKind.IMAGE: "generated_images",
    MediaKind.VIDEO: "generated_videos",
    MediaKind.AUDIO: "generated_audio",
}
SELECTED_FIELD = {
    MediaKind.IMAGE: "selected_image_id",
    MediaKind.VIDEO: "selected_video_id",
    MediaKind.AUDIO: "selected_audio_id",
}
