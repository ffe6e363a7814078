"""Whole projects over HTTP: what was exported comes back the same, and traps are refused."""

import io
import json
import re
import stat
import zipfile
from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from PIL import Image

from backend.domain.errors import DatabaseUnavailableError
from backend.domain.take import ArchivedTake
from backend.repositories.clip_repository import ClipRepository
from tests.api_steps import V1, a_clip, a_project, a_scene, error_of, made
from tests.integration.random_json import spoiled
from tests.unit.services.media_samples import audio, picture, video

IMPORT = f"{V1}/projects/import"
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_NAMED_AFTER_ID = re.compile(r"(_C\d{3}(?:A\d+)?(?:_slate)?)_[0-9a-f]{8}\.")
_DATE = re.compile(r'"(created_at|updated_at|exported_at)": "[^"]+"')


def same_but_for_ids(text: str) -> Any:
    """The document with each id as the number of its first place, and without dates."""
    numbers: dict[str, str] = {}
    told = _ID.sub(lambda id: numbers.setdefault(id[0], f"id {len(numbers)}"), text)
    document = json.loads(_DATE.sub(r'"\1": ""', _NAMED_AFTER_ID.sub(r"\1_….", told)))
    for each in (*document["characters"], *document["templates"]):
        del each["project_id"]  # what belonged to nobody belongs to the new project
    return document


def zipped(members: Mapping[str, bytes], **options: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


async def sent(client: httpx2.AsyncClient, content: bytes, name: str = "x") -> httpx2.Response:
    return await client.post(IMPORT, files={"file": (name, content)})


async def imported(client: httpx2.AsyncClient, content: bytes, name: str = "x") -> dict[str, Any]:
    response = await sent(client, content, name)
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    assert response.headers["location"] == f"{V1}/projects/{answer['project']['id']}"
    return answer


async def exported(client: httpx2.AsyncClient, project_id: str, name: str = "json") -> bytes:
    response = await client.get(f"{V1}/projects/{project_id}/export/{name}")
    assert response.status_code == 200, response.text
    return response.content


async def put_into_clip(
    app: FastAPI, client: httpx2.AsyncClient, clip: dict[str, Any], content: bytes
) -> None:
    """Upload a file and give it to a clip by way of the pool."""
    kept = await app.state.container.media_files.store_bytes(content)
    item = await made(
        client,
        "/pool",
        project_id=clip["project_id"],
        name="File",
        media_url=kept.id,
        content_type=kept.kind,
    )
    path = f"{V1}/pool/item/{item['id']}/apply-to-clip/{clip['id']}"
    assert (await client.post(path)).status_code == 200


async def a_rich_board(app: FastAPI, client: httpx2.AsyncClient) -> str:
    """A project with all that a board can hold; return its id."""
    project = await a_project(client, name="Rain “song”", fps="29.97df", tags=["a"], width=720)
    of_it = {"project_id": project["id"]}
    face = await app.state.container.media_files.store_bytes(picture("png"))
    song = await client.post(
        f"{V1}/media/projects/{project['id']}/upload-music", files={"file": audio("mp3")}
    )
    assert song.status_code == 200
    ada = await made(client, "/characters", name="Ada", face_image=face.id, **of_it)
    guest = await made(client, "/characters", name="Guest", lora="guest.safetensors")
    noir = await made(client, "/templates", name="Noir", preview_url=face.id, **of_it)
    loose = await made(client, "/templates", name="Anyone's", is_public=True)
    scene = await a_scene(client, duration=20.0, notes="wet", **of_it)
    await client.post(f"{V1}/scenes/{scene['id']}/create-alternate")
    await a_scene(client, name="Silence", duration=3, **of_it)
    first = await a_clip(
        client, scene_id=scene["id"], character_id=ada["id"], style_template_id=noir["id"]
    )
    second = await a_clip(
        client,
        scene_id=scene["id"],
        character_id=guest["id"],
        style_template_id=loose["id"],
        timeline_position=5,
        shot={"size": "MS"},
        speaker="ADA",
        locked=True,
    )
    for clip in (first, second):
        await client.post(f"{V1}/clips/{clip['id']}/create-alternate")
    for content in (picture("png"), picture("jpg"), video(), audio("wav")):
        await put_into_clip(app, client, first, content)
    await client.put(f"{V1}/projects/{project['id']}", json={"style_template_id": noir["id"]})
    return str(project["id"])


async def test_an_exported_board_comes_back_equal_but_for_ids_and_dates(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    text = await exported(client, await a_rich_board(app, client))
    answer = await imported(client, text)
    assert answer["report"] == {
        "scenes": 3,
        "clips": 4,
        "takes": 4,
        "characters": 2,
        "templates": 2,
        "dropped": [],
    }
    again = await exported(client, answer["project"]["id"])
    assert same_but_for_ids(again.decode()) == same_but_for_ids(text.decode())
    ids = set(_ID.findall(text.decode())) & set(_ID.findall(again.decode()))
    assert not ids


async def test_a_json_body_does_as_well_as_a_file(client: httpx2.AsyncClient) -> None:
    text = await exported(client, (await a_clip(client))["project_id"])
    headers = {"content-type": "application/json"}
    response = await client.post(IMPORT, content=text, headers=headers)
    assert response.status_code == 201
    assert response.json()["report"]["clips"] == 1


async def test_a_bundle_brings_its_media_to_a_server_that_has_none(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    project_id = await a_rich_board(app, client)
    bundle = await exported(client, project_id, "bundle")
    container = app.state.container
    for key in await container._media.get_many(_keys(bundle)):
        await container._media.delete(key)
        await container.store.delete(key)
    answer = await imported(client, bundle)
    again = await exported(client, answer["project"]["id"], "bundle")
    media, same = _media(bundle), _media(again)
    assert sorted(media.values()) == sorted(same.values())
    assert len(media) >= 3
    dropped = answer["report"]["dropped"]
    assert {each["what"] for each in dropped} == {
        "a take of 'Rain falls'",
        "a picture of 'Ada'",
        "the preview of 'Noir'",
    }


def _keys(bundle: bytes) -> list[str]:
    archive = zipfile.ZipFile(io.BytesIO(bundle))
    [name] = [name for name in archive.namelist() if name.endswith("song.json")]
    return [each["id"] for each in json.loads(archive.read(name))["media"]]


def _media(bundle: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(bundle))
    names = [name for name in archive.namelist() if name.startswith("media/")]
    return {name: archive.read(name) for name in names if "slate" not in name}


async def test_takes_in_the_archive_are_exported_and_come_back(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    clip = await a_clip(client)
    await put_into_clip(app, client, clip, picture("png"))
    container = app.state.container
    held = (await container._clips.get(clip["id"])).generated_images[0]
    owner = {"clip_id": clip["id"], "project_id": clip["project_id"]}
    old = [
        ArchivedTake(
            content_type="image",
            url=held.url,
            prompt=f"take {n}",
            created_at=held.created_at + timedelta(seconds=n + 1),
            **owner,
        )
        for n in range(230)
    ]
    await container._archive.create_many(old)
    text = await exported(client, clip["project_id"])
    answer = await imported(client, text)
    assert answer["report"]["takes"] == 231
    [new] = answer["project"]["scenes"][0]["clips"]
    kept = await container._clips.get(new["id"])
    assert len(kept.generated_images) == 201  # the newest, and the chosen one
    assert kept.generated_images[0].is_selected
    again = await exported(client, answer["project"]["id"])
    assert same_but_for_ids(again.decode()) == same_but_for_ids(text.decode())
    gallery = await client.get(f"{V1}/clips/{new['id']}/gallery")
    assert len(gallery.json()["images"]) == 231


def board(**fields: Any) -> dict[str, Any]:
    return {"format": "storycanvas_v1", "project": {"name": "Board"}, **fields}


def a_take(**fields: Any) -> dict[str, Any]:
    return {"content_type": "image", "url": "0" * 64 + ".png", **fields}


async def test_what_cannot_be_kept_is_dropped_and_said(client: httpx2.AsyncClient) -> None:
    clips = [
        {
            "id": "c1",
            "name": "One",
            "order": 0,
            "scene_id": "s",
            "project_id": "p",
            "generated_images": [a_take(), a_take(url="http://elsewhere/x.png")],
            "character_id": "nobody",
            "style_template_id": "none",
            "selected_image_id": "t",
        },
        {
            "id": "c2",
            "name": "Two",
            "order": 1,
            "scene_id": "s",
            "project_id": "p",
            "is_alternate": True,
            "parent_clip_id": "gone",
            "alternate_number": 3,
        },
    ]
    scene = {"id": "s", "name": "Scene", "order": 0, "project_id": "p", "clips": clips}
    document = board(scenes=[scene])
    document["project"]["music_file"] = "0" * 64 + ".mp3"
    answer = await imported(client, json.dumps(document).encode())
    assert [each["what"] for each in answer["report"]["dropped"]] == [
        *("the music", "the group of 'Two'", "a take of 'One'", "a take of 'One'"),
        *("the character of 'One'", "the style template of 'One'"),
    ]
    one, two = answer["project"]["scenes"][0]["clips"]
    assert (one["generated_images"], one["selected_image_id"]) == ([], None)
    assert (two["is_alternate"], two["parent_clip_id"]) == (False, None)


def twins() -> dict[str, Any]:
    scene = {"id": "s", "name": "Scene", "order": 0, "project_id": "p"}
    return board(scenes=[scene, scene])


def deep() -> bytes:
    return b'{"format": "storycanvas_v1", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"


BAD_DOCUMENTS = {
    "empty": (b"", "not JSON"),
    "no board": (b"{}", "is not a storycanvas_v1"),
    "a list": (b"[]", "is not a storycanvas_v1"),
    "another version": (json.dumps(board(format="storycanvas_v2")).encode(), "is not a"),
    "a picture": (picture("png"), "not UTF-8"),
    "latin-1": ('{"name": "café"}'.encode("latin-1"), "not UTF-8"),
    "not a number": (b'{"format": "storycanvas_v1", "x": NaN}', "NaN"),
    "too deep": (deep(), "nested"),
    "a long number": (b'{"x": ' + b"9" * 5000 + b"}", "not JSON"),
    "no project": (b'{"format": "storycanvas_v1"}', "project"),
    "no name": (json.dumps(board(project={})).encode(), "project.name"),
    "a rate": (json.dumps(board(project={"name": "x", "fps": 17})).encode(), "project.fps"),
    "half a character": (json.dumps(board(project={"name": "\ud800"})).encode(), "project.name"),
    "a script as picture": (
        json.dumps(board(characters=[{"name": "A", "face_image": "javascript:x"}])).encode(),
        "http",
    ),
    "a time before time": (
        json.dumps(
            board(project={"name": "x", "created_at": "0001-01-01T00:00:00+14:00"})
        ).encode(),
        "calendar",
    ),
    "too much in one": (
        json.dumps(
            board(characters=[{"name": "A", "generation_params": {"x": "y" * 2_000_000}}])
        ).encode(),
        "more than",
    ),
    "twins": (json.dumps(twins()).encode(), "two things"),
    "a storyboard of words": (b'{"boards": ["x"]}', "boards.0"),
}


@pytest.mark.parametrize("name", BAD_DOCUMENTS)
async def test_a_document_that_will_not_do_is_refused_in_words(
    client: httpx2.AsyncClient, name: str
) -> None:
    content, words = BAD_DOCUMENTS[name]
    error = error_of(await sent(client, content), 400)
    assert words in error["message"], error
    assert (await client.get(f"{V1}/projects")).json()["total"] == 0


def encrypted() -> bytes:
    content = bytearray(zipped({"a.json": b"{}"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def doubled() -> bytes:
    return zipped({"a.json": b"{}", "b.json": b"{}"}).replace(b"b.json", b"a.json")


def claiming(size: int) -> bytes:
    """A zip that says its list of members is of that length."""
    content = bytearray(zipped({"a.json": b"{}"}) + bytes(6_000_000))
    end = content.index(b"PK\x05\x06")
    tail = bytearray(content[end : end + 22])
    tail[12:16] = size.to_bytes(4, "little")
    return bytes(content + tail)


PACKED = {"compression": zipfile.ZIP_DEFLATED}
DOCUMENT = json.dumps(board()).encode()
BAD_ZIPS = {
    "nothing": (zipped({}), "is not a"),
    "cut short": (zipped({"a.json": DOCUMENT})[:-30], "no sound zip"),
    "only its name": (b"PK", "no sound zip"),
    "encrypted": (encrypted(), "encrypted"),
    "two of a name": (doubled(), "two members"),
    "a bomb": (zipped({"a.json": DOCUMENT, "b": bytes(30_000_000)}, **PACKED), "beyond reason"),
    "many members": (zipped({str(n): b"" for n in range(10_001)}), "more than 10000"),
    "a long list": (claiming(5_000_000), "no sound zip"),
    "two boards": (zipped({"a.json": DOCUMENT, "b/c.json": DOCUMENT}), "2 boards"),
    "broken inside": (
        zipped({"a.json": DOCUMENT}).replace(b"storycanvas", b"storyCanvas", 1),
        "no sound zip",
    ),
}


@pytest.mark.parametrize("name", BAD_ZIPS)
async def test_a_zip_that_is_a_trap_is_refused_in_words(
    client: httpx2.AsyncClient, name: str
) -> None:
    content, words = BAD_ZIPS[name]
    error = error_of(await sent(client, content), 400)
    assert words in error["message"], error


async def test_members_with_odd_places_are_only_names(
    client: httpx2.AsyncClient, app: FastAPI
) -> None:
    link = zipfile.ZipInfo("media/link.png")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    key, other = "1" * 64 + ".png", "2" * 64 + ".png"
    clip = {"id": "c", "name": "One", "order": 0, "scene_id": "s", "project_id": "p"}
    clip["generated_images"] = [a_take(id="1", url=key), a_take(id="2", url=other)]
    scene = {"id": "s", "name": "Scene", "order": 0, "project_id": "p", "clips": [clip]}
    files = [{"id": key, "file": "../../../etc/passwd"}, {"id": other, "file": "link.png"}]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("board.json", json.dumps(board(scenes=[scene], media=files)))
        archive.writestr("../../../evil.png", picture("png"))
        archive.writestr("/absolute.png", picture("png"))
        archive.writestr(link, "/etc/passwd")
    answer = await imported(client, out.getvalue())
    assert len(answer["report"]["dropped"]) == 3
    assert answer["report"]["takes"] == 0
    assert not list(app.state.container.settings.upload_dir.rglob("*.png"))


async def test_a_file_that_is_too_large_or_of_another_form_is_refused(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = {"content-type": "text/plain"}
    error_of(await client.post(IMPORT, content=b"{}", headers=text), 415)
    error_of(await client.post(IMPORT, files={"other": b"{}"}), 400)
    monkeypatch.setattr("backend.services.project_import_service.MOST_BYTES", 100)
    error_of(await sent(client, bytes(1000)), 413)
    monkeypatch.setattr("backend.services.project_import_package.MOST_TEXT", 10)
    error_of(await sent(client, b'{"format": "x"}'), 400)


async def test_a_board_that_cannot_be_stored_whole_is_not_stored_at_all(
    app: FastAPI, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = await exported(client, await a_rich_board(app, client))
    database = app.state.container.database
    names = ("projects", "scenes", "clips", "characters", "templates", "takes_archive")
    before = [await database.collection(name).count({}) for name in names]

    async def fails(*_: object) -> None:
        raise DatabaseUnavailableError("the disk is full")

    monkeypatch.setattr(ClipRepository, "note_archive", fails)
    assert (await sent(client, text)).status_code == 503
    assert [await database.collection(name).count({}) for name in names] == before


async def test_a_spoiled_board_is_imported_or_refused_and_can_be_read(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    document = json.loads(await exported(client, await a_rich_board(app, client)))
    random, statuses = Random(7), set()
    for _ in range(60):
        content = json.dumps(spoiled(document, random)).encode()
        response = await sent(client, content)
        statuses.add(response.status_code)
        if response.status_code == 201:
            await exported(client, response.json()["project"]["id"])
    assert statuses == {201, 400}


def layer(color: tuple[int, int, int, int], box: tuple[int, int, int, int]) -> bytes:
    image = Image.new("RGBA", (40, 20))
    image.paste(color, box)
    return picture("png", image)


STORYBOARD = {
    "version": "1.2.0",
    "aspectRatio": "2.35",
    "fps": 25,
    "defaultBoardTiming": 1500,
    "boards": [
        {
            "uid": "AAAAA",
            "url": "board-1-AAAAA.png",
            "number": 1,
            "shot": "1A",
            "newShot": False,
            "time": 0,
            "duration": 2000,
            "dialogue": "Listen.",
            "layers": {"ink": {"url": "board-1-AAAAA-ink.png", "opacity": 0.5}, "fill": {}},
            "audio": {"filename": "hum.wav"},
        },
        {
            "uid": "BBBBB",
            "url": "board-2-BBBBB.png",
            "number": 2,
            "shot": "1A",
            "time": 2000,
            "duration": None,
            "notes": "dark",
            "layers": {},
        },
        {"uid": "CCCCC", "url": "board-3-CCCCC.png", "shot": "2A", "action": "He runs."},
    ],
}


async def test_a_storyboard_becomes_clips_with_their_layers_as_one_picture(
    client: httpx2.AsyncClient,
) -> None:
    red, blue = (255, 0, 0, 255), (0, 0, 255, 255)
    content = zipped(
        {
            "Walk/walk.storyboarder": json.dumps(STORYBOARD).encode(),
            "Walk/images/board-1-AAAAA-fill.png": layer(red, (0, 0, 20, 20)),
            "Walk/images/board-1-AAAAA-ink.png": layer(blue, (0, 0, 10, 20)),
            "Walk/images/board-2-BBBBB.png": layer(red, (0, 0, 40, 20)),
            "Walk/images/hum.wav": audio("wav"),
        }
    )
    answer = await imported(client, content, "night walk.zip")
    project = answer["project"]
    assert (project["name"], project["fps"]) == ("night walk", 25)
    assert (project["width"], project["height"]) == (2538, 1080)
    [scene] = project["scenes"]
    assert scene["name"] == "walk"
    clips = scene["clips"]
    assert [clip["name"] for clip in clips] == ["1A", "1A 2", "2A"]
    assert [clip["timeline_position"] for clip in clips] == [0.0, 2.0, 3.5]
    assert [clip["length"] for clip in clips] == [2.0, 1.5, 1.5]
    words = [clips[0]["dialogue"], clips[1]["notes"], clips[2]["action"]]
    assert words == ["Listen.", "dark", "He runs."]
    assert [len(clip["generated_images"]) for clip in clips] == [1, 1, 0]
    assert len(clips[0]["generated_audio"]) == 1
    assert [each["what"] for each in answer["report"]["dropped"]] == [
        "the picture of board 3 of walk"
    ]
    url = clips[0]["generated_images"][0]["url"]
    shown = Image.open(io.BytesIO((await client.get(url)).content))
    seen = [shown.getpixel((x, 5)) for x in (5, 15, 30)]
    assert seen == [(127, 0, 128), (255, 0, 0), (255, 255, 255)]


async def test_scenes_come_in_the_order_of_the_screenplay(client: httpx2.AsyncClient) -> None:
    lone = {"aspectRatio": 1.7777, "fps": 12.5, "boards": [{"url": "a.png"}]}
    script = b"INT. ROOF #1-ZZZZZ#\n\nRain.\n\nINT. BAR #2-AAAAA#\n"
    scenes = ("Scene-2-BAR-AAAAA", "Scene-1-ROOF-ZZZZZ", "Scene-10", "Scene-9")
    files = {
        f"storyboards/{name}/{name}.storyboarder": json.dumps(lone).encode() for name in scenes
    }
    content = zipped({**files, "film.fountain": script, "storyboards/storyboard.settings": b"{}"})
    answer = await imported(client, content)
    assert [scene["name"] for scene in answer["project"]["scenes"]] == [
        *("Scene-1-ROOF-ZZZZZ", "Scene-2-BAR-AAAAA", "Scene-9", "Scene-10"),
    ]
    assert answer["project"]["fps"] == 24
    assert "frame rate" in answer["report"]["dropped"][0]["what"]


async def test_a_storyboard_that_came_alone_has_no_pictures(client: httpx2.AsyncClient) -> None:
    answer = await imported(client, json.dumps(STORYBOARD).encode(), "walk.storyboarder")
    assert answer["project"]["name"] == "walk"
    assert answer["report"]["clips"] == 3
    assert len(answer["report"]["dropped"]) == 4
