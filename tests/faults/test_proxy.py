"""The network that faults are made with does what its methods say, and goes on afterwards."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from random import Random

import pytest

from tests.faults.proxy import FaultProxy, Way, fault_proxy

Talk = Callable[[bytes], Awaitable[bytes]]

PATIENCE = 5.0
SILENCE = 0.1


class Line:
    """A connection to an echoing server."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def echo(self, words: bytes) -> bytes:
        """Say something and return what comes back."""
        self.writer.write(words)
        async with asyncio.timeout(PATIENCE):
            return await self.reader.readexactly(len(words))

    async def is_silent(self) -> bool:
        """Return whether nothing comes, not even an end."""
        try:
            async with asyncio.timeout(SILENCE):
                await self.reader.read(1)
        except TimeoutError:
            return True
        return False


class Echo:
    """A server behind a proxy."""

    def __init__(self, proxy: FaultProxy) -> None:
        self.proxy = proxy
        self.heard = bytearray()
        self._open: list[asyncio.StreamWriter] = []

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Send back what comes."""
        self._open.append(writer)
        try:
            while words := await reader.read(1000):
                self.heard += words
                writer.write(words)
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def call(self) -> Line:
        """Open a connection through the proxy."""
        line = Line(*await asyncio.open_connection("127.0.0.1", self.proxy.port))
        self._open.append(line.writer)
        return line

    def hang_up(self) -> None:
        """Close whatever is open."""
        for writer in self._open:
            writer.close()


@pytest.fixture
async def echo() -> AsyncIterator[Echo]:
    """A server behind a proxy that passes everything."""
    made: list[Echo] = []
    server = await asyncio.start_server(lambda r, w: made[0].answer(r, w), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with fault_proxy(f"127.0.0.1:{port}") as proxy:
        made.append(Echo(proxy))
        yield made[0]
        made[0].hang_up()
    server.close()
    await server.wait_closed()


async def test_what_is_sent_arrives(echo: Echo) -> None:
    assert await (await echo.call()).echo(b"rain") == b"rain"


async def test_a_cut_resets_old_and_new_connections_until_it_is_mended(echo: Echo) -> None:
    line = await echo.call()
    await line.echo(b"rain")
    echo.proxy.cut()
    with pytest.raises(ConnectionResetError):
        await line.reader.readexactly(1)
    late = await echo.call()
    with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
        await late.echo(b"rain")
    echo.proxy.mend()
    assert await (await echo.call()).echo(b"rain") == b"rain"


async def test_what_is_swallowed_stays_lost_with_its_connection(echo: Echo) -> None:
    line = await echo.call()
    await line.echo(b"rain")
    echo.proxy.swallow()
    line.writer.write(b"snow")
    assert await line.is_silent()
    echo.proxy.mend()
    line.writer.write(b"hail")
    assert await line.is_silent()
    assert bytes(echo.heard) == b"rain"
    assert await (await echo.call()).echo(b"rain") == b"rain"


async def test_an_answer_is_swallowed_though_the_question_was_heard(echo: Echo) -> None:
    line = await echo.call()
    echo.proxy.swallow(Way.TO_CLIENT)
    line.writer.write(b"snow")
    assert await line.is_silent()
    assert bytes(echo.heard) == b"snow"


async def test_an_answer_is_broken_off_after_so_many_bytes(echo: Echo) -> None:
    line = await echo.call()
    await line.echo(b"rain")
    echo.proxy.truncate(2)
    line.writer.write(b"snow")
    assert await line.reader.readexactly(2) == b"sn"
    line.writer.write(b"hail")
    with pytest.raises(ConnectionResetError):
        await line.reader.readexactly(1)


async def test_an_answer_is_garbled_and_of_the_same_length(echo: Echo) -> None:
    line = await echo.call()
    echo.proxy.garble(Random(1))
    assert await line.echo(b"rain falls") != b"rain falls"
