"""What a project becomes once its narration is known, to the frame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.clip import Clip
from backend.domain.errors import ConflictError
from backend.domain.frame_rate import FRAME_RATES, FrameRate
from backend.domain.ids import ClipId
from backend.domain.story import SourceKind, StorySource
from backend.domain.times import utc_now
from backend.export.build_timeline import build_timeline
from backend.export.material import Material
from backend.export.options import ExportOptions
from backend.services.retime_service import ScenePlan, plan_scenes
from backend.services.story_reader import Told
from tests.unit.services.stories import StorySketch, give, narration

SCRIPTS = (
    "The boats are back, and nobody had believed it.",
    "Жили-были старик со старухой у самого синего моря.",
    "昔々あるところに、おじいさんとおばあさんが住んでいました。",
    "กาลครั้งหนึ่งนานมาแล้ว มีเด็กหญิงคนหนึ่ง",
    "كان يا ما كان، في قديم الزمان، صياد فقير.",
)
clips = st.lists(
    st.fixed_dictionaries(
        {
            "lyrics": st.sampled_from(("", *SCRIPTS)),
            "locked": st.just(False),
            "length": st.floats(0.5, 20),
        }
    ),
    min_size=1,
    max_size=6,
)


def laid_out(told: Told, plans: list[ScenePlan]) -> list[Clip]:
    places = {str(id): place for plan in plans for id, place in plan.places.items()}
    return [
        clip.model_copy(update={"timeline_position": place.position, "length": place.length})
        if (place := places.get(clip.id))
        else clip
        for clip in told.clips
    ]


def lengths(plans: list[ScenePlan]) -> list[float]:
    return [place.length for plan in plans for place in plan.places.values()]


def test_measured_narration_goes_before_what_is_estimated() -> None:
    story = StorySketch(fps=24)
    first, _ = story.scene({"lyrics": "one two three"}, {"lyrics": "word " * 20})
    give(first, narration(6.0))
    plans = plan_scenes(story.told)
    assert lengths(plans) == [6.5, 8.5]
    assert plans[0].duration == 15.0


def test_a_scene_of_locked_clips_stays_where_the_music_wants_it() -> None:
    story = StorySketch(source=StorySource(kind=SourceKind.SRT))
    story.scene(
        {"lyrics": "Rain", "locked": True, "timeline_position": 2.5},
        {"lyrics": "Roof", "locked": True, "timeline_position": 9.0},
    )
    [plan] = plan_scenes(story.told)
    assert not plan.changes
    assert plan.duration == 14.0


def test_alternates_begin_with_the_clip_they_stand_for() -> None:
    story = StorySketch(fps=25)
    first, second, other = story.scene(
        {"length": 1.0}, {"length": 2.0}, {"length": 1.5, "is_alternate": True}
    )
    give(first, narration(5.5))
    other.parent_clip_id = ClipId(second.id)
    [plan] = plan_scenes(story.told)
    place = plan.places[ClipId(other.id)]
    assert (place.position, place.length) == (6.0, 1.5)
    assert plan.duration == 8.0


def test_a_scene_that_was_set_to_be_longer_is_as_long_as_its_clips() -> None:
    story = StorySketch()
    story.scene({"length": 4.0}, duration=20.0)
    [plan] = plan_scenes(story.told)
    assert not plan.places
    assert plan.changes


@given(st.lists(clips, min_size=1, max_size=4), st.sampled_from(list(FRAME_RATES.values())))
def test_frames_sum_to_the_length_of_the_export_at_every_rate(
    scenes: list[list[dict[str, str]]], rate: FrameRate
) -> None:
    story = StorySketch(fps=rate.label)
    for said in scenes:
        story.scene(*said)
    plans = plan_scenes(story.told)
    clips = laid_out(story.told, plans)
    scene_list = [scene.model_copy(update={"duration": None}) for scene, _ in story.parts]
    timeline = build_timeline(
        Material(story.project, scene_list, clips, {}, (), utc_now()), ExportOptions()
    )
    exact = [clip.length * float(rate.rate) for clip in clips]
    frames = [round(each) for each in exact]
    assert exact == pytest.approx(frames, abs=1e-5)
    assert sum(frames) == timeline.frames
    assert [item.frames for item in timeline.items] == frames
    assert sum(plan.duration for plan in plans) == pytest.approx(
        float(rate.seconds(timeline.frames))
    )


def test_a_clip_too_long_to_be_kept_is_refused() -> None:
    story = StorySketch()
    [clip] = story.scene({"lyrics": "Once"})
    give(clip, narration(4000))
    with pytest.raises(ConflictError, match="too long"):
        plan_scenes(story.told)
