"""Pools on the wire."""

from pydantic import BaseModel

from backend.api.v1.dtos.common_dtos import Answer
from backend.domain.ids import ClipId
from backend.domain.pool import PoolItem, PoolItemChanges, PoolItemDraft
from backend.domain.take import GeneratedContent
from backend.domain.values import StorableInput


class PoolItemCreateDTO(StorableInput, PoolItemDraft):
    """An item to be put into the pool."""


class PoolItemUpdateDTO(StorableInput, PoolItemChanges):
    """What is to change on an item of the pool."""


class PoolItemResponse(Answer, PoolItem):
    """An item of a project's pool."""


class AppliedPoolItemResponse(BaseModel):
    """The take that an item of the pool became."""

    message: str
    clip_id: ClipId
    content: GeneratedContent
