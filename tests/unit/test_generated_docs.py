"""The pages that are written from the code say what the code says now."""

import re
from pathlib import Path

import pytest
import typer
from pydantic import BaseModel

from backend.cli import docs, generated
from backend.cli.docs import pages
from backend.cli.generated import ROOT, current
from backend.cli.pages.data_page import data_page
from backend.cli.pages.fields import stored_fields
from backend.cli.pages.settings_page import settings_page
from backend.domain.ids import SceneId
from backend.domain.media import MediaKind, MediaRef
from backend.settings import Settings

REWRITE = "out of date: run `python3 run.py docs`"


@pytest.mark.parametrize(
    "name",
    [
        *("docs/DATA.md", "docs/MAP.md", "docs/errors.md", "docs/providers.md"),
        *("docs/queue-states.svg", ".env.example"),
    ],
)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    assert current(name) == pages()[name], f"{name} is {REWRITE}"


def test_every_link_of_the_map_leads_somewhere() -> None:
    text = pages()["docs/MAP.md"]
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert links
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


def test_every_collection_has_its_fields_and_references() -> None:
    page = data_page()
    assert 'scenes ||--o{ clips : "scene_id"' in page
    assert 'media |o--o{ projects : "music_file"' in page
    for name in ("projects", "scenes", "clips", "queue_jobs", "comfyui_servers", "events"):
        assert f"### {name}\n" in page


def test_the_example_of_the_settings_gives_the_defaults() -> None:
    text = re.sub(r"^# ([A-Z_]+=)", r"\1", settings_page(), flags=re.MULTILINE)
    given = dict(line.split("=", 1) for line in text.splitlines() if re.match(r"[A-Z_]+=", line))
    assert set(given) == {name.upper() for name in Settings.model_fields}
    plain = {name.lower(): value for name, value in given.items() if value}
    assert Settings(_env_file=None, **plain) == Settings(_env_file=None)  # type: ignore[arg-type]


class Inner(BaseModel):
    """A document inside another."""

    kind: MediaKind


class Outer(BaseModel):
    """A document with every kind of field."""

    scene_id: SceneId | None
    """Where it is."""
    parts: list[Inner]
    url: MediaRef
    notes: dict[str, str]


def test_a_field_is_told_in_the_words_of_the_database() -> None:
    scene, parts, url, notes = stored_fields(Outer)
    assert (scene.kind, scene.points_at, scene.optional) == ("text or null", ("SceneId",), True)
    assert (parts.kind, parts.models) == ("array of Inner", (Inner,))
    assert (url.kind, url.points_at) == ("text", ("MediaRef",))
    assert notes.kind == "object"
    assert stored_fields(Inner)[0].kind == "text: image, video, audio"


def test_the_command_rewrites_what_changed_and_the_check_only_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generated, "ROOT", tmp_path)
    with pytest.raises(typer.Exit):
        docs.docs(check=True)
    assert list(tmp_path.iterdir()) == []
    docs.docs()
    assert (tmp_path / "docs/errors.md").read_text() == pages()["docs/errors.md"]
    capsys.readouterr()
    docs.docs(check=True)
    assert capsys.readouterr().out == ""
