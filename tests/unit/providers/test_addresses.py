"""Where servers may be."""

import asyncio
import socket
from typing import Any

import httpx2
import pytest

from backend.domain.errors import (
    ProviderMisconfiguredError,
    ProviderUnavailableError,
    ValidationError,
)
from backend.providers.addresses import (
    ForbiddenAddressError,
    GuardedTransport,
    check_address,
    open_socket,
    resolve,
)
from backend.providers.http import ProviderClient

ALLOWED = [
    "http://127.0.0.1:8188",
    "http://localhost:8188",
    "http://[::1]:8188",
    "http://192.168.1.20:8188",
    "http://10.0.0.5",
    "http://172.16.3.4:8188/comfy",
    "https://203.0.113.7",
    "http://[fd12:3456::1]:8188",
    "http://100.64.0.9:8188",
]
FORBIDDEN = [
    "http://169.254.169.254/latest/meta-data",
    "http://169.254.170.2",
    "http://[fe80::1]:8188",
    "http://[fd00:ec2::254]",
    "http://100.100.100.200",
    "http://192.0.0.192",
    "http://metadata.google.internal",
    "http://METADATA.google.internal.",
    "http://metadata",
    "http://instance-data",
    "http://0.0.0.0:8188",
    "http://0.1.2.3",
    "http://[::]:8188",
    "http://224.0.0.1",
    "http://[ff02::1]",
    "http://255.255.255.255",
    "http://240.0.0.1",
    "http://[::ffff:169.254.169.254]",
    "http://[::ffff:a9fe:a9fe]",
    "http://[::ffff:0.0.0.0]",
    "http://[64:ff9b::169.254.169.254]",
    "http://[2002:a9fe:a9fe::1]",
    "http://2130706433",
    "http://2852039166:8188",
    "http://0x7f000001",
    "http://0xa9fea9fe",
    "http://0177.0.0.1",
    "http://169.254.43518",
    "http://127.1",
    "http://127.0.0.1.0x1",
    "http://" + "a" * 70 + ".example",
    "http://studio:99999",
    "http://[::1",
    "http://",
]


def _names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
    """Have names mean these addresses, the last answer for good."""
    left = list(answers)

    async def getaddrinfo(self: Any, host: str, port: int, **_: Any) -> list[Any]:
        addresses = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in addresses]

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", getaddrinfo)


@pytest.mark.parametrize("url", ALLOWED)
async def test_servers_may_be_on_this_machine_in_our_network_or_on_the_internet(url: str) -> None:
    await check_address(url)


@pytest.mark.parametrize("url", FORBIDDEN)
async def test_servers_may_not_be_where_clouds_keep_secrets_nor_be_disguised(url: str) -> None:
    with pytest.raises(ValidationError) as caught:
        await check_address(url)
    assert caught.value.details["fields"][0]["field"] == "url"


async def test_a_name_that_leads_to_a_forbidden_address_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _names(monkeypatch, ["203.0.113.7", "169.254.169.254"])
    with pytest.raises(ValidationError, match="link-local"):
        await check_address("http://innocent.example")


async def test_a_name_nobody_knows_yet_may_be_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    async def getaddrinfo(self: Any, host: str, port: int, **_: Any) -> list[Any]:
        raise socket.gaierror("not known")

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", getaddrinfo)
    await check_address("http://not-yet.example")


async def test_a_name_that_changes_its_meaning_after_the_check_is_refused_at_the_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _names(monkeypatch, ["203.0.113.7"], ["169.254.169.254"])
    await check_address("http://rebinding.example")
    with pytest.raises(ForbiddenAddressError):
        await open_socket("rebinding.example", 80)
    client = ProviderClient("Studio", "http://rebinding.example", {})
    with pytest.raises(ProviderMisconfiguredError, match="link-local"):
        await client.ask("GET", "/queue")
    await client.close()


async def test_the_connection_goes_to_the_checked_address_under_the_asked_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _names(monkeypatch, ["192.168.7.7"])
    seen: list[httpx2.Request] = []

    async def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200)

    transport = GuardedTransport()
    monkeypatch.setattr(transport._inner, "handle_async_request", answer)
    async with httpx2.AsyncClient(transport=transport) as client:
        await client.get("https://studio.example:8443/queue?a=b")
    assert str(seen[0].url) == "https://192.168.7.7:8443/queue?a=b"
    assert seen[0].headers["host"] == "studio.example:8443"
    assert seen[0].extensions["sni_hostname"] == "studio.example"


async def test_every_address_of_a_name_is_tried() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        connection = await open_socket("localhost", listener.getsockname()[1])
        connection.close()
    assert "127.0.0.1" in await resolve("localhost", 80)


async def test_a_name_with_several_addresses_is_reached_at_the_one_that_listens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    _names(monkeypatch, ["127.0.0.2", "127.0.0.1"])
    port = server.sockets[0].getsockname()[1]
    client = ProviderClient("Studio", f"http://studio.example:{port}", {})
    async with server:
        assert (await client.ask("GET", "/")).text == "hi"
        (await open_socket("studio.example", port)).close()
    await client.close()


@pytest.mark.parametrize("failure", [socket.gaierror("not known"), TimeoutError()])
async def test_a_name_that_is_not_known_is_a_server_out_of_reach(
    monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    async def getaddrinfo(self: Any, host: str, port: int, **_: Any) -> list[Any]:
        raise failure

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", getaddrinfo)
    client = ProviderClient("Studio", "http://studio.example", {})
    with pytest.raises(ProviderUnavailableError):
        await client.ask("GET", "/")
    await client.close()


async def test_a_port_where_nobody_listens_is_an_os_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(OSError, match=r"."):
            await open_socket("127.0.0.1", taken.getsockname()[1])
