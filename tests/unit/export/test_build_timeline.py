"""The decisions of a cut: where shots lie, which takes they show, and what is said about it."""

import itertools
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.errors import ValidationError
from backend.domain.frame_rate import FRAME_RATES, FrameRate
from backend.domain.media import MediaKind
from backend.domain.take import Review, ReviewState
from backend.export.report import ExportRemark
from backend.export.timeline import Timeline
from tests.unit.export.boards import NOON, SketchBoard, everything, make_board, row_of_stills
from tests.unit.export.test_formats import assert_same_cut

REJECTED = Review(state=ReviewState.REJECTED)
APPROVED = Review(state=ReviewState.APPROVED)


def spans(timeline: Timeline) -> list[tuple[int, int]]:
    return [(item.start, item.frames) for item in timeline.items]


def said(timeline: Timeline, code: str) -> list[ExportRemark]:
    return [entry for entry in timeline.entries if entry.code == code]


def shown(timeline: Timeline) -> list[str | None]:
    return [item.card.take_id if item.card else None for item in timeline.items]


def test_scenes_lie_end_to_end_in_story_order() -> None:
    board = make_board()
    later, sooner = board.scene(order=5), board.scene(order=1)
    board.clip(later, 0, 1, name="second")
    board.clip(sooner, 0, 2, name="first")
    timeline = board.timeline()
    assert [item.title for item in timeline.items] == ["S01_C001 first", "S02_C001 second"]
    assert spans(timeline) == [(0, 48), (48, 24)]


def test_a_scene_is_as_long_as_its_set_duration_or_its_last_clip() -> None:
    board = make_board()
    for duration in (3.0, 0.5):
        board.clip(board.scene(duration=duration), 0, 1)
    timeline = board.timeline()
    assert spans(timeline) == [(0, 24), (24, 48), (72, 24)]
    assert [entry.frame for entry in said(timeline, "gap")] == [24]


def test_clips_that_nearly_touch_share_the_end_of_the_earlier_one() -> None:
    board = make_board(fps=60)
    scene = board.scene()
    board.clip(scene, 0, 1.005)
    board.clip(scene, 1.0, 1)
    board.clip(scene, 2.01, 1)
    board.clip(scene, 3.05, 1)
    timeline = board.timeline()
    assert spans(timeline) == [(0, 60), (60, 60), (120, 61), (181, 2), (183, 60)]
    assert len(said(timeline, "snapped")) == 2
    assert not said(timeline, "overlap")


def test_an_overlapping_clip_goes_to_the_next_free_lane_above() -> None:
    board = make_board()
    scene = board.scene()
    for position in (0, 1, 2, 4):
        board.still(board.clip(scene, position, 3))
    timeline = board.timeline()
    lanes = [(item.start, item.lane) for item in (*timeline.items, *timeline.connected)]
    assert sorted(lanes) == [(0, 0), (24, 1), (48, 2), (72, 0), (96, 0)]
    assert [entry.frame for entry in said(timeline, "overlap")] == [24, 48]


def test_a_clip_without_a_whole_frame_is_dropped_and_named() -> None:
    board = row_of_stills([1, 0.001, 1])
    timeline = board.timeline()
    assert spans(timeline) == [(0, 24), (24, 24)]
    [entry] = said(timeline, "dropped_zero")
    assert entry.clip_id == board.clips[1].id


def test_the_noise_of_added_floats_moves_nothing() -> None:
    board = make_board(fps=30)
    board.clip(board.scene(duration=0.1 + 0.2), 0, 0.3)
    assert not board.timeline().entries[1:]


@pytest.mark.parametrize(
    ("takes", "chosen"),
    [
        ([{}, {}, {"selected": True}, {}], 2),
        ([{"selected": False}, {"review": APPROVED}, {}], 1),
        ([{"selected": False}, {"review": APPROVED}, {"review": APPROVED}, {}], 2),
        ([{"selected": False}, {}, {"review": REJECTED}], 1),
        ([{"selected": True, "review": REJECTED}, {"review": APPROVED}], 0),
        ([{"selected": False}, {"created_at": NOON - timedelta(days=1)}], 0),
    ],
)
def test_the_selected_take_wins_then_the_newest_approved_then_the_newest_not_rejected(
    takes: list[dict[str, Any]], chosen: int
) -> None:
    board = make_board()
    clip = board.clip(board.scene(), 0, 1)
    ids = [board.still(clip, **fields).id for fields in takes]
    timeline = board.timeline()
    assert shown(timeline) == [ids[chosen]]
    assert bool(said(timeline, "selected_rejected")) == (takes[chosen].get("review") is REJECTED)


def test_a_clip_whose_takes_are_all_rejected_has_none() -> None:
    board = make_board()
    board.still(board.clip(board.scene(), 0, 1), selected=False, review=REJECTED)
    timeline = board.timeline()
    assert said(timeline, "media_missing")
    assert timeline.items[0].source
    assert timeline.items[0].source.key is None


def test_video_is_shown_over_image_unless_the_image_is_asked_for() -> None:
    board = make_board()
    clip = board.clip(board.scene(), 0, 1)
    still, movie = board.still(clip), board.movie(clip, 24)
    assert shown(board.timeline()) == [movie.id]
    assert shown(board.timeline(picture="image")) == [still.id]


def test_a_file_that_is_gone_is_missing_and_never_another() -> None:
    board = make_board()
    clip = board.clip(board.scene(), 0, 1)
    board.still(clip)
    board.gone.add(board.still(clip, selected=True).url)
    slate = board.timeline().items[0]
    assert slate.source
    assert slate.source.key is None
    assert (slate.source.width, slate.source.height) == (1920, 1080)
    [gap] = board.timeline(missing="gap").items
    assert gap.source is None
    assert gap.card
    assert gap.card.clip_id == clip.id


def test_a_short_movie_is_followed_by_a_hole_and_a_long_one_is_cut() -> None:
    board = make_board()
    scene = board.scene()
    board.movie(board.clip(scene, 0, 2), 30)
    board.movie(board.clip(scene, 2, 1), 100)
    timeline = board.timeline()
    assert spans(timeline) == [(0, 30), (30, 18), (48, 24)]
    assert len(said(timeline, "media_short")) == 1


def test_a_movie_without_a_whole_frame_leaves_its_shot_empty() -> None:
    board = make_board()
    board.movie(board.clip(board.scene(), 0, 1), 1, "60")
    [item] = board.timeline().items
    assert (item.frames, item.source) == (24, None)
    assert item.card


def test_a_movie_of_an_odd_rate_is_declared_at_the_rate_of_the_cut() -> None:
    board = make_board(fps=25)
    board.movie(board.clip(board.scene(), 0, 5), 81, "16")
    [item] = board.timeline().items
    assert item.source
    assert item.source.rate == 25
    assert item.source.length == Fraction(126, 25)
    [entry] = said(board.timeline(), "rate_mismatch")
    assert "16 frames" in entry.message


def test_narration_is_never_cut_and_music_is_cut_with_the_picture() -> None:
    board = make_board()
    scene = board.scene()
    board.voice(board.clip(scene, 0, 1), 1.5)
    board.voice(board.clip(scene, 1, 1), 4)
    board.music(10)
    timeline = board.timeline()
    assert [(s.lane, s.start, s.frames) for s in timeline.sounds] == [
        (-1, 0, 48),
        (-2, 0, 36),
        (-3, 24, 96),
    ]
    for code in ("music_trimmed", "narration_overlap", "past_end"):
        assert len(said(timeline, code)) == 1
    full = board.timeline(music="full")
    assert full.sounds[0].frames == 240
    assert len(said(full, "past_end")) == 2


def test_sounds_whose_files_are_gone_are_said_to_be_missing() -> None:
    board = make_board()
    board.gone.add(board.voice(board.clip(board.scene(), 0, 1), 1).url)
    board.gone.add(board.music(3).id)
    timeline = board.timeline()
    assert timeline.sounds == ()
    assert len(said(timeline, "media_missing")) == 3


def test_alternates_are_left_out_or_lie_above_switched_off() -> None:
    board = make_board()
    scene = board.scene(duration=2)
    parent = board.clip(scene, 0, 2)
    for number, length in ((1, 2.0), (2, 3.0)):
        alternate = board.clip(
            scene, 0, length, is_alternate=True, alternate_number=number, parent_clip_id=parent.id
        )
        board.still(alternate)
    assert len(said(board.timeline(), "alternate_left_out")) == 2
    timeline = board.timeline(alternates="connected")
    assert [(i.lane, i.frames, i.enabled) for i in timeline.connected] == [
        (1, 48, False),
        (2, 48, False),
    ]
    assert [i.card.code for i in timeline.connected if i.card] == ["S01_C001A1", "S01_C001A2"]
    assert len(said(timeline, "past_end")) == 1
    assert timeline.frames == 48


def test_chosen_scenes_keep_their_codes_and_may_be_alternates() -> None:
    board = make_board()
    first, second = board.scene(), board.scene()
    other = board.scene(is_alternate=True, alternate_number=1, parent_scene_id=first.id, order=0)
    for scene in (first, second, other):
        board.clip(scene, 0, 1, name="x")
    titles = [item.title for item in board.timeline(scene_id=[other.id, second.id]).items]
    assert titles == ["S01A1_C001 x", "S02_C001 x"]
    with pytest.raises(ValidationError, match="scene_id"):
        board.timeline(scene_id=["nowhere"])


@pytest.mark.parametrize(("fps", "start"), [(24, "01:00:00:24"), ("29.97df", "00:01:00:00")])
def test_a_start_that_the_rate_does_not_have_is_refused(fps: float | str, start: str) -> None:
    with pytest.raises(ValidationError, match="start"):
        row_of_stills([1], fps=fps).timeline(start=start)


def test_scenes_without_shots_and_starts_of_their_own_are_reported() -> None:
    timeline = everything().timeline()
    assert [entry.frame for entry in said(timeline, "scene_empty")] == [336]
    assert [entry.frame for entry in said(timeline, "scene_start_ignored")] == [367]


def test_file_names_are_plain_and_unique_whatever_the_ids() -> None:
    board = make_board()
    scene = board.scene()
    for _ in range(2):
        clip = board.clip(scene, 0, 1)
        board.still(clip, id="Ünïque/..")
    names = [source.name for source in board.timeline().sources]
    assert len({name.lower() for name in names}) == 2
    assert all(name.isascii() and "/" not in name for name in names)
    reels = [source.reel for source in board.timeline().sources]
    assert len(set(reels)) == 2


def test_the_note_begins_with_the_id_and_holds_the_words_only_if_asked() -> None:
    board = make_board()
    clip = board.clip(board.scene(), 0, 1, image_prompt="a &quot;boat&quot;", dialogue="Ahoy")
    board.still(clip, seed=3, model_name="sdxl")
    [full] = board.timeline().items
    [bare] = board.timeline(notes=False).items
    assert full.card
    assert bare.card
    assert bare.card.note == f"storycanvas:clip={clip.id}"
    assert full.card.note.splitlines() == [
        bare.card.note,
        'Image prompt: a "boat"',
        "Dialogue: Ahoy",
        "Seed: 3",
        "Model: sdxl",
        f"Take: {full.card.take_id}",
    ]


def test_text_that_had_to_change_is_reported() -> None:
    board = make_board()
    board.clip(board.scene(), 0, 1, dialogue="bell \x07", lyrics="two\r\nlines")
    timeline = board.timeline()
    assert len(said(timeline, "text_changed")) == 1
    [item] = timeline.items
    assert item.card
    assert item.card.texts["dialogue"] == "bell "
    assert item.card.texts["lyrics"] == "two\nlines"


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("auto", ["spoken", "said", "sung"]),
        ("narration", ["spoken"]),
        ("dialogue", ["said too", "said"]),
        ("lyrics", ["sung too", "sung"]),
        ("none", []),
    ],
)
def test_captions_say_what_was_asked_for(words: str, texts: list[str]) -> None:
    board = make_board()
    scene = board.scene()
    narrated = board.clip(scene, 0, 2, dialogue="said too", lyrics="sung too")
    board.voice(narrated, 1, prompt="spoken")
    board.clip(scene, 2, 2, dialogue="said")
    board.clip(scene, 4, 2, lyrics=" \n sung \n\n ")
    captions = board.timeline(captions=words).captions
    assert [caption.text for caption in captions] == texts


def test_captions_that_begin_together_are_one_and_overlapping_ones_are_cut() -> None:
    board = make_board()
    scene = board.scene()
    for position, words in ((0, "one"), (0, "two"), (1, "three")):
        board.clip(scene, position, 2, dialogue=words)
    captions = board.timeline().captions
    assert [(c.start, c.end, c.text) for c in captions] == [(0, 24, "one\ntwo"), (24, 72, "three")]


def test_a_project_without_clips_is_a_timeline_without_frames() -> None:
    timeline = make_board().timeline()
    assert (timeline.frames, timeline.items, timeline.shots) == (0, (), [])


seconds = st.integers(0, 400_000).map(lambda n: n / 10_000)
lengths = st.integers(1, 100_000).map(lambda n: n / 10_000)
clips = st.lists(
    st.tuples(seconds, lengths, st.sampled_from(["still", "movie", "none"])), max_size=6
)
scenes = st.lists(st.tuples(st.none() | seconds, clips), min_size=1, max_size=4)


@given(st.sampled_from(list(FRAME_RATES.values())), scenes, st.sampled_from(["slate", "gap"]))
def test_any_board_becomes_a_cut_without_overlap_or_unwritten_hole(
    rate: FrameRate, plan: list[tuple[float | None, list[tuple[float, float, str]]]], missing: str
) -> None:
    board = make_board(fps=rate.label)
    for duration, shots in plan:
        _add_scene(board, duration, shots)
    timeline = board.timeline(missing=missing)
    cursor = 0
    for item in timeline.items:
        assert item.start == cursor
        assert item.frames > 0
        cursor = item.end
    assert cursor == timeline.frames
    lanes: dict[int, list[tuple[int, int]]] = {}
    for item in timeline.connected:
        lanes.setdefault(item.lane, []).append((item.start, item.end))
    for taken in lanes.values():
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(sorted(taken)))
    _assert_near_the_clock(board, timeline, rate)
    if timeline.shots:
        assert_same_cut(timeline)


def _add_scene(
    board: SketchBoard, duration: float | None, shots: list[tuple[float, float, str]]
) -> None:
    scene = board.scene(duration=duration)
    for position, length, kind in shots:
        clip = board.clip(scene, position, length)
        if kind == "still":
            board.still(clip)
        elif kind == "movie":
            board.movie(clip, 30, "24")


def _assert_near_the_clock(board: SketchBoard, timeline: Timeline, rate: FrameRate) -> None:
    """Every start and end that was not snapped, and the whole, are within half a frame."""
    half = Fraction(1, 2)
    snapped = {entry.clip_id for entry in said(timeline, "snapped")}
    short = {entry.clip_id for entry in said(timeline, "media_short")}
    items = {item.card.clip_id: item for item, _ in timeline.shots if item.card}
    scene_start = Fraction(0)
    for scene in board.scenes:
        end_of_scene = Fraction(str(scene.duration or 0))
        for clip in board.clips:
            if clip.scene_id != scene.id:
                continue
            start = Fraction(str(clip.timeline_position))
            end = start + Fraction(str(clip.length))
            end_of_scene = max(end_of_scene, end)
            item = items.get(clip.id)
            if item and clip.id not in snapped:
                assert abs(item.start - (scene_start + start) * rate.rate) <= half
            if item and clip.id not in short:
                assert abs(item.end - (scene_start + end) * rate.rate) <= half
        scene_start += end_of_scene
    assert abs(timeline.frames - scene_start * rate.rate) <= half


def test_a_take_keeps_its_name_whatever_kind_of_file_it_is() -> None:
    board = make_board()
    clip = board.clip(board.scene(), 0, 1)
    take = board.take(clip, board.file(MediaKind.IMAGE, "jpg", width=10, height=20))
    [item] = board.timeline().items
    assert item.source
    assert item.source.name == f"S01_C001_{take.id[:8]}.jpg"
    assert item.source.reel == f"S{take.id[:7].upper()}"
