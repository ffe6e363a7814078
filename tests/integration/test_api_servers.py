"""ComfyUI servers over HTTP."""

from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.ids import ServerId, new_id
from backend.domain.lane import Capabilities, ModelFile
from tests.api_steps import V1, error_of, fields_of, made

SERVERS = f"{V1}/comfyui/servers"
SECRETS = {"api_key": "sk-very-secret", "headers": {"X-Pass": "also-secret"}}


async def a_server(client: httpx2.AsyncClient, **fields: Any) -> dict[str, Any]:
    """Register an inactive server, so that nothing calls it."""
    whole = {"name": "gpu-1", "url": "http://127.0.0.1:8188", "is_active": False}
    return await made(client, "/comfyui/servers", **{**whole, **fields})


async def test_a_server_is_registered_shown_changed_and_forgotten(
    client: httpx2.AsyncClient,
) -> None:
    body = {"name": "gpu", "url": "http://127.0.0.1:8188/", "is_active": False, **SECRETS}
    registered = await client.post(SERVERS, json=body)
    assert registered.status_code == 201
    server = registered.json()
    assert registered.headers["location"] == f"{SERVERS}/{server['id']}"
    assert server["url"] == "http://127.0.0.1:8188"
    assert server["server_type"] == "standard"
    assert server["has_api_key"]
    assert server["header_names"] == ["X-Pass"]
    assert (server["state"], server["is_online"]) == ("unknown", False)
    listed = await client.get(SERVERS)
    assert listed.json() == [server]
    assert listed.headers["x-total-count"] == "1"
    address = f"{SERVERS}/{server['id']}"
    changed = (await client.put(address, json={"max_concurrent": 2, "api_key": None})).json()
    assert (changed["max_concurrent"], changed["has_api_key"]) == (2, False)
    assert (await client.delete(address)).status_code == 200
    error_of(await client.delete(address), 404)
    assert (await client.get(SERVERS)).json() == []


async def test_keys_and_header_values_are_kept_and_never_answered(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    server = await a_server(client, **SECRETS)
    address = f"{SERVERS}/{server['id']}"
    new = {"api_key": "sk-other-secret", "headers": {"X-Pass": "other-secret"}}
    answers = [
        await client.get(SERVERS),
        await client.get(f"{address}/info"),
        await client.put(address, json=new),
        await client.put(address, json={"api_key": ["sk-other-secret"]}),
    ]
    assert not [answer.text for answer in answers if "secret" in answer.text]
    stored = await container._servers.get(server["id"])
    assert stored.request_headers() == {
        "X-Pass": "other-secret",
        "Authorization": "Bearer sk-other-secret",
    }


@pytest.mark.parametrize(
    "secret", [{"api_key": "sk-☃"}, {"api_key": "a\nb"}, {"headers": {"X-Pass": "a\x00"}}]
)
async def test_a_secret_that_no_header_can_hold_is_refused_at_once(
    client: httpx2.AsyncClient, secret: dict[str, Any]
) -> None:
    body = {"name": "x", "url": "http://127.0.0.1:8188", **secret}
    (field,) = fields_of(await client.post(SERVERS, json=body))
    assert field in {"api_key", "headers.X-Pass"}
    server = await a_server(client, api_key=" sk-pasted\n", headers=None)
    assert (server["has_api_key"], server["header_names"]) == (True, [])
    address = f"{SERVERS}/{server['id']}"
    assert fields_of(await client.put(address, json=secret)) == [field]
    await client.put(address, json={"headers": {"X-Pass": "p"}})
    assert (await client.put(address, json={"headers": None})).json()["header_names"] == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("HTTP://GPU.example:80//", "http://gpu.example"),
        (" https://127.0.0.1:443/ComfyUI/ ", "https://127.0.0.1/ComfyUI"),
        ("http://[::1]:8188", "http://[::1]:8188"),
        ("http://exämple.com:8188", "http://xn--exmple-cua.com:8188"),
    ],
)
async def test_an_address_is_kept_in_one_spelling(
    client: httpx2.AsyncClient, given: str, kept: str
) -> None:
    assert (await a_server(client, url=given))["url"] == kept


async def test_an_address_is_registered_once(client: httpx2.AsyncClient) -> None:
    first = await a_server(client)
    other = await a_server(client, url="http://127.0.0.1:8189")
    body = {"name": "again", "url": f"{first['url']}/"}
    assert error_of(await client.post(SERVERS, json=body), 409)["code"] == "CONFLICT"
    taken = await client.put(f"{SERVERS}/{other['id']}", json={"url": first["url"]})
    error_of(taken, 409)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "gpu",
        "ftp://127.0.0.1",
        "http://169.254.169.254/latest",
        "http://[fe80::1]:8188",
        "http://0.0.0.0:8188",
        "http://user:pass@127.0.0.1:8188",
        "http://127.0.0.1:8188/?x=1",
        "http://[::1",
        "http://127.0.0.1:99999999",
        f"http://{'a' * 70}.example:8188",
        "http://127.0.0.1:0",
        "http://ex ample.com",
        "http://127.0.0.1:8188/\x00",
        "http://127.0.0.1:8188/a b",
    ],
)
async def test_an_address_that_must_not_be_called_is_refused(
    client: httpx2.AsyncClient, url: str
) -> None:
    error = error_of(await client.post(SERVERS, json={"name": "x", "url": url}), 400)
    assert error["code"] == "VALIDATION_ERROR"
    server = await a_server(client)
    error_of(await client.put(f"{SERVERS}/{server['id']}", json={"url": url}), 400)


async def test_a_new_address_brings_its_own_type(client: httpx2.AsyncClient) -> None:
    server = await a_server(client)
    url = "https://127.0.0.1/api.runpod.ai/v2/abc123"
    changed = (await client.put(f"{SERVERS}/{server['id']}", json={"url": url})).json()
    assert (changed["server_type"], changed["endpoint_id"]) == ("runpod", "abc123")


async def test_the_info_has_what_the_last_look_told(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    container: Container = app.state.container
    server = await a_server(client)
    address = f"{SERVERS}/{server['id']}/info"
    unseen = (await client.get(address)).json()
    assert (unseen["is_online"], unseen["models"], unseen["loras"]) == (False, [], [])
    id = ServerId(server["id"])
    await container._lanes.set_draining(id, draining=False)
    can = Capabilities(
        version="0.3.1",
        vram_total=24,
        models=[ModelFile(name="sd15.safetensors", type="checkpoints")],
        samplers=["euler"],
    )
    await container._lanes.seen(id, can)
    info = (await client.get(address)).json()
    assert info["is_online"]
    assert info["server"]["last_seen_at"].endswith("Z")
    assert info["models"] == [{"name": "sd15.safetensors", "type": "checkpoints"}]
    assert (info["samplers"], info["vram_total"], info["version"]) == (["euler"], 24, "0.3.1")


async def test_an_unknown_server_is_not_found(client: httpx2.AsyncClient) -> None:
    address = f"{SERVERS}/{new_id()}"
    error_of(await client.get(f"{address}/info"), 404)
    error_of(await client.put(address, json={"name": "x"}), 404)
    error_of(await client.delete(address), 404)
