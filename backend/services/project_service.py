"""Projects: making, changing, showing and deleting them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from backend.domain.clip import Clip
from backend.domain.ids import ProjectId
from backend.domain.media import media_key
from backend.domain.project import Project, ProjectChanges, ProjectDraft
from backend.domain.scene import Scene
from backend.events.hub import EventHub
from backend.events.types import ProjectUpdated
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.project_repository import ProjectRepository
from backend.repositories.scene_repository import SceneRepository


class JobsOfProject(Protocol):
    """What deleting a project needs of the queue."""

    async def cancel_of_project(self, project_id: ProjectId) -> None:
        """Stop the project's jobs."""


class Dependant(Protocol):
    """Where things are kept that go with their project."""

    async def delete_of_project(self, project_id: ProjectId) -> object:
        """Remove what belongs to the project."""


class FilesOfProjects(Protocol):
    """What deleting a project needs to know of files."""

    async def keys_of_project(self, id: ProjectId) -> set[str]:
        """Return the keys of all files that anything of the project refers to."""
        ...

    def release(self, keys: set[str]) -> None:
        """Have these files removed soon, as far as nothing else refers to them."""


@dataclass(frozen=True)
class SceneWithClips:
    """A scene and its clips, in timeline order."""

    scene: Scene
    clips: list[Clip]


@dataclass(frozen=True)
class ProjectWithScenes:
    """A whole storyboard, in story order."""

    project: Project
    scenes: list[SceneWithClips]


class ProjectService:
    """What can be done with projects."""

    def __init__(
        self,
        projects: ProjectRepository,
        scenes: SceneRepository,
        clips: ClipRepository,
        jobs: JobsOfProject,
        dependants: Sequence[Dependant],
        files: FilesOfProjects,
        hub: EventHub,
    ) -> None:
        """Make the service; a deletion clears the dependants in their order."""
        self._projects = projects
        self._scenes = scenes
        self._clips = clips
        self._jobs = jobs
        self._dependants = dependants
        self._files = files
        self._hub = hub

    async def create(self, draft: ProjectDraft) -> Project:
        """Make a project."""
        project = Project(**draft.model_dump())
        project.music_file = _stored(project.music_file)
        return self._told(await self._projects.create(project))

    async def get(self, id: ProjectId) -> Project:
        """Return the project.

        Raises:
            ResourceNotFoundError: there is no such project, or its deletion has begun.
        """
        return await self._projects.get(id)

    async def with_scenes(self, id: ProjectId) -> ProjectWithScenes:
        """Return the whole storyboard in three database commands, however large it is.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        project = await self._projects.get(id)
        scenes = await self._scenes.list_of_project(id)
        clips: defaultdict[str, list[Clip]] = defaultdict(list)
        for clip in await self._clips.list_of_project(id):
            clips[clip.scene_id].append(clip)
        return ProjectWithScenes(
            project, [SceneWithClips(scene, clips[scene.id]) for scene in scenes]
        )

    async def update(self, id: ProjectId, changes: ProjectChanges) -> Project:
        """Change what was sent.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        changed = changes.changed()
        spelled = ("music_file", "music_file_path")
        songs = {_stored(changed.pop(name)): None for name in spelled if name in changed}
        if songs:
            changed["music_file"] = await self._chosen_song(id, list(songs))
        return self._told(await self._projects.update(id, changed))

    async def _chosen_song(self, id: ProjectId, songs: Sequence[str | None]) -> str | None:
        """Return the new one: of a project put back whole, one spelling may hold the old song."""
        if len(songs) == 1:
            return songs[0]
        known = (await self._projects.get(id)).music_file
        return next(song for song in songs if song != known)

    async def delete(self, id: ProjectId) -> None:
        """Delete the project and all that hangs on it.

        The mark comes first: from then on nobody sees the project, and `finish_deletions` ends
        what a crash interrupts. Files that nothing else points at are removed a moment later.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        self._told(await self._projects.mark_deleting(id))
        await self._delete_marked(id)

    async def finish_deletions(self) -> None:
        """End the deletions that were interrupted."""
        for project in await self._projects.list_deleting():
            await self._delete_marked(ProjectId(project.id))

    async def _delete_marked(self, id: ProjectId) -> None:
        """Delete from the top down.

        Whoever makes something meanwhile looks for its parent once more when it is stored: either
        the parent is gone by then, or what was made is there in time to go with the rest.
        """
        await self._jobs.cancel_of_project(id)
        files = await self._files.keys_of_project(id)
        for dependant in self._dependants:
            await dependant.delete_of_project(id)
        await self._projects.delete_all({"_id": id})
        self._files.release(files)

    def _told(self, project: Project) -> Project:
        """Announce that the project changed, and return it."""
        self._hub.publish(ProjectUpdated.of(project))
        return project


def _stored(reference: str | None) -> str | None:
    """An address of ours is kept as the storage key in it: clients send back what they got."""
    return None if reference is None else media_key(reference)
