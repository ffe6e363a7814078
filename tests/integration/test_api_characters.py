"""Characters over HTTP."""

import asyncio
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.ids import ClipId, new_id
from tests.api_steps import V1, a_clip, a_project, error_of, fields_of, made

CHARACTERS = f"{V1}/characters"
ANA = {
    "name": "Ana",
    "description": "a detective in her forties",
    "trigger_words": ["ana_v2", "red coat"],
    "style_notes": "film noir",
}
BLOCK = "ana_v2, red coat, Ana, a detective in her forties. Style: film noir."
KEY = f"{'a' * 64}.png"


async def a_character(client: httpx2.AsyncClient, **fields: Any) -> dict[str, Any]:
    return await made(client, "/characters", **{**ANA, **fields})


async def apply(client: httpx2.AsyncClient, character: dict[str, Any], clip: dict[str, Any]) -> Any:
    response = await client.post(f"{CHARACTERS}/{character['id']}/apply/{clip['id']}")
    assert response.status_code == 200, response.text
    return response.json()


async def shown(client: httpx2.AsyncClient, clip: dict[str, Any]) -> Any:
    return (await client.get(f"{V1}/clips/{clip['id']}")).json()


async def test_a_character_is_made_shown_changed_and_deleted(client: httpx2.AsyncClient) -> None:
    project = await a_project(client)
    answer = await client.post(CHARACTERS, json={"name": "Ana", "project_id": project["id"]})
    assert answer.status_code == 201
    character, address = answer.json(), answer.headers["location"]
    assert address == f"{CHARACTERS}/{character['id']}"
    assert character == {
        "id": character["id"],
        "project_id": project["id"],
        "name": "Ana",
        "description": "",
        "reference_images": [],
        "lora": None,
        "trigger_words": "",
        "trigger_word_list": [],
        "style_notes": "",
        "generation_method": "ip_adapter",
        "face_image": None,
        "full_body_image": None,
        "voice": None,
        "variants": [],
        "generation_params": {},
        "created_at": character["created_at"],
        "updated_at": character["created_at"],
    }
    assert (await client.get(address)).json() == character
    changed = (await client.put(address, json={"style_notes": "ink", "lora": "a"})).json()
    assert (changed["style_notes"], changed["lora"], changed["name"]) == ("ink", "a", "Ana")
    assert (await client.delete(address)).json() == {"message": "Character deleted"}
    for answer in (await client.get(address), await client.delete(address)):
        error_of(answer, 404)
    error_of(await client.put(address, json={"name": "x"}), 404)


async def test_every_field_that_can_be_set_is_set_on_create(client: httpx2.AsyncClient) -> None:
    fields = {
        "project_id": (await a_project(client))["id"],
        "name": "Ana 👩‍🚀 $name שלום",
        "description": "d",
        "reference_images": ["https://example.org/a.png"],
        "lora": "ana.safetensors",
        "style_notes": "s",
        "generation_method": "instantid",
        "face_image": "https://example.org/face.png",
        "full_body_image": "https://example.org/body.png",
        "generation_params": {"steps": 20, "my.own": {"$x": [1]}},
    }
    character = await made(client, "/characters", **fields, trigger_words="a, b")
    assert {name: character[name] for name in fields} == fields
    put_back = await client.put(f"{CHARACTERS}/{character['id']}", json=character)
    assert put_back.json() == {**character, "updated_at": put_back.json()["updated_at"]}


@pytest.mark.parametrize(
    ("given", "text", "words"),
    [
        ("ana_v2, red coat", "ana_v2, red coat", ["ana_v2", "red coat"]),
        (["ana_v2", " red coat ", "ana_v2", ""], "ana_v2, red coat", ["ana_v2", "red coat"]),
        (["a,b", "c"], "a, b, c", ["a", "b", "c"]),
        ("", "", []),
    ],
)
async def test_trigger_words_come_as_a_list_or_as_one_text(
    client: httpx2.AsyncClient, given: Any, text: str, words: list[str]
) -> None:
    character = await a_character(client, trigger_words=given)
    assert (character["trigger_words"], character["trigger_word_list"]) == (text, words)
    address = f"{CHARACTERS}/{character['id']}"
    changed = (await client.put(address, json={"trigger_words": given})).json()
    assert changed["trigger_word_list"] == words


async def test_pictures_of_ours_are_kept_by_their_key(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    url = f"http://elsewhere/api/v1/media/files/{KEY}"
    character = await a_character(
        client, face_image=url, full_body_image="", reference_images=[url, KEY, ""]
    )
    ours = f"http://test/api/v1/media/files/{KEY}"
    assert (character["face_image"], character["full_body_image"]) == (ours, None)
    assert character["reference_images"] == [ours, ours]
    assert await container._characters.media_keys() == {KEY}
    address = f"{CHARACTERS}/{character['id']}"
    cleared = (await client.put(address, json={"face_image": None})).json()
    assert cleared["face_image"] is None


async def test_characters_are_listed_newest_first_of_one_project_or_all(
    client: httpx2.AsyncClient,
) -> None:
    project = await a_project(client)
    mine = [await a_character(client, name=n, project_id=project["id"]) for n in "abc"]
    free = await a_character(client)
    of_project = await client.get(CHARACTERS, params={"project_id": project["id"]})
    assert of_project.json() == mine[::-1]
    assert of_project.headers["x-total-count"] == "3"
    assert (await client.get(CHARACTERS)).json()[0] == free
    page = await client.get(
        CHARACTERS, params={"project_id": project["id"], "limit": 1, "offset": 1}
    )
    assert (page.json(), page.headers["x-total-count"]) == ([mine[1]], "3")
    assert (await client.get(CHARACTERS, params={"project_id": new_id()})).json() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": None},
        {"name": "x" * 201},
        {"description": "x" * 2001},
        {"style_notes": "x" * 2001},
        {"generation_method": "magic"},
        {"trigger_words": 7},
        {"trigger_words": ["x" * 201]},
        {"reference_images": "a.png"},
        {"reference_images": ["javascript:alert(1)"]},
        {"face_image": "file:///etc/passwd"},
        {"generation_params": {"steps": 0}},
        {"generation_params": []},
    ],
)
async def test_what_cannot_be_a_character_is_refused(
    client: httpx2.AsyncClient, wrong: dict[str, Any]
) -> None:
    (field,) = wrong
    refused = fields_of(await client.post(CHARACTERS, json={**ANA, **wrong}))
    assert refused[0].split(".")[0] == field
    character = await a_character(client)
    refused = fields_of(await client.put(f"{CHARACTERS}/{character['id']}", json=wrong))
    assert refused[0].split(".")[0] == field


async def test_a_character_of_an_unknown_project_is_not_made(client: httpx2.AsyncClient) -> None:
    refused = await client.post(CHARACTERS, json={**ANA, "project_id": new_id()})
    assert error_of(refused, 404)["details"]["kind"] == "Project"
    character = await a_character(client)
    address = f"{CHARACTERS}/{character['id']}"
    error_of(await client.put(address, json={"project_id": "no id"}), 404)
    error_of(await client.put(address, json={}), 400)
    error_of(await client.put(address, json={"id": new_id(), "unknown": 1}), 400)


async def test_a_character_made_while_its_project_goes_goes_too(
    app: FastAPI, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    container: Container = app.state.container
    project = await a_project(client)
    create = container._characters.create

    async def after_deletion(*arguments: Any) -> Any:
        await client.delete(f"{V1}/projects/{project['id']}")
        return await create(*arguments)

    monkeypatch.setattr(container._characters, "create", after_deletion)
    refused = await client.post(CHARACTERS, json={**ANA, "project_id": project["id"]})
    error_of(refused, 404)
    assert await container._characters.count() == 0


async def test_a_character_is_put_before_both_prompts_once(client: httpx2.AsyncClient) -> None:
    character = await a_character(client)
    clip = await a_clip(client, image_prompt="rain\nfalls", video_prompt="")
    applied = await apply(client, character, clip)
    assert isinstance(applied.pop("message"), str)
    assert applied == {"image_prompt": f"{BLOCK} rain\nfalls", "video_prompt": BLOCK}
    again = await apply(client, character, clip)
    assert again["image_prompt"] == applied["image_prompt"]
    stored = await shown(client, clip)
    assert (stored["character_id"], stored["video_prompt"]) == (character["id"], BLOCK)


async def test_a_changed_or_another_character_takes_the_place_of_the_first(
    client: httpx2.AsyncClient,
) -> None:
    character = await a_character(client)
    clip = await a_clip(client, image_prompt="rain", video_prompt="rain falls")
    await apply(client, character, clip)
    address = f"{CHARACTERS}/{character['id']}"
    await client.put(address, json={"name": "Anna", "trigger_words": [], "style_notes": ""})
    renamed = await apply(client, character, clip)
    assert renamed["image_prompt"] == "Anna, a detective in her forties. rain"
    ben = await a_character(client, name="Ben", description="", trigger_words="", style_notes="")
    other = await apply(client, ben, clip)
    assert (other["image_prompt"], other["video_prompt"]) == ("Ben. rain", "Ben. rain falls")


async def test_a_name_within_a_sentence_is_not_taken_for_the_character(
    client: httpx2.AsyncClient,
) -> None:
    ben = await a_character(client, name="Ben", description="", trigger_words="", style_notes="")
    clip = await a_clip(client, image_prompt="She looks at Ben. He waits.")
    applied = await apply(client, ben, clip)
    assert applied["image_prompt"] == "Ben. She looks at Ben. He waits."
    assert (await apply(client, ben, clip))["image_prompt"] == applied["image_prompt"]


async def test_the_character_of_an_imported_board_is_replaced_too(
    client: httpx2.AsyncClient,
) -> None:
    script = "INT. BAR - NIGHT\n\nBEN (50s, a sailor) drinks at the bar.\n\nBEN\nAnother one."
    board = {"text": script, "kind": "fountain"}
    imported = await client.post(f"{V1}/projects/import-script", json=board)
    clips = imported.json()["project"]["scenes"][0]["clips"]
    clip = next(each for each in clips if each["character_id"])
    ana = await a_character(client)
    applied = await apply(client, ana, clip)
    assert "a sailor" in clip["image_prompt"]
    assert "a sailor" not in applied["image_prompt"]
    assert applied["image_prompt"].startswith(BLOCK)


async def test_prompts_written_meanwhile_are_not_lost(
    app: FastAPI, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    container: Container = app.state.container
    character = await a_character(client)
    clip = await a_clip(client, image_prompt="rain")
    rewrite = container._clips.rewrite

    async def after_an_edit(*arguments: Any) -> Any:
        monkeypatch.setattr(container._clips, "rewrite", rewrite)
        await client.put(f"{V1}/clips/{clip['id']}/prompts", json={"image_prompt": "snow"})
        return await rewrite(*arguments)

    monkeypatch.setattr(container._clips, "rewrite", after_an_edit)
    assert (await apply(client, character, clip))["image_prompt"] == f"{BLOCK} snow"


async def test_of_twenty_characters_applied_at_once_one_stays(client: httpx2.AsyncClient) -> None:
    cast = [await a_character(client, name=f"Person {n:02}") for n in range(20)]
    clip = await a_clip(client, image_prompt="rain")
    await asyncio.gather(*(apply(client, character, clip) for character in cast))
    stored = await shown(client, clip)
    assert stored["image_prompt"].count("Person") == 1
    (chosen,) = [each for each in cast if each["id"] == stored["character_id"]]
    assert chosen["name"] in stored["image_prompt"]


async def test_a_prompt_that_would_be_too_long_is_refused_and_stays(
    client: httpx2.AsyncClient,
) -> None:
    character = await a_character(client)
    clip = await a_clip(client, image_prompt="x" * 20_000)
    refused = await client.post(f"{CHARACTERS}/{character['id']}/apply/{clip['id']}")
    assert fields_of(refused) == ["image_prompt"]
    assert (await shown(client, clip))["character_id"] is None


async def test_who_is_applied_and_where_must_exist(client: httpx2.AsyncClient) -> None:
    character, clip = await a_character(client), await a_clip(client)
    for ids in ((new_id(), clip["id"]), (character["id"], new_id()), ("%00", "$where")):
        error_of(await client.post(f"{CHARACTERS}/{ids[0]}/apply/{ids[1]}"), 404)


async def test_clips_keep_their_prompts_when_their_character_goes(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    character, clip = await a_character(client), await a_clip(client, image_prompt="rain")
    await apply(client, character, clip)
    before = await shown(client, clip)
    await client.delete(f"{CHARACTERS}/{character['id']}")
    after = await shown(client, clip)
    assert after == {**before, "character_id": None, "updated_at": after["updated_at"]}
    ben = await a_character(client, name="Ben", description="", trigger_words="", style_notes="")
    assert (await apply(client, ben, clip))["image_prompt"] == "Ben. rain"


async def test_characters_go_with_their_project(client: httpx2.AsyncClient) -> None:
    project = await a_project(client)
    character = await a_character(client, project_id=project["id"])
    await client.delete(f"{V1}/projects/{project['id']}")
    error_of(await client.get(f"{CHARACTERS}/{character['id']}"), 404)


async def test_clips_of_a_character_are_found_by_an_index(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    await a_clip(client, character_id=ClipId(new_id()))
    plan = await container._clips._collection.explain({"character_id": new_id()})
    assert "COLLSCAN" not in str(plan)
    assert "character_id" in str(plan)
    plan = await container._jobs._collection.explain({"character_id": new_id()})
    assert "COLLSCAN" not in str(plan)
