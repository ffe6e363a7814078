"""Tasks are ended, also those that lose a cancellation."""

import asyncio

import pytest

from backend.database import tasks
from backend.database.tasks import end_tasks


async def test_a_task_that_loses_a_cancellation_is_ended_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks, "AGAIN_SECONDS", 0.01)
    lost, began = 0, asyncio.Event()

    async def deaf() -> None:
        nonlocal lost
        began.set()
        while True:
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                lost += 1
                if lost > 2:
                    raise

    async def broken() -> None:
        raise RuntimeError

    running = [asyncio.create_task(deaf()), asyncio.create_task(broken())]
    await began.wait()
    await end_tasks(running)
    assert [task.done() for task in running] == [True, True]
    assert lost == 3


async def test_no_tasks_end_at_once() -> None:
    await end_tasks([])
