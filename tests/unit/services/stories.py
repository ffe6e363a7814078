"""Small stories for tests: a project with scenes, clips and a cast, as a service reads it."""

from typing import Any

from backend.domain.character import Character
from backend.domain.clip import Clip
from backend.domain.ids import ProjectId, SceneId
from backend.domain.media import MediaKind
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.domain.take import GeneratedContent
from backend.services.narration_plan import Line
from backend.services.story_reader import Told
from tests.factories import make_clip, make_project, make_scene, make_take


class StorySketch:
    """A story under construction."""

    def __init__(self, **project: Any) -> None:
        self.project: Project = make_project(**project)
        self.parts: list[tuple[Scene, list[Clip]]] = []
        self.cast: dict[str, Character] = {}

    def scene(self, *clips: dict[str, Any], **fields: Any) -> list[Clip]:
        """Add a scene of clips, one after the other, of five seconds unless they say otherwise."""
        scene = make_scene(project_id=self.project.id, **fields)
        made: list[Clip] = []
        end = 0.0
        for said in clips:
            place = {"scene_id": SceneId(scene.id), "project_id": ProjectId(self.project.id)}
            made.append(make_clip(**{**place, "timeline_position": end, **said}))
            end = made[-1].end
        if scene.duration is None:
            scene.duration = end
        self.parts.append((scene, made))
        return made

    def character(self, name: str, **fields: Any) -> Character:
        who = Character(name=name, project_id=ProjectId(self.project.id), **fields)
        self.cast[name.casefold()] = who
        return who

    @property
    def told(self) -> Told:
        return Told(self.project, self.parts, self.cast)


def give(clip: Clip, take: GeneratedContent) -> GeneratedContent:
    """Give a clip a take, and choose it."""
    clip.takes(take.content_type).append(take)
    setattr(clip, f"selected_{take.content_type}_id", take.id)
    take.is_selected = True
    return take


def narration(seconds: float, **fields: Any) -> GeneratedContent:
    """Return a take of speech."""
    return make_take(content_type=MediaKind.AUDIO, duration=seconds, **fields)


def said(line: Line, **fields: Any) -> GeneratedContent:
    """Return the take of a line."""
    return narration(1.0, prompt=line.words, input_hash=line.hash, **fields)
