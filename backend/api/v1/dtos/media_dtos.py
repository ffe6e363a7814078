"""What the upload routes answer."""

from pydantic import BaseModel, Field

from backend.domain.media import MediaRef


class UploadImageResponse(BaseModel):
    """A picture was stored."""

    message: str
    file_path: str = Field(description="The storage key, to be sent back where a file is meant.")
    file_url: MediaRef = Field(description="Where it can be fetched.")


class UploadMusicResponse(UploadImageResponse):
    """A song was stored."""

    duration: float = Field(description="In seconds.")
