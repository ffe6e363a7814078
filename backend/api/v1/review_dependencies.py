"""What routes of reviews, own takes and downloads ask for: each service by one word."""

from typing import Annotated

from fastapi import Depends

from backend.api.v1.container_here import ContainerHere
from backend.services.download_service import DownloadService
from backend.services.review_service import ReviewService
from backend.services.take_upload_service import TakeUploadService


async def _reviews(container: ContainerHere) -> ReviewService:
    return container.reviews


async def _take_uploads(container: ContainerHere) -> TakeUploadService:
    return container.take_uploads


async def _downloads(container: ContainerHere) -> DownloadService:
    return container.downloads


Reviews = Annotated[ReviewService, Depends(_reviews)]
TakeUploads = Annotated[TakeUploadService, Depends(_take_uploads)]
Downloads = Annotated[DownloadService, Depends(_downloads)]
