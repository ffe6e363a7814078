"""A read script as the entities of a board: project, characters, scenes and clips."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from backend.domain.character import Character
from backend.domain.clip import Clip, Shot
from backend.domain.frame_rate import FrameRate, frame_rate
from backend.domain.ids import CharacterId, ProjectId, SceneId, new_id
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.domain.story import SourceKind, StorySource
from backend.services.character_service import prompt_character
from backend.story.blocks import spoken
from backend.story.prompts import (
    PromptCharacter,
    PromptParts,
    compose_image_prompt,
    compose_video_prompt,
)
from backend.story.retime import positions, whole_frames
from backend.story.script import Dropped, Range, Script, ScriptClip, ScriptReport, ScriptScene
from backend.story.vocabulary import PAUSES, RELATIVE_TIMES

NAME, DESCRIPTION, WORDS, NOTES = 200, 2000, 5000, 20_000
LATEST: Final = 10_000.0
"""Seconds: no clip begins later in its scene."""
TOO_LONG: Final = "longer than the field that holds it"


NewId = Callable[[str, int], str]
"""The id of the n-th (from 0) "project", "character", "scene" or "clip" of a board."""


@dataclass(frozen=True)
class Board:
    """The entities a script becomes, and how it was read; characters are those that are new."""

    project: Project
    characters: list[Character]
    scenes: list[Scene]
    clips: list[Clip]
    report: ScriptReport


def random_ids(_what: str, _number: int) -> str:
    """Name what is made anew each time."""
    return new_id()


def board_of(
    script: Script,
    *,
    fps: float | str | None = None,
    project: Project | None = None,
    known: Iterable[Character] = (),
    ids: NewId = random_ids,
) -> Board:
    """Lay a script out; clips follow each other without a hole, or lie where their times say.

    What is too long for its field is cut, and what was cut off stands in the report. Pure but
    for random ids.

    Args:
        fps: of a new project.
        project: to which all belongs; absent, a new one. What stands before the scenes becomes
            its description if it is new, and else notes of the first scene.
        known: characters who are not made again where the script names them.
        ids: names what is made; the same ids for the same script make the same board.
    """
    told = _Fitting(script.text)
    scenes = script.scenes if project is None else _with_title_page(script, project.name)
    project = project or _project(script, fps, ids, told)
    known_by_name = {who.name.casefold(): who for who in known}
    cast = {
        who.name: known_by_name.get(who.name.casefold())
        or Character(
            id=ids("character", number),
            project_id=ProjectId(project.id),
            name=told.fit(who.name, NAME),
            description=told.fit(who.description, DESCRIPTION),
        )
        for number, who in enumerate(script.characters)
    }
    layout = _Layout(ProjectId(project.id), frame_rate(project.fps), cast, ids, told)
    for part in scenes:
        layout.add(part)
    made = [who for who in cast.values() if who.name.casefold() not in known_by_name]
    return Board(project, made, layout.scenes, layout.clips, told.added_to(script.report))


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

    def added_to(self, report: ScriptReport) -> ScriptReport:
        """Return the report with all that was cut off, and a warning of each."""
        warnings = (
            f"Line {cut.line}: {len(cut.text)} characters are left out, {cut.why}"
            for cut in self.cut_off
        )
        return replace(
            report,
            dropped=(*report.dropped, *self.cut_off),
            warnings=(*report.warnings, *warnings),
        )


def _project(script: Script, fps: float | str | None, ids: NewId, told: _Fitting) -> Project:
    title_page = "\n".join(_title_page(script, script.title))
    rate = {} if fps is None else {"fps": fps}
    return Project(
        id=ids("project", 0),
        name=script.title,
        description=told.fit(title_page, DESCRIPTION, script.source_ranges),
        source=StorySource(kind=SourceKind(script.kind)),
        **rate,
    )


def _title_page(script: Script, name: str) -> list[str]:
    """Return what stands before the scenes, but for a title that is the project's name."""
    fields = [each for each in script.fields if each[0] != "title" or spoken(each[1]) != name]
    return [*(f"{key.capitalize()}: {value}".rstrip() for key, value in fields), *script.notes]


def _with_title_page(script: Script, name: str) -> tuple[ScriptScene, ...]:
    notes = _title_page(script, name)
    return tuple(
        scene if at else replace(scene, notes=(*notes, *scene.notes))
        for at, scene in enumerate(script.scenes)
    )


@dataclass
class _Layout:
    """Scenes and clips as they are made.

    Attributes:
        begun: seconds of the cut before the scene under way.
        light: the time of day of the last scene that names its own.
    """

    project_id: ProjectId
    rate: FrameRate
    cast: dict[str, Character]
    ids: NewId
    told: _Fitting
    scenes: list[Scene] = field(default_factory=list)
    clips: list[Clip] = field(default_factory=list)
    begun: float = 0.0
    light: str = ""

    def add(self, part: ScriptScene) -> None:
        """Lay out the next scene."""
        scene = self._scene(part)
        self.scenes.append(scene)
        self.light = self.light if part.time_of_day in RELATIVE_TIMES else part.time_of_day
        clips = list(self._clips(replace(part, time_of_day=self.light), SceneId(scene.id)))
        self.clips += clips
        self.begun = round(self.begun + max(clip.end for clip in clips), 3)

    def _scene(self, part: ScriptScene) -> Scene:
        ranges, fit = part.source_ranges, self.told.fit
        return Scene(
            id=self.ids("scene", len(self.scenes)),
            project_id=self.project_id,
            name=part.name,
            order=len(self.scenes),
            number=fit(part.number, 50, ranges),
            description=fit(part.description, DESCRIPTION, ranges),
            summary=fit(part.summary, DESCRIPTION),
            notes=fit("\n".join(part.notes), NOTES, ranges),
            location=fit(part.location, NAME, ranges),
            time_of_day=fit(part.time_of_day, 100, ranges),
            characters=[name[:NAME] for name in part.characters],
        )

    def _clips(self, part: ScriptScene, scene_id: SceneId) -> Iterator[Clip]:
        acted, shown = "", ""
        lengths = [self._length(shot) for shot in part.clips]
        places = zip(part.clips, lengths, positions(lengths, self.rate), strict=True)
        for order, (shot, length, position) in enumerate(places):
            present = [self.cast[name] for name in shot.characters if name in self.cast]
            context = shown if shot.dialogue else acted
            prompts = _prompt_parts(part, shot, list(map(prompt_character, present)), context)
            if shot.start is not None:
                position = min(max(round(shot.start - self.begun, 3), 0.0), LATEST)
            yield Clip(
                **_texts(shot, self.told),
                **_facts(shot, present),
                id=self.ids("clip", len(self.clips) + order),
                project_id=self.project_id,
                scene_id=scene_id,
                order=order,
                length=length,
                timeline_position=position,
                image_prompt=compose_image_prompt(prompts),
                video_prompt=compose_video_prompt(prompts),
            )
            if not shot.dialogue:
                acted = shot.action or acted
                shown = shot.action or spoken(shot.lyrics) or shown

    def _length(self, shot: ScriptClip) -> float:
        return shot.length if shot.locked else whole_frames(shot.length, self.rate)


def _facts(shot: ScriptClip, present: Sequence[Character]) -> dict[str, Any]:
    """Return what a clip takes over from a shot as it is."""
    seen = [CharacterId(who.id) for who in present]
    return {
        "locked": shot.locked,
        "character_id": next(iter(seen), None),
        "extra_character_ids": seen[1:],
        "source_ranges": [list(part) for part in shot.source_ranges],
    }


def _texts(shot: ScriptClip, told: _Fitting) -> dict[str, Any]:
    ranges = shot.source_ranges
    return {
        "name": told.fit(shot.name, NAME, ranges),
        "lyrics": told.fit(shot.lyrics, WORDS, ranges),
        "dialogue": told.fit(shot.dialogue, NOTES, ranges),
        "action": told.fit(shot.action or shot.picture, NOTES, ranges),
        "notes": told.fit(shot.notes, NOTES, ranges),
        "transition": told.fit(shot.transition, NAME, ranges),
        "speaker": shot.speaker and told.fit(shot.speaker, NAME, ranges),
        "shot": Shot(
            size=told.fit(shot.shot_size, 100),
            angle=told.fit(shot.angle, 100),
            move=told.fit(shot.move, 100),
        ),
    }


def _prompt_parts(
    part: ScriptScene, shot: ScriptClip, characters: list[PromptCharacter], context: str
) -> PromptParts:
    """A spoken shot shows what was seen before it, a silent one its own action.

    Either shows what is proposed for it instead, if anything is.
    """
    action = "" if shot.dialogue else shot.action or spoken(shot.lyrics)
    before = context if shot.dialogue or not shot.action else ""
    if shot.picture:
        action, before = shot.picture, ""
    directions = shot.action.split(", ") if shot.dialogue else []
    return PromptParts(
        shot=", ".join(filter(None, (shot.shot_size, shot.angle))),
        move=shot.move,
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
