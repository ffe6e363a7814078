"""Scenes on the wire."""

from pydantic import BaseModel

from backend.api.v1.dtos.common_dtos import Answer
from backend.domain.scene import Scene, SceneChanges, SceneDraft
from backend.domain.values import StorableInput


class SceneCreateDTO(StorableInput, SceneDraft):
    """A scene to be made."""


class SceneUpdateDTO(StorableInput, SceneChanges):
    """What is to change on a scene."""


class SceneResponse(Answer, Scene):
    """A scene."""


class SceneListResponse(BaseModel):
    """A project's scenes in story order, and how many there are."""

    scenes: list[SceneResponse]
    total: int
