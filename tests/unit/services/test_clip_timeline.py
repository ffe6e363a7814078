"""The timeline of a scene."""

from hypothesis import given
from hypothesis import strategies as st

from backend.domain.clip import Clip
from backend.domain.ids import ClipId
from backend.services.clip_timeline import (
    analyse,
    at,
    first_free_position,
    overlap,
    overlapping,
    summarise,
)
from tests.factories import make_clip

positions = st.floats(0, 200)
lengths = st.floats(0.01, 50)
clips = st.builds(
    lambda position, length: make_clip(timeline_position=position, length=length),
    positions,
    lengths,
)


@given(clips, st.lists(clips, max_size=8))
def test_put_at_the_suggestion_a_clip_overlaps_nothing(clip: Clip, others: list[Clip]) -> None:
    free = first_free_position(clip, others)
    assert not overlapping(at(clip, free), others)
    assert free >= round(clip.timeline_position, 6)
    assert free in {round(free, 2), round(clip.timeline_position, 6)}


@given(clips, st.lists(clips, max_size=8))
def test_nothing_free_lies_before_the_suggestion(clip: Clip, others: list[Clip]) -> None:
    """Only the request itself and the ends of clips can be first: all between them are taken."""
    free = first_free_position(clip, others)
    earlier = [clip.timeline_position, *(other.end for other in others)]
    for position in earlier:
        if clip.timeline_position <= position < free - 0.02:
            assert overlapping(at(clip, position), others)


@given(clips, clips)
def test_overlap_is_mutual(one: Clip, other: Clip) -> None:
    assert overlap(one, other) == overlap(other, one)


@given(st.lists(clips, max_size=8))
def test_gaps_and_clips_fill_the_timeline_of_clips_that_do_not_overlap(made: list[Clip]) -> None:
    laid: list[Clip] = []
    for clip in made:
        laid.append(at(clip, first_free_position(clip, laid)))
    laid.sort(key=lambda clip: clip.timeline_position)
    found = analyse("scene", laid)
    assert not found.overlaps
    assert found.has_issues == bool(found.gaps)
    for gap in found.gaps:
        assert gap.gap_duration > 0.1
        assert not any(
            clip.timeline_position < gap.gap_end and clip.end > gap.gap_start + 1e-5
            for clip in laid
            if clip.id not in {gap.after_clip_id, gap.before_clip_id}
        )


def test_touching_is_allowed_also_where_floats_drift() -> None:
    first = make_clip(timeline_position=0.1, length=0.2)
    second = make_clip(timeline_position=0.3, length=1)
    assert first.end > second.timeline_position
    assert not overlap(first, second)


def test_alternates_of_one_parent_are_no_overlap_but_others_are() -> None:
    parent = make_clip()
    alternate = make_clip(parent_clip_id=ClipId(parent.id), is_alternate=True)
    sibling = make_clip(parent_clip_id=ClipId(parent.id), is_alternate=True)
    stranger = make_clip()
    assert not overlap(parent, alternate)
    assert not overlap(alternate, sibling)
    assert overlap(alternate, stranger)
    assert first_free_position(alternate, [parent, sibling]) == 0


def test_an_alternate_does_not_make_the_scene_longer() -> None:
    parent = make_clip(length=4)
    alternate = make_clip(length=9, parent_clip_id=ClipId(parent.id), is_alternate=True)
    summary = summarise([parent, alternate])
    assert (summary.total_clips, summary.total_duration, summary.timeline_end) == (2, 4, 4)


def test_a_clip_inside_another_ends_no_hole() -> None:
    long = make_clip(timeline_position=0, length=10)
    inside = make_clip(timeline_position=2, length=1)
    after = make_clip(timeline_position=10, length=1)
    assert not summarise([long, inside, after]).gaps


def test_the_suggestion_is_the_first_hole_that_is_long_enough() -> None:
    laid = [
        make_clip(timeline_position=0, length=2),
        make_clip(timeline_position=3, length=2),
        make_clip(timeline_position=7, length=2),
    ]
    assert first_free_position(make_clip(timeline_position=1, length=2), laid) == 5
    assert first_free_position(make_clip(timeline_position=1, length=1), laid) == 2
    assert first_free_position(make_clip(timeline_position=1, length=3), laid) == 9
