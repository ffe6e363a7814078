"""What is found in a story that is not ready yet."""

from collections.abc import Iterable
from typing import Any

import pytest

from backend.domain.check import SEVERITIES, CheckCode, Severity, StoryCheck
from backend.domain.draft import DraftStatus, DraftSummary
from backend.domain.ids import DraftId, new_id
from backend.domain.media import MediaKind
from backend.domain.story import Voice
from backend.domain.take import Review, ReviewState
from backend.services.narration_plan import NarrationOrder, lines_of
from backend.services.story_checks import Story, checks_of, keys_of
from tests.factories import make_take
from tests.unit.services.stories import StorySketch, give, narration, said

APPROVED = Review(state=ReviewState.APPROVED)


def found(sketch: StorySketch, **known: Any) -> list[StoryCheck]:
    return checks_of(Story(sketch.told, **known))


def codes(checks: Iterable[StoryCheck]) -> list[CheckCode]:
    return [check.code for check in checks]


def one(checks: list[StoryCheck], code: CheckCode) -> StoryCheck:
    [check] = [each for each in checks if each.code is code]
    return check


def test_a_story_that_is_whole_needs_nothing() -> None:
    story = StorySketch()
    for clip in story.scene({"lyrics": "Rain."}, {"action": "Night."}):
        give(clip, make_take())
        if clip.lyrics:
            give(clip, narration(2.0, lead=0.15))
    assert found(story, can_speak=True) == []


def test_a_scene_without_clips_is_named() -> None:
    story = StorySketch()
    story.scene(name="Harbour")
    [check] = found(story)
    assert (check.code, check.scene_id) == (CheckCode.SCENE_EMPTY, story.parts[0][0].id)
    assert "Harbour" in check.message


def test_clips_over_each_other_and_holes_between_them_are_named() -> None:
    story = StorySketch()
    story.scene({}, {"timeline_position": 4.0}, {"timeline_position": 12.0})
    checks = found(story)
    assert len(one(checks, CheckCode.OVERLAP).clip_ids) == 2
    assert len(one(checks, CheckCode.GAP).clip_ids) == 2


@pytest.mark.parametrize(("locked", "advice"), [(True, "Unlock"), (False, "retime")])
def test_narration_that_outlasts_its_clip_is_named_and_never_cut(locked: bool, advice: str) -> None:
    story = StorySketch()
    [clip] = story.scene({"lyrics": "Rain.", "locked": locked})
    give(clip, narration(6.0, lead=0.15))
    check = one(found(story, can_speak=True), CheckCode.NARRATION_TOO_LONG)
    assert check.clip_ids == [clip.id]
    assert "1.15 s" in check.message
    assert advice in check.advice


@pytest.mark.parametrize(("can_speak", "advice"), [(True, "narration"), (False, "Set one up")])
def test_words_that_nobody_said_leave_lengths_estimated(can_speak: bool, advice: str) -> None:
    story = StorySketch()
    first, locked, _ = story.scene({"lyrics": "Rain."}, {"lyrics": "Roof.", "locked": True}, {})
    checks = found(story, can_speak=can_speak)
    missing = one(checks, CheckCode.NARRATION_MISSING)
    assert missing.clip_ids == [first.id, locked.id]
    assert advice in missing.advice
    assert one(checks, CheckCode.LENGTH_ESTIMATED).clip_ids == [first.id]


def test_clips_without_pictures_are_counted_and_films_are_missed_only_beside_others() -> None:
    story = StorySketch()
    first, second, third = story.scene({}, {}, {})
    give(first, make_take())
    assert one(found(story), CheckCode.STILL_MISSING).clip_ids == [second.id, third.id]
    assert CheckCode.VIDEO_MISSING not in codes(found(story))
    give(second, make_take(content_type=MediaKind.VIDEO))
    checks = found(story)
    assert one(checks, CheckCode.STILL_MISSING).message == "1 clip has no picture"
    assert one(checks, CheckCode.VIDEO_MISSING).clip_ids == [first.id, third.id]


def test_a_clip_longer_than_any_film_is_to_be_split() -> None:
    story = StorySketch()
    story.scene({"length": 25.0}, {"length": 10.0})
    check = one(found(story, longest_film=10.0), CheckCode.TOO_LONG_FOR_VIDEO)
    assert check.advice == "Split it into 3 clips of 8.33 s or less"
    assert CheckCode.TOO_LONG_FOR_VIDEO not in codes(found(story))


def test_files_that_are_gone_are_the_first_thing_to_see_to() -> None:
    story = StorySketch(music_file="a" * 64 + ".mp3")
    [clip] = story.scene({})
    still = give(clip, make_take())
    keys = keys_of(story.told)
    assert keys == [story.project.music_file, still.url]
    first, second, *_ = found(story, missing=keys)
    assert {first.code, second.code} == {CheckCode.FILE_MISSING}
    assert [first.clip_ids, second.clip_ids] == [[], [clip.id]]
    assert first.severity is Severity.ERROR


def test_takes_of_which_the_inputs_changed_are_named() -> None:
    story = StorySketch()
    [clip] = story.scene({"lyrics": "Rain."})
    give(clip, make_take(input_hash="x-y", stale=True))
    [line], _ = lines_of(story.told, NarrationOrder())
    give(clip, said(line))
    assert one(found(story), CheckCode.TAKE_STALE).message.startswith("1 clip has a picture")
    clip.generated_images[0].stale = False
    assert CheckCode.TAKE_STALE not in codes(found(story))
    story.project.voice = Voice(voice_id="other")
    assert "voice" in one(found(story), CheckCode.TAKE_STALE).message


def test_stills_wait_for_approval_while_the_draft_does() -> None:
    story = StorySketch()
    first, second = story.scene({}, {})
    give(first, make_take(review=APPROVED))
    give(second, make_take())
    assert CheckCode.NOT_APPROVED not in codes(found(story))
    waiting = DraftStatus.AWAITING_REVIEW
    story.project.draft = DraftSummary(
        draft_id=DraftId(new_id()), state=waiting, status="processing"
    )
    assert one(found(story), CheckCode.NOT_APPROVED).clip_ids == [second.id]


def test_every_code_has_its_severity() -> None:
    assert set(SEVERITIES) == set(CheckCode)
