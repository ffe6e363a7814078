"""Reading Final Draft documents."""

from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.errors import ValidationError
from backend.story.parser import parse_script
from backend.story.script import Script
from tests.unit.story.accounts import clips_of, everything_kept, misplaced

SCENE = """
    <Paragraph Number="12A" Type="Scene Heading">
      <SceneProperties Length="1/8" Page="1" Title="The meeting">
        <Summary><Paragraph><Text>They </Text><Text>meet.</Text></Paragraph></Summary>
      </SceneProperties>
      <Text>INT. HOUSE - DAY</Text>
    </Paragraph>
    <Paragraph Type="Action">
      <Text>MARA (34) </Text><Text Style="Bold">wai</Text><Text>ts.</Text>
      <ScriptNote ID="1"><Paragraph><Text>Is she?</Text></Paragraph></ScriptNote>
    </Paragraph>
    <Paragraph Type="Character"><Text>MARA (V.O.)</Text></Paragraph>
    <Paragraph Type="Parenthetical"><Text>(beat)</Text></Paragraph>
    <Paragraph Type="Dialogue"><Text>Hi. You &amp; me.</Text></Paragraph>
    <Paragraph Type="Parenthetical"><Text>softly</Text></Paragraph>
    <Paragraph Type="Dialogue"><Text>Now.</Text></Paragraph>"""


def document(content: str, rest: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'
        f'<FinalDraft DocumentType="Script" Template="No" Version="5">\n'
        f"  <Content>{content}\n  </Content>\n{rest}</FinalDraft>\n"
    )


def paragraph(kind: str, text: str) -> str:
    return f"<Paragraph Type={quoteattr(kind)}><Text>{escape(text)}</Text></Paragraph>"


def read(content: str, rest: str = "") -> Script:
    script = parse_script(document(content, rest))
    assert script.kind == "fdx"
    assert misplaced(script) == []
    return script


def test_a_heading_brings_place_time_number_title_and_summary() -> None:
    (scene,) = read(SCENE).scenes
    assert (scene.name, scene.setting, scene.location) == ("INT. HOUSE - DAY", "INT", "House")
    assert (scene.time_of_day, scene.number) == ("day", "12A")
    assert scene.description == "The meeting They meet."


def test_runs_of_text_are_joined_and_notes_stay_with_what_they_were_written_to() -> None:
    shown, _ = clips_of(read(SCENE))
    assert (shown.action, shown.notes) == ("MARA (34) waits.", "Is she?")


def test_a_speech_has_its_speaker_and_directions_with_and_without_brackets() -> None:
    _, said = clips_of(read(SCENE))
    assert (said.speaker, said.dialogue) == ("Mara", "Hi. You & me. Now.")
    assert (said.action, said.notes) == ("beat, softly", "V.O.")


def test_a_note_stays_with_what_is_said_though_something_is_sung_after_it() -> None:
    note = "<ScriptNote><Paragraph><Text>Is she?</Text></Paragraph></ScriptNote>"
    speech = (
        paragraph("Character", "MARA")
        + f'<Paragraph Type="Dialogue"><Text>Listen.</Text>{note}</Paragraph>'
        + paragraph("Lyrics", "La la la")
    )
    said, sung = clips_of(read(speech))
    assert [(clip.dialogue, clip.lyrics, clip.notes) for clip in (said, sung)] == [
        ("Listen.", "", "Is she?"),
        ("", "La la la", ""),
    ]


def test_both_who_speak_at_once_are_heard() -> None:
    talk = "".join(
        paragraph(kind, text)
        for kind, text in (
            *(("Character", "THEO"), ("Dialogue", "No.")),
            *(("Character", "MARA"), ("Dialogue", "Yes.")),
        )
    )
    dual = f"<Paragraph><DualDialogue>{talk}</DualDialogue></Paragraph>"
    script = read(paragraph("Scene Heading", "INT. A") + dual)
    told = [(clip.speaker, clip.dialogue, clip.notes) for clip in clips_of(script)]
    assert told == [("Theo", "No.", "dual dialogue"), ("Mara", "Yes.", "dual dialogue")]


def test_songs_transitions_shots_and_acts_keep_what_they_are() -> None:
    kinds = (
        *(("New Act", "ACT ONE"), ("Scene Heading", "EXT. SEA - NIGHT"), ("Character", "MARA")),
        *(("Dialogue", "Listen."), ("Lyrics", "La la la"), ("Transition", "CUT TO:")),
        *(("Shot", "CLOSE ON the cup"), ("Character", "NOBODY"), ("Unheard Of", "Waves.")),
        ("End of Act", "END OF ACT ONE"),
    )
    (scene,) = read("".join(paragraph(*each) for each in kinds)).scenes
    said, sung, *shown = scene.clips
    assert (said.dialogue, sung.lyrics, sung.speaker) == ("Listen.", "La la la", "Mara")
    assert [clip.action for clip in shown] == ["CLOSE ON the cup", "NOBODY", "Waves."]
    assert shown[0].transition == "CUT TO:"
    assert scene.notes == ("ACT ONE", "END OF ACT ONE")


def test_a_title_page_gives_title_author_and_how_to_reach_them() -> None:
    lines = ("Rain", "Written by", "A. Nobody", "12 Quiet Road", "Ely")
    page = "".join(paragraph("", line) for line in lines)
    script = read(SCENE, f"<TitlePage><Content>{page}</Content></TitlePage>")
    assert script.title == "Rain"
    assert script.fields == (
        *(("title", "Rain"), ("credit", "Written by"), ("author", "A. Nobody")),
        ("contact", "12 Quiet Road\nEly"),
    )


def test_what_the_program_keeps_for_itself_is_dropped_with_a_reason() -> None:
    lists = "<SmartType><Characters><Character>MARA</Character></Characters></SmartType>"
    (dropped,) = read(SCENE, lists).report.dropped
    assert dropped.text == "MARA"
    assert "lists and settings" in dropped.why


def test_a_text_says_itself_that_it_is_a_final_draft_document() -> None:
    assert parse_script(document(SCENE)).kind == "fdx"
    assert parse_script(f"\ufeff{document(SCENE)}", filename="a.fdx").kind == "fdx"
    assert parse_script("<p>The word FinalDraft in a page.</p>").kind == "plain"


def test_the_encoding_a_file_once_had_does_not_matter() -> None:
    script = parse_script(document(SCENE).replace("UTF-8", "UTF-16"))
    assert len(clips_of(script)) == 2


LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE FinalDraft [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>
<FinalDraft><Content><Paragraph><Text>&d;</Text></Paragraph></Content></FinalDraft>"""
FILES = (
    '<!DOCTYPE FinalDraft [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    "<FinalDraft><Content><Paragraph><Text>&x;</Text></Paragraph></Content></FinalDraft>"
)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (LAUGHS, "entities"),
        (FILES, "entities"),
        ('<!DOCTYPE FinalDraft SYSTEM "http://127.0.0.1/x.dtd"><FinalDraft/>', "grammar"),
        ("<FinalDraft><Content>&nobody;</Content></FinalDraft>", "is not XML"),
        ("<FinalDraft><Content>", "is not XML"),
        ("<FinalDrafts/>", "its root"),
        ("INT. A - DAY", "is not XML"),
    ],
)
def test_hostile_and_broken_documents_are_refused(text: str, problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        parse_script(text, "fdx")


@pytest.mark.parametrize("tag", ["Paragraph", "DualDialogue", "Text", "ScriptNote", "Odd"])
def test_nesting_without_end_is_read_to_its_end(tag: str) -> None:
    depth = 20_000
    deep = f"<{tag}>" * depth + "Rain." + f"</{tag}>" * depth
    script = parse_script(document(f"<Paragraph>{deep}</Paragraph>"))
    assert "Rain." in everything_kept(script)


KINDS = (
    *("Scene Heading", "Action", "Character", "Parenthetical", "Dialogue", "Lyrics", "Transition"),
    *("General", "Shot", "New Act", "Cast List", "Outline Body", ""),
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30)


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), TEXTS), max_size=25),
    st.one_of(st.none(), st.integers(1, 5)),
)
def test_every_character_of_every_paragraph_is_in_one_place(
    paragraphs: list[tuple[str, str]], num_scenes: int | None
) -> None:
    allowed = [
        (kind, text.replace("\ufffe", "").replace("\uffff", "")) for kind, text in paragraphs
    ]
    content = "".join(paragraph(*each) for each in allowed)
    script = parse_script(document(content), num_scenes=num_scenes)
    assert misplaced(script) == []
    written = "".join("".join(text.split()) for _, text in allowed)
    assert _without_brackets(written) == _without_brackets("".join(script.text.split()))
    assert all(scene.clips for scene in script.scenes)


def _without_brackets(text: str) -> str:
    """A direction to the speaker gets the brackets it lacks."""
    return text.replace("(", "").replace(")", "")


def test_a_file_as_large_as_may_be_sent_is_read_whole() -> None:
    content = paragraph("Action", "The rain falls on the roof all night long.") * 4500
    script = parse_script(document(content))
    assert (len(script.scenes), len(clips_of(script))) == (40, 1000)
    assert misplaced(script) == []
