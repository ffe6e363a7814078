"""One rule of repeating for all services that are paid."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest

from backend.domain.errors import (
    ProviderError,
    ProviderOutcomeUnknownError,
    ProviderOutputError,
    ProviderQuotaError,
    ProviderRateLimitedError,
    ProviderRejectedError,
    ProviderTimeoutError,
    ProviderUnavailableError,
)
from backend.providers.chat_errors import shaped_refusal, true_answer
from backend.providers.http import Answer
from backend.providers.paid import (
    PATIENCE,
    REPEATED,
    REPEATED_BY_OPENAI,
    PaidClient,
    Patience,
    asked_wait,
)
from tests.provider_fakes.faults import DROPPED, LOST, Call, FakeService, Reply, running

KEY = "sk-canary-123456"
BUSY = Reply(429, {"error": {"message": f"slow down, {KEY}"}}, {"retry-after": "1"})


class Echo(FakeService):
    """A service that is always glad."""

    def answer(self, call: Call) -> Reply:
        """Answer anything."""
        return Reply(body={"path": call.path})


@pytest.fixture
async def service() -> AsyncIterator[Echo]:
    """The service on a real socket."""
    async with running(Echo()) as service:
        yield service


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, which here takes no time."""
    waited: list[float] = []

    async def note(seconds: float) -> None:
        waited.append(seconds)

    known = SimpleNamespace(sleep=note, to_thread=asyncio.to_thread)
    monkeypatch.setattr("backend.providers.paid.asyncio", known)
    return waited


@pytest.fixture
async def client(service: Echo) -> AsyncIterator[PaidClient]:
    """A client of the service, as those of OpenAI's shape are."""
    client = client_of(service.url)
    yield client
    await client.close()


def client_of(url: str, **options: Any) -> PaidClient:
    headers = {"Authorization": f"Bearer {KEY}"}
    patience = options.pop("patience", Patience(5, repeated=REPEATED_BY_OPENAI))
    refusal = shaped_refusal("Service", KEY)
    return PaidClient("Service", url, headers, refusal, patience, **options)


def answering(answer: Callable[[httpx2.Request], httpx2.Response], **options: Any) -> PaidClient:
    return client_of("https://api.example/v1", transport=httpx2.MockTransport(answer), **options)


async def test_a_busy_service_is_asked_again_after_the_time_it_names(
    service: Echo, client: PaidClient, pauses: list[float]
) -> None:
    service.prepare(BUSY, BUSY)
    assert await client.ask_json("POST", "/x", paying=True) == {"path": "/x"}
    assert pauses == [1.0, 1.0]
    assert service.count("POST", "/x") == 3


async def test_milliseconds_are_more_exact_and_a_date_is_a_time_too(
    service: Echo, client: PaidClient, pauses: list[float]
) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    service.prepare(
        Reply(429, {}, {"retry-after-ms": "250", "retry-after": "60"}),
        Reply(503, {}, {"retry-after": soon}),
    )
    await client.ask("GET", "/x")
    assert pauses[0] == 0.25
    assert 50 < pauses[1] <= 60


@pytest.mark.parametrize("status", [429, 503])
async def test_a_long_wait_is_left_to_the_queue(
    service: Echo, client: PaidClient, pauses: list[float], status: int
) -> None:
    service.prepare(Reply(status, {}, {"retry-after": f"{PATIENCE + 1:.0f}"}))
    with pytest.raises(ProviderRateLimitedError) as caught:
        await client.ask("GET", "/x")
    assert caught.value.retry_after == PATIENCE + 1
    assert (pauses, len(service.calls)) == ([], 1)


async def test_without_a_word_of_the_service_pauses_grow_and_end(
    service: Echo, client: PaidClient, pauses: list[float]
) -> None:
    service.prepare(*[Reply(500, {})] * 9)
    with pytest.raises(ProviderUnavailableError):
        await client.ask("GET", "/x")
    assert len(service.calls) == 4
    assert all(0 <= pause <= most for pause, most in zip(pauses, (0.5, 1, 2), strict=True))


@pytest.mark.parametrize("status", sorted(REPEATED_BY_OPENAI))
async def test_what_passes_is_asked_again(
    service: Echo, client: PaidClient, pauses: list[float], status: int
) -> None:
    service.prepare(Reply(status, {}))
    await client.ask("GET", "/x")
    assert len(service.calls) == 2


async def test_that_all_is_spent_is_said_once_whatever_the_status(
    service: Echo, client: PaidClient, pauses: list[float]
) -> None:
    service.prepare(Reply(429, {"error": {"message": "no", "code": "insufficient_quota"}}))
    with pytest.raises(ProviderQuotaError):
        await client.ask("POST", "/x", paying=True)
    assert (pauses, len(service.calls)) == ([], 1)


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 413, 422, 501])
async def test_what_does_not_pass_is_not(
    service: Echo, client: PaidClient, pauses: list[float], status: int
) -> None:
    service.prepare(Reply(status, {"error": {"message": KEY, "code": None}}))
    with pytest.raises(ProviderError) as caught:
        await client.ask("POST", "/x", paying=True)
    assert not isinstance(caught.value, ProviderOutcomeUnknownError)
    assert (pauses, len(service.calls)) == ([], 1)
    assert KEY not in f"{caught.value.message} {caught.value.details}"


async def test_a_conflict_passes_only_where_openai_has_its_say(pauses: list[float]) -> None:
    asked: list[httpx2.Request] = []

    def conflict(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(409, json={})

    with pytest.raises(ProviderUnavailableError):
        await answering(conflict, patience=Patience(5, repeated=REPEATED)).ask("GET", "/x")
    assert len(asked) == 1


async def test_the_service_may_say_itself_whether_to_ask_again(
    service: Echo, client: PaidClient, pauses: list[float]
) -> None:
    service.prepare(Reply(503, {}, {"x-should-retry": "false"}))
    with pytest.raises(ProviderUnavailableError):
        await client.ask("GET", "/x")
    service.prepare(Reply(418, {}, {"x-should-retry": "true"}))
    await client.ask("GET", "/x")
    assert len(service.calls) == 3


@pytest.mark.parametrize("fault", [DROPPED, LOST])
async def test_what_was_sent_and_not_answered_is_doubted_and_never_repeated(
    service: Echo, client: PaidClient, pauses: list[float], fault: Reply
) -> None:
    service.prepare(fault)
    with pytest.raises(ProviderOutcomeUnknownError, match="may or may not"):
        await client.ask("POST", "/x", paying=True)
    service.prepare(fault)
    with pytest.raises(ProviderUnavailableError):
        await client.ask("GET", "/x")
    assert (pauses, len(service.calls)) == ([], 2)


async def test_silence_is_doubted_where_it_may_cost() -> None:
    def silent(_: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadTimeout(f"nothing from {KEY}")

    with pytest.raises(ProviderTimeoutError):
        await answering(silent).ask("GET", "/x")
    with pytest.raises(ProviderOutcomeUnknownError) as caught:
        await answering(silent).ask("POST", "/x", paying=True)
    assert KEY not in caught.value.message


async def test_an_answer_that_cannot_be_read_is_doubted_where_it_may_cost(
    service: Echo, client: PaidClient
) -> None:
    garbled = Reply(200, b"<what?>")
    service.prepare(garbled, garbled)
    with pytest.raises(ProviderOutcomeUnknownError):
        await client.ask_json("POST", "/x", paying=True)
    with pytest.raises(ProviderOutputError):
        await client.ask_json("GET", "/x")


async def test_a_connection_that_could_not_be_made_is_tried_again(pauses: list[float]) -> None:
    troubles = iter([httpx2.ConnectError("no"), httpx2.ConnectTimeout("slow")])

    def answer(_: httpx2.Request) -> httpx2.Response:
        for trouble in troubles:
            raise trouble
        return httpx2.Response(200, json={})

    await answering(answer).ask("POST", "/x", paying=True)
    assert len(pauses) == 2

    def refuse(_: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError(f"https://api.example?key={KEY}")

    with pytest.raises(ProviderUnavailableError) as caught:
        await answering(refuse).ask("POST", "/x", paying=True)
    assert "example" not in caught.value.message


async def test_a_status_that_is_expected_is_an_answer(service: Echo, client: PaidClient) -> None:
    service.prepare(Reply(404, {}))
    assert (await client.ask("GET", "/x", accept=(404,))).status == 404


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"code": 400, "message": "no"}, ProviderRejectedError),
        ({"code": "402", "message": "no"}, ProviderQuotaError),
        ({"code": "server_error", "message": "no"}, ProviderUnavailableError),
    ],
)
async def test_an_error_that_looks_like_a_success_is_an_error(
    pauses: list[float], error: dict[str, Any], kind: type[ProviderError]
) -> None:
    client = answering(
        lambda _: httpx2.Response(200, json={"error": error, "choices": []}), reading=true_answer
    )
    with pytest.raises(kind):
        await client.ask("POST", "/x", paying=True)


def test_what_a_record_says_of_its_failure_is_no_error_of_the_answer() -> None:
    record = Answer(200, b'{"status": "failed", "error": {"code": "x", "message": "no"}}')
    for answer in (record, Answer(200, b"[]"), Answer(200, b"nope"), Answer(500, b"{}")):
        assert true_answer(answer) is answer


async def test_a_file_is_fetched_with_our_key_from_the_services_own_host_alone() -> None:
    asked: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(200, content=b"film")

    client = answering(answer)
    for url in ("https://api.example/v1/films/1", "https://cdn.example/1?sig=2"):
        assert b"".join([part async for part in client.download(url, limit=10)]) == b"film"
    assert [each.headers.get("authorization") for each in asked] == [f"Bearer {KEY}", None]


@pytest.mark.parametrize("url", ["https://api.example/v1/films/1", "https://cdn.example/1?sig=2"])
@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_file_that_is_withheld_says_nothing_of_our_key(url: str, status: int) -> None:
    """Addresses expire, and stores answer 403 then: the service itself is as well as ever."""
    client = answering(lambda _: httpx2.Response(status))
    with pytest.raises(ProviderOutputError, match="does not give out its file"):
        [part async for part in client.download(url, limit=10)]


@pytest.mark.parametrize(
    "url", ["http://cdn.example/1", "file:///etc/passwd", "https://a:x/", "", "ftp://api.example/1"]
)
async def test_an_address_that_is_none_for_results_is_not_asked(url: str) -> None:
    client = answering(lambda _: httpx2.Response(200))
    with pytest.raises(ProviderOutputError) as caught:
        client.download(url, limit=10)
    assert not url or url not in caught.value.message


async def test_results_never_come_from_a_clouds_insides() -> None:
    client = client_of("http://127.0.0.1:9")
    with pytest.raises(ProviderError):
        [part async for part in client.download("http://169.254.169.254/key", limit=10)]
    await client.close()


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after-ms": "nan", "retry-after": "3"}, 3.0),
        ({"retry-after-ms": "-5"}, 0.0),
        ({"retry-after-ms": "soon"}, None),
    ],
)
def test_a_wait_is_a_finite_number(headers: dict[str, str], seconds: float | None) -> None:
    assert asked_wait(Answer(429, b"", headers)) == seconds


async def test_our_key_is_cut_out_of_whatever_is_answered(service: Echo) -> None:
    """Some services repeat it, in places that are kept and shown."""
    client = client_of(service.url)
    service.prepare(Reply(200, {"id": "f", "error": {"code": KEY}}))
    assert await client.ask_json("GET", "/x") == {"id": "f", "error": {"code": "[key]"}}
    await client.close()


async def test_a_key_that_is_any_word_is_no_secret(service: Echo) -> None:
    """Local services are given one, and their answers may well have that word in them."""
    patience = Patience(5, repeats=0)
    headers = {"Authorization": "Bearer path"}
    client = PaidClient("Local", service.url, headers, shaped_refusal("Local", ""), patience)
    assert await client.ask_json("GET", "/x") == {"path": "/x"}
    await client.close()
