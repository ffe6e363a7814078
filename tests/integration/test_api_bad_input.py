"""Whatever is sent to whatever route, the answer is the one form of an error and never a 500."""

import json
from typing import Any, Final

import httpx2
import pytest

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
