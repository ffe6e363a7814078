"""Narration in the cut: where it begins, and the captions that follow its words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.frame_rate import FRAME_RATES
from backend.domain.take import Alignment, SpokenWord
from backend.export.timeline import MUSIC_LANE
from tests.unit.export.boards import make_board

WORDS = Alignment(
    words=[
        SpokenWord(text="Rain.", start=0.0, end=0.5),
        SpokenWord(text="Then", start=3.0, end=3.5),
        SpokenWord(text="sun.", start=3.5, end=4.0),
    ]
)


def test_narration_begins_after_its_lead() -> None:
    board = make_board()
    scene = board.scene()
    board.clip(scene, 0, 2)
    board.voice(board.clip(scene, 2, 4), 3, lead=0.25)
    [voice] = board.timeline().sounds
    assert (voice.start, voice.frames, voice.lane) == (54, 72, MUSIC_LANE - 1)


def test_a_lead_keeps_a_narration_off_the_one_before() -> None:
    board = make_board()
    scene = board.scene()
    board.voice(board.clip(scene, 0, 2), 2.1)
    board.voice(board.clip(scene, 2, 2), 1, lead=0.15)
    timeline = board.timeline()
    assert {sound.lane for sound in timeline.sounds} == {MUSIC_LANE - 1}
    assert "narration_overlap" not in {entry.code for entry in timeline.entries}


def test_captions_are_shown_while_their_words_are_said() -> None:
    board = make_board()
    scene = board.scene()
    board.clip(scene, 0, 2)
    clip = board.clip(scene, 2, 5)
    text = "Rain. Then sun."
    board.voice(clip, 4.2, lead=0.25, prompt=text, alignment=WORDS)
    [caption] = board.timeline().captions
    assert (caption.start, caption.end, caption.clip_id) == (54, 154, clip.id)


def test_a_long_text_is_several_captions_of_two_lines() -> None:
    board = make_board()
    said = "The boats are back, and nobody had believed that they would. " * 3
    clip = board.clip(board.scene(), 0, 12, lyrics=said)
    captions = board.timeline().captions
    assert len(captions) == 3
    assert {caption.clip_id for caption in captions} == {clip.id}
    assert (captions[0].start, captions[-1].end) == (0, 288)
    assert all(len(line) <= 42 for each in captions for line in each.text.split("\n"))


@pytest.mark.parametrize("fps", FRAME_RATES)
@given(words=st.integers(1, 40))
def test_captions_of_whole_frames_can_be_read_for_a_second_at_least(fps: str, words: int) -> None:
    board = make_board(fps=fps)
    text = "Yes. You made up your mind about them, and left without a word. " * 3
    said = " ".join(text.split()[:words])
    seconds = round(len(said) / 15, 3)
    clip = board.clip(board.scene(), 0, max(3, seconds + 0.5))
    board.voice(clip, seconds, lead=0.15, prompt=said)
    timeline = board.timeline()
    captions = timeline.captions
    assert all(each.end - each.start >= timeline.rate.rate for each in captions)
    assert all(each.end <= after.start for each, after in pairwise(captions))
    assert captions[-1].end <= timeline.rate.frames(clip.length)
