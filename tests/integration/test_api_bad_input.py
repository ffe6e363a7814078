"""Whatever is sent to whatever route, the answer is the one form of an error and never a 500."""

import json
from random import Random
from typing import Any, Final

import httpx2
import pytest

from backend.api.v1.dtos.clip_dtos import ClipCreateDTO, TimelinePositionDTO
from backend.api.v1.dtos.comfyui_dtos import ComfyUIServerCreateDTO
from backend.api.v1.dtos.project_dtos import ProjectCreateDTO
from backend.api.v1.dtos.queue_dtos import QueueJobRequestDTO
from backend.api.v1.dtos.scene_dtos import SceneCreateDTO
from tests.api_steps import V1, a_clip, error_of, fields_of

JSON: Final = {"content-type": "application/json"}
ROUTES: Final = [
    ("POST", "/projects"),
    ("POST", "/projects/import-script"),
    ("PUT", "/projects/{project}"),
    ("POST", "/scenes"),
    ("PUT", "/scenes/{scene}"),
    ("POST", "/clips"),
    ("PUT", "/clips/{clip}"),
    ("PUT", "/clips/{clip}/timeline-position"),
    ("PUT", "/clips/{clip}/prompts"),
    ("POST", "/generation"),
    ("POST", "/queue/jobs"),
    ("POST", "/comfyui/servers"),
    ("PUT", "/comfyui/servers/{clip}"),
]
DEEP: Final = 100_000
BODIES: Final = {
    "empty": b"",
    "an empty object": b"{}",
    "null": b"null",
    "a list": b"[]",
    "a text": b'"x"',
    "a number": b"1",
    "cut short": b'{"name": ',
    "not UTF-8": b'{"name": "\xff\xfe"}',
    "NUL bytes": b"\x00\x00",
    "NaN": b'{"name": NaN, "position": NaN, "length": NaN, "params": {"x": NaN}}',
    "infinity": b'{"name": 1e400, "position": 1e400, "length": 1e400, "params": {"x": 1e400}}',
    "huge integer": b'{"order": 9e999, "position": %b, "params": {"x": %b}}'
    % (b"9" * 40, b"9" * 40),
    "an integer that no float holds": b'{"order": %b, "params": {"x": %b}, "unknown": [%b]}'
    % ((b"9" * 400,) * 3),
    "an integer past the limit of digits": b'{"order": %b}' % (b"9" * 5000),
    "half a surrogate pair": b'{"name": "\\ud800", "image_prompt": "\\udfff", "url": "\\ud800"}',
    "half a surrogate pair as a key": b'{"\\ud800": 1}',
    "NUL in a key": b'{"a\\u0000b": 1, "params": {"a\\u0000b": 1}}',
    "deep list": b"[" * DEEP + b"]" * DEEP,
    "deep object": b'{"params":' * DEEP + b"1" + b"}" * DEEP,
    "somewhat deep": b'{"params":' * 200 + b"1" + b"}" * 200,
    "wrong types": json.dumps(
        {
            name: {"x": []}
            for name in (
                "name",
                "url",
                "scene_id",
                "clip_id",
                "project_id",
                "position",
                "image_prompt",
                "length",
            )
        }
    ).encode(),
    "very long": json.dumps(
        dict.fromkeys(("name", "image_prompt", "url", "scene_id", "position"), "x" * 100000)
    ).encode(),
}

FIELDS: Final = sorted(
    {
        name
        for model in (
            ProjectCreateDTO,
            SceneCreateDTO,
            ClipCreateDTO,
            QueueJobRequestDTO,
            ComfyUIServerCreateDTO,
            TimelinePositionDTO,
        )
        for name in model.model_fields
    }
    | {"id", "created_at", "music_file_path", "job_type", "generation_params"}
)
VALUES: Final[list[Any]] = [
    *(None, True, False, 0, -1, 1, 24, 2**31, 2**53, 2**63, -(2**63), 2**64, 10**400),
    *(0.1, -0.0, 5e-324, 1e308, float("nan"), float("inf"), "", " ", "x" * 201, "x" * 20_001),
    *("\x00", "\ud800", "🎬", "\u202e", "%s", "$where", "../..", "http://[::1", "29.97df", "NaN"),
    *(
        "image",
        "video",
        "2020-01-01",
        [],
        {},
        [[]],
        [None],
        {"$ne": 1},
        {"size": "MS"},
        ["a"] * 101,
    ),
]


@pytest.mark.parametrize("kind", BODIES)
async def test_no_body_breaks_any_route(client: httpx2.AsyncClient, kind: str) -> None:
    clip = await a_clip(client)
    ids = {"project": clip["project_id"], "scene": clip["scene_id"], "clip": clip["id"]}
    for method, route in ROUTES:
        path = V1 + route.format(**ids)
        response = await client.request(method, path, content=BODIES[kind], headers=JSON)
        assert response.status_code in {400, 404}, (method, path, response.text)
        error_of(response, response.status_code)


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "", "x"])
async def test_a_body_of_another_type_is_refused_as_such(
    client: httpx2.AsyncClient, content_type: str
) -> None:
    clip = await a_clip(client)
    ids = {"project": clip["project_id"], "scene": clip["scene_id"], "clip": clip["id"]}
    headers = {"content-type": content_type} if content_type else {}
    for method, route in ROUTES:
        path = V1 + route.format(**ids)
        response = await client.request(method, path, content=b'{"name": "x"}', headers=headers)
        assert error_of(response, 415)["code"] == "UNSUPPORTED_MEDIA_TYPE"


@pytest.mark.parametrize(
    "id",
    ["x", "0", "..", "%00", "%2F", "a%2Fb", "%E2%98%83", "%FF", "'", '"', "$ne", "{}", "x" * 3000],
)
async def test_an_ill_formed_id_is_not_found(client: httpx2.AsyncClient, id: str) -> None:
    paths = [f"/projects/{id}", f"/scenes/{id}", f"/clips/{id}", f"/clips/{id}/gallery"]
    for path in [*paths, f"/queue/jobs/{id}", f"/comfyui/servers/{id}/info"]:
        response = await client.get(httpx2.URL(f"http://test{V1}{path}"))
        assert response.status_code == 404 or id == "..", (path, response.text)
        if id != "..":
            assert error_of(response, 404)["code"] == "RESOURCE_NOT_FOUND"


async def test_whatever_is_sent_is_stored_whole_or_refused_in_the_one_form(
    client: httpx2.AsyncClient,
) -> None:
    clip = await a_clip(client, image_prompt="rain")
    ids = {"project": clip["project_id"], "scene": clip["scene_id"], "clip": clip["id"]}
    random = Random(20)
    for _ in range(400):
        method, route = random.choice(ROUTES)
        body = {random.choice(FIELDS): _value(random, ids) for _ in range(random.randint(1, 4))}
        if method == "POST":
            body = {**_least(ids), **body}
        answer = await client.request(
            method, V1 + route.format(**ids), content=json.dumps(body), headers=JSON
        )
        if answer.status_code >= 400:
            assert answer.status_code in {400, 404, 409, 415}, (route, body, answer.text)
            error_of(answer, answer.status_code)
        elif answer.status_code == 201 and "servers" not in route:
            made = answer.json()
            read = await client.get(answer.headers["location"])
            assert read.json() == made or made["project"]["id"] == read.json()["id"]


def _value(random: Random, ids: dict[str, str], depth: int = 0) -> Any:
    chance = random.random()
    if depth < 3 and chance < 0.1:
        return [_value(random, ids, depth + 1) for _ in range(random.randint(0, 3))]
    if depth < 3 and chance < 0.2:
        names = random.sample([*FIELDS, "", "$x", "a.b", "\x00"], 2)
        return {name: _value(random, ids, depth + 1) for name in names}
    return random.choice([*VALUES, *ids.values()])


def _least(ids: dict[str, str]) -> dict[str, Any]:
    """What each POST needs at least, for all of them at once: unknown fields are ignored."""
    return {
        "name": "n",
        "project_id": ids["project"],
        "scene_id": ids["scene"],
        "clip_id": ids["clip"],
        "url": "http://127.0.0.1:9",
        "is_active": False,
    }


async def test_of_two_equal_keys_the_last_counts(client: httpx2.AsyncClient) -> None:
    body = b'{"name": "first", "name": "second"}'
    response = await client.post(f"{V1}/projects", content=body, headers=JSON)
    assert response.json()["name"] == "second"


async def test_text_is_kept_as_it_is(client: httpx2.AsyncClient) -> None:
    for name in ("$name", "a.b", "ünïcödé ☃ 🎬", "<b>&amp;</b>", "a\u0000b", "  x  "):
        response = await client.post(f"{V1}/projects", json={"name": name})
        assert response.json()["name"] == name


async def test_a_body_over_the_limit_is_refused_declared_or_not(
    client: httpx2.AsyncClient,
) -> None:
    huge = b'{"name": "%b"}' % (b"x" * (5 * 1024 * 1024))
    declared = await client.post(f"{V1}/projects", content=huge, headers=JSON)
    assert error_of(declared, 413)["code"] == "PAYLOAD_TOO_LARGE"

    async def chunks() -> Any:
        for _ in range(100):
            yield b"x" * 65_536

    streamed = await client.post(f"{V1}/projects", content=chunks(), headers=JSON)
    assert error_of(streamed, 413)["code"] == "PAYLOAD_TOO_LARGE"


async def test_each_offending_field_is_named(client: httpx2.AsyncClient) -> None:
    body = {"name": "", "fps": 7, "width": "wide", "height": 1}
    refused = await client.post(f"{V1}/projects", json=body)
    assert sorted(fields_of(refused)) == ["fps", "height", "name", "width"]
    assert "1 more" in refused.json()["detail"]
    broken = await client.post(f"{V1}/projects", content=b"{", headers=JSON)
    assert "JSON" in broken.json()["detail"]
