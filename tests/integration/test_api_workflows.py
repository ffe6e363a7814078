"""People's own workflows over HTTP."""

import json
from typing import Any

import httpx2
import pytest

from backend.domain.ids import is_id, new_id
from tests.api_steps import V1, error_of, fields_of, made
from tests.journeys import board, ended, eventually, farm, generate, got, register, simulated

WORKFLOWS = f"{V1}/workflows"
GRAPH: dict[str, Any] = {
    "4": {
        "class_type": "CheckpointLoaderSimple",
        "inputs": {"ckpt_name": "v1-5-pruned-emaonly-fp16.safetensors"},
    },
    "5": {
        "class_type": "EmptyLatentImage",
        "inputs": {"width": 512, "height": 512, "batch_size": 1},
    },
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a fox", "clip": ["4", 1]}},
    "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "blurry", "clip": ["4", 1]}},
    "3": {
        "class_type": "KSampler",
        "inputs": {
            "seed": 1,
            "steps": 20,
            "cfg": 8.0,
            "sampler_name": "euler",
            "scheduler": "normal",
            "denoise": 1.0,
            "model": ["4", 0],
            "positive": ["6", 0],
            "negative": ["7", 0],
            "latent_image": ["5", 0],
        },
    },
    "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
    "9": {"class_type": "SaveImage", "inputs": {"images": ["8", 0], "filename_prefix": "x"}},
}
FOR_PEOPLE = {"nodes": [{"id": 1, "type": "KSampler"}], "links": [], "version": 0.4}


def changed(node: str, **inputs: Any) -> dict[str, Any]:
    """Return the graph with other values in one node."""
    return {**GRAPH, node: {**GRAPH[node], "inputs": {**GRAPH[node]["inputs"], **inputs}}}


async def test_a_workflow_is_kept_with_its_bindings_shown_changed_and_forgotten(
    client: httpx2.AsyncClient,
) -> None:
    body = {"name": "Fox", "description": "of mine", "graph": GRAPH}
    answer = await client.post(WORKFLOWS, json=body)
    assert answer.status_code == 201
    workflow = answer.json()
    address = f"{WORKFLOWS}/{workflow['id']}"
    assert answer.headers["location"] == address
    assert (workflow["name"], workflow["graph"], workflow["placeholders"]) == ("Fox", GRAPH, [])
    assert workflow["bindings"]["prompt"] == [["6", "text"]]
    assert workflow["bindings"]["negative"] == [["7", "text"]]
    assert workflow["bindings"]["seed"] == [["3", "seed"]]
    assert (await client.get(address)).json() == workflow
    listed = (await client.get(WORKFLOWS)).json()
    assert listed["total"] == 1
    assert listed["workflows"] == [{k: v for k, v in workflow.items() if k != "graph"}]
    renamed = (await client.put(address, json={**workflow, "name": "Wolf"})).json()
    assert renamed == {**workflow, "name": "Wolf", "updated_at": renamed["updated_at"]}
    other = (await client.put(address, json={"bindings": {"prompt": [["7", "text"]]}})).json()
    assert other["bindings"] == {"prompt": [["7", "text"]]}
    graph = changed("6", text="{{PROMPT}} {{SEED}}")
    new = (await client.put(address, json={"workflow_json": json.dumps(graph)})).json()
    assert (new["graph"], new["placeholders"]) == (graph, ["PROMPT", "SEED"])
    assert new["bindings"]["seed"] == [["3", "seed"]]
    assert (await client.delete(address)).json() == {"message": "Workflow deleted"}
    for call in (client.get(address), client.delete(address), client.put(address, json=body)):
        error_of(await call, 404)


async def test_a_graph_may_be_sent_as_the_server_wants_it(client: httpx2.AsyncClient) -> None:
    workflow = await made(client, "/workflows", **GRAPH)
    assert (workflow["name"], workflow["graph"]) == ("Workflow", GRAPH)
    wrapped = await made(client, "/workflows", name="api", graph={"prompt": GRAPH})
    assert wrapped["graph"] == GRAPH
    assert [each["name"] for each in (await client.get(WORKFLOWS)).json()["workflows"]] == [
        "api",
        "Workflow",
    ]
    part = (await client.get(WORKFLOWS, params={"limit": 1, "offset": 1})).json()
    assert ([each["name"] for each in part["workflows"]], part["total"]) == (["Workflow"], 2)


@pytest.mark.parametrize(
    "body", [FOR_PEOPLE, {"name": "x", "graph": FOR_PEOPLE}, {"graph": json.dumps(FOR_PEOPLE)}]
)
async def test_a_workflow_of_the_page_is_refused_with_the_way_to_export_it(
    client: httpx2.AsyncClient, body: dict[str, Any]
) -> None:
    answer = await client.post(WORKFLOWS, json=body)
    assert "Export (API)" in error_of(answer, 400)["message"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "graph"),
        ({"graph": None}, "graph"),
        ({"graph": "{"}, "graph"),
        ({"graph": '{"1": NaN}'}, "graph"),
        ({"graph": []}, "graph"),
        ({"graph": {}}, "workflow_json"),
        ({"graph": {"1": {}}}, "workflow_json"),
        ({"graph": {"1": {"class_type": "A", "inputs": {"x": ["2", 0]}}}}, "workflow_json"),
        ({"graph": GRAPH, "name": ""}, "name"),
        ({"graph": GRAPH, "name": "x" * 201}, "name"),
        ({"graph": GRAPH, "nam": "x"}, "nam"),
        ({"graph": GRAPH, "description": None}, "description"),
        ({"graph": GRAPH, "bindings": {"prompt": [["99", "text"]]}}, "bindings.prompt"),
        ({"graph": GRAPH, "bindings": {"prompt": [["6", "texts"]]}}, "bindings.prompt"),
    ],
)
async def test_a_bad_workflow_is_refused(
    client: httpx2.AsyncClient, body: dict[str, Any], field: str
) -> None:
    assert fields_of(await client.post(WORKFLOWS, json=body)) == [field]
    assert (await client.get(WORKFLOWS)).json()["total"] == 0


@pytest.mark.parametrize("text", ["$set", "\x00", "🦊", "שלום", "a.b", "$$ROOT"])
async def test_a_graph_is_kept_as_it_is_whatever_its_keys_are(
    client: httpx2.AsyncClient, text: str
) -> None:
    graph = {**GRAPH, f"{text}": {"class_type": text, "inputs": {"text": text}}}
    told = {"graph": json.dumps(graph), "name": f"name {text}"}
    workflow = await client.post(WORKFLOWS, json=told)
    if text == "\x00":
        assert fields_of(workflow)
        return
    address = f"{WORKFLOWS}/{workflow.json()['id']}"
    assert (await client.get(address)).json()["graph"] == graph
    again = await client.put(address, json={"graph": graph})
    assert again.json()["graph"] == graph


@pytest.mark.parametrize("body", [{}, {"name": None}, {"id": "x"}, {"graph": None}])
async def test_a_change_of_nothing_is_refused(
    client: httpx2.AsyncClient, body: dict[str, Any]
) -> None:
    workflow = await made(client, "/workflows", graph=GRAPH)
    error_of(await client.put(f"{WORKFLOWS}/{workflow['id']}", json=body), 400)


async def test_a_server_tells_by_node_and_field_what_it_would_refuse(
    client: httpx2.AsyncClient,
) -> None:
    async with farm(client, simulated()):
        [server] = await got(client, "/comfyui/servers")
        ask = {"server_id": server["id"]}

        async def problems(graph: dict[str, Any]) -> list[tuple[str, str | None]]:
            workflow = await made(client, "/workflows", graph=graph)
            answer = await client.post(f"{WORKFLOWS}/{workflow['id']}/validate", params=ask)
            told = answer.json()
            assert told["ok"] is (told["problems"] == [])
            return [(each["node"], each["field"]) for each in told["problems"]]

        async def is_seen() -> bool:
            return bool((await got(client, f"/comfyui/servers/{server['id']}"))["models"])

        await eventually(is_seen)
        choices = (await got(client, f"/comfyui/servers/{server['id']}"))["models"]
        checkpoint = next(each["name"] for each in choices if each["type"] == "checkpoints")
        good = changed("4", ckpt_name=checkpoint)
        assert await problems(good) == []
        assert await problems(changed("4", ckpt_name="none.safetensors")) == [("4", "ckpt_name")]
        assert await problems({**good, "3": changed("3", sampler_name="odd")["3"]}) == [
            ("3", "sampler_name")
        ]
        odd = {**good, "10": {"class_type": "OddNode", "inputs": {}}}
        assert await problems(odd) == [("10", None)]
        bare = {**good, "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0]}}}
        assert await problems(bare) == [("8", "vae")]
        runnable = (await got(client, f"/comfyui/servers/{server['id']}/workflows"))["workflows"]
        assert {each["source"] for each in runnable} == {"stored", "standard"}
        assert sum(each["source"] == "stored" for each in runnable) == 3
        assert all(is_id(each["id"]) for each in runnable)


async def test_a_check_without_a_server_that_answers_says_so(client: httpx2.AsyncClient) -> None:
    workflow = await made(client, "/workflows", graph=GRAPH)
    address = f"{WORKFLOWS}/{workflow['id']}/validate"
    assert (await client.post(address)).json() == {"ok": True, "problems": []}
    server = await register(client, "http://127.0.0.1:9")
    away = await client.post(address, params={"server_id": server["id"]})
    assert error_of(away, 503)["code"] == "PROVIDER_UNAVAILABLE"
    error_of(await client.post(address, params={"server_id": new_id()}), 404)
    error_of(await client.post(f"{WORKFLOWS}/{new_id()}/validate"), 404)
    assert await got(client, f"/comfyui/servers/{server['id']}/workflows") == {"workflows": []}
    error_of(await client.get(f"{V1}/comfyui/servers/{new_id()}/workflows"), 404)


async def test_a_stored_workflow_is_run_with_the_places_that_were_set(
    client: httpx2.AsyncClient,
) -> None:
    [first, second] = await board(client, clips=2)
    bindings = {"prompt": [["7", "text"]], "seed": [["3", "seed"]]}
    workflow = await made(client, "/workflows", name="Fox", graph=GRAPH, bindings=bindings)
    params = {"workflow_id": workflow["id"], "seed": 7, "steps": 4}
    async with farm(client, simulated()) as [server]:
        job = await generate(client, first["id"], prompt="a wolf", params=params)
        asked = {"clip_ids": [second["id"]], "params": params}
        batch = await made(client, "/generation/batch", **asked)
        [done, _] = await ended(client, [job, batch["job_ids"][0]])
        assert done["status"] == "completed", done["error"]
        async with httpx2.AsyncClient() as direct:
            posted = (await direct.get(f"{server.url}/history")).json()
    for each, words in zip(posted.values(), ("a wolf", second["image_prompt"]), strict=True):
        graph = each["prompt"][2]
        assert graph["7"]["inputs"]["text"] == words
        assert graph["6"]["inputs"]["text"] == "a fox"
        assert graph["3"]["inputs"]["seed"] == 7
        assert graph["3"]["inputs"]["steps"] == 20


async def test_generation_with_a_workflow_that_is_not_there_is_refused(
    client: httpx2.AsyncClient,
) -> None:
    [clip] = await board(client)
    body = {"clip_id": clip["id"], "params": {"workflow_id": new_id()}}
    error_of(await client.post(f"{V1}/generation", json=body), 404)
