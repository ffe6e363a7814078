"""Events over broken connections: each once, none lost."""

import httpx2
import pytest

from backend.client.api_client import ApiClient, ApiError
from backend.client.event_feed import EventFeed


def feed(*answers: httpx2.Response | Exception) -> tuple[EventFeed, list[httpx2.Request]]:
    """Return a feed whose connections are answered like this, and what it asked for."""
    asked: list[httpx2.Request] = []
    left = iter(answers)

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        said = next(left)
        if isinstance(said, Exception):
            raise said
        return said

    http = httpx2.AsyncClient(transport=httpx2.MockTransport(answer), base_url="http://test")
    return EventFeed(ApiClient(http), "/events", "queue_update", lambda: None), asked


def stream(*blocks: str) -> httpx2.Response:
    """Return an answer of these blocks, after the opening that every stream has."""
    return httpx2.Response(200, text="\n\n".join(["retry: 2000\n: ping\nid: 3", *blocks, ""]))


async def test_a_new_connection_goes_on_where_the_last_one_broke() -> None:
    event = 'event: queue_update\nid: {0}\ndata: {{"id": {0}}}'
    events, asked = feed(stream(event.format(4), event.format(7)), stream(event.format(9)))
    assert [each["id"] async for each in events.connection()] == [4, 7]
    assert [each["id"] async for each in events.connection()] == [9]
    assert [request.headers.get("last-event-id") for request in asked] == [None, "7"]
    assert asked[0].url.path == "/api/v1/events"
    assert asked[0].url.query == b"types=queue_update"


async def test_a_ping_moves_the_place_to_resume_at() -> None:
    events, asked = feed(stream(": ping\nid: 12"), stream())
    for _ in range(2):
        assert [each async for each in events.connection()] == []
    assert asked[1].headers["last-event-id"] == "12"


async def test_half_an_event_is_asked_for_again() -> None:
    half = httpx2.Response(200, text='event: queue_update\nid: 5\ndata: {"id": 5}')
    events, asked = feed(stream(), half, stream())
    for _ in range(3):
        assert [each async for each in events.connection()] == []
    assert asked[2].headers["last-event-id"] == "3"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (httpx2.ConnectError("refused"), 0),
        (httpx2.Response(502, text="<html>"), 502),
        (httpx2.Response(404, json={"detail": "gone", "error": {"code": "X"}}), 404),
    ],
)
async def test_a_server_that_refuses_or_is_away_is_an_error(
    answer: httpx2.Response | Exception, status: int
) -> None:
    events, _ = feed(answer)
    with pytest.raises(ApiError) as error:
        _ = [each async for each in events.connection()]
    assert error.value.status == status
