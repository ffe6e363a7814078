"""The picture of the queue on a terminal, and the lines where there is none."""

from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from backend.cli.queue_view import QueueView, event_line, headline, queue_table, server_line
from backend.client.queue_picture import QueuePicture

AT = "2026-05-04T10:00:00Z"
PLACE = "http://127.0.0.1:8001"
SERVER = {
    "id": "s1",
    "name": "gpu-1",
    "state": "online",
    "is_online": True,
    "state_reason": None,
    "draining": False,
}
LANE = {"current_jobs": 1, "max_concurrent": 1, "loaded_model": "flux.safetensors"}


def a_job(id: str, **fields: Any) -> dict[str, Any]:
    """Return a job as the API answers it."""
    return {
        "id": id,
        "kind": "image",
        "prompt": f"rain on roof {id}",
        "status": "pending",
        "retry_count": 0,
        "server_id": None,
        "server_name": None,
        "progress_percent": 0.0,
        "queue_position": None,
        "eta_seconds": None,
        "waiting": None,
        "error": None,
        "completed_at": None,
        **fields,
    }


def a_picture(waiting: int = 2, ended: int = 1) -> QueuePicture:
    """Return a server at work, a server that is away, jobs before and jobs behind them."""
    away = {**SERVER, "id": "s2", "name": "gpu-2", "state": "offline", "is_online": False}
    running = {"status": "processing", "server_id": "s1", "server_name": "gpu-1"}
    picture = QueuePicture(
        status={
            "processing_jobs": 1,
            "queued_jobs": waiting,
            "completed_jobs": ended,
            "failed_jobs": 0,
            "paused": False,
            "servers": {"s1": LANE, "s2": {**LANE, "current_jobs": 0}},
        },
        servers=[SERVER, {**away, "state_reason": "no answer"}],
        running=[a_job("r", progress_percent=40.0, eta_seconds=75.0, **running)],
        waiting=[a_job(f"w{n}", queue_position=n, waiting="behind") for n in range(1, waiting + 1)],
        busy={"s1": 0.5, "s2": 0.0},
    )
    done = {"status": "completed", "completed_at": AT, "server_id": "s1"}
    picture.ended.extend(a_job(f"e{n}", **done) for n in range(ended))
    return picture


def drawn(picture: QueuePicture, width: int = 120, height: int = 40) -> str:
    """Return the view as it looks on a terminal of that size."""
    console = Console(file=StringIO(), record=True, width=width, height=height)
    console.print(QueueView(picture, PLACE))
    return console.export_text()


def test_it_shows_what_runs_where_what_waits_and_what_ended() -> None:
    text = drawn(a_picture())
    assert f"{PLACE}   1 running, 2 waiting, 1 completed, 0 failed" in text
    lines = {" ".join(line.split()) for line in text.splitlines()}
    assert any(
        line.startswith("gpu-1 online flux.safetensors 50% image rain on roof r") for line in lines
    )
    assert any(line.endswith("1:15") for line in lines)
    assert "gpu-2 offline: no answer flux.safetensors 0%" in lines
    assert "2 image rain on roof w2 behind" in lines
    assert any(line.endswith("image rain on roof e0 gpu-1 completed") for line in lines)


def test_a_pause_and_trouble_are_said() -> None:
    picture = a_picture()
    picture.status["paused"] = True
    picture.trouble = "not reachable, trying again"
    assert "paused" in drawn(picture)
    assert "not reachable, trying again" in drawn(picture)


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("height", [24, 60])
def test_it_fits_whatever_the_size_of_the_terminal(width: int, height: int) -> None:
    lines = drawn(a_picture(waiting=100, ended=50), width, height).splitlines()
    assert len(lines) <= height
    assert all(len(line) <= width for line in lines)


def test_a_long_list_gets_the_room_that_the_other_leaves() -> None:
    assert drawn(a_picture(waiting=100, ended=0), height=60).count("behind") > 30
    assert drawn(a_picture(waiting=0, ended=50), height=60).count("completed") > 30


def test_words_of_strangers_neither_move_the_cursor_nor_change_the_style() -> None:
    picture = a_picture()
    picture.servers[0] = {**SERVER, "name": "gpu\x1b[2J\n1"}
    picture.waiting[0]["prompt"] = "[bold]rain[/bold]\n\x1b]0;owned\x07 on [/]"
    text = drawn(picture)
    assert "\x1b" not in text
    assert "gpu [2J 1" in text
    assert "[bold]rain[/bold] ]0;owned on [/]" in text


def test_each_job_of_a_server_with_two_places_has_a_row() -> None:
    picture = a_picture()
    picture.running.append({**picture.running[0], "prompt": "thunder"})
    assert drawn(picture).count("gpu-1") == 2, "once as a server, once in the list of ends"
    assert "image thunder" in drawn(picture)


def test_lanes_are_shown_with_why_they_rest() -> None:
    picture = a_picture()
    lane = {"name": "cloud:openai", "running": 1, "concurrency": 4, "depth": 3}
    picture.lanes = [
        {**lane, "paused": True, "resting": False, "reason": "the key is refused"},
        {**lane, "name": "exports", "paused": False, "resting": False, "reason": None},
    ]
    lines = [" ".join(line.split()) for line in drawn(picture).splitlines()]
    assert "cloud:openai paused: the key is refused 1 of 4 3" in lines
    assert "exports open 1 of 4 3" in lines


def test_the_list_shows_whole_ids() -> None:
    console = Console(file=StringIO(), record=True, width=80)
    id = "00000000-0000-4000-8000-000000000000"
    console.print(queue_table([a_job(id, waiting="behind")]))
    assert id in console.export_text()


def queue_update(id: str, **data: Any) -> dict[str, Any]:
    """Return the event that a job moved on."""
    told = {"job_id": id, "server_id": "s1", "progress": 0.0, "eta_seconds": None, "error": None}
    return {"type": "queue_update", "at": AT, "data": {**told, **data}}


def test_an_event_is_one_line() -> None:
    picture = a_picture()
    failed = queue_update("r", status="failed", error="out of\nmemory")
    assert (
        event_line(failed, picture)[8:] == "  failed  image rain on roof r  r  gpu-1  out of memory"
    )
    unknown = queue_update("x", status="pending", server_id=None)
    assert event_line(unknown, picture)[8:] == "  pending  x"
    server = {"server_id": "s2", "state": "offline", "reason": "no answer"}
    update = {"type": "server_update", "at": AT, "data": server}
    assert event_line(update, picture)[8:] == "  server  gpu-2  offline  no answer"
    assert server_line(picture.servers[1]) == "server  gpu-2  offline: no answer"


def test_mere_progress_and_lost_events_are_no_lines() -> None:
    picture = a_picture()
    assert event_line(queue_update("r", status="processing", progress=40.0), picture) == ""
    assert event_line({"type": "resync", "at": AT, "data": {}}, picture) == ""
    assert "1 running" in str(headline(picture.status, PLACE))
