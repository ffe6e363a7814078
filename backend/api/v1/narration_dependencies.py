"""What routes of narration, lengths, checks and subtitles ask for: each service by one word."""

from typing import Annotated

from fastapi import Depends

from backend.api.v1.container_here import ContainerHere
from backend.services.checks_service import ChecksService
from backend.services.narration_service import NarrationService
from backend.services.retime_service import RetimeService
from backend.services.subtitle_service import SubtitleService


async def _narration(container: ContainerHere) -> NarrationService:
    return container.narration


async def _retimes(container: ContainerHere) -> RetimeService:
    return container.retimes


async def _checks(container: ContainerHere) -> ChecksService:
    return container.checks


async def _subtitles(container: ContainerHere) -> SubtitleService:
    return container.subtitles


Narrations = Annotated[NarrationService, Depends(_narration)]
Retimes = Annotated[RetimeService, Depends(_retimes)]
Checks = Annotated[ChecksService, Depends(_checks)]
Subtitles = Annotated[SubtitleService, Depends(_subtitles)]
