"""The catalogue of models over HTTP: gathered from the servers, with presets for each family."""

from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.ids import ServerId, is_id, new_id
from backend.domain.lane import Capabilities, ModelFile
from tests.api_steps import V1, error_of, fields_of
from tests.journeys import eventually, farm, got, made, register, simulated

MODELS = f"{V1}/models"
FIELDS = {
    "id",
    "name",
    "type",
    "filename",
    "server_source",
    "is_active",
    "is_available",
    "created_at",
    "last_synced_at",
    "metadata",
    "configuration_presets",
}


async def a_server(
    client: httpx2.AsyncClient, app: FastAPI, name: str, *files: tuple[str, str], **fields: Any
) -> str:
    """Register a server that never answers, and pretend that it was seen with these files."""
    container: Container = app.state.container
    body = {"name": name, "url": f"http://127.0.0.1:9/{name}", **fields}
    server = await made(client, "/comfyui/servers", body)
    lanes = container._lanes
    await lanes.acquire(ServerId(server["id"]), "the test", 60)
    models = [ModelFile(type=folder, name=file) for folder, file in files]
    can = Capabilities(
        models=[file for file in models if file.type != "loras"],
        loras=[file for file in models if file.type == "loras"],
    )
    await lanes.seen(ServerId(server["id"]), can)
    return str(server["id"])


async def test_a_farm_without_servers_has_no_models(client: httpx2.AsyncClient) -> None:
    answered = await client.get(MODELS)
    assert (answered.json(), answered.headers["x-total-count"]) == ([], "0")


async def test_models_are_gathered_from_all_servers_each_once(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    flux, style = (
        ("diffusion_models", "flux\\flux1-dev.safetensors"),
        ("loras", "style.safetensors"),
    )
    windows = await a_server(client, app, "windows", flux, style, is_active=False)
    linux = await a_server(
        client, app, "linux", ("diffusion_models", "flux/flux1-dev.safetensors"), ("vae", "ae.sft")
    )
    models = await got(client, "/models")
    assert [(model["type"], model["name"]) for model in models] == [
        ("diffusion_models", "flux/flux1-dev.safetensors"),
        ("loras", "style.safetensors"),
        ("vae", "ae.sft"),
    ]
    model = models[0]
    assert set(model) == FIELDS
    assert is_id(model["id"])
    assert model["filename"] == "flux/flux1-dev.safetensors"
    assert (model["server_source"], model["is_active"]) == (linux, True)
    assert model["metadata"]["family"] == "flux1_dev"
    spellings = {each["id"]: each["filename"] for each in model["metadata"]["servers"]}
    assert spellings == {windows: flux[1], linux: "flux/flux1-dev.safetensors"}
    names = [preset["name"] for preset in model["configuration_presets"]]
    assert names == ["fast", "quality"]
    lora, vae = models[1:]
    assert (lora["server_source"], lora["is_active"], lora["is_available"]) == (
        windows,
        False,
        False,
    )
    assert lora["configuration_presets"] == vae["configuration_presets"] == []
    again = await got(client, "/models")
    assert [each["id"] for each in again] == [each["id"] for each in models]


async def test_models_are_picked_by_folder_server_and_use(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    first = await a_server(client, app, "first", ("checkpoints", "sdxl.sft"), ("loras", "a.sft"))
    second = await a_server(client, app, "second", ("checkpoints", "sd15.sft"), is_active=False)

    async def names(**query: Any) -> list[str]:
        return [model["name"] for model in await got(client, "/models", **query)]

    assert await names(type="checkpoints") == ["sd15.sft", "sdxl.sft"]
    assert await names(type="lora") == await names(type="loras") == ["a.sft"]
    assert await names(type="nonsense") == []
    assert await names(server_source=first) == await names(server_source="first")
    assert await names(server_source=second) == ["sd15.sft"]
    assert await names(server_source="comfyui") == await names(server_source="standard")
    assert len(await names()) == len(await names(type="", server_source="")) == 3
    assert await names(server_source="runpod") == await names(server_source=new_id()) == []
    assert await names(is_active=True, type="checkpoints") == ["sdxl.sft"]
    assert await names(is_active="false") == ["sd15.sft"]
    page = await client.get(MODELS, params={"limit": 1, "offset": 1})
    assert ([model["name"] for model in page.json()], page.headers["x-total-count"]) == (
        ["sdxl.sft"],
        "3",
    )


@pytest.mark.parametrize(
    "query", [{"is_active": "perhaps"}, {"limit": 0}, {"limit": 501}, {"offset": -1}]
)
async def test_a_question_that_makes_no_sense_is_refused(
    client: httpx2.AsyncClient, query: dict[str, Any]
) -> None:
    assert fields_of(await client.get(MODELS, params=query)) == list(query)


async def test_syncing_reads_the_server_again_now(client: httpx2.AsyncClient) -> None:
    async with farm(client, simulated("gpu")) as (simulator,):
        server = (await got(client, "/comfyui/servers"))[0]

        async def is_seen() -> bool:
            return bool(await got(client, "/models"))

        await eventually(is_seen)
        checkpoints = [*simulator.machine.models["checkpoints"], "brand_new.safetensors"]
        simulator.machine.models = {**simulator.machine.models, "checkpoints": checkpoints}
        answer = await made(client, f"/servers/{server['id']}/sync-models", {})
        models = await got(client, "/models", server_source=server["id"])
        assert "brand_new.safetensors" in [model["filename"] for model in models]
        assert answer["message"] == f"{len(models)} models found"
        assert [model["id"] for model in answer["models"]] == [model["id"] for model in models]
        assert all(model["is_available"] for model in models)


async def test_a_server_that_cannot_be_read_says_why(client: httpx2.AsyncClient) -> None:
    error_of(await client.post(f"{V1}/servers/{new_id()}/sync-models"), 404)
    error_of(await client.post(f"{V1}/servers/nonsense/sync-models"), 404)
    away = await register(client, "http://127.0.0.1:9")
    error = error_of(await client.post(f"{V1}/servers/{away['id']}/sync-models"), 503)
    assert error["code"] == "PROVIDER_UNAVAILABLE"
    assert (await client.get(MODELS)).json() == []


@pytest.mark.parametrize(
    "name",
    [
        "wan2.2_t2v_high_noise_14B_fp8_scaled.safetensors",
        "video/wan2.2_t2v_high_noise_14B_fp8_scaled.safetensors",
        "Video\\Wan2.2_T2V_low_noise_14B.safetensors",
    ],
)
async def test_presets_are_found_by_the_file_name_with_or_without_folders(
    client: httpx2.AsyncClient, name: str
) -> None:
    for path in (quote(name), quote(name, safe="")):
        answer = (await client.get(f"{MODELS}/presets/{path}")).json()
        assert answer["family"] == "wan22_t2v_14b"
        assert answer["presets"]["quality"] == {
            "steps": 20,
            "cfg": 3.5,
            "width": 640,
            "height": 640,
            "sampler": "euler",
            "scheduler": "simple",
            "video_fps": 16,
            "video_frames": 81,
            "model": None,
        }
        assert answer["presets"]["fast"]["steps"] == 10
        assert answer["presets"]["lightning"]["model"] == "wan22_t2v_14b_lightning"
        parameters = (await client.get(f"{MODELS}/parameters/{path}")).json()["parameters"]
        assert parameters["makes"] == "video"
        assert parameters["supports_lora"] is True
        assert parameters["max_loras"] == 20
        assert parameters["specializes_in"] == "films with much movement"
        assert (parameters["video_frames"]["step"], parameters["default_fps"]) == (4, 16)


async def test_a_model_nobody_knows_has_presets_too(client: httpx2.AsyncClient) -> None:
    for name in ("my-own.safetensors", "☃", "a%2F..%2Fb", "%00", "%FF", "x" * 500):
        answer = await client.get(f"{MODELS}/presets/{name}")
        assert answer.json()["family"] == "unknown", answer.text
        assert {"fast", "quality"} <= set(answer.json()["presets"])
    assert fields_of(await client.get(f"{MODELS}/presets/{'x' * 501}")) == ["name"]
