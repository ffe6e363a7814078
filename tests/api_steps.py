"""Steps that journeys over HTTP begin with."""

from typing import Any

import httpx2

V1 = "/api/v1"


async def made(client: httpx2.AsyncClient, path: str, **fields: Any) -> dict[str, Any]:
    """POST and return what was made."""
    response = await client.post(f"{V1}{path}", json=fields)
    assert response.status_code in {201, 202}, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def a_project(client: httpx2.AsyncClient, **fields: Any) -> dict[str, Any]:
    """Make a project."""
    return await made(client, "/projects", **{"name": "Rain song", **fields})


async def a_scene(client: httpx2.AsyncClient, **fields: Any) -> dict[str, Any]:
    """Make a scene, in a new project unless one is named."""
    if "project_id" not in fields:
        fields["project_id"] = (await a_project(client))["id"]
    return await made(client, "/scenes", **{"name": "The bridge", **fields})


async def a_clip(client: httpx2.AsyncClient, **fields: Any) -> dict[str, Any]:
    """Make a clip, in a new scene unless one is named."""
    if "scene_id" not in fields:
        fields["scene_id"] = (await a_scene(client))["id"]
    return await made(client, "/clips", **{"name": "Rain falls", **fields})


def error_of(response: httpx2.Response, status: int) -> dict[str, Any]:
    """Check that the response is an error in the one form, and return its inside."""
    assert response.status_code == status, response.text
    body = response.json()
    assert set(body) == {"error", "detail"}
    assert set(body["error"]) == {"code", "message", "details"}
    assert isinstance(body["detail"], str)
    assert body["detail"] == body["error"]["message"]
    assert response.headers["x-request-id"]
    assert response.headers["x-api-version"] == "v1"
    error: dict[str, Any] = body["error"]
    return error


def fields_of(response: httpx2.Response) -> list[str]:
    """Check that the response refuses fields, and return their names."""
    error = error_of(response, 400)
    assert error["code"] == "VALIDATION_ERROR"
    return [each["field"] for each in error["details"]["fields"]]
