"""A project with its scenes, clips and cast, read for those who look at the whole story."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from backend.domain.character import Character
from backend.domain.clip import Clip
from backend.domain.ids import ProjectId
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.repositories.character_repository import CharacterRepository
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SceneRepository


@dataclass(frozen=True)
class Told:
    """A story as it is told.

    Attributes:
        parts: every scene in story order, with all of its clips in timeline order.
        cast: the project's characters by their names, case folded.
    """

    project: Project
    parts: Sequence[tuple[Scene, Sequence[Clip]]]
    cast: Mapping[str, Character] = field(default_factory=dict)

    @property
    def clips(self) -> Iterator[Clip]:
        """Yield the clips in story order, alternates among them."""
        return (clip for _, clips in self.parts for clip in clips)


class StoryReader:
    """Reads stories."""

    def __init__(
        self,
        projects: ProjectRepository,
        scenes: SceneRepository,
        clips: ClipRepository,
        characters: CharacterRepository,
    ) -> None:
        self._projects = projects
        self._scenes = scenes
        self._clips = clips
        self._characters = characters

    async def read(self, id: ProjectId) -> Told:
        """Return the story in four commands, however long it is.

        Scenes are read before the clips in them: whatever raises a scene's revision after that
        is seen by whoever compares it.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        project, scenes, cast = await asyncio.gather(
            self._projects.get(id),
            self._scenes.list_of_project(id),
            self._characters.list_of_project(id),
        )
        clips: dict[str, list[Clip]] = defaultdict(list)
        for clip in await self._clips.list_of_project(id):
            clips[clip.scene_id].append(clip)
        return Told(
            project,
            [(scene, clips[scene.id]) for scene in scenes],
            {who.name.casefold(): who for who in reversed(cast)},
        )
