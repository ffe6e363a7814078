"""A closed terminal ends a server; a SIGHUP that somebody sends reloads its settings."""

import asyncio
import signal
import sys
from typing import Any

import pytest

from backend.cli import hang_up
from backend.cli.hang_up import reloading

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGHUP on Windows")


class Config:
    """Notes that it was told to reload."""

    def __init__(self) -> None:
        self.told = asyncio.Event()

    async def hang_up(self) -> None:
        """Note it."""
        self.told.set()


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Is set when the process would be told to end."""
    told = asyncio.Event()

    def end(_pid: int, number: int) -> None:
        assert number == signal.SIGTERM
        told.set()

    monkeypatch.setattr("os.kill", end)
    return told


@pytest.mark.parametrize("terminals", [[True, True], [False, False]])
async def test_whoever_sends_it_has_the_settings_reloaded(
    monkeypatch: pytest.MonkeyPatch, ended: asyncio.Event, terminals: list[bool]
) -> None:
    config: Any = Config()
    monkeypatch.setattr(hang_up, "_terminal", iter(terminals).__next__)
    with reloading(config):
        signal.raise_signal(signal.SIGHUP)
        async with asyncio.timeout(10):
            await config.told.wait()
    assert not ended.is_set()
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL


async def test_a_terminal_that_was_closed_ends_the_process(
    monkeypatch: pytest.MonkeyPatch, ended: asyncio.Event
) -> None:
    config: Any = Config()
    monkeypatch.setattr(hang_up, "_terminal", iter([True, False]).__next__)
    with reloading(config):
        signal.raise_signal(signal.SIGHUP)
        async with asyncio.timeout(10):
            await ended.wait()
    assert not config.told.is_set()
