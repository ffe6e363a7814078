"""`storycanvas worker`: the loops of the queue without the API, for more processes or machines."""

import asyncio
import os
import signal
from contextlib import AsyncExitStack
from types import FrameType
from typing import Final

import typer

from backend.cli.configuration import read_settings
from backend.cli.connection import opened
from backend.cli.hang_up import reloading
from backend.cli.loop import STOPPING, run
from backend.cli.wording import say
from backend.client.counts import counted
from backend.container import Container
from backend.observability.logging import configure
from backend.services.tasks.task_work import broker_of, celery_worker
from backend.settings import QueueEngine, Settings

INTERRUPTED: Final = 130
LOOK_SECONDS: Final = 1.0


def worker() -> None:
    """Run jobs, and serve nothing, until Ctrl-C or SIGTERM; both let go of everything at once."""
    settings = read_settings()
    configure(settings.wanted_log_level, settings.log_format)
    if run(_work(settings)) == signal.SIGINT:
        raise typer.Exit(INTERRUPTED)


async def _work(settings: Settings) -> int:
    """Work, and return the signal that ended it."""
    stopped = _stop_signal()
    async with AsyncExitStack() as stack:
        container = await stack.enter_async_context(opened(settings, kind="worker"))
        await container.start()
        stack.push_async_callback(container.stop)
        if settings.queue_engine is QueueEngine.CELERY:
            listener = celery_worker(container.tasks, broker_of(settings))
            await listener.start()
            stack.push_async_callback(listener.stop)
        say("StoryCanvas", f"worker {os.getpid()}   Ctrl-C stops it", style="bold")
        say("database", container.located.note)
        say("tasks", _tasks(container))
        telling = asyncio.create_task(_tell_servers(container))
        try:
            with reloading(container.config):
                return await stopped
        finally:
            telling.cancel()


def _stop_signal() -> "asyncio.Future[int]":
    """Return what becomes the first signal that asks to stop; the second ends the process."""
    loop = asyncio.get_running_loop()
    stopped: asyncio.Future[int] = loop.create_future()

    def stop(number: int, _frame: FrameType | None) -> None:
        for each in STOPPING:
            signal.signal(each, signal.SIG_DFL)
        loop.call_soon_threadsafe(stopped.set_result, number)

    for each in STOPPING:
        signal.signal(each, stop)
    return stopped


def _tasks(container: Container) -> str:
    engine = container.settings.queue_engine
    heard = "" if engine is QueueEngine.EMBEDDED else f", told of by {engine}"
    return f"{', '.join(container.tasks.lanes.names)}{heard}"


async def _tell_servers(container: Container) -> None:
    """Say which servers are ours, each time that changes."""
    told: frozenset[str] | None = None
    while True:
        owned = frozenset(container.engine.owned)
        if owned != told:
            names = ", ".join(sorted(owned)) or "none yet"
            say("servers", f"{names} ({counted(len(owned), 'server')} of this process)")
        told = owned
        await asyncio.sleep(LOOK_SECONDS)
