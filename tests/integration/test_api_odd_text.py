"""Whatever people write comes back as they wrote it, and what cannot be kept is refused."""

from typing import Any

import httpx2
import pytest

from tests.api_steps import V1, a_project, error_of

ODD = "\x00 $where {$gt: ''} 👩‍🚀 שלום \u202e <b>&amp;</b> ' \" \\ %00"
ENTITIES: dict[str, dict[str, Any]] = {
    "characters": {"description": "d"},
    "templates": {"description": "d", "params": {"a": "b"}},
    "pool": {"media_url": "https://example.org/a.png", "metadata": {"a": "b"}},
}


@pytest.mark.parametrize("kind", ENTITIES)
async def test_odd_text_comes_back_as_it_was(client: httpx2.AsyncClient, kind: str) -> None:
    project = await a_project(client)
    body = {**ENTITIES[kind], "project_id": project["id"], "name": ODD, "description": ODD}
    made = await client.post(f"{V1}/{kind}", json=body)
    assert made.status_code == 201, made.text
    shown = (await client.get(made.headers["location"])).json()
    assert (shown["name"], shown["description"]) == (ODD, ODD)
    changed = await client.put(made.headers["location"], json={"description": f"{ODD}!"})
    assert changed.json()["description"] == f"{ODD}!"


@pytest.mark.parametrize("kind", ENTITIES)
@pytest.mark.parametrize("name", ['"\\ud800"', "7", "[]", "{}", "null", "true"])
async def test_what_is_no_name_is_refused(client: httpx2.AsyncClient, kind: str, name: str) -> None:
    json = {"Content-Type": "application/json"}
    body = f'{{"name": {name}, "media_url": "a", "project_id": "p"}}'
    error_of(await client.post(f"{V1}/{kind}", content=body, headers=json), 400)


async def test_ids_that_no_database_holds_are_refused(client: httpx2.AsyncClient) -> None:
    """JSON can name half a surrogate pair; UTF-8 cannot."""
    path = f"{V1}/projects/{(await a_project(client))['id']}/estimate"
    json = {"Content-Type": "application/json"}
    answer = await client.post(path, content='{"clip_ids": ["\\ud800"]}', headers=json)
    error_of(answer, 400)


@pytest.mark.parametrize("kind", ENTITIES)
@pytest.mark.parametrize("body", ["", "[]", "null", "{", '"x"'])
async def test_what_is_no_object_is_refused(
    client: httpx2.AsyncClient, kind: str, body: str
) -> None:
    json = {"Content-Type": "application/json"}
    error_of(await client.post(f"{V1}/{kind}", content=body, headers=json), 400)
