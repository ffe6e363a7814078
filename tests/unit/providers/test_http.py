"""What goes wrong on the way to a provider."""

from collections.abc import Callable

import httpx2
import pytest

from backend.domain.errors import (
    ProviderAuthError,
    ProviderError,
    ProviderMisconfiguredError,
    ProviderOutputError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ProviderTimeoutError,
    ProviderUnavailableError,
)
from backend.providers.http import ProviderClient, retry_after

SECRET = "sk-very-secret"
HEADERS = {"Authorization": f"Bearer {SECRET}", "X-API-Key": SECRET, "Cookie": f"s={SECRET}"}


def client_for(answer: Callable[[httpx2.Request], httpx2.Response]) -> ProviderClient:
    transport = httpx2.MockTransport(answer)
    return ProviderClient("Studio", "http://studio.example/prefix", HEADERS, transport)


def _html(status: int) -> httpx2.Response:
    return httpx2.Response(status, html="<h1>nginx</h1>")


STATUSES: list[tuple[httpx2.Response, type[ProviderError]]] = [
    (httpx2.Response(401), ProviderAuthError),
    (httpx2.Response(402), ProviderAuthError),
    (httpx2.Response(403), ProviderAuthError),
    (_html(403), ProviderAuthError),
    (httpx2.Response(429), ProviderRateLimitedError),
    (httpx2.Response(500), ProviderUnavailableError),
    (_html(502), ProviderUnavailableError),
    (httpx2.Response(503), ProviderUnavailableError),
    (httpx2.Response(504), ProviderUnavailableError),
    (
        httpx2.Response(302, headers={"location": "http://169.254.169.254"}),
        ProviderMisconfiguredError,
    ),
    (_html(200), ProviderMisconfiguredError),
    (_html(404), ProviderMisconfiguredError),
    (httpx2.Response(404, json={"detail": "Not Found"}), ProviderMisconfiguredError),
    (httpx2.Response(400), ProviderRejectedError),
    (httpx2.Response(413), ProviderRejectedError),
    (httpx2.Response(200, content=b"{not json"), ProviderOutputError),
    (httpx2.Response(200, content=b"\xff\xfe\x00"), ProviderOutputError),
    (httpx2.Response(200, content=b"[" * 200_000), ProviderOutputError),
]

FAILURES: list[tuple[Exception, type[ProviderError]]] = [
    (httpx2.ReadTimeout("slow"), ProviderTimeoutError),
    (httpx2.ConnectTimeout("slow"), ProviderTimeoutError),
    (httpx2.PoolTimeout("slow"), ProviderTimeoutError),
    (httpx2.ConnectError(f"refused {SECRET}"), ProviderUnavailableError),
    (httpx2.ReadError("reset"), ProviderUnavailableError),
    (httpx2.RemoteProtocolError("garbled"), ProviderUnavailableError),
]


@pytest.mark.parametrize(("response", "expected"), STATUSES)
async def test_every_kind_of_answer_has_its_error(
    response: httpx2.Response, expected: type[ProviderError]
) -> None:
    client = client_for(lambda _: response)
    with pytest.raises(ProviderError) as caught:
        await client.ask_json("GET", "/queue")
    assert type(caught.value) is expected
    assert caught.value.message.startswith("Studio: ")
    assert SECRET not in f"{caught.value.message} {caught.value.details}"
    await client.close()


@pytest.mark.parametrize(("failure", "expected"), FAILURES)
async def test_every_failure_of_the_network_has_its_error(
    failure: Exception, expected: type[ProviderError]
) -> None:
    def fail(_: httpx2.Request) -> httpx2.Response:
        raise failure

    client = client_for(fail)
    with pytest.raises(ProviderError) as caught:
        await client.ask("GET", "/queue")
    assert type(caught.value) is expected
    assert SECRET not in f"{caught.value.message} {caught.value.details}"
    await client.close()


async def test_stored_headers_and_the_path_prefix_go_with_every_call_and_no_origin_does() -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json={})

    client = client_for(answer)
    await client.ask_json("GET", "/queue")
    assert str(seen[0].url) == "http://studio.example/prefix/queue"
    assert {name: seen[0].headers[name] for name in HEADERS} == HEADERS
    assert "origin" not in seen[0].headers
    await client.close()


async def test_an_answer_over_its_limit_is_given_up() -> None:
    client = client_for(lambda _: httpx2.Response(200, content=b"x" * 5000))
    with pytest.raises(ProviderOutputError, match="too much"):
        await client.ask("GET", "/history", limit=1000)
    with pytest.raises(ProviderOutputError, match="too large"):
        [chunk async for chunk in client.stream("/view", limit=1000)]
    await client.close()


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("2.5", 2.5),
        ("-3", 0.0),
        ("999999", 3600.0),
        (None, 10.0),
        ("soon", 10.0),
        ("nan", 10.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 3600.0),
    ],
)
def test_retry_after_is_a_number_or_a_date_within_bounds(
    header: str | None, seconds: float
) -> None:
    assert retry_after(header) == seconds


async def test_a_rate_limit_says_how_long_to_wait() -> None:
    client = client_for(lambda _: httpx2.Response(429, headers={"retry-after": "12"}))
    with pytest.raises(ProviderRateLimitedError) as caught:
        await client.ask("GET", "/queue")
    assert caught.value.retry_after == 12
    await client.close()


async def test_a_header_value_may_hold_any_latin_character() -> None:
    seen: dict[bytes, bytes] = {}

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.update(request.headers.raw)
        return httpx2.Response(200, json={})

    client = ProviderClient("S", "http://s", {"X-Key": "schlüssel"}, httpx2.MockTransport(answer))
    await client.ask("GET", "/")
    assert seen[b"X-Key"] == "schlüssel".encode("latin-1")
    await client.close()
