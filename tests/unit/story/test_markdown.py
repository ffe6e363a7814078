"""Markdown as it is written in the wild."""

from backend.story.parser import parse_script
from backend.story.script import Script
from tests.unit.story.accounts import clips_of, misplaced


def read(text: str) -> Script:
    script = parse_script(text, "markdown")
    assert misplaced(script) == []
    return script


def names(script: Script) -> list[str]:
    return [scene.name for scene in script.scenes]


def test_a_single_first_heading_is_the_title_and_the_level_used_most_divides() -> None:
    script = read("# Rain\n\n## One\n\nA.\n\n## Two ##\n\nB.\n\n### Deep\n\nC.")
    assert script.title == "Rain"
    assert names(script) == ["One", "Two"]
    assert script.scenes[1].notes == ("Deep",)


def test_several_first_headings_over_more_second_ones_are_sections() -> None:
    script = read("# Act 1\n## A\nx\n## B\nx\n# Act 2\n## C\nx")
    assert names(script) == ["A", "B", "C"]
    assert [scene.notes for scene in script.scenes] == [("Act 1",), (), ("Act 2",)]


def test_underlined_headings_count() -> None:
    script = read("Rain\n====\n\nOne\n---\n\nA.\n\nTwo\n---\n\nB.")
    assert (script.title, names(script)) == ("Rain", ["One", "Two"])


def test_a_line_of_dashes_divides_scenes() -> None:
    assert names(read("One here.\n\n---\n\nTwo here.\n\n* * *\n\nThree here.")) == [
        "Scene 1",
        "Scene 2",
        "Scene 3",
    ]


def test_front_matter_becomes_fields() -> None:
    script = read('---\ntitle: "Rain Song"\nauthor: Me\n---\n\nIt rained.')
    assert script.title == "Rain Song"
    assert script.fields == (("title", "Rain Song"), ("author", "Me"))
    assert len(script.scenes) == 1


def test_emphasis_stays_in_the_lyrics_and_leaves_the_name() -> None:
    (clip,) = clips_of(read("**Mara** *waits* for `him`."))
    assert clip.lyrics == "**Mara** *waits* for `him`."
    assert clip.name == "Mara waits for him."


def test_code_tables_pictures_and_comments_are_notes() -> None:
    script = read(
        "## S\n\nRain.\n\n```python\nx = 1\n```\n\n| a | b |\n|---|---|\n\n<!-- later -->\n\n"
        "![A tram](tram.png)\n\n## T\n\nSnow."
    )
    notes = script.scenes[0].notes
    assert notes == ("python\nx = 1", "| a | b |\n|---|---|", "later", "![A tram](tram.png)")
    assert [clip.lyrics for clip in clips_of(script)] == ["Rain.", "Snow."]


def test_of_a_link_the_text_is_told_and_the_address_noted() -> None:
    (clip,) = clips_of(read("See [the map](http://example.org)."))
    assert (clip.lyrics, clip.notes) == ("See the map.", "http://example.org")


def test_footnotes_and_what_links_refer_to_are_notes() -> None:
    script = read(
        "See [the map][1] of [it](http://x.org/a_(b) 'x').[^a] Then go.\n\n"
        "[1]: http://example.org\n[^a]: Drawn by hand."
    )
    (clip,) = clips_of(script)
    assert clip.lyrics == "See [the map][1] of it. Then go."
    assert clip.notes == "http://x.org/a_(b) 'x'\n[^a]"
    assert script.scenes[0].notes == ("[1]: http://example.org", "[^a]: Drawn by hand.")
    (said,) = clips_of(read("[Narrator]: Once there was a hen.\n[Hen]: Cluck."))
    assert said.lyrics == "[Narrator]: Once there was a hen.\n[Hen]: Cluck."


def test_lists_and_quotations_are_told_without_their_marks_but_with_their_numbers() -> None:
    script = read(
        "- First item here.\n- [x] Second item here.\n2. Third\n   goes on.\n\n> Quoted\n> text."
    )
    assert [clip.lyrics for clip in clips_of(script)] == [
        "First item here.",
        "Second item here.",
        "2. Third\n   goes on.",
        "Quoted\ntext.",
    ]


def test_speakers_in_bold_are_speakers() -> None:
    script = read("**Mara:** Hello.\n\n**Theo:** Hello.\n\n**Mara:** Goodbye.")
    assert [(clip.speaker, clip.dialogue) for clip in clips_of(script)] == [
        ("Mara", "Hello."),
        ("Theo", "Hello."),
        ("Mara", "Goodbye."),
    ]


def test_screenplay_headings_say_where_and_when() -> None:
    (scene, _) = read("## INT. ROOM - NIGHT\n\nRain.\n\n## EXT. YARD - DAY\n\nSnow.").scenes
    assert (scene.location, scene.time_of_day) == ("Room", "night")


def test_an_unclosed_fence_or_comment_is_ordinary_text() -> None:
    assert clips_of(read("Rain <!-- falls.\n\n```\nSnow."))[0].lyrics == "Rain <!-- falls."
