"""Simulated servers as fixtures."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.unit.simulator.servers import Server, StartServer, start_server


@pytest.fixture
def start() -> StartServer:
    """Start a server with these faults and settings; its work takes no time unless asked."""
    return start_server


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with start_server() as started:
        yield started
