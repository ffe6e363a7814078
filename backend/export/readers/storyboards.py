"""From scenes of Storyboarder to a board of ours: each of their boards becomes a clip."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from backend.domain.clip import SELECTED_FIELD, TAKES_FIELD, Clip
from backend.domain.ids import ProjectId, SceneId, TakeId
from backend.domain.media import Media, MediaKind
from backend.domain.project import Project
from backend.domain.scene import Scene
from backend.domain.take import GeneratedContent
from backend.export.readers.new_board import NewBoard
from backend.export.readers.storyboarder import Storyboard, StoryboarderBoard

NAME, TEXT = 200, 20_000
LAST_SECOND: Final = 10_000
_HEIGHT: Final = 1080
_IMPORTED: Final = "storyboarder"

Takes = Mapping[tuple[int, int], Sequence[Media]]
"""The files of a board, by the numbers of its scene and of itself."""


def board_of_storyboards(
    name: str, scenes: Sequence[tuple[str, Storyboard]], files: Takes
) -> NewBoard:
    """Return a board of scenes and their names; clips follow each other without a hole."""
    made = NewBoard(Project(name=name[:NAME] or "Storyboard", **_format(scenes)))
    if scenes and scenes[0][1].rate is None:
        made.drop(f"the frame rate '{scenes[0][1].fps[:50]}'", "no editor knows it; 24 it is")
    for number, (title, storyboard) in enumerate(scenes):
        scene = Scene(
            project_id=ProjectId(made.project.id),
            name=title[:NAME] or f"Scene {number + 1}",
            order=number,
        )
        made.scenes.append(scene)
        _add_clips(
            made,
            scene,
            storyboard,
            {at: files.get((number, at), ()) for at in range(len(storyboard.boards))},
        )
    return made


def _format(scenes: Sequence[tuple[str, Storyboard]]) -> dict[str, float | str]:
    """Return rate and size as the first scene that tells them has them."""
    rates = [each.rate for _, each in scenes if each.rate is not None]
    ratios = [each.ratio for _, each in scenes if each.ratio is not None]
    size = {"width": min(8192, round(_HEIGHT * ratios[0] / 2) * 2)} if ratios else {}
    return {"fps": rates[0] if rates else 24, **size, "height": _HEIGHT}


def _add_clips(
    made: NewBoard, scene: Scene, storyboard: Storyboard, files: Mapping[int, Sequence[Media]]
) -> None:
    position, shots = 0.0, Counter[str]()
    for at, board in enumerate(storyboard.boards):
        length = storyboard.seconds(board)
        if position > LAST_SECOND:
            made.drop(f"{scene.name}, board {at + 1}", f"it lies past {LAST_SECOND} seconds")
            continue
        clip = Clip(
            project_id=scene.project_id,
            scene_id=SceneId(scene.id),
            name=_name(board, at, shots),
            order=at,
            timeline_position=position,
            length=length,
            **_texts(made, board, f"{scene.name}, board {at + 1}"),
        )
        made.clips.append(_with_takes(clip, files[at]))
        position = round(position + length, 3)


def _name(board: StoryboarderBoard, at: int, shots: Counter[str]) -> str:
    """Return "1A" for the first board of a shot, "1A 2" for its second; else its number."""
    shot = board.shot.strip()[: NAME // 2]
    if not shot:
        return f"Board {at + 1}"
    shots[shot] += 1
    return shot if shots[shot] == 1 else f"{shot} {shots[shot]}"


def _texts(made: NewBoard, board: StoryboarderBoard, what: str) -> dict[str, str]:
    texts = {"dialogue": board.dialogue, "action": board.action, "notes": board.notes}
    for field, text in texts.items():
        if len(text) > TEXT:
            made.drop(f"the end of the {field} of {what}", f"it is longer than {TEXT} characters")
    return {field: text[:TEXT] for field, text in texts.items()}


def _with_takes(clip: Clip, files: Sequence[Media]) -> Clip:
    for media in files:
        take = GeneratedContent(
            content_type=media.kind,
            url=media.id,
            thumbnail_url=media.thumbnail,
            provider=_IMPORTED,
            width=media.width,
            height=media.height,
            duration=media.duration if media.kind is not MediaKind.IMAGE else None,
        )
        setattr(clip, TAKES_FIELD[media.kind], [take])
        setattr(clip, SELECTED_FIELD[media.kind], TakeId(take.id))
    return clip
