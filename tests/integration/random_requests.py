"""Random requests to operations of the document: nearly right, and to things that are there."""

import json
from pathlib import Path
from random import Random
from typing import Any, Final
from uuid import UUID

import httpx2

from tests.api_steps import V1, a_clip, made
from tests.integration.random_json import spoiled
from tests.unit.services.media_samples import flat_png

DOCUMENT: Final = json.loads(Path("frontend-contract/openapi.json").read_text(encoding="utf-8"))
GRAPH: Final = {
    "1": {"class_type": "LoadImage", "inputs": {"image": "rain.png"}},
    "2": {"class_type": "SaveImage", "inputs": {"images": ["1", 0], "filename_prefix": "x"}},
}
_ODD_IDS: Final = ("0", "%00", "x" * 300, "%2e%2e", "$ne", "%f0%9f%8e%ac", "null")
_ODD_VALUES: Final = (
    *("", "0", "-1", "1e9", "true", "x" * 300, "\x00", "$ne", "[]", "é", "2", "rain"),
    *("pending", "pending,failed", "image", "video", "a,b", "asc", "[::1]"),
)

Operation = dict[str, Any]


async def something_of_each_kind(client: httpx2.AsyncClient) -> dict[str, str]:
    """Make what paths and bodies can point at; return the ids by the names they have there."""
    clip = await a_clip(client, image_prompt="rain", video_prompt="rain falls")
    project = {"project_id": clip["project_id"]}
    picture = await client.post(f"{V1}/media/upload-face-image", files={"file": flat_png()})
    url = picture.json()["file_url"]
    away = {"name": "away", "url": f"http://127.0.0.1:9/{clip['id']}", "is_active": False}
    made_of = {
        "character_id": await made(client, "/characters", name="Ada", **project),
        "template_id": await made(client, "/templates", name="Noir", **project),
        "item_id": await made(client, "/pool", name="Rain", media_url=url, **project),
        "server_id": await made(client, "/comfyui/servers", **away),
        "workflow_id": await made(client, "/workflows", graph=GRAPH),
        "job_id": await made(client, "/queue/jobs", clip_id=clip["id"], **project),
        "user_id": await made(client, "/users", email=f"{clip['id']}@example.org"),
        "batch_id": await made(client, "/generation/batch", clip_ids=[clip["id"]]),
    }
    path = f"/pool/item/{made_of['item_id']['id']}/apply-to-clip/{clip['id']}"
    take = (await client.post(V1 + path)).json()["content"]["id"]
    ordered = await made(client, f"/projects/{clip['project_id']}/exports", format="json")
    return {
        **project,
        "story_id": clip["project_id"],
        "export_id": ordered["export_id"],
        "lane": "exports",
        "provider": "together",
        "scene_id": clip["scene_id"],
        "clip_id": clip["id"],
        **{name: thing["id"] for name, thing in made_of.items()},
        "content_id": take,
        "take_id": take,
        "image_id": take,
        "media_url": url,
        "key": picture.json()["file_path"],
    }


class RandomRequests:
    """Requests to one operation, with real ids where it has them."""

    def __init__(self, path: str, operation: Operation, random: Random) -> None:
        self._path = path
        self._random = random
        self._parameters = operation.get("parameters", ())
        self._content = operation.get("requestBody", {}).get("content", {})
        self._whole = _example(self._content.get("application/json", {}))

    def next(self, known: dict[str, str]) -> tuple[str, dict[str, Any]]:
        """Return an address, and with what it is to be called."""
        query = {"params": self._query(known)}
        return self._url(known), query | (self._body(known) if self._content else {})

    def _url(self, known: dict[str, str]) -> str:
        random, path = self._random, self._path
        for name in self._named("path"):
            real = known.get(name, str(UUID(int=random.getrandbits(128), version=4)))
            id = random.choice(_ODD_IDS) if random.random() < 0.1 else real
            path = path.replace(f"{{{name}}}", id)
        return path

    def _query(self, known: dict[str, str]) -> dict[str, str]:
        random = self._random
        asked = [name for name in self._named("query") if name != "wait" and random.random() < 0.3]
        return {name: random.choice((*_ODD_VALUES, known.get(name, "1"))) for name in asked}

    def _named(self, place: str) -> list[str]:
        return [each["name"] for each in self._parameters if each["in"] == place]

    def _body(self, known: dict[str, str]) -> dict[str, Any]:
        random = self._random
        if "multipart/form-data" in self._content and random.random() < 0.8:
            data = random.choice((random.randbytes(random.choice((0, 1, 20, 3000))), flat_png()))
            part = random.choice(("file", "face_image", "reference_images", "other"))
            kind = random.choice(("image/png", "audio/mpeg", "x"))
            return {"files": {part: ("a.png", data, kind)}}
        right = {name: known.get(name, value) for name, value in self._whole.items()}
        text = json.dumps(spoiled(right, random)).encode()
        if random.random() < 0.05:
            text = text[: random.randrange(len(text))] + random.randbytes(2)
        return {"content": text, "headers": {"content-type": "application/json"}}


def _example(content: dict[str, Any]) -> dict[str, Any]:
    """Return the document's example with a value for every other field that may be sent."""
    examples = [each["value"] for each in content.get("examples", {}).values()]
    given = content.get("example") or (examples[0] if examples else {})
    whole = _sample(content.get("schema", {}))
    return {
        **(whole if isinstance(whole, dict) else {}),
        **(given if isinstance(given, dict) else {}),
    }


def _sample(schema: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _sample(DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if kinds := schema.get("anyOf") or schema.get("oneOf"):
        return _sample(kinds[0])
    if schema.get("type") == "object":
        return {name: _sample(each) for name, each in schema.get("properties", {}).items()}
    if schema.get("type") == "array":
        return [_sample(schema.get("items", {}))]
    if "enum" in schema:
        return schema["enum"][0]
    if "minimum" in schema:
        return schema.get("default", schema["minimum"])
    simple = {"integer": 2, "number": 2.5, "boolean": True, "string": "rain"}
    return schema.get("default", simple.get(schema.get("type", "")))
