"""Which addresses servers may have: our own network and the internet, never a cloud's insides.

The rule is kept twice: when an address is registered, so that a person hears of it at once, and
at every connection, because a name may come to mean something else in between.
"""

import asyncio
import ipaddress
import re
import socket
import ssl
from functools import cache
from typing import Final
from urllib.parse import urlsplit

import httpx2

from backend.domain.errors import invalid_field

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_RESOLVE_SECONDS: Final = 5.0
_METADATA_NAMES: Final = frozenset(
    {
        "metadata",
        "metadata.google.internal",
        "metadata.goog",
        "metadata.azure.internal",
        "instance-data",
        "instance-data.ec2.internal",
    }
)
# The addresses at which AWS, Alibaba and Oracle keep a machine's credentials, beside 169.254/16.
_METADATA: Final = frozenset(
    map(ipaddress.ip_address, ("fd00:ec2::254", "100.100.100.200", "192.0.0.192"))
)
_THIS_NETWORK: Final = ipaddress.ip_network("0.0.0.0/8")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_NUMBER: Final = re.compile(r"(0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)


class ForbiddenAddressError(httpx2.ConnectError):
    """A server's name leads to an address that servers may not have."""


def forbidden_reason(ip: IpAddress) -> str | None:
    """Say why a server may not be at this address, None if it may."""
    ip = _embedded(ip)
    if ip.is_unspecified or (ip.version == 4 and ip in _THIS_NETWORK):
        return "is no address of a machine"
    if ip in _METADATA:
        return "is a cloud's metadata service"
    if ip.is_link_local:
        return "is link-local, where clouds keep their metadata service"
    if ip.is_multicast:
        return "is a multicast address"
    if ip.version == 4 and ip.is_reserved:
        return "is a reserved address"
    return None


async def check_address(url: str) -> None:
    """Make sure that a server may be at this address; a name that leads nowhere yet may pass.

    Raises:
        ValidationError: it may not, with the reason.
    """
    try:
        parts = urlsplit(url)
        await resolve(parts.hostname or "", parts.port or 0)
    except ForbiddenAddressError as exc:
        raise invalid_field("url", str(exc)) from exc
    except ValueError as exc:
        raise invalid_field("url", "is not a valid address") from exc
    except (OSError, TimeoutError):
        return


async def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host.

    Raises:
        ForbiddenAddressError: the host, or any of its addresses, is one servers may not have.
        OSError: there is no such name.
        TimeoutError: nobody knows in time.
    """
    problem = problem_of_host(host.rstrip("."))
    if problem:
        raise ForbiddenAddressError(problem)
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(_RESOLVE_SECONDS):
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as exc:
        raise ForbiddenAddressError(f"{host} is no name of a machine") from exc
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        reason = forbidden_reason(ipaddress.ip_address(address))
        if reason:
            raise ForbiddenAddressError(f"{host} leads to {address}, which {reason}")
    return addresses


async def open_socket(host: str, port: int) -> socket.socket:
    """Return a connected socket to one of the host's addresses, checked just now.

    Raises:
        ForbiddenAddressError, OSError, TimeoutError: as `resolve`, or nobody listens there.
    """
    loop = asyncio.get_running_loop()
    failure: OSError = ConnectionRefusedError(f"{host} has no address")
    for address in await resolve(host, port):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        connection.setblocking(False)
        try:
            await loop.sock_connect(connection, (address, port))
        except OSError as exc:
            connection.close()
            failure = exc
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise failure


@cache
def _certificates() -> ssl.SSLContext:
    """Return whom to trust; read once, for it takes 25 ms in which nothing else is done."""
    return httpx2.create_ssl_context(trust_env=False)


class GuardedTransport(httpx2.AsyncBaseTransport):
    """Connects to the very address that was checked, under the name that was asked for."""

    def __init__(self) -> None:
        self._inner = httpx2.AsyncHTTPTransport(verify=_certificates(), trust_env=False)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send the request to the first of the host's addresses that takes a connection."""
        try:
            addresses = await resolve(_host(request), request.url.port or 0)
        except TimeoutError as exc:
            raise httpx2.ConnectTimeout("the name was not resolved in time") from exc
        except OSError as exc:
            raise httpx2.ConnectError("the name is not known") from exc
        failure: httpx2.ConnectError = httpx2.ConnectError("the name has no address")
        for address in addresses:
            try:
                return await self._inner.handle_async_request(_redirected(request, address))
            except httpx2.ConnectError as exc:
                failure = exc
        raise failure

    async def aclose(self) -> None:
        """Close all connections."""
        await self._inner.aclose()


def _redirected(request: httpx2.Request, address: str) -> httpx2.Request:
    """Return the request aimed at an address; Host and the name in TLS stay as they were."""
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": _host(request)},
    )


def _host(request: httpx2.Request) -> str:
    """Return the host in ASCII, as it stands in certificates."""
    return request.url.raw_host.decode("ascii")


def problem_of_host(host: str) -> str | None:
    """Say what is wrong with a host as it is written, before any name is resolved."""
    if not host:
        return "names no host"
    if host.lower() in _METADATA_NAMES:
        return f"{host} is a cloud's metadata service"
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        reason = forbidden_reason(ip)
        return f"{host} {reason}" if reason else None
    # 127.1, 2130706433, 0x7f000001 and 0177.0.0.1 are addresses too, in disguise.
    if _NUMBER.fullmatch(host.rsplit(".", 1)[-1]):
        return f"{host} is not a plain address: write four numbers from 0 to 255"
    return None


def _embedded(ip: IpAddress) -> IpAddress:
    """Return the IPv4 address an IPv6 address stands for, else the address itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(ip.packed[-4:])
    return ip.ipv4_mapped or ip.sixtofour or ip
