"""Characters on the wire."""

from typing import Self

from pydantic import BaseModel, Field, computed_field, field_serializer

from backend.api.v1.dtos.common_dtos import Answer
from backend.domain.character import Character, CharacterChanges, CharacterDraft
from backend.domain.clip import Clip
from backend.domain.ids import JobId, PoolItemId
from backend.domain.media import MediaRef
from backend.domain.pool import PoolItem
from backend.domain.times import Moment
from backend.domain.values import StorableInput
from backend.services.character_generation_service import Pictures
from backend.services.character_pictures import CharacterGeneration, ProfileGeneration


class CharacterCreateDTO(StorableInput, CharacterDraft):
    """A character to be made."""


class CharacterUpdateDTO(StorableInput, CharacterChanges):
    """What is to change on a character."""


class CharacterResponse(Answer, Character):
    """A character."""

    @field_serializer("trigger_words")
    def _as_text(self, words: list[str]) -> str:
        return ", ".join(words)

    @computed_field
    def trigger_word_list(self) -> list[str]:
        """The words of trigger_words, one by one."""
        return self.trigger_words


class AppliedCharacterResponse(BaseModel):
    """The clip's prompts with the character before them."""

    message: str
    image_prompt: str
    video_prompt: str

    @classmethod
    def of(cls, clip: Clip) -> Self:
        """Return what is answered of the clip."""
        return cls(
            message="Character applied",
            image_prompt=clip.image_prompt,
            video_prompt=clip.video_prompt,
        )


class CharacterGenerationDTO(StorableInput, CharacterGeneration):
    """Some pictures of a character."""


class ProfileGenerationDTO(StorableInput, ProfileGeneration):
    """A series of pictures that show a character from several sides."""


class CharacterPictureResponse(BaseModel):
    """A picture that was generated of a character, and lies in its project's pool."""

    id: PoolItemId
    url: MediaRef
    thumbnail_url: MediaRef | None
    description: str = Field(description="What it was to show.")
    created_at: Moment

    @classmethod
    def of(cls, item: PoolItem) -> Self:
        """Return the picture in an item of the pool."""
        return cls(
            id=PoolItemId(item.id),
            url=item.media_url,
            thumbnail_url=item.thumbnail_url,
            description=str(item.metadata.get("description", "")),
            created_at=item.created_at,
        )


class CharacterSamplesResponse(BaseModel):
    """Jobs that make samples; their pictures come to the pool and to reference_images."""

    job_ids: list[JobId]
    samples: list[CharacterPictureResponse] = Field(description="Those there already.")
    total_generated: int = Field(description="How many there are already.")

    @classmethod
    def of(cls, pictures: Pictures) -> Self:
        """Return what was queued and what is there."""
        samples = [CharacterPictureResponse.of(item) for item in pictures.there]
        return cls(job_ids=pictures.job_ids, samples=samples, total_generated=len(samples))


class CharacterProfilesResponse(BaseModel):
    """Jobs that make profiles; their pictures come to the pool and to reference_images."""

    job_ids: list[JobId]
    profiles: list[CharacterPictureResponse] = Field(description="Those there already.")
    total_generated: int = Field(description="How many there are already.")

    @classmethod
    def of(cls, pictures: Pictures) -> Self:
        """Return what was queued and what is there."""
        profiles = [CharacterPictureResponse.of(item) for item in pictures.there]
        return cls(job_ids=pictures.job_ids, profiles=profiles, total_generated=len(profiles))
