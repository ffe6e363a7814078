"""Projects on the wire."""

from typing import Self

from pydantic import BaseModel, Field, computed_field

from backend.api.v1.dtos.clip_dtos import ClipResponse
from backend.api.v1.dtos.common_dtos import Answer
from backend.api.v1.dtos.scene_dtos import SceneResponse
from backend.domain.media import MediaRef
from backend.domain.project import Project, ProjectChanges, ProjectDraft
from backend.domain.values import StorableInput
from backend.services.project_service import ProjectWithScenes


class ProjectCreateDTO(StorableInput, ProjectDraft):
    """A project to be made."""


class ProjectUpdateDTO(StorableInput, ProjectChanges):
    """What is to change on a project."""


class ProjectResponse(Answer, Project):
    """A project."""

    @computed_field(description="The same as music_file.")
    def music_file_path(self) -> MediaRef | None:
        """Other clients know it by this name."""
        return self.music_file


class ProjectListResponse(BaseModel):
    """Projects, newest first, and how many there are."""

    projects: list[ProjectResponse]
    total: int


class SceneWithClipsResponse(SceneResponse):
    """A scene and its clips."""

    clips: list[ClipResponse]


class ProjectWithScenesResponse(ProjectResponse):
    """A whole storyboard."""

    scenes: list[SceneWithClipsResponse]

    @classmethod
    def of_board(cls, board: ProjectWithScenes) -> Self:
        """Return the storyboard as it is answered."""
        scenes = [
            SceneWithClipsResponse.of(part.scene, clips=[ClipResponse.of(c) for c in part.clips])
            for part in board.scenes
        ]
        return cls.of(board.project, scenes=scenes)


class ProjectTimelineResponse(BaseModel):
    """A storyboard on one timeline."""

    project: ProjectResponse
    scenes: list[SceneWithClipsResponse]
    total_duration: float = Field(
        description="Of all scenes that are no alternates, one after the other; in seconds."
    )
