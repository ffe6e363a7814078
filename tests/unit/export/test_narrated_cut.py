"""Narration in the cut: where it begins, and the captions that follow its words."""

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
