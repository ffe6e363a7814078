"""Flaws of the driver that settings of ours make up for: when one is mended, its setting can go."""

import asyncio
import gc
import socket
import warnings

import pytest
from pymongo.pool_options import PoolOptions
from pymongo.pool_shared import _async_create_connection


async def test_a_connect_cancelled_before_it_began_leaves_its_socket_to_the_collector(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The reason for the `ignore` in `filterwarnings` (pyproject.toml)."""

    async def cancelled(*_: object) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", cancelled)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always", ResourceWarning)
        with pytest.raises(asyncio.CancelledError):
            await _async_create_connection(
                (socket.gethostbyname("localhost"), 9), PoolOptions(connect_timeout=5)
            )
        gc.collect()

    assert any("laddr=('0.0.0.0', 0)" in str(warning.message) for warning in heard)
