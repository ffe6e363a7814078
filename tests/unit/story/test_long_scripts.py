"""Scripts of real length, and texts in five kinds of writing: nothing lost, all within bounds."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.story.parser import parse_script
from backend.story.timing import MAX_SECONDS, MIN_SECONDS, speech_seconds, word_count
from tests.unit.story.accounts import clips_of, misplaced
from tests.unit.story.long_scripts import chapter, screenplay, song

SENTENCES = {
    "latin": (
        "It rained, and then it stopped.",
        "Où vas-tu, ma chère ?",
        "„Nein“, sagte sie; „niemals!“",
        "Mr. Vale paid 3.50 for it",
    ),
    "cyrillic": (
        "Дождь шёл всю ночь, и никто не спал.",
        "«Куда ты идёшь?» — спросила она.",
        "Стоп!",
        "ул. Садовая, д. 5, кв. 12",
    ),
    "right to left": (
        "هطل المطر طوال الليل، ولم ينم أحد.",
        "إلى أين تذهب؟",
        "הגשם ירד כל הלילה, ואיש לא ישן.",
        "לאן אתה הולך?",
    ),
    "marks": (
        "रात भर बारिश होती रही, और कोई सोया नहीं।",
        "तुम कहाँ जा रहे हो?",
        "ฝนตกทั้งคืนและไม่มีใครนอนหลับ",
        "เธอกำลังจะไปไหน",
    ),
    "ideographs": (
        "雨下了一整夜，没有人睡着。",
        "你要去哪里？",
        "「だめだ！」と彼女は言った。",
        "비가 밤새 내렸고 아무도 자지 않았다.",
    ),
}
GAPS = st.sampled_from([" ", "", "\n", "\n\n", "\n\n***\n\n", " " * 9])


@pytest.mark.parametrize("writing", SENTENCES)
@given(data=st.data())
def test_every_character_is_in_one_place_in_every_writing(
    writing: str, data: st.DataObject
) -> None:
    part = st.tuples(st.sampled_from(SENTENCES[writing]), GAPS).map("".join)
    text = data.draw(st.lists(part, max_size=30).map("".join))
    num_scenes = data.draw(st.one_of(st.none(), st.integers(1, 100)))
    script = parse_script(text, data.draw(st.sampled_from(["plain", "markdown", "transcript"])),
                          num_scenes=num_scenes)  # fmt: skip
    assert misplaced(script) == []
    assert all(scene.clips for scene in script.scenes)
    assert len(script.scenes) <= (num_scenes or 100)
    assert all(MIN_SECONDS <= clip.length <= MAX_SECONDS for clip in clips_of(script))
    begins = [part[0] for clip in clips_of(script) for part in clip.source_ranges]
    assert not any(unicodedata.combining(script.text[at]) for at in begins)


@pytest.mark.parametrize("writing", SENTENCES)
def test_a_book_of_one_sentence_is_cut_between_letters_and_never_inside_one(writing: str) -> None:
    for sentence in SENTENCES[writing]:
        text = sentence.translate({ord(mark): None for mark in ".!?。？！।؟"}) * 60
        for clip in clips_of(parse_script(text, "plain")):
            assert speech_seconds(clip.lyrics) <= MAX_SECONDS
            assert unicodedata.category(clip.lyrics[0]) not in {"Mn", "Mc", "Me"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rain fell, and stopped.", 4),
        ("Дождь шёл всю ночь", 4),
        ("雨下了一整夜", 6),
        ("ฝนตกทั้งคืน", 3),
        ("- … !", 0),
    ],
)
def test_words_are_counted_as_their_writing_has_them(text: str, words: int) -> None:
    assert word_count(text) == words


def test_the_same_tale_takes_about_as_long_in_each_writing() -> None:
    seconds = {name: speech_seconds(lines[0]) for name, lines in SENTENCES.items()}
    assert max(seconds.values()) < 2 * min(seconds.values())


def test_a_screenplay_of_sixty_pages_keeps_its_scenes_speakers_and_every_character() -> None:
    text = screenplay(90)
    script = parse_script(text)
    assert (script.kind, script.title, len(script.scenes)) == ("fountain", "The Last Tram", 90)
    assert [scene.number for scene in script.scenes] == [str(n) for n in range(1, 91)]
    speakers = {clip.speaker for clip in clips_of(script)} - {None}
    assert speakers == {"Mara", "Theo", "Inspector Vale", "Young Ines", "Dr. Okoro"}
    assert misplaced(script) == []
    assert script.report.dropped == ()


@pytest.mark.parametrize("num_scenes", [None, 1, 7, 100])
def test_a_chapter_of_a_novel_is_divided_as_asked(num_scenes: int | None) -> None:
    script = parse_script(chapter(120), num_scenes=num_scenes)
    assert misplaced(script) == []
    assert len(script.scenes) >= (num_scenes or 5)
    assert all(len(scene.clips) <= 40 for scene in script.scenes)


def test_a_song_keeps_the_time_of_each_line_and_its_verses() -> None:
    script = parse_script(song(48))
    assert (script.kind, len(script.scenes), len(clips_of(script))) == ("srt", 12, 48)
    assert {len(scene.clips) for scene in script.scenes} == {4}
    assert [clip.start for clip in clips_of(script)][:5] == [9.6, 12.0, 14.4, 16.8, 23.2]
    assert [clip.length for clip in clips_of(script)][:4] == [2.4, 2.4, 2.4, 2.3]
    assert misplaced(script) == []


@pytest.mark.parametrize(
    "text", [screenplay(400), chapter(700), song(3000), "雨下了一整夜，没有人睡着。" * 15_000]
)
def test_the_longest_scripts_there_may_be_stay_within_all_bounds(text: str) -> None:
    script = parse_script(text[:200_000])
    assert misplaced(script) == []
    assert len(clips_of(script)) <= 1000
    assert all(scene.clips and len(scene.clips) <= 40 for scene in script.scenes)
