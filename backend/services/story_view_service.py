"""A story as older clients know it: shown, changed, stopped, let go on, and deleted."""

from dataclasses import dataclass
from typing import Any, Protocol

from backend.domain.errors import invalid_field
from backend.domain.ids import ProjectId
from backend.domain.project import ProjectChanges
from backend.domain.story_view import Story, StoryAct, StoryChanges
from backend.domain.template import Template
from backend.repositories.clip_repository import ClipRepository
from backend.repositories.story_repository import StoryRepository
from backend.services.project_service import ProjectService, SceneWithClips


class DraftsOfStories(Protocol):
    """What a story needs of drafts."""

    async def cancel(self, project_id: ProjectId) -> object:
        """Stop the story's draft; ConflictError if none is at work."""

    async def go_on(self, project_id: ProjectId) -> object:
        """Open the gate at which the draft stands, or try again what failed; else ConflictError."""


class Styles(Protocol):
    """What a story needs of style templates."""

    async def template_of(self, style: str) -> Template:
        """Return the template of that id or name; ValidationError if there is none."""


@dataclass(frozen=True)
class StoryDetail:
    """A story, and its scenes in order, alternates left aside."""

    story: Story
    scenes: list[SceneWithClips]


class StoryViewService:
    """What can be done with a story.

    Raises of every method: ResourceNotFoundError, there is no such story.
    """

    def __init__(
        self,
        stories: StoryRepository,
        projects: ProjectService,
        clips: ClipRepository,
        drafts: DraftsOfStories,
        styles: Styles,
    ) -> None:
        self._stories = stories
        self._projects = projects
        self._clips = clips
        self._drafts = drafts
        self._styles = styles

    async def get(self, id: ProjectId) -> StoryDetail:
        """Return the story with all of its scenes and clips."""
        stored = await self._stories.stored_one(id)
        board = await self._projects.with_scenes(id)
        (story,) = filter(None, map(stored.read, stored.documents))
        scenes = [
            SceneWithClips(part.scene, [clip for clip in part.clips if not clip.is_alternate])
            for part in board.scenes
            if not part.scene.is_alternate
        ]
        return StoryDetail(story, scenes)

    async def update(self, id: ProjectId, changes: StoryChanges) -> StoryDetail:
        """Change what was sent; the status first, for that may be refused.

        Raises:
            ConflictError: its draft cannot be stopped, or cannot go on.
            ValidationError: there is no such style, or no such still in the story.
        """
        await self._projects.get(id)
        changed = await self._project_changes(id, changes)
        if changes.status is StoryAct.CANCELLED:
            await self._drafts.cancel(id)
        elif changes.status is StoryAct.PROCESSING:
            await self._drafts.go_on(id)
        if changed:
            await self._projects.update(id, ProjectChanges(**changed))
        return await self.get(id)

    async def delete(self, id: ProjectId) -> None:
        """Delete the story and all that hangs on it; its jobs are cancelled."""
        await self._projects.delete(id)

    async def _project_changes(self, id: ProjectId, changes: StoryChanges) -> dict[str, Any]:
        """Return what changes of the project, by the names of its fields."""
        changed = changes.changed()
        changed.pop("status", None)
        if "title" in changed:
            changed["name"] = changed.pop("title")
        if "style" in changed:
            style = changed.pop("style")
            template = await self._styles.template_of(style) if style else None
            changed["style_template_id"] = template and template.id
        if take := changes.cover_take:
            held = await self._clips.ids({"generated_images.id": take, "project_id": id})
            if not held:
                raise invalid_field("cover_take", "is no still of this story")
        return changed
