"""What routes of narration, lengths, checks and subtitles ask for: each service by one word."""

from typing import Annotated

from fastapi import Depends, Request

from backend.container import Container
from backend.services.checks_service import ChecksService
from backend.services.narration_service import NarrationService
from backend.services.retime_service import RetimeService
from backend.services.subtitle_service import SubtitleService


async def _container(request: Request) -> Container:
    container: Container = request.app.state.container
    return container


_Container = Annotated[Container, Depends(_container)]


async def _narration(container: _Container) -> NarrationService:
    return container.narration


async def _retimes(container: _Container) -> RetimeService:
    return container.retimes


async def _checks(container: _Container) -> ChecksService:
    return container.checks


async def _subtitles(container: _Container) -> SubtitleService:
    return container.subtitles


Narrations = Annotated[NarrationService, Depends(_narration)]
Retimes = Annotated[RetimeService, Depends(_retimes)]
Checks = Annotated[ChecksService, Depends(_checks)]
Subtitles = Annotated[SubtitleService, Depends(_subtitles)]
