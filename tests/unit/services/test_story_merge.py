"""What a script makes of a board that people worked on, however they and its author edited."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.clip import Clip
from backend.domain.ids import ClipId, SceneId
from backend.domain.scene import Scene
from backend.services.alternate_copies import alternate_clip, alternate_scene, clips_for
from backend.services.story_board import board_of, random_ids
from backend.services.story_merge import Merge, Present, ReimportMode, merge_of
from backend.story.parser import parse_script
from tests.unit.story.long_scripts import screenplay, song


def edited(text: str, chance: random.Random) -> str:
    """Take out, put in, change and move some paragraphs."""
    paragraphs = text.split("\n\n")
    for _ in range(chance.randint(0, 8)):
        at, other = (chance.randrange(len(paragraphs)) for _ in range(2))
        taken = paragraphs.pop(at)
        paragraphs[other:other] = chance.choice(
            ([], [taken, "Something new happens over there."], [taken.replace("the", "a")], [taken])
        )
        paragraphs = paragraphs or [taken]
    return "\n\n".join(paragraphs)


def worked_on(text: str, chance: random.Random) -> Present:
    """A board of the text where some clips are locked, and some things have alternates."""
    board = board_of(parse_script(text))
    scenes, clips = list(board.scenes), list(board.clips)
    for clip in board.clips:
        clip.locked = chance.random() < 0.15
        if chance.random() < 0.1:
            clips.append(alternate_clip(clip, ClipId(clip.id), 2))
    for scene in board.scenes:
        if chance.random() < 0.1:
            scenes.append(alternate_scene(scene, SceneId(scene.id), 2))
            own = [clip for clip in clips if clip.scene_id == scene.id]
            clips += clips_for(SceneId(scenes[-1].id), own)
    return Present(board.project, scenes, clips, board.characters)


def outcome(present: Present, merge: Merge) -> tuple[dict[str, Scene], dict[str, Clip]]:
    """The board as it is afterwards, by id."""
    scenes = {each.id: each for each in (*present.scenes, *merge.board.scenes)}
    clips = {each.id: each for each in (*present.clips, *merge.board.clips)}
    scenes.update(
        {id: scenes[id].model_copy(update=new) for id, new in merge.scene_changes.items()}
    )
    clips.update({id: clips[id].model_copy(update=new) for id, new in merge.clip_changes.items()})
    for id in merge.scenes_removed:
        del scenes[id]
    for id in merge.clips_removed:
        del clips[id]
    return scenes, clips


@pytest.mark.parametrize("text", [screenplay(5), song(12)])
@given(seed=st.integers(0, 10**6))
def test_what_is_locked_stays_and_every_clip_has_a_scene(text: str, seed: int) -> None:
    chance = random.Random(seed)
    present = worked_on(text, chance)
    script = parse_script(edited(text, chance))
    merge = merge_of(present, script, ReimportMode.REPLACE_UNLOCKED, lambda *of: f"{of}")
    scenes, clips = outcome(present, merge)
    assert all(clip.scene_id in scenes for clip in clips.values())
    for clip in present.clips:
        if clip.locked:
            kept = clips[clip.id]
            assert (kept.lyrics, kept.dialogue, kept.length) == (
                *(clip.lyrics, clip.dialogue),
                clip.length,
            )


@given(seed=st.integers(0, 10**6))
def test_clips_of_a_scene_follow_each_other_and_hold_all_that_the_script_says(seed: int) -> None:
    chance = random.Random(seed)
    board = board_of(parse_script(screenplay(5)))
    present = Present(board.project, board.scenes, board.clips, board.characters)
    script = parse_script(edited(screenplay(5), chance))
    merge = merge_of(present, script, ReimportMode.REPLACE_UNLOCKED, lambda *of: f"{of}")
    scenes, clips = outcome(present, merge)
    told: list[tuple[str, str]] = []
    for scene in sorted(scenes.values(), key=lambda scene: scene.order):
        row = sorted(
            (clip for clip in clips.values() if clip.scene_id == scene.id), key=lambda c: c.order
        )
        ends = [0.0, *(clip.end for clip in row)]
        assert [clip.timeline_position for clip in row] == pytest.approx(ends[:-1])
        told += [(clip.dialogue, clip.action) for clip in row]
    said = [(clip.dialogue, clip.action) for scene in script.scenes for clip in scene.clips]
    # A direction that is taken out again stays: nobody can tell it from a person's own.
    assert told == [(words, seen or told[at][1]) for at, (words, seen) in enumerate(said)]


def test_a_locked_clip_that_the_script_has_changed_is_told_of() -> None:
    cues = (
        "1\n00:00:01,000 --> 00:00:04,000\nRain tonigth\n\n2\n00:00:04,000 --> 00:00:07,000\nRoof\n"
    )
    board = board_of(parse_script(cues))
    present = Present(board.project, board.scenes, board.clips, board.characters)

    def warnings(text: str) -> tuple[str, ...]:
        merge = merge_of(present, parse_script(text), ReimportMode.REPLACE_UNLOCKED, random_ids)
        return merge.board.report.warnings

    told = "Locked clips that stay as they are, though the script has changed: 1"
    assert warnings(cues) == ()
    assert warnings(cues.replace("tonigth", "tonight")) == (told,)
    assert warnings(cues.replace("07,000", "06,500")) == (told,)
