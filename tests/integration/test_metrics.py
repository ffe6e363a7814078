"""What Prometheus reads: requests by their routes, the queue, and the servers."""

from typing import Final

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families

from backend.container import Container
from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import new_id
from backend.domain.job_state import JobStatus
from tests.api_steps import V1, a_project
from tests.factories import make_job

REQUESTS: Final = "storycanvas_http_request_duration_seconds_count"
Samples = dict[tuple[str, ...], float]


async def samples(client: httpx2.AsyncClient, name: str) -> Samples:
    """Return the values of a measure by its labels, in the order of the labels' names."""
    answer = await client.get("/metrics")
    assert answer.status_code == 200
    return {
        tuple(value for _, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
        if sample.name == name
    }


async def test_requests_are_counted_by_route_and_kind_of_status(
    client: httpx2.AsyncClient,
) -> None:
    project = await a_project(client)
    for id in (project["id"], project["id"], new_id()):
        await client.get(f"{V1}/projects/{id}")
    await client.get(f"{V1}/projects/{project['id']}/")
    await client.head(f"{V1}/projects/{project['id']}")
    await client.patch(f"{V1}/projects")
    await client.get(f"/api/projects/{project['id']}/export/edl")
    await client.get(f"{V1}/style-templates/templates")
    counted = await samples(client, REQUESTS)
    assert counted == {
        ("POST", f"{V1}/projects", "2xx"): 1,
        ("GET", f"{V1}/projects/{{project_id}}", "2xx"): 4,
        ("GET", f"{V1}/projects/{{project_id}}", "4xx"): 1,
        ("PATCH", f"{V1}/projects", "4xx"): 1,
        ("GET", "/api/projects/{project_id}/export/edl", "4xx"): 1,
        ("GET", f"{V1}/style-templates/{{template_id}}", "4xx"): 1,
    }
    assert ("GET", "/metrics", "2xx") in await samples(client, REQUESTS)


async def test_paths_and_methods_nobody_knows_are_counted_as_one(
    client: httpx2.AsyncClient,
) -> None:
    for path in ("/nowhere", f"{V1}/nothing", "/wp-admin/login.php"):
        await client.get(path)
    for method in ("BREW", "PROPFIND"):
        await client.request(method, f"{V1}/projects")
    counted = await samples(client, REQUESTS)
    assert counted == {
        ("GET", "other", "4xx"): 3,
        ("other", f"{V1}/projects", "4xx"): 2,
    }


async def test_mistakes_of_ours_are_counted(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail() -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(container.queue, "status", fail)
    assert (await client.get(f"{V1}/queue/status")).status_code == 500
    counted = await samples(client, REQUESTS)
    assert counted == {("GET", f"{V1}/queue/status", "5xx"): 1}


async def test_the_queue_and_the_servers_are_as_they_are_just_now(
    client: httpx2.AsyncClient, container: Container
) -> None:
    for _ in range(3):
        await container._jobs.enqueue(make_job())
    assert await samples(client, "storycanvas_queue_jobs") == {("pending",): 3, ("processing",): 0}
    await container._jobs.update(
        (await container._jobs.list())[0].id, {"status": JobStatus.COMPLETED}
    )
    assert (await samples(client, "storycanvas_queue_jobs"))["pending",] == 2
    servers = await samples(client, "storycanvas_servers")
    assert servers["online",] == 0
    assert await samples(client, "storycanvas_database_up") == {(): 1}


async def test_without_the_database_the_rest_is_answered(
    client: httpx2.AsyncClient, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await samples(client, "storycanvas_queue_jobs") != {}

    async def away(_: object) -> None:
        raise DatabaseUnavailableError("gone")

    monkeypatch.setattr(container._jobs, "count_per_status", away)
    assert await samples(client, "storycanvas_database_up") == {(): 0}
    assert await samples(client, "storycanvas_queue_jobs") == {}
    assert await samples(client, REQUESTS) != {}


@pytest.mark.parametrize(
    ("accept", "kind"),
    [("*/*", "text/plain"), ("application/openmetrics-text", "application/openmetrics-text")],
)
async def test_it_comes_in_the_form_that_is_asked_for(
    client: httpx2.AsyncClient, accept: str, kind: str
) -> None:
    answer = await client.get("/metrics", headers={"accept": accept})
    assert answer.headers["content-type"].startswith(f"{kind}; version=")
    assert answer.headers["cache-control"] == "no-store"
    head = await client.head("/metrics")
    assert (head.status_code, head.content) == (200, b"")
    paths = (await client.get("/openapi.json")).json()["paths"]
    assert [path for path in paths if "metrics" in path] == []
    assert (await client.get(f"{V1}/metrics")).status_code == 404
