"""Events reach clients: over WebSockets and as server-sent events, whatever clients do."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, NoReturn, get_args

import httpx2
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.exceptions import InvalidStatus

from backend.api import event_stream
from backend.api.v1 import events_socket
from backend.cli import serve
from backend.domain.errors import DatabaseUnavailableError
from backend.domain.ids import JobId, ServerId, new_id
from backend.domain.lane import Lane, LaneState
from backend.domain.media import MediaKind
from backend.domain.project import Project
from backend.events.hub import EventHub
from backend.events.types import (
    Event,
    Preview,
    PreviewData,
    ProjectUpdated,
    QueueUpdate,
    ServerUpdate,
)
from backend.repositories.event_repository import EventRepository
from backend.services.project_service import ProjectService
from tests.api_steps import V1, a_project, error_of, fields_of
from tests.event_readers import SocketReader, StreamReader, served, socket_reader, stream_reader
from tests.factories import make_job, make_project
from tests.journeys import eventually

if TYPE_CHECKING:
    from backend.container import Container

KEY = "a" * 64 + ".png"


@pytest.fixture
async def url(app: FastAPI) -> AsyncIterator[str]:
    async with served(app) as url:
        yield url


@pytest.fixture
def hub(container: "Container") -> EventHub:
    return container.hub


def project_event(project_id: str | None = None, rev: int = 0) -> ProjectUpdated:
    return ProjectUpdated.of(Project(id=project_id or new_id(), name="Rain song", rev=rev))


def server_event() -> ServerUpdate:
    return ServerUpdate.of(Lane(id=ServerId(new_id()), state=LaneState.OFFLINE))


async def unheard_project(container: "Container") -> str:
    """Make a project without an event that says so."""
    return (await container._projects.create(make_project())).id


async def deserted(hub: EventHub) -> bool:
    return hub.readers == 0


def revs(messages: list[dict[str, Any]]) -> list[int]:
    return [message["data"]["rev"] for message in messages]


async def test_a_message_has_the_form_that_clients_know(url: str, hub: EventHub) -> None:
    job = make_job(outputs=[{"take_id": new_id(), "key": KEY, "kind": MediaKind.IMAGE}])
    async with socket_reader(url) as reader:
        await reader.subscribed("subscribe_queue")
        hub.publish(QueueUpdate.of(job))
        message = await reader.next()
    assert set(message) == {"id", "type", "project_id", "at", "data"}
    assert message["type"] == "queue_update"
    assert message["project_id"] == message["data"]["project_id"] == job.project_id
    assert message["at"].endswith("Z")
    assert message["data"]["result_url"] == f"{url}{V1}/media/files/{KEY}"


async def test_addresses_begin_with_the_host_that_each_reader_asked(
    url: str, hub: EventHub
) -> None:
    job = make_job(outputs=[{"take_id": new_id(), "key": KEY, "kind": MediaKind.IMAGE}])
    elsewhere = url.replace("127.0.0.1", "localhost")
    headers = {"Host": elsewhere.removeprefix("http://")}
    async with stream_reader(url) as near, stream_reader(url, **headers) as far:
        hub.publish(QueueUpdate.of(job))
        answers = [await near.next(), await far.next()]
    path = f"{V1}/media/files/{KEY}"
    assert [each["data"]["result_url"] for each in answers] == [url + path, elsewhere + path]


async def test_a_socket_without_a_subscription_hears_nothing(url: str, hub: EventHub) -> None:
    async with socket_reader(url) as silent, socket_reader(url) as loud:
        await loud.subscribed()
        hub.publish(project_event())
        await loud.next()
        await silent.say("ping")
        assert (await silent.next())["type"] == "pong"


async def test_subscriptions_add_up_and_are_taken_away_again(
    url: str, hub: EventHub, container: "Container"
) -> None:
    first, second = [await unheard_project(container) for _ in range(2)]
    async with socket_reader(url) as reader:
        await reader.subscribed(project_id=first)
        await reader.subscribed(project_id=second, types=["project_updated"])
        await reader.subscribed("unsubscribe", project_id=first, types=["clip_updated"])
        hub.publish(project_event(rev=1))
        hub.publish(project_event(first, rev=2))
        hub.publish(project_event(second, rev=3))
        assert revs(await reader.take(2)) == [2, 3]
        await reader.subscribed("unsubscribe", project_id=first)
        hub.publish(project_event(first, rev=4))
        hub.publish(project_event(second, rev=5))
        assert revs([await reader.next()]) == [5]
        await reader.subscribed("unsubscribe")
        await reader.subscribed("subscribe_queue")
        hub.publish(project_event(second, rev=6))
        hub.publish(server_event())
        assert (await reader.next())["type"] == "server_update"


async def test_what_comes_twice_is_sent_once(url: str, hub: EventHub) -> None:
    async with socket_reader(url) as reader:
        await reader.subscribed()
        await reader.subscribed("subscribe_queue")
        hub.publish(server_event())
        hub.publish(project_event())
        assert [each["type"] for each in await reader.take(2)] == [
            "server_update",
            "project_updated",
        ]


async def test_the_queue_subscription_brings_jobs_previews_and_servers(
    url: str, hub: EventHub, client: httpx2.AsyncClient
) -> None:
    project_id = (await a_project(client))["id"]
    job = make_job(project_id=project_id)
    async with socket_reader(url) as reader:
        await reader.subscribed("subscribe_queue", project_id=project_id)
        for event in (
            project_event(project_id),
            QueueUpdate.of(make_job()),
            QueueUpdate.of(job),
            Preview.of(job, b"jpeg"),
            server_event(),
        ):
            hub.publish(event)
        heard = [each["type"] for each in await reader.take(3)]
        await reader.subscribed("unsubscribe_queue", project_id=project_id)
        hub.publish(server_event())
        await reader.subscribed()
    assert heard == ["queue_update", "preview", "server_update"]


async def test_a_stream_of_one_project_has_its_events_and_the_servers(
    url: str, hub: EventHub, container: "Container"
) -> None:
    project_id = await unheard_project(container)
    async with stream_reader(url, f"/projects/{project_id}/events") as reader:
        hub.publish(project_event())
        hub.publish(project_event(project_id, rev=7))
        hub.publish(server_event())
        first, second = await reader.take(2)
    assert first["data"] == {"project_id": project_id, "rev": 7}
    assert second["type"] == "server_update"


async def test_a_stream_of_some_types_has_no_others(url: str, hub: EventHub) -> None:
    async with stream_reader(url, "/events?types=server_update,queue_update") as reader:
        hub.publish(project_event())
        hub.publish(server_event())
        assert (await reader.next())["type"] == "server_update"


async def test_a_stream_is_what_browsers_and_proxies_expect(url: str) -> None:
    async with stream_reader(url, Origin="http://elsewhere.example") as reader:
        headers = reader.response.headers
    assert headers["content-type"].startswith("text/event-stream")
    assert headers["cache-control"] == "no-cache"
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-request-id"]


async def test_the_openapi_document_says_what_a_stream_holds(client: httpx2.AsyncClient) -> None:
    document = (await client.get(f"{V1}/openapi.json")).json()
    for path in (f"{V1}/events", f"{V1}/projects/{{project_id}}/events"):
        answer = document["paths"][path]["get"]["responses"]["200"]
        schema = answer["content"]["text/event-stream"]["schema"]
        assert schema == {"$ref": "#/components/schemas/EventMessage"}
    kinds = document["components"]["schemas"]["EventMessage"]["discriminator"]["mapping"]
    assert kinds == {
        event.model_fields["type"].default: f"#/components/schemas/{event.__name__}"
        for event in get_args(Event)
    }


async def test_an_idle_stream_gets_comments(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "PING_SECONDS", 0.05)
    async with stream_reader(url) as reader:
        assert (await reader.block())[""] == (await reader.block())[""] == "ping"


@pytest.mark.parametrize("path", ["/events", "/projects/{}/events"])
async def test_a_head_of_a_stream_has_its_headers_and_an_end(
    url: str, path: str, client: httpx2.AsyncClient
) -> None:
    project_id = (await a_project(client))["id"]
    async with httpx2.AsyncClient() as real:
        response = await real.head(f"{url}{V1}{path.format(project_id)}")
    assert response.is_success
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.content == b""


async def test_errors_before_a_stream_are_answered_like_all_others(
    client: httpx2.AsyncClient,
) -> None:
    for id in (new_id(), "no-id"):
        response = await client.get(f"{V1}/projects/{id}/events", headers={"Origin": "http://a.b"})
        assert error_of(response, 404)["code"] == "RESOURCE_NOT_FOUND"
        assert response.headers["access-control-allow-origin"] == "*"
    for types in ("sunrise", "queue_update,sunrise", "\x00", "queue_update "):
        response = await client.get(f"{V1}/events", params={"types": types})
        assert fields_of(response) == ["types"]
    response = await client.post(f"{V1}/events", json={})
    error_of(response, 405)
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"


async def away(*_: object) -> NoReturn:
    raise DatabaseUnavailableError("away")


async def test_a_stream_that_cannot_be_resumed_now_is_refused(
    client: httpx2.AsyncClient, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EventRepository, "last_id", away)
    error_of(await client.get(f"{V1}/events", headers={"Last-Event-ID": "1"}), 503)
    with pytest.raises(InvalidStatus) as refused:
        async with socket_reader(url, "?last_event_id=1"):
            pass
    assert refused.value.response.status_code == 503


# Resuming


async def test_a_stream_goes_on_where_it_was_broken_off(url: str, hub: EventHub) -> None:
    async with stream_reader(url) as reader:
        for rev in range(4):
            hub.publish(project_event(rev=rev))
        seen = await reader.take(4)
    hub.publish(project_event(rev=4))
    async with stream_reader(url, Last_Event_ID=str(seen[1]["id"])) as reader:
        assert revs(await reader.take(3)) == [2, 3, 4]
    async with stream_reader(url, f"/events?last_event_id={seen[2]['id']}") as reader:
        assert revs(await reader.take(2)) == [3, 4]


async def test_a_stream_without_events_of_its_own_goes_on_where_it_was_too(
    url: str, hub: EventHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_stream, "PING_SECONDS", 0.05)
    async with stream_reader(url, "/events?types=server_update") as reader:
        hub.publish(project_event())
        while (ping := await reader.block())["id"] == "0":
            pass
    hub.publish(project_event(rev=2))
    async with stream_reader(url, Last_Event_ID=ping["id"]) as reader:
        assert revs([await reader.next()]) == [2]


async def test_a_socket_gets_what_it_missed_of_all_it_subscribes_to(
    url: str, hub: EventHub, client: httpx2.AsyncClient
) -> None:
    project_id = (await a_project(client))["id"]
    async with socket_reader(url) as reader:
        await reader.subscribed()
        hub.publish(project_event())
        last = (await reader.next())["id"]
        for event in (project_event(project_id, rev=1), project_event(), server_event()):
            hub.publish(event)
        await reader.take(3)
    async with socket_reader(url, f"?last_event_id={last}") as reader:
        await reader.say("subscribe", project_id=project_id, types=["project_updated"])
        assert revs([await reader.next()]) == [1]
        await reader.say("subscribe_queue")
        assert (await reader.next())["type"] == "server_update"
        await reader.subscribed("subscribe_queue")


@pytest.mark.parametrize("id", ["-1", "abc", "99999", "9" * 40, "1.5", "٣"])
async def test_a_reader_with_an_id_that_is_none_of_ours_is_told_to_read_all_again(
    url: str, hub: EventHub, id: str
) -> None:
    async with socket_reader(url, f"?last_event_id={id}") as socket:
        assert (await socket.next())["type"] == "resync"
        await socket.subscribed()
        async with stream_reader(url, f"/events?last_event_id={id}") as stream:
            assert (await stream.next())["type"] == "resync"
            hub.publish(project_event())
            assert await stream.next() == await socket.next()


async def test_old_previews_are_not_sent_again(url: str, hub: EventHub) -> None:
    async with stream_reader(url) as reader:
        hub.publish(project_event())
        hub.publish(Preview(data=PreviewData(job_id=JobId(new_id()), image="data:")))
        hub.publish(project_event(rev=5))
        first, *_ = await reader.take(3)
    async with stream_reader(url, Last_Event_ID=str(first["id"])) as reader:
        assert revs([await reader.next()]) == [5]


# What clients should not say


WRONG: list[str | bytes] = [
    b"\x00\xff",
    b'{"type": "ping"}',
    "",
    "hello",
    "null",
    "[]",
    "{}",
    '{"type": null}',
    '{"type": "sing"}',
    '{"type": "subscribe", "data": null}',
    '{"type": "subscribe", "data": []}',
    '{"type": "subscribe", "data": {"project_id": 7}}',
    '{"type": "subscribe", "data": {"projectId": "x"}}',
    '{"type": "subscribe", "project_id": "x"}',
    '{"type": "subscribe", "data": {"types": "queue_update"}}',
    '{"type": "subscribe", "data": {"types": ["sunrise"]}}',
    '{"type": "subscribe_queue", "data": {"types": ["queue_update"]}}',
    '{"type": "subscribe", "data": {"project_id": "\\ud800"}}',
    "[" * 10_000,
    '{"type": "ping", "data": "' + "x" * 20_000 + '"}',
]


async def test_a_message_that_makes_no_sense_is_answered_and_the_connection_kept(url: str) -> None:
    async with socket_reader(url) as reader:
        for message in WRONG:
            await reader.connection.send(message)
            answer = await reader.next()
            assert set(answer) == {"id", "type", "project_id", "at", "data"}
            assert answer["type"] == "error"
            assert set(answer["data"]) == {"code", "message"}
        await reader.say("ping")
        assert (await reader.next())["type"] == "pong"


async def test_a_subscription_to_no_project_is_refused(url: str) -> None:
    async with socket_reader(url) as reader:
        for id in (new_id(), "x", "$where", "\x00"):
            await reader.say("subscribe_queue", project_id=id)
            assert (await reader.next())["data"]["code"] == "RESOURCE_NOT_FOUND"


async def test_a_subscription_while_the_database_is_away_is_refused(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with socket_reader(url) as reader:
        monkeypatch.setattr(ProjectService, "get", away)
        await reader.say("subscribe", project_id=new_id())
        assert (await reader.next())["data"]["code"] == "DATABASE_UNAVAILABLE"


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
KINDS = st.sampled_from(["subscribe", "subscribe_queue", "unsubscribe", "unsubscribe_queue"])
MESSAGES = st.one_of(
    TEXTS,
    st.binary(max_size=30),
    JSON.map(json.dumps),
    st.builds(lambda type, data: json.dumps({"type": type, "data": data}), KINDS, JSON),
    st.builds(
        lambda type, data: json.dumps({"type": type, "data": {"types": data, "project_id": data}}),
        KINDS,
        JSON,
    ),
)


@given(messages=st.lists(MESSAGES, max_size=10))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
async def test_whatever_a_client_says_it_can_go_on(
    url: str, hub: EventHub, messages: list[str | bytes]
) -> None:
    async with socket_reader(url) as reader:
        for message in messages:
            await reader.connection.send(message)
        await reader.say("ping")
        while (answer := await reader.next())["type"] != "pong":
            assert answer["type"] == "error"


# Elsewhere


@pytest.mark.parametrize("path", ["/nowhere", "/api/v1/projects", "/", "/api/v1/events"])
async def test_a_socket_on_another_path_is_refused_with_the_body_of_errors(
    url: str, path: str
) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    async with httpx2.AsyncClient() as real:
        response = await real.get(f"{url}{path}", headers=upgrade | {"X-Request-ID": "abc"})
    assert response.status_code == 404
    assert response.headers["x-request-id"] == "abc"
    assert response.headers["x-api-version"] == "v1"
    assert response.json()["error"]["code"] == "RESOURCE_NOT_FOUND"
    assert "/api/v1/ws" in response.json()["detail"]


async def test_a_page_from_elsewhere_may_open_a_socket(url: str) -> None:
    async with socket_reader(url, origin="http://elsewhere.example") as reader:
        await reader.subscribed()


@pytest.mark.parametrize("given", ["abc-1", "no/id", None])
async def test_a_socket_opens_with_the_headers_of_every_answer(url: str, given: str | None) -> None:
    sent = {"X-Request-ID": given} if given else {}
    async with socket_reader(url, additional_headers=sent) as reader:
        answer = reader.connection.response
        assert answer is not None
        assert answer.headers["X-API-Version"] == "v1"
        known = answer.headers["X-Request-ID"]
        assert (known == given) == (given == "abc-1")
        assert re.fullmatch(r"abc-1|[0-9a-f]{32}", known)


# Readers that are slow, or gone, or many


async def test_a_reader_that_takes_nothing_is_let_go(
    app: FastAPI, hub: EventHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_stream, "STALL_SECONDS", 0.2)
    monkeypatch.setattr(events_socket, "STALL_SECONDS", 0.2)
    flood = "data:" + "x" * 1_000_000
    async with served(app) as url, AsyncExitStack() as stack:
        await stack.enter_async_context(stream_reader(url))
        socket = await stack.enter_async_context(socket_reader(url, max_queue=1, close_timeout=0.1))
        await socket.say("subscribe")
        while hub.readers:
            hub.publish(Preview(data=PreviewData(job_id=JobId(new_id()), image=flood)))
            await asyncio.sleep(0.01)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives such connections up itself")
async def test_the_connection_of_a_reader_that_takes_nothing_is_given_up(
    app: FastAPI, hub: EventHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "STALL_MILLISECONDS", 500)
    flood = "data:" + "x" * 1_000_000
    async with served(app) as url, stream_reader(url):
        while hub.readers:
            hub.publish(Preview(data=PreviewData(job_id=JobId(new_id()), image=flood)))
            await asyncio.sleep(0.01)


async def test_readers_who_vanish_are_forgotten(url: str, hub: EventHub) -> None:
    async with stream_reader(url), socket_reader(url) as socket:
        assert hub.readers == 2
        socket.connection.transport.abort()
    await eventually(lambda: deserted(hub))


async def test_a_peer_that_answers_no_ping_is_forgotten(app: FastAPI, hub: EventHub) -> None:
    async with served(app, ws_ping_interval=0.1, ws_ping_timeout=0.1) as url:
        host, port = url.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(
            f"GET {V1}/ws HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\n"
            "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )
        async with asyncio.timeout(20):
            assert b" 101 " in await reader.readline()
            await reader.read()  # up to the end, which the server makes
        await eventually(lambda: deserted(hub))
        writer.close()


async def test_two_hundred_readers_hear_the_same(url: str, hub: EventHub) -> None:
    async with AsyncExitStack() as stack:
        sockets = [await stack.enter_async_context(socket_reader(url)) for _ in range(100)]
        streams = [await stack.enter_async_context(stream_reader(url)) for _ in range(100)]
        await asyncio.gather(*(each.subscribed() for each in sockets))
        for rev in range(5):
            hub.publish(project_event(rev=rev))
        readers: list[SocketReader | StreamReader] = [*sockets, *streams]
        heard = await asyncio.gather(*(each.take(5) for each in readers))
    assert all(revs(each) == list(range(5)) for each in heard)


async def test_a_request_under_way_does_not_keep_a_socket_from_closing(
    url: str,
    hub: EventHub,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    begun, dismissed = asyncio.Event(), asyncio.Event()

    async def late(*_: object) -> NoReturn:
        begun.set()
        await dismissed.wait()
        raise DatabaseUnavailableError("away")

    monkeypatch.setattr(ProjectService, "get", late)
    async with socket_reader(url) as reader:
        await reader.say("subscribe", project_id=new_id())
        await begun.wait()
        dismissal = asyncio.create_task(hub.dismiss())
        assert await reader.closed() == 1001
        dismissed.set()
        await dismissal
        assert hub.readers == 0
    assert "Exception" not in caplog.text


async def test_readers_are_told_when_the_server_goes(url: str, hub: EventHub) -> None:
    async with socket_reader(url) as socket, stream_reader(url) as stream:
        await socket.subscribed()
        await hub.dismiss()
        assert await socket.closed() == 1001
        assert await stream.next() == {}
        async with socket_reader(url) as late:
            assert await late.closed() == 1001
