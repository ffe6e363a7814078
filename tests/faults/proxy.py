"""A network that can be broken while it is used: a TCP proxy on loopback."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from enum import Flag, auto
from random import Random
from typing import Final

RESET_ON_CLOSE: Final = struct.pack("ii", 1, 0)
CHUNK: Final = 65536


class Way(Flag):
    """Where bytes go."""

    TO_SERVER = auto()
    TO_CLIENT = auto()
    BOTH = TO_SERVER | TO_CLIENT


class BrokenOffError(Exception):
    """The connection ends here."""


Weather = Callable[["Connection", bytes], bytes]
"""Turns what came from the server into what arrives; raises BrokenOffError to end it there."""


class Connection:
    """One connection through the proxy, and how much of it arrived at the client."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writers = [writer]
        self.arrived = 0
        self.lost = Way(0)
        """What goes this way on it is never seen again: a router forgot it, and tells nobody."""
        self.ended = asyncio.Event()

    def reset(self) -> None:
        """End it as a crash does, without a goodbye."""
        self.ended.set()
        for writer in self.writers:
            with contextlib.suppress(OSError):
                raw = writer.get_extra_info("socket")
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
            writer.transport.abort()


class FaultProxy:
    """Stands before a server; its methods change the network from now on."""

    def __init__(self, target: str) -> None:
        """Make a proxy that does not listen yet.

        Args:
            target: host:port, or the path of a Unix socket.
        """
        self.port = 0
        self._target = target
        self._connections: dict[Connection, asyncio.Task[None]] = {}
        self.mend()

    @property
    def address(self) -> str:
        """Where it listens: host:port."""
        return f"127.0.0.1:{self.port}"

    def mend(self) -> None:
        """Pass everything; what was swallowed stays lost, with the connections it was lost on."""
        self._refused = False
        self._swallowed = Way(0)
        self._delay = 0.0
        self._weather: Weather = _fair

    def cut(self) -> None:
        """Reset every connection, and every new one."""
        self._refused = True
        self.reset()

    def reset(self) -> None:
        """Reset every connection once; new ones pass."""
        for connection in self._connections:
            connection.reset()

    def swallow(self, way: Way = Way.BOTH) -> None:
        """Accept and lose what is sent one way or both, and answer nothing."""
        self._swallowed = way

    def delay(self, seconds: float) -> None:
        """Hold up each piece, in both ways."""
        self._delay = seconds

    def truncate(self, after: int) -> None:
        """Break each connection off once so many bytes of answers arrived on it from now on."""
        for connection in self._connections:
            connection.arrived = 0

        def shorten(connection: Connection, piece: bytes) -> bytes:
            left = after - connection.arrived
            if left <= 0:
                raise BrokenOffError
            return piece[:left]

        self._weather = shorten

    def garble(self, random: Random) -> None:
        """Answer with as many bytes as the server did, but other ones."""
        self._weather = lambda _, piece: random.randbytes(len(piece))

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection(writer)
        if self._refused:
            connection.reset()
            return
        self._connections[connection] = asyncio.create_task(self._serve(connection, reader, writer))

    async def _serve(
        self, connection: Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            await self._join(connection, reader, writer)
        except (OSError, BrokenOffError):
            connection.reset()
        finally:
            del self._connections[connection]
            for each in connection.writers:
                each.close()

    async def _join(
        self, connection: Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        answers, requests = await _connect(self._target)
        connection.writers.append(requests)
        pumps = [
            asyncio.create_task(self._pump(connection, Way.TO_SERVER, reader, requests)),
            asyncio.create_task(self._pump(connection, Way.TO_CLIENT, answers, writer)),
        ]
        try:
            ended, _ = await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.gather(*ended)
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)

    async def _pump(
        self,
        connection: Connection,
        way: Way,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
    ) -> None:
        while piece := await source.read(CHUNK):
            await asyncio.sleep(self._delay)
            connection.lost |= self._swallowed
            if way in connection.lost:
                continue
            if way is Way.TO_CLIENT:
                piece = self._weather(connection, piece)
                connection.arrived += len(piece)
            sink.write(piece)
            await sink.drain()
        if way in connection.lost:
            await connection.ended.wait()

    async def close(self) -> None:
        """End all connections and wait until they are gone."""
        self.cut()
        tasks = list(self._connections.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _fair(_: Connection, piece: bytes) -> bytes:
    return piece


async def _connect(target: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if target.startswith("/"):
        return await asyncio.open_unix_connection(target)
    host, _, port = target.rpartition(":")
    return await asyncio.open_connection(host, int(port))


@asynccontextmanager
async def fault_proxy(target: str) -> AsyncIterator[FaultProxy]:
    """Run a proxy before the target."""
    proxy = FaultProxy(target)
    server = await asyncio.start_server(proxy._accept, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        await proxy.close()
        await server.wait_closed()
