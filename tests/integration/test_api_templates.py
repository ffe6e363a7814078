"""Style templates over HTTP."""

import asyncio
from typing import Any

import httpx2
import pytest

from backend.domain.ids import new_id
from tests.api_steps import V1, a_clip, a_project, error_of, fields_of, made

TEMPLATES = f"{V1}/templates"
OIL = {"name": "Oil", "prompt_prefix": "oil painting", "prompt_suffix": "muted colours"}


async def a_template(client: httpx2.AsyncClient, **fields: Any) -> dict[str, Any]:
    return await made(client, "/templates", **{**OIL, **fields})


async def use(client: httpx2.AsyncClient, template: dict[str, Any], clip: Any = None) -> Any:
    asked = {} if clip is None else {"clip_id": clip["id"]}
    response = await client.post(f"{TEMPLATES}/{template['id']}/use", params=asked)
    assert response.status_code == 200, response.text
    return response.json()


async def test_a_template_is_made_shown_changed_and_deleted(client: httpx2.AsyncClient) -> None:
    answer = await client.post(TEMPLATES, json={"name": "Oil"})
    assert answer.status_code == 201
    template, address = answer.json(), answer.headers["location"]
    assert address == f"{TEMPLATES}/{template['id']}"
    assert template == {
        "id": template["id"],
        "name": "Oil",
        "description": "",
        "category": "custom",
        "model": None,
        "negative_prompt": "",
        "prompt_prefix": "",
        "prompt_suffix": "",
        "loras": [],
        "params": {},
        "preview_url": None,
        "is_public": False,
        "project_id": None,
        "use_count": 0,
        "created_at": template["created_at"],
        "updated_at": template["created_at"],
    }
    assert (await client.get(address)).json() == template
    changed = (await client.put(address, json={"category": "anime", "model": "m"})).json()
    assert (changed["category"], changed["model"], changed["name"]) == ("anime", "m", "Oil")
    assert (await client.put(address, json={"model": None})).json()["model"] is None
    assert (await client.delete(address)).json() == {"message": "Template deleted"}
    for response in (
        await client.get(address),
        await client.delete(address),
        await client.put(address, json={"name": "x"}),
        await client.post(f"{address}/use"),
    ):
        error_of(response, 404)


async def test_every_field_that_can_be_set_is_set_on_create(client: httpx2.AsyncClient) -> None:
    fields = {
        "name": "Oil 🎨",
        "description": "d",
        "category": "my-own",
        "model": "sdxl.safetensors",
        "negative_prompt": "blurry",
        "prompt_prefix": "oil, ",
        "prompt_suffix": ", $muted",
        "loras": [{"name": "oil.safetensors", "weight": 0.5}],
        "params": {"cfg_scale": 7, "my.own": {"$x": [1]}},
        "preview_url": "https://example.org/a.png",
        "is_public": True,
        "project_id": (await a_project(client))["id"],
    }
    template = await made(client, "/templates", **fields)
    assert {name: template[name] for name in fields} == fields
    put_back = await client.put(f"{TEMPLATES}/{template['id']}", json=template)
    assert put_back.json() == {**template, "updated_at": put_back.json()["updated_at"]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": None},
        {"category": "Film Noir"},
        {"category": None},
        {"loras": [{"weight": 1}]},
        {"loras": "oil"},
        {"params": {"steps": "many"}},
        {"params": {"use_custom_workflow": True, "workflow_json": "{"}},
        {"params": None},
        {"is_public": "perhaps"},
        {"preview_url": "javascript:alert(1)"},
        {"prompt_prefix": "x" * 5001},
    ],
)
async def test_what_cannot_be_a_template_is_refused(
    client: httpx2.AsyncClient, wrong: dict[str, Any]
) -> None:
    fields_of(await client.post(TEMPLATES, json={**OIL, **wrong}))
    template = await a_template(client)
    fields_of(await client.put(f"{TEMPLATES}/{template['id']}", json=wrong))


async def test_a_template_of_an_unknown_project_is_not_made(client: httpx2.AsyncClient) -> None:
    refused = await client.post(TEMPLATES, json={**OIL, "project_id": new_id()})
    assert error_of(refused, 404)["details"]["kind"] == "Project"
    template = await a_template(client)
    changes = {"project_id": new_id()}
    error_of(await client.put(f"{TEMPLATES}/{template['id']}", json=changes), 404)


async def test_templates_are_listed_the_most_used_first(client: httpx2.AsyncClient) -> None:
    project = await a_project(client)
    rare = await a_template(client, name="rare", category="anime", is_public=True)
    often = await a_template(client, name="often", category="anime", project_id=project["id"])
    new = await a_template(client, name="new")
    for template in (often, often, rare):
        await use(client, template)

    async def names(**asked: Any) -> list[str]:
        answer = await client.get(TEMPLATES, params=asked)
        assert int(answer.headers["x-total-count"]) >= len(answer.json())
        return [each["name"] for each in answer.json()]

    assert await names() == ["often", "rare", new["name"]]
    assert await names(category="anime") == ["often", "rare"]
    assert await names(category="anime", public_only=True) == ["rare"]
    assert await names(project_id=project["id"]) == ["often"]
    assert await names(limit=1, offset=1) == ["rare"]
    assert await names(category="none such") == []


async def test_twenty_uses_at_once_are_all_counted(client: httpx2.AsyncClient) -> None:
    template = await a_template(client)
    await asyncio.gather(*(use(client, template) for _ in range(20)))
    shown = (await client.get(f"{TEMPLATES}/{template['id']}")).json()
    assert shown == {**template, "use_count": 20}


async def test_a_template_is_put_around_both_prompts_once(client: httpx2.AsyncClient) -> None:
    template = await a_template(client)
    clip = await a_clip(client, image_prompt="A tram", video_prompt="")
    for count in (1, 2):
        used = await use(client, template, clip)
        assert used["use_count"] == count
        assert used["clip"]["image_prompt"] == "oil painting, A tram, muted colours"
        assert used["clip"]["video_prompt"] == "oil painting, muted colours"
        assert used["clip"]["style_template_id"] == template["id"]
    assert (await use(client, template))["clip"] is None


async def test_a_changed_or_another_template_takes_the_place_of_the_first(
    client: httpx2.AsyncClient,
) -> None:
    template = await a_template(client)
    clip = await a_clip(client, image_prompt="A tram", video_prompt="It rolls.")
    await use(client, template, clip)
    await client.put(f"{TEMPLATES}/{template['id']}", json={"prompt_prefix": "gouache"})
    changed = (await use(client, template, clip))["clip"]
    assert changed["image_prompt"] == "gouache, A tram, muted colours"
    ink = await a_template(client, prompt_prefix="ink,", prompt_suffix="")
    other = (await use(client, ink, clip))["clip"]
    assert (other["image_prompt"], other["video_prompt"]) == ("ink, A tram", "ink, It rolls.")


async def test_a_template_and_a_character_do_not_disturb_each_other(
    client: httpx2.AsyncClient,
) -> None:
    template = await a_template(client)
    ana = await made(client, "/characters", name="Ana", description="old")
    ben = await made(client, "/characters", name="Ben")
    clip = await a_clip(client, image_prompt="A tram.")
    await use(client, template, clip)
    for character in (ana, ben):
        await client.post(f"{V1}/characters/{character['id']}/apply/{clip['id']}")
    shown = (await use(client, template, clip))["clip"]
    assert shown["image_prompt"] == "oil painting, Ben. A tram. muted colours"


async def test_a_use_for_an_unknown_clip_is_not_counted(client: httpx2.AsyncClient) -> None:
    template = await a_template(client)
    address = f"{TEMPLATES}/{template['id']}"
    error_of(await client.post(f"{address}/use", params={"clip_id": new_id()}), 404)
    assert (await client.get(address)).json()["use_count"] == 0


async def test_templates_answer_under_their_other_name(client: httpx2.AsyncClient) -> None:
    alias = f"{V1}/style-templates"
    answer = await client.post(alias, json=OIL)
    assert answer.status_code == 201
    template, address = answer.json(), answer.headers["location"]
    assert address == f"{alias}/{template['id']}"
    assert (await client.get(address)).json() == template
    assert (await client.get(alias)).json() == [template]
    assert (await client.put(address, json={"name": "Ink"})).json()["name"] == "Ink"
    assert (await client.post(f"{address}/use")).json()["use_count"] == 1
    assert (await client.delete(address)).status_code == 200
    error_of(await client.get(f"{TEMPLATES}/{template['id']}"), 404)
    document = (await client.get("/openapi.json")).json()
    assert not [path for path in document["paths"] if "style-templates" in path]


async def test_templates_go_with_their_project(client: httpx2.AsyncClient) -> None:
    project = await a_project(client)
    template = await a_template(client, project_id=project["id"], is_public=True)
    free = await a_template(client)
    await client.delete(f"{V1}/projects/{project['id']}")
    error_of(await client.get(f"{TEMPLATES}/{template['id']}"), 404)
    assert (await client.get(TEMPLATES)).json() == [free]


async def test_generation_falls_back_on_the_template_of_the_project(
    client: httpx2.AsyncClient,
) -> None:
    template = await a_template(client, negative_prompt="photo", params={"steps": 30})
    clip = await a_clip(client, image_prompt="A tram")
    plain = await a_clip(client, image_prompt="A bus")
    project = f"{V1}/projects/{clip['project_id']}"
    await client.put(project, json={"style_template_id": template["id"]})
    job = (await client.post(f"{V1}/generation", json={"clip_id": clip["id"]})).json()["job"]
    assert job["prompt"] == "oil painting, A tram, muted colours"
    assert (job["negative_prompt"], job["params"]) == ("photo", {"steps": 30})
    both = {"clip_ids": [clip["id"], plain["id"]], "params": {"steps": 5}}
    batch = (await client.post(f"{V1}/generation/batch", json=both)).json()
    jobs = [(await client.get(f"{V1}/queue/jobs/{id}")).json() for id in batch["job_ids"]]
    assert [each["prompt"] for each in jobs] == [job["prompt"], "A bus"]
    assert [each["params"] for each in jobs] == [{"steps": 5}] * 2
    await client.delete(f"{TEMPLATES}/{template['id']}")
    job = (await client.post(f"{V1}/generation", json={"clip_id": clip["id"]})).json()["job"]
    assert (job["prompt"], job["params"]) == ("A tram", {})


async def test_generation_falls_back_on_the_template_that_was_applied_to_the_clip(
    client: httpx2.AsyncClient,
) -> None:
    template = await a_template(client, negative_prompt="photo", model="sdxl.safetensors")
    clip = await a_clip(client, image_prompt="A tram")
    await use(client, template, clip)
    job = (await client.post(f"{V1}/generation", json={"clip_id": clip["id"]})).json()["job"]
    assert job["prompt"] == "oil painting, A tram, muted colours"
    assert (job["negative_prompt"], job["model"]) == ("photo", "sdxl.safetensors")
    cleared = await client.put(f"{V1}/clips/{clip['id']}", json={"style_template_id": None})
    assert cleared.json()["style_template_id"] is None
    job = (await client.post(f"{V1}/generation", json={"clip_id": clip["id"]})).json()["job"]
    assert (job["negative_prompt"], job["model"]) == ("", None)
