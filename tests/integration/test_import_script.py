"""Scripts over HTTP: read as JSON or as a file, refused in plain words, stored whole or not."""

from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.domain.errors import DatabaseUnavailableError
from backend.repositories.clip_repository import ClipRepository
from tests.journeys import API, got

IMPORT = f"{API}/projects/import-script"
SCRIPT = """Title: Two Cups

INT. KITCHEN - NIGHT

MARA (34, mustard raincoat) sets down two cups.

MARA
(quietly)
One is for you.

===

EXT. ROOF - CONTINUOUS

THEO (V.O.)
I only drink rain.
"""


def clips_of(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [clip for scene in answer["project"]["scenes"] for clip in scene["clips"]]


async def test_a_json_body_becomes_a_board_that_can_be_read_again(
    client: httpx2.AsyncClient,
) -> None:
    response = await client.post(IMPORT, json={"text": SCRIPT, "fps": "29.97df"})
    answer = response.json()
    assert response.status_code == 201, answer
    project = answer["project"]
    assert response.headers["location"] == f"{API}/projects/{project['id']}"
    assert (project["name"], project["fps"]) == ("Two Cups", "29.97df")
    assert [scene["name"] for scene in project["scenes"]] == [
        "INT. KITCHEN - NIGHT",
        "EXT. ROOF - CONTINUOUS",
    ]
    assert [clip["dialogue"] for clip in clips_of(answer)] == [
        "",
        "One is for you.",
        "I only drink rain.",
    ]
    assert await got(client, f"/projects/{project['id']}/with-scenes") == project


async def test_the_report_says_what_was_recognised_and_what_was_dropped(
    client: httpx2.AsyncClient,
) -> None:
    report = (await client.post(IMPORT, json={"text": SCRIPT})).json()["report"]
    assert (report["recognised"]["scenes"], report["recognised"]["clips"]) == (2, 3)
    assert report["dropped"] == [
        {"line": 11, "text": "===", "why": "a page break: a board has no pages"}
    ]
    assert report["warnings"] == []


async def test_clips_follow_each_other_and_know_their_characters(
    client: httpx2.AsyncClient,
) -> None:
    answer = (await client.post(IMPORT, json={"text": SCRIPT})).json()
    kitchen = answer["project"]["scenes"][0]["clips"]
    assert [clip["timeline_position"] for clip in kitchen] == [0.0, kitchen[0]["length"]]
    assert kitchen[0]["character_id"] == kitchen[1]["character_id"] is not None


async def test_prompts_say_each_thing_once_and_show_nobody_who_is_only_heard(
    client: httpx2.AsyncClient,
) -> None:
    shown, spoken, heard = clips_of((await client.post(IMPORT, json={"text": SCRIPT})).json())
    mara = "interior, Kitchen, night. Mara, 34, mustard raincoat. MARA sets down two cups."
    assert shown["image_prompt"] == f"wide shot. {mara}"
    assert spoken["image_prompt"] == f"medium close-up. {mara} Mara speaking, quietly."
    assert spoken["video_prompt"].endswith('Mara, quietly, says: "One is for you."')
    assert heard["image_prompt"] == "wide shot. exterior, Roof, night."
    assert heard["video_prompt"].endswith('Theo, off screen, says: "I only drink rain."')


async def test_a_file_is_read_with_its_options_in_the_query(client: httpx2.AsyncClient) -> None:
    answer = (
        await client.post(
            IMPORT,
            files={"file": ("night walk.md", "\ufeff# One\r\n\r\nRain *falls*.\r\n".encode())},
            params={"name": "Walk", "fps": "25"},
        )
    ).json()
    assert (answer["project"]["name"], answer["project"]["fps"]) == ("Walk", 25)
    (clip,) = clips_of(answer)
    assert (clip["lyrics"], clip["image_prompt"]) == ("Rain *falls*.", "wide shot. Rain falls.")


async def test_a_files_ending_tells_its_kind_and_its_name_the_projects(
    client: httpx2.AsyncClient,
) -> None:
    file = ("long_way_home.fountain", b"INT. BUS - DAY\n\nIt stops.\n")
    answer = (await client.post(IMPORT, files={"file": file})).json()
    assert answer["project"]["name"] == "long way home"
    assert answer["project"]["scenes"][0]["location"] == "Bus"


FDX = """<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Version="5"><Content>
<Paragraph Type="Scene Heading" Number="3"><Text>INT. KITCHEN - NIGHT</Text></Paragraph>
<Paragraph Type="Character"><Text>MARA</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>One is </Text><Text Style="Italic">for you.</Text></Paragraph>
<Paragraph Type="Transition"><Text>CUT TO:</Text></Paragraph>
<Paragraph Type="Action"><Text>Rain.</Text></Paragraph></Content></FinalDraft>"""
SRT = "1\n00:00:12,500 --> 00:00:14,000\n<i>One</i>\n\n2\n00:00:20,000 --> 00:00:21,250\nTwo\n"


async def test_a_final_draft_document_becomes_a_board(client: httpx2.AsyncClient) -> None:
    answer = (await client.post(IMPORT, files={"file": ("two cups.fdx", FDX.encode())})).json()
    (scene,) = answer["project"]["scenes"]
    assert (scene["number"], scene["location"]) == ("3", "Kitchen")
    assert scene["characters"] == ["Mara"]
    assert answer["project"]["source"]["kind"] == "fdx"
    said, shown = scene["clips"]
    assert (said["speaker"], said["dialogue"]) == ("Mara", "One is for you.")
    assert (shown["transition"], shown["notes"]) == ("CUT TO:", "")


async def test_a_document_may_be_longer_than_the_script_in_it(client: httpx2.AsyncClient) -> None:
    padded = FDX.replace("<Paragraph ", f"<Paragraph {' ' * 60_000}")
    assert (await client.post(IMPORT, json={"text": padded})).status_code == 201
    too_much = FDX.replace("Rain.", "Rain falls. " * 20_000)
    response = await client.post(IMPORT, json={"text": too_much})
    assert response.status_code == 400
    assert "200000" in response.json()["detail"]


async def test_subtitles_keep_their_times_in_the_cut(client: httpx2.AsyncClient) -> None:
    answer = (await client.post(IMPORT, json={"text": SRT, "filename": "song.srt"})).json()
    clips = clips_of(answer)
    assert [(clip["lyrics"], clip["locked"]) for clip in clips] == [("One", True), ("Two", True)]
    # Scenes lie end to end: the second begins at 14 s, and its clip 6 s later.
    assert [clip["timeline_position"] for clip in clips] == [12.5, 6.0]
    assert [clip["length"] for clip in clips] == [1.5, 1.25]
    assert [clip["source_ranges"] for clip in clips] == [[[0, 42]], [[44, 79]]]
    response = await client.get(f"{API}/projects/{answer['project']['id']}/export/srt")
    assert "00:00:20,000 --> 00:00:21,250\nTwo" in response.text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "text"),
        ({"text": "short"}, "10"),
        ({"text": " " * 20}, "nothing that can be shown"),
        ({"text": "x" * 200_001}, "200000"),
        ({"text": SCRIPT, "fps": 17}, "fps"),
        ({"text": SCRIPT, "kind": "poem"}, "'poem' scripts cannot be read"),
        ({"text": SCRIPT, "filename": "a.pdf"}, "'.pdf' scripts cannot be read"),
        ({"text": SCRIPT, "name": ""}, "name"),
        ({"text": "<!DOCTYPE x [<!ENTITY a 'b'>]><FinalDraft/>"}, "entities"),
        ({"text": "<FinalDraft><Content>"}, "not XML"),
        ({"text": SCRIPT, "colour": "red"}, "colour"),
        ({"text": 7}, "text"),
        ([], ""),
    ],
)
async def test_a_body_that_will_not_do_is_refused_by_name(
    client: httpx2.AsyncClient, body: Any, words: str
) -> None:
    response = await client.post(IMPORT, json=body)
    assert response.status_code == 400
    assert words in response.json()["detail"]
    assert (await got(client, "/projects"))["total"] == 0


@pytest.mark.parametrize(
    ("request_parts", "status"),
    [
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400),
        ({"content": SCRIPT.encode(), "headers": {"content-type": "text/plain"}}, 415),
        ({"files": {"file": ("a.txt", b"caf\xe9 au lait, twice")}}, 400),
        ({"files": {"file": ("a.txt", SCRIPT.encode())}, "params": {"colour": "red"}}, 400),
        ({"files": {"other": ("a.txt", SCRIPT.encode())}}, 400),
        ({"files": {"file": ("a.txt", b"x" * (2 * 1024 * 1024 + 1))}}, 413),
    ],
)
async def test_a_request_of_another_form_is_refused_in_the_envelope(
    client: httpx2.AsyncClient, request_parts: dict[str, Any], status: int
) -> None:
    response = await client.post(IMPORT, **request_parts)
    body = response.json()
    assert response.status_code == status
    assert body["detail"] == body["error"]["message"] != ""


async def test_a_board_that_cannot_be_stored_whole_is_not_stored_at_all(
    app: FastAPI, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise DatabaseUnavailableError("the disk is full")

    monkeypatch.setattr(ClipRepository, "create_many", fails)
    response = await client.post(IMPORT, json={"text": SCRIPT})
    assert response.status_code == 503
    database = app.state.container.database
    for name in ("projects", "scenes", "clips", "characters"):
        assert await database.collection(name).count({}) == 0
