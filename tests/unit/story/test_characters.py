"""Who is found in a script, and who is not."""

import pytest

from backend.story.parser import parse_script


def found(text: str, kind: str = "plain") -> list[str]:
    return [character.name for character in parse_script(text, kind).characters]


def test_one_speaker_has_one_name_however_it_is_written() -> None:
    script = parse_script(
        "INT. A - DAY\n\nMARA (30, tall) waits. Mara sings.\n\nMARA (V.O.)\nHi.\n\n@Mara\nHello.",
        "fountain",
    )
    (mara,) = script.characters
    assert (mara.name, mara.description, mara.speeches, mara.mentions) == ("Mara", "30, tall", 2, 2)


def test_names_in_prose_count_from_the_second_time() -> None:
    assert found("Then Mara came. Nobody saw Theo. Later Mara left.") == ["Mara"]


def test_full_names_take_in_their_parts() -> None:
    text = "He met Mara Voss at noon. She knew Mara Voss well. Nobody liked Mara. We saw Mara."
    assert found(text) == ["Mara Voss"]


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell. Rain stopped. Rain fell.",
        "They met on Monday. They left on Monday.",
        "She lived in London. He lived in London.",
        "We took the Tram. They saw the Tram.",
        "I like Rain. You like Rain. The rain came.",
        "Down Fenner Street it went. Over Fenner Street it came.",
        "We heard St. Osyth's bells. They heard St. Osyth's bells.",
        "BANG goes it. And BANG again.",
        "“No…” and he ran. He is No. 1. So He'd said: He'd gone.",
        "Er nahm den Hut und ging. Sie sah den Hut und lachte nicht. Ein Mann ist Hut und Hut.",
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert found(text) == []


def test_an_article_or_a_describing_word_is_not_a_name_by_itself() -> None:
    script = parse_script(
        "INT. A - DAY\n\nThe old lamp goes out. Old boats creak.\n\nTHE DRIVER\nHo.\n\n"
        "OLD MAN\nHm.\n\nThe Driver nods to the Old Man.",
        "fountain",
    )
    clips = script.scenes[0].clips
    everybody = ("The Driver", "Old Man")
    assert [clip.characters for clip in clips] == [
        *((), everybody[:1], everybody[1:]),
        everybody,
    ]


def test_cyrillic_names_and_possessives_are_found() -> None:
    assert found("Потом Мара ушла. Дождь шёл, и Мара пела.") == ["Мара"]
    assert found("He took Mara's hat. She saw Mara’s hat.") == ["Mara"]


def test_clips_know_who_is_in_the_picture() -> None:
    script = parse_script(
        "INT. A - DAY\n\nTheo waits for MARA.\n\nTHEO\nMara?\n\nMARA\nYes.\n\nMaraca music.",
        "fountain",
    )
    clips = script.scenes[0].clips
    assert [clip.characters for clip in clips] == [("Theo", "Mara"), ("Theo",), ("Mara",), ()]
    assert script.scenes[0].characters == ("Theo", "Mara")


def test_chinese_names_are_seen_without_blanks_around_them() -> None:
    script = parse_script("小明：你好。\n小红：你好。\n\n小明走了。", "transcript")
    assert script.scenes[0].clips[-1].characters == ("小明",)


def test_at_most_100_characters_are_kept() -> None:
    text = "".join(f"Name {number}: Hello.\n" for number in range(150))
    assert len(found(text, "transcript")) == 100


def test_a_longer_name_is_not_taken_for_the_shorter_one_in_it() -> None:
    script = parse_script(
        "INT. A - DAY\n\nYOUNG INES (20) runs.\n\nYOUNG INES\nWait!\n\nINES\nNo.\n\nInes stays.",
        "fountain",
    )
    clips = script.scenes[0].clips
    assert [clip.characters for clip in clips] == [
        ("Young Ines",),
        ("Young Ines",),
        ("Ines",),
        ("Ines",),
    ]


def test_a_description_may_follow_a_surname_that_the_cue_leaves_out() -> None:
    script = parse_script(
        "INT. A - DAY\n\nINES VALE (29, navy coat) waits.\n\nINES\nNo.", "fountain"
    )
    assert [(who.name, who.description) for who in script.characters] == [("Ines", "29, navy coat")]


def test_after_a_title_the_surname_is_the_name() -> None:
    text = "There stood Inspector Hale. Rain fell on Inspector Hale.\n\nThen Hale left."
    script = parse_script(text, "plain")
    assert [(who.name, who.mentions) for who in script.characters] == [("Inspector Hale", 2)]


def test_in_german_a_name_after_a_title_is_one() -> None:
    text = (
        "Am Abend kam Herr Krause und rief nach dem Hund. Das Fenster war zu, und die Frau Doktor "
        "schlief nicht. Da ging Herr Krause nach Hause und der Hund mit ihm."
    )
    assert found(text) == ["Krause"]


def test_a_name_in_capitals_once_is_a_name_at_the_beginning_of_sentences_too() -> None:
    assert found("ELSA winds a clock. Elsa listens. Elsa counts.") == ["Elsa"]
