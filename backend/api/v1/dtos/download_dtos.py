"""What the download routes take."""

from pydantic import Field

from backend.api.v1.dtos.input_dtos import StrictInput
from backend.domain.ids import ProjectId
from backend.domain.values import StorableInput
from backend.export.download import DownloadOptions


class DownloadRequestDTO(StrictInput, DownloadOptions):
    """What a download is to hold."""


class SessionDownloadDTO(StorableInput):
    """The story to download; fields that are not known are ignored, as they were."""

    session_id: ProjectId = Field(max_length=100)
