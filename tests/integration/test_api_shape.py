"""What holds for every route: addresses, methods, headers, the OpenAPI document."""

import re
from collections import defaultdict
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from backend.container import Container
from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import is_id, new_id
from tests.api_steps import V1, a_clip, a_project, error_of
from tests.openapi_document import responses_of

ORIGIN = {"origin": "http://elsewhere:3000"}


def streams(operation: dict[str, Any]) -> bool:
    """Tell whether the answer goes on until somebody ends it."""
    return "text/event-stream" in operation["responses"].get("200", {}).get("content", {})


async def test_a_slash_at_the_end_changes_nothing(client: httpx2.AsyncClient) -> None:
    made = await client.post(f"{V1}/projects/", json={"name": "Rain"})
    assert made.status_code == 201
    project = made.json()
    assert made.headers["location"] == f"{V1}/projects/{project['id']}"
    for path in (f"/projects/{project['id']}/", f"/projects/{project['id']}"):
        assert (await client.get(V1 + path)).json() == project
    for path in ("/projects/", "/queue/jobs/", "/comfyui/servers/", "/", "", "/health/"):
        response = await client.get(V1 + path)
        assert response.status_code == 200
        assert not response.history


async def test_an_unknown_route_is_not_found_whatever_is_preferred(
    client: httpx2.AsyncClient,
) -> None:
    for path in ("/api/v1/nothing", "/api/v2/projects", "/nothing", "/api", "/api/v1/projects//"):
        response = await client.get(path, headers={"accept": "text/html"})
        assert error_of(response, 404)["code"] == "RESOURCE_NOT_FOUND"


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PATCH", "/projects", "GET, POST, HEAD, OPTIONS"),
        ("POST", "/projects/x", "GET, PUT, DELETE, HEAD, OPTIONS"),
        ("DELETE", "/projects/x/with-scenes", "GET, HEAD, OPTIONS"),
        ("GET", "/generation", "POST, OPTIONS"),
        ("HEAD", "/generation", "POST, OPTIONS"),
        ("DELETE", "/clips/x/prompts", "PUT, OPTIONS"),
        ("PUT", "/queue/status", "GET, HEAD, OPTIONS"),
        ("PATCH", "/comfyui/servers/x", "GET, PUT, DELETE, HEAD, OPTIONS"),
        ("PATCH", "/comfyui/servers/test", "POST, OPTIONS"),
        ("PATCH", "/projects/import-script", "POST, OPTIONS"),
    ],
)
async def test_a_refused_method_names_the_allowed_ones(
    client: httpx2.AsyncClient, method: str, path: str, allow: str
) -> None:
    refused = await client.request(method, V1 + path)
    assert refused.status_code == 405
    assert refused.headers["allow"] == allow
    if method != "HEAD":
        assert error_of(refused, 405)["code"] == "METHOD_NOT_ALLOWED"


async def test_options_tells_the_allowed_methods(client: httpx2.AsyncClient) -> None:
    answer = await client.options(f"{V1}/projects")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["allow"] == "GET, POST, HEAD, OPTIONS"
    error_of(await client.options(f"{V1}/nothing"), 404)


async def test_head_answers_like_get_without_a_body(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client)
    paths = [
        "/projects",
        f"/projects/{clip['project_id']}",
        f"/projects/{clip['project_id']}/clips",
        f"/clips/{clip['id']}",
        f"/clips/{new_id()}",
        "/queue/jobs",
        "/queue/status",
        "/",
    ]
    for path in paths:
        get, head = await client.get(V1 + path), await client.head(V1 + path)
        assert (head.status_code, head.content) == (get.status_code, b"")
        own = {"x-request-id"}
        assert set(head.headers) - own == set(get.headers) - own
        if get.status_code == 200:
            assert head.headers["content-length"] == get.headers["content-length"]


async def test_a_preflight_is_answered_for_every_origin_and_method(
    client: httpx2.AsyncClient,
) -> None:
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        asked = {
            **ORIGIN,
            "access-control-request-method": method,
            "access-control-request-headers": "content-type, x-request-id",
        }
        answer = await client.options(f"{V1}/projects", headers=asked)
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "*"
        assert method in answer.headers["access-control-allow-methods"]
        assert "content-type" in answer.headers["access-control-allow-headers"].lower()
        assert "access-control-allow-credentials" not in answer.headers
        assert answer.headers["x-request-id"]


async def test_every_answer_may_be_read_by_pages_from_elsewhere(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    async def fail() -> None:
        raise RuntimeError("mongodb://user:secret@host")

    app.add_api_route("/api/v1/fail", fail)
    project = await a_project(client)
    answers = [
        await client.get(f"{V1}/projects/{project['id']}", headers=ORIGIN),
        await client.post(f"{V1}/projects", json={}, headers=ORIGIN),
        await client.get(f"{V1}/projects/x", headers=ORIGIN),
        await client.get(f"{V1}/nothing", headers=ORIGIN),
        await client.patch(f"{V1}/projects", headers=ORIGIN),
        await client.post(
            f"{V1}/projects", content=b"x" * 5_000_000, headers={**ORIGIN, "content-type": "x/y"}
        ),
        await client.post(f"{V1}/projects", content=b"x", headers=ORIGIN),
        await client.get(f"{V1}/fail", headers=ORIGIN),
    ]
    assert [answer.status_code for answer in answers] == [200, 400, 404, 404, 405, 413, 415, 500]
    for answer in answers:
        assert answer.headers["access-control-allow-origin"] == "*"
        exposed = answer.headers["access-control-expose-headers"].lower()
        for name in ("x-request-id", "x-api-version", "x-total-count", "location", "retry-after"):
            assert name in exposed
        assert answer.headers["x-api-version"] == "v1"
        if answer.status_code != 200:
            error_of(answer, answer.status_code)
    assert error_of(answers[-1], 500)["code"] == "INTERNAL_ERROR"
    assert "secret" not in answers[-1].text
    assert "RuntimeError" not in answers[-1].text


async def test_a_request_keeps_its_id_if_it_is_well_formed(client: httpx2.AsyncClient) -> None:
    for given in ("abc-1.2_3", "x" * 128):
        answer = await client.get(V1, headers={"x-request-id": given})
        assert answer.headers["x-request-id"] == given
    for given in ("", "a b", "x" * 129, "<script>", "ü"):
        answer = await client.get(V1, headers={b"x-request-id": given.encode()})
        assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])


@pytest.mark.parametrize(
    ("host", "base"),
    [
        ("board.example:8443", "http://board.example:8443"),
        ("[::1]:8001", "http://[::1]:8001"),
        ("evil.example/x?<script>", "http://test"),
    ],
)
async def test_media_addresses_begin_with_the_host_of_the_request(
    client: httpx2.AsyncClient, host: str, base: str
) -> None:
    key = f"{'a' * 64}.mp3"
    project = await a_project(client, music_file=key)
    answer = await client.get(f"{V1}/projects/{project['id']}", headers={"host": host})
    assert answer.json()["music_file"] == f"{base}/api/v1/media/files/{key}"


async def test_the_openapi_document_speaks_of_our_errors_only(client: httpx2.AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    assert (await client.get(f"{V1}/openapi.json")).json() == document
    text = str(document)
    assert "HTTPValidationError" not in text
    assert "'422'" not in text
    schemas = document["components"]["schemas"]
    for hidden in ("rev", "deleting"):
        assert hidden not in schemas["ProjectResponse"]["properties"]
    moving = document["paths"]["/api/v1/clips/{clip_id}/timeline-position"]["put"]
    move = responses_of(document, moving)
    assert set(move) == {"200", "400", "404", "409", "413", "415", "500", "503"}
    assert move["409"]["description"] == "`TIMELINE_OVERLAP`"


@pytest.mark.parametrize(
    "name",
    [
        "ProjectCreateDTO",
        "ProjectUpdateDTO",
        "ProjectResponse",
        "ProjectListResponse",
        "ProjectWithScenesResponse",
        "SceneCreateDTO",
        "SceneUpdateDTO",
        "SceneResponse",
        "SceneListResponse",
        "ClipCreateDTO",
        "ClipUpdateDTO",
        "ClipResponse",
        "ClipListResponse",
        "ClipGalleryResponse",
        "GeneratedContent",
        "GenerationRequestDTO",
        "GenerationResponse",
        "QueueJobRequestDTO",
        "QueueJobResponse",
        "QueueStatusResponse",
        "ComfyUIServerCreateDTO",
        "ComfyUIServerUpdateDTO",
        "ComfyUIServerResponse",
        "UploadMusicResponse",
        "SuccessResponse",
        "HealthStatus",
        "ErrorResponse",
    ],
)
async def test_schemas_have_the_names_clients_were_generated_with(
    client: httpx2.AsyncClient, name: str
) -> None:
    assert name in (await client.get("/openapi.json")).json()["components"]["schemas"]


async def test_the_document_tells_the_headers_that_carry_something(
    client: httpx2.AsyncClient,
) -> None:
    document = (await client.get("/openapi.json")).json()
    paths = document["paths"]
    assert "Location" in paths[f"{V1}/projects"]["post"]["responses"]["201"]["headers"]
    assert "Location" in paths[f"{V1}/generation"]["post"]["responses"]["202"]["headers"]
    assert "X-Total-Count" in paths[f"{V1}/queue/jobs"]["get"]["responses"]["200"]["headers"]
    away = responses_of(document, paths[f"{V1}/queue/status"]["get"])["503"]
    assert "Retry-After" in away["headers"]
    file = paths[f"{V1}/media/files/{{key}}"]["get"]["responses"]
    assert set(file) == {"200", "206", "304", "404", "416", "500"}


async def test_every_status_answered_is_in_the_document(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client)
    ids = {"project_id": clip["project_id"], "scene_id": clip["scene_id"], "clip_id": clip["id"]}
    unknown: dict[str, str] = defaultdict(new_id)
    known = defaultdict(new_id, {**ids, "format": "json"})
    bodies: list[dict[str, Any]] = [
        {},
        {"json": {}},
        {"json": {"name": "x", "position": 1, "url": "http://127.0.0.1:9", **ids}},
        {"content": b"x", "headers": {"content-type": "text/plain"}},
        {"files": {"file": ("x.mp3", b"<html>")}},
        {"params": {"limit": "x", "check_overlap": "x", "wait": "x", "fps": "x"}},
    ]
    document = (await client.get("/openapi.json")).json()
    operations = [
        (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if not streams(operation)
    ]
    # What deletes comes last, for the others need what it deletes.
    for method, path, operation in sorted(operations, key=lambda each: each[0] == "delete"):
        for values in (unknown, known):
            for body in bodies if "requestBody" in operation else (bodies[0], bodies[-1]):
                answer = await client.request(method, path.format_map(values), **body)
                assert str(answer.status_code) in operation["responses"], (method, path, answer)


async def test_every_route_of_the_document_answers_through_its_gate(
    client: httpx2.AsyncClient,
) -> None:
    document = (await client.get("/openapi.json")).json()
    silent = []
    for path, operations in document["paths"].items():
        for method in (name for name in operations if not streams(operations[name])):
            address = re.sub(r"\{\w+\}", new_id(), path)
            answer = await client.request(method.upper(), address)
            hidden = path.startswith(f"{V1}/admin/")  # without DEBUG, as if it were not there
            if not hidden and (answer.status_code == 405 or "There is nothing at" in answer.text):
                silent.append((method, path))
    assert not silent


async def test_the_old_export_paths_answer_too(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client)
    answer = await client.get(f"/api/projects/{clip['project_id']}/export/json")
    assert answer.status_code == 200
    assert answer.headers["deprecation"] == "true"


async def test_the_root_answers_like_the_api(client: httpx2.AsyncClient) -> None:
    assert (await client.get("/")).json() == (await client.get(V1)).json()
    for path in ("/health", "/health/ready"):
        at_root, below = await client.get(path), await client.get(V1 + path)
        assert at_root.status_code == below.status_code == 200
        assert _timeless(at_root.json()) == _timeless(below.json())


async def test_health_tells_the_parts_and_no_password(client: httpx2.AsyncClient) -> None:
    health = (await client.get("/health")).json()
    assert health["status"] == "healthy"
    parts = health["components"]
    assert parts["database"]["status"] == "up"
    assert parts["database"]["kind"] == "configured"
    assert parts["queue"] == {"status": "up", "paused": False, "queued": 0, "processing": 0}
    assert parts["storage"]["status"] == "up"
    assert parts["comfyui"] == {"online": 0, "total": 0}
    assert "mongodb" not in str(health)


def _timeless(health: dict[str, Any]) -> dict[str, Any]:
    health["components"]["database"].pop("latency_ms")
    health["components"]["storage"].pop("free_mb")
    return health


async def test_ids_are_version_4(client: httpx2.AsyncClient) -> None:
    clip = await a_clip(client)
    assert all(is_id(clip[name]) for name in ("id", "scene_id", "project_id"))


async def test_without_the_database_we_are_not_ready(
    app: FastAPI, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_name: str) -> None:
        raise DatabaseUnavailableError("away")

    container: Container = app.state.container
    monkeypatch.setattr(container.database, "command", refuse)
    health, ready = await client.get("/health"), await client.get("/health/ready")
    assert (health.status_code, ready.status_code) == (200, 503)
    assert health.json()["status"] == ready.json()["status"] == "unhealthy"
