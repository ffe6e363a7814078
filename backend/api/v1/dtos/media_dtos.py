"""What the upload routes answer."""

from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel, Field

from backend.domain.media import Media, MediaRef


class UploadImageResponse(BaseModel):
    """A picture was stored."""

    message: str
    file_path: str = Field(description="The storage key, to be sent back where a file is meant.")
    file_url: MediaRef = Field(description="Where it can be fetched.")


class UploadMusicResponse(UploadImageResponse):
    """A song was stored."""

    duration: float = Field(description="In seconds.")


class CharacterImages(BaseModel):
    """Where a character's pictures can be fetched, by the fields they came in."""

    face_image: MediaRef | None = None
    full_body_image: MediaRef | None = None
    reference_images: list[MediaRef] = []


class UploadCharacterImagesResponse(BaseModel):
    """Pictures of a character were stored."""

    message: str
    files: CharacterImages

    @classmethod
    def of(cls, stored: Iterable[tuple[str, Media]]) -> Self:
        """Return what was stored, by field."""
        files = CharacterImages()
        for field, media in stored:
            if field == "reference_images":
                files.reference_images.append(media.id)
            else:
                setattr(files, field, media.id)
        return cls(message="Images uploaded", files=files)
