"""Films at a service of OpenAI's shape, over HTTP: shown as they are, and no secret ever told."""

import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from backend.app import create_app
from backend.container import Container
from backend.database.locate import LocatedDatabase
from backend.settings import Settings
from tests.api_steps import V1, error_of, fields_of
from tests.openai_server import KEY, Reply, VideoServer, a_video, refusal, video_server

VIDEOS = f"{V1}/openai/videos"
MADE_UP = "video_0001"


@pytest.fixture
async def service() -> AsyncIterator[VideoServer]:
    """A service with three films."""
    async with video_server() as service:
        for number in range(1, 4):
            id = f"video_000{number}"
            service.videos[id] = a_video(id, prompt=f"rain {number}")
        yield service


@pytest.fixture
def settings(settings: Settings, service: VideoServer) -> Settings:
    """Settings with that service set up."""
    known = {"openai_base_url": service.url, "openai_api_key": SecretStr(KEY)}
    return settings.model_copy(update=known)


async def test_films_are_listed_in_parts_the_newest_first(
    client: httpx2.AsyncClient, service: VideoServer
) -> None:
    whole = (await client.get(VIDEOS)).json()
    assert [video["id"] for video in whole["data"]] == ["video_0003", "video_0002", "video_0001"]
    assert (whole["object"], whole["has_more"]) == ("list", False)
    assert service.requests[-1].query == {"limit": "20", "order": "desc"}
    query: dict[str, str | int] = {"limit": 1, "after": "video_0001", "order": "asc"}
    part = (await client.get(VIDEOS, params=query)).json()
    assert [video["id"] for video in part["data"]] == ["video_0002"]
    assert (part["first_id"], part["last_id"], part["has_more"]) == ("video_0002",) * 2 + (True,)
    assert service.requests[-1].path == "/v1/videos"
    error_of(await client.get(VIDEOS, params={"after": "video_9"}), 404)


async def test_a_film_is_shown_with_the_fields_only_this_service_has(
    client: httpx2.AsyncClient, service: VideoServer
) -> None:
    extra = {"cost_usd": 0.4, "gateway": {"region": "ü", "nested": [1, None]}, "seconds": 8}
    service.videos[MADE_UP] |= extra
    video = (await client.get(f"{VIDEOS}/{MADE_UP}")).json()
    assert video == {**a_video(MADE_UP, prompt="rain 1"), **extra, "seconds": "8"} | {
        "remixed_from_video_id": None
    }
    assert service.requests[-1].headers["authorization"] == f"Bearer {KEY}"


async def test_a_film_that_failed_says_why(
    client: httpx2.AsyncClient, service: VideoServer
) -> None:
    why = {"code": "moderation_blocked", "message": "No.", "param": None}
    service.videos[MADE_UP] |= {"status": "failed", "progress": 40, "error": why}
    video = (await client.get(f"{VIDEOS}/{MADE_UP}")).json()
    assert (video["status"], video["error"]) == ("failed", why)


async def test_a_film_is_deleted(client: httpx2.AsyncClient, service: VideoServer) -> None:
    deleted = await client.delete(f"{VIDEOS}/{MADE_UP}")
    assert deleted.status_code == 200
    told = {"id": MADE_UP, "object": "video.deleted", "deleted": True, "message": "Video deleted"}
    assert deleted.json() == told
    assert MADE_UP not in service.videos
    for method in ("GET", "DELETE"):
        error = error_of(await client.request(method, f"{VIDEOS}/{MADE_UP}"), 404)
        assert error["code"] == "RESOURCE_NOT_FOUND"


@pytest.mark.parametrize(
    "query",
    [
        {"limit": 0},
        {"limit": 101},
        {"limit": "many"},
        {"order": "sideways"},
        {"after": ""},
        {"after": "../models"},
        {"after": "a?b"},
        {"after": "a\nb"},
        {"after": "x" * 201},
    ],
)
async def test_a_query_that_will_not_do_never_leaves_the_house(
    client: httpx2.AsyncClient, service: VideoServer, query: dict[str, Any]
) -> None:
    assert fields_of(await client.get(VIDEOS, params=query)) == list(query)
    assert service.requests == []


@pytest.mark.parametrize(
    "id",
    [
        "%2e%2e%2fmodels",
        "..%2Fmodels",
        "a%2Fb",
        "a%3Fx=1",
        "a%23b",
        "a%25b",
        "a%0d%0aX-Evil: 1",
        "%00",
        "%FF",
        "☃",
        "x" * 201,
    ],
)
async def test_no_path_can_be_smuggled_in_as_an_id(
    client: httpx2.AsyncClient, service: VideoServer, id: str
) -> None:
    for method in ("GET", "DELETE"):
        error_of(await client.request(method, f"{VIDEOS}/{id}"), 404)
    assert service.requests == []


@pytest.mark.parametrize(
    ("reply", "status", "code"),
    [
        (Reply(400, refusal("limit is wrong", "bad")), 502, "PROVIDER_REJECTED"),
        (Reply(401, refusal(f"Incorrect API key: {KEY}", "bad")), 502, "PROVIDER_AUTH_FAILED"),
        (Reply(402, refusal("no money", "bad")), 502, "QUOTA_EXHAUSTED"),
        (Reply(403, refusal(f"not for {KEY}", "bad")), 502, "PROVIDER_REJECTED"),
        (Reply(500, refusal(KEY, "bad")), 503, "PROVIDER_UNAVAILABLE"),
        (Reply(503, b"<html>busy</html>"), 503, "PROVIDER_UNAVAILABLE"),
        (Reply(302, b"", {"location": "http://169.254.169.254/"}), 502, "PROVIDER_MISCONFIGURED"),
        (Reply(200, b"<html>", {"content-type": "text/html"}), 502, "PROVIDER_MISCONFIGURED"),
        (Reply(404, b"<html>", {"content-type": "text/html"}), 502, "PROVIDER_MISCONFIGURED"),
        (Reply(200, b""), 502, "PROVIDER_BAD_OUTPUT"),
        (Reply(204, b""), 502, "PROVIDER_BAD_OUTPUT"),
        (Reply(200, b"{"), 502, "PROVIDER_BAD_OUTPUT"),
        (Reply(200, b"[" * 100_000), 502, "PROVIDER_BAD_OUTPUT"),
        (Reply(200, b"\xff\xfe"), 502, "PROVIDER_BAD_OUTPUT"),
        (Reply(200, []), 502, "PROVIDER_BAD_OUTPUT"),
        (Reply(200, {"object": "video"}), 502, "PROVIDER_BAD_OUTPUT"),
        (Reply(200, a_video("x", progress="half")), 502, "PROVIDER_BAD_OUTPUT"),
        (Reply(200, b'{"id": "\\ud800", "status": "queued"}'), 502, "PROVIDER_BAD_OUTPUT"),
        (Reply(200, b'{"id": "x", "status": "queued", "y": NaN}'), 502, "PROVIDER_BAD_OUTPUT"),
    ],
)
async def test_whatever_is_wrong_there_has_its_own_code_and_tells_no_secret(
    client: httpx2.AsyncClient,
    service: VideoServer,
    caplog: pytest.LogCaptureFixture,
    reply: Reply,
    status: int,
    code: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    service.reply = lambda _request: reply
    answered = await client.get(f"{VIDEOS}/{MADE_UP}")
    assert error_of(answered, status)["code"] == code
    assert KEY not in answered.text
    assert KEY not in caplog.text


async def test_a_service_that_asks_to_wait_is_passed_on(
    client: httpx2.AsyncClient, service: VideoServer
) -> None:
    service.reply = lambda _request: Reply(429, refusal("slow down", "rate"), {"retry-after": "17"})
    answered = await client.get(VIDEOS)
    assert error_of(answered, 429)["code"] == "PROVIDER_RATE_LIMITED"
    assert answered.headers["retry-after"] == "17"


async def test_without_a_key_none_is_sent(
    settings: Settings, service: VideoServer, mongo_url: str
) -> None:
    keyless = settings.model_copy(update={"openai_api_key": None})
    app = create_app(Container(keyless, LocatedDatabase(mongo_url, "configured", "test")))
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=app), base_url="http://test"
        ) as client,
    ):
        answered = await client.get(VIDEOS)
    assert error_of(answered, 502)["code"] == "PROVIDER_AUTH_FAILED"
    assert "authorization" not in service.requests[-1].headers


class TestNothingIsSetUp:
    """Neither a key nor an address."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        """Settings as they are by default."""
        return settings.model_copy(update={"openai_base_url": None, "openai_api_key": None})

    async def test_every_route_says_so(
        self, client: httpx2.AsyncClient, service: VideoServer
    ) -> None:
        for method, path in (("GET", ""), ("GET", "/video_1"), ("DELETE", "/video_1")):
            error = error_of(await client.request(method, f"{VIDEOS}{path}"), 503)
            assert error["code"] == "PROVIDER_NOT_CONFIGURED"
            assert "OPENAI_API_KEY" in error["message"]
        assert service.requests == []


class TestNobodyIsThere:
    """The address is one where nobody listens."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        """Settings with such an address."""
        return settings.model_copy(update={"openai_base_url": "http://127.0.0.1:9/v1"})

    async def test_it_cannot_be_reached(self, client: httpx2.AsyncClient) -> None:
        answered = await client.get(VIDEOS)
        assert error_of(answered, 503)["code"] == "PROVIDER_UNAVAILABLE"
        assert answered.headers["retry-after"]


@pytest.mark.parametrize("key", ["sk-ü", "sk-\n", "sk\x00"])
def test_a_key_that_fits_in_no_header_is_refused_at_the_start(key: str) -> None:
    with pytest.raises(ValueError, match="openai_api_key"):
        Settings(_env_file=None, openai_api_key=SecretStr(key))
