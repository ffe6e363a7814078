"""What routes of reviews, own takes and downloads ask for: each service by one word."""

from typing import Annotated

from fastapi import Depends, Request

from backend.container import Container
from backend.services.download_service import DownloadService
from backend.services.review_service import ReviewService
from backend.services.take_upload_service import TakeUploadService


async def _container(request: Request) -> Container:
    container: Container = request.app.state.container
    return container


_Container = Annotated[Container, Depends(_container)]


async def _reviews(container: _Container) -> ReviewService:
    return container.reviews


async def _take_uploads(container: _Container) -> TakeUploadService:
    return container.take_uploads


async def _downloads(container: _Container) -> DownloadService:
    return container.downloads


Reviews = Annotated[ReviewService, Depends(_reviews)]
TakeUploads = Annotated[TakeUploadService, Depends(_take_uploads)]
Downloads = Annotated[DownloadService, Depends(_downloads)]
