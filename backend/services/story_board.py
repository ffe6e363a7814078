"""A read script as the entities of a board: project, characters, scenes and clips."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from backend.domain.character import Character
from backend.domain.clip import Clip, Shot
from backend.domain.ids import ProjectId, SceneId
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.story.blocks import spoken
from backend.story.prompts import (
    PromptCharacter,
    PromptParts,
    compose_image_prompt,
    compose_video_prompt,
)
from backend.story.script import Dropped, Range, Script, ScriptClip, ScriptReport, ScriptScene
from backend.story.vocabulary import PAUSES, RELATIVE_TIMES

NAME, DESCRIPTION, WORDS, NOTES = 200, 2000, 5000, 20_000
TOO_LONG: Final = "longer than the field that holds it"


@dataclass(frozen=True)
class Board:
    """The entities a script becomes, and how it was read."""

    project: Project
    characters: list[Character]
    scenes: list[Scene]
    clips: list[Clip]
    report: ScriptReport


def board_of(script: Script, *, fps: float | str | None = None) -> Board:
    """Lay a script out; clips follow each other without a hole. Pure but for the new ids.

    What is too long for its field is cut, and what was cut off stands in the report.
    """
    told = _Fitting(script.text)
    rate = {} if fps is None else {"fps": fps}
    project = Project(name=script.title, description=_title_page(script, told), **rate)
    project_id = ProjectId(project.id)
    characters = [
        Character(
            project_id=project_id,
            name=told.fit(who.name, NAME),
            description=told.fit(who.description, DESCRIPTION),
        )
        for who in script.characters
    ]
    cast = {who.name: PromptCharacter(who.name, who.description) for who in script.characters}
    ids = {who.name: made.id for who, made in zip(script.characters, characters, strict=True)}
    scenes: list[Scene] = []
    clips: list[Clip] = []
    time_of_day = ""
    for order, part in enumerate(script.scenes):
        scene = _scene(part, project_id, order, told)
        scenes.append(scene)
        time_of_day = time_of_day if part.time_of_day in RELATIVE_TIMES else part.time_of_day
        clips.extend(_clips(replace(part, time_of_day=time_of_day), scene, cast, ids, told))
    report = replace(script.report, dropped=(*script.report.dropped, *told.cut_off))
    return Board(project, characters, scenes, clips, report)


@dataclass
class _Fitting:
    """Cuts texts to their fields and remembers what was cut off."""

    source: str
    cut_off: list[Dropped] = field(default_factory=list)

    def fit(self, text: str, most: int, ranges: Iterable[Range] = ()) -> str:
        """Return as much of the text as the field holds; ranges say where it stands."""
        if len(text) > most:
            start, end = next(iter(ranges), (0, 0))
            line = self.source.count("\n", 0, start) + 1
            self.cut_off.append(Dropped(line, text[most:], TOO_LONG, start, end))
        return text[:most]


def _title_page(script: Script, told: _Fitting) -> str:
    lines = [f"{key.capitalize()}: {value}" for key, value in script.fields if key != "title"]
    return told.fit("\n".join([*lines, *script.notes]), DESCRIPTION, script.source_ranges)


def _scene(part: ScriptScene, project_id: ProjectId, order: int, told: _Fitting) -> Scene:
    ranges = part.source_ranges
    return Scene(
        project_id=project_id,
        name=part.name,
        order=order,
        number=told.fit(part.number, 50, ranges),
        description=told.fit(part.description, DESCRIPTION, ranges),
        notes=told.fit("\n".join(part.notes), NOTES, ranges),
        location=told.fit(part.location, NAME, ranges),
        time_of_day=told.fit(part.time_of_day, 100, ranges),
    )


def _clips(
    part: ScriptScene,
    scene: Scene,
    cast: dict[str, PromptCharacter],
    ids: dict[str, str],
    told: _Fitting,
) -> Iterator[Clip]:
    position, acted, shown = 0.0, "", ""
    for order, shot in enumerate(part.clips):
        present = [cast[name] for name in shot.characters if name in cast]
        prompts = _prompt_parts(part, shot, present, shown if shot.dialogue else acted)
        yield Clip(
            **_texts(shot, told),
            project_id=scene.project_id,
            scene_id=SceneId(scene.id),
            name=told.fit(shot.name, NAME, shot.source_ranges),
            order=order,
            timeline_position=position,
            length=shot.length,
            character_id=next((ids[name] for name in shot.characters if name in ids), None),
            shot=Shot(size=told.fit(shot.shot_size, 100)),
            image_prompt=compose_image_prompt(prompts),
            video_prompt=compose_video_prompt(prompts),
        )
        position = round(position + shot.length, 2)
        if not shot.dialogue:
            acted = shot.action or acted
            shown = shot.action or spoken(shot.lyrics) or shown


def _texts(shot: ScriptClip, told: _Fitting) -> dict[str, str | None]:
    notes = "\n".join(filter(None, (shot.transition, shot.notes)))
    ranges = shot.source_ranges
    return {
        "lyrics": told.fit(shot.lyrics, WORDS, ranges),
        "dialogue": told.fit(shot.dialogue, NOTES, ranges),
        "action": told.fit(shot.action, NOTES, ranges),
        "notes": told.fit(notes, NOTES, ranges),
        "speaker": shot.speaker and told.fit(shot.speaker, NAME, ranges),
    }


def _prompt_parts(
    part: ScriptScene, shot: ScriptClip, characters: list[PromptCharacter], context: str
) -> PromptParts:
    """A spoken shot shows what was seen before it; a silent one shows its own action."""
    action = "" if shot.dialogue else shot.action or spoken(shot.lyrics)
    before = context if shot.dialogue or not shot.action else ""
    directions = shot.action.split(", ") if shot.dialogue else []
    return PromptParts(
        shot=shot.shot_size,
        setting=part.setting,
        location=part.location,
        time_of_day=part.time_of_day,
        characters=tuple(characters),
        action=_without_introductions(action, characters),
        context=_without_introductions(before, characters),
        speaker=shot.speaker or "",
        dialogue=shot.dialogue,
        direction=", ".join(word for word in directions if word.casefold() not in PAUSES),
        off_screen=shot.speaker not in shot.characters,
    )


def _without_introductions(text: str, characters: Iterable[PromptCharacter]) -> str:
    """Leave out what stands in brackets after a name, where the character's block says it."""
    for who in characters:
        text = text.replace(f" ({who.description})", "")
    return text
