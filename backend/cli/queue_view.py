"""How the queue looks on a terminal: servers and what they do, what waits and why, what ended."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderResult
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from backend.client.queue_picture import QueuePicture

BAR_WIDTH: Final = 10
LEAST_ROWS: Final = 3
FRAME_ROWS: Final = 3
"""What a table takes beside its rows: an empty line, its heading and a rule."""
HEAD_ROWS: Final = 2
COLORS: Final = {
    "online": "green",
    "completed": "green",
    "processing": "cyan",
    "cancelled": "yellow",
    "draining": "yellow",
    "paused": "yellow",
    "resting": "yellow",
    "unknown": "yellow",
    "offline": "red",
    "failed": "red",
}

Json = dict[str, Any]


class QueueView:
    """A picture of the queue as large as the terminal is when it is drawn."""

    def __init__(self, picture: QueuePicture, place: str) -> None:
        self._picture = picture
        self._place = place

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the servers whole, and as much of the lists as there is room for."""
        picture = self._picture
        yield headline(picture.status, self._place)
        yield Text(picture.trouble, style="red", no_wrap=True, overflow="ellipsis")
        servers, lanes = server_table(picture), lane_table(picture.lanes)
        taken = HEAD_ROWS + servers.row_count + lanes.row_count + 4 * FRAME_ROWS
        free = (options.height or console.height) - taken
        half = max(LEAST_ROWS, free // 2)
        waiting = waiting_table(picture.waiting[: max(half, free - len(picture.ended))])
        ended = ended_table(picture, max(half, free - len(picture.waiting)))
        for table in (servers, lanes, waiting, ended):
            yield table
            yield Text()


def headline(status: Json, place: str) -> Text:
    """Return the counts of jobs, in a line."""
    counts = ", ".join(f"{status[f'{name}_jobs']} {said}" for name, said in _COUNTS.items())
    line = Text.assemble(("StoryCanvas ", "bold"), f"{place}   {counts}", no_wrap=True)
    return line.append("   paused", style="yellow") if status["paused"] else line


_COUNTS: Final = {
    "processing": "running",
    "queued": "waiting",
    "completed": "completed",
    "failed": "failed",
}


def server_table(picture: QueuePicture) -> Table:
    """Return the servers, with a row for each job that runs there."""
    table = _table("server", "state", "*model", "busy", "**job", "", "left")
    for server in picture.servers:
        jobs = [job for job in picture.running if job["server_id"] == server["id"]]
        lane = picture.status["servers"].get(server["id"], {})
        busy = picture.busy.get(server["id"])
        name, model = (Text(one_line(text)) for text in (server["name"], lane.get("loaded_model")))
        first = (name, _state(server), model, f"{busy:.0%}" if busy is not None else "")
        table.add_row(*first, *(_running(jobs[0]) if jobs else ()))
        for job in jobs[1:]:
            table.add_row("", "", "", "", *_running(job))
    return table


def lane_table(lanes: Iterable[Json]) -> Table:
    """Return the lanes of work that no server does: exports, films of paid services."""
    table = _table("lane", "*state", "running", "waiting")
    for lane in lanes:
        state = "paused" if lane["paused"] else "resting" if lane["resting"] else "open"
        running = f"{lane['running']} of {lane['concurrency']}"
        table.add_row(lane["name"], _colored(state, lane["reason"]), running, str(lane["depth"]))
    return table


def waiting_table(jobs: Iterable[Json]) -> Table:
    """Return the jobs that come up next, and why they do not run yet."""
    table = _table("next", "*job", "*waits because", "done in")
    for job in jobs:
        place = str(job["queue_position"] or "")
        table.add_row(place, _named(job), Text(job["waiting"] or ""), _span(job["eta_seconds"]))
    return table


def ended_table(picture: QueuePicture, rows: int) -> Table:
    """Return the latest ends, the last one first."""
    table = _table("ended", "*job", "server", "*how")
    for job in picture.ended[:rows]:
        at = datetime.fromisoformat(job["completed_at"]).astimezone()
        server = Text(one_line(picture.server_name(job["server_id"])))
        table.add_row(f"{at:%H:%M:%S}", _named(job), server, _colored(job["status"], job["error"]))
    return table


def queue_table(jobs: Iterable[Json]) -> Table:
    """Return jobs with their ids, and where each of them stands."""
    table = Table(box=SIMPLE_HEAD)
    table.add_column("id", no_wrap=True, min_width=36)
    for heading in ("status", "job", "where it stands"):
        table.add_column(heading)
    for job in jobs:
        runs = f"{job['progress_percent']:.0f} % on {job['server_name']}"
        stands = runs if job["status"] == "processing" else job["waiting"]
        table.add_row(job["id"], _colored(job["status"]), _named(job), Text(one_line(stands)))
    return table


def server_line(server: Json) -> str:
    """Return how a server is, for where there is no terminal."""
    return f"server  {one_line(server['name'])}  {_state(server)}"


def event_line(event: Json, picture: QueuePicture) -> str:
    """Return an event for where there is no terminal; "" for mere progress."""
    data = event["data"]
    if event["type"] == "server_update":
        words = ["server", picture.server_name(data["server_id"]), data["state"], data["reason"]]
    elif event["type"] == "queue_update" and not _is_progress(data):
        job, server = picture.job(data["job_id"]), picture.server_name(data["server_id"])
        named = _named(job).plain if "prompt" in job else None
        words = [data["status"], named, job["id"], server, data["error"]]
    else:
        return ""
    at = datetime.fromisoformat(event["at"]).astimezone()
    return "  ".join([f"{at:%H:%M:%S}", *map(one_line, filter(None, words))])


def one_line(text: str | None) -> str:
    """Return a text without anything that moves the cursor: it may be a stranger's."""
    printable = (char if char.isprintable() else " " for char in text or "")
    return " ".join("".join(printable).split())


def _is_progress(data: Json) -> bool:
    return bool(data["status"] == "processing" and data["progress"])


def _state(server: Json) -> Text:
    state = "draining" if server["draining"] and server["is_online"] else server["state"]
    return _colored(state, server["state_reason"])


def _colored(word: str, reason: str | None = None) -> Text:
    return Text.assemble((word, COLORS.get(word, "")), f": {one_line(reason)}" if reason else "")


def _running(job: Json) -> tuple[Text, ProgressBar, str]:
    bar = ProgressBar(completed=job["progress_percent"], width=BAR_WIDTH)
    return _named(job), bar, _span(job["eta_seconds"])


def _named(job: Json) -> Text:
    """Return what a job makes, or its id where that is all we know."""
    if "prompt" not in job:
        return Text(job["id"])
    again = f" (retry {job['retry_count']})" if job["retry_count"] else ""
    return Text(f"{job['kind']}{again} {one_line(job['prompt'])}")


def _span(seconds: float | None) -> str:
    """Return 75 as "1:15"; "" if nobody knows."""
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _table(*headings: str) -> Table:
    """Return a table of rows of one line; columns share the room that is left by their stars."""
    table = Table(box=SIMPLE_HEAD, expand=True, show_edge=False, pad_edge=False)
    for heading in headings:
        name, share = heading.lstrip("*"), heading.count("*") or None
        table.add_column(name, no_wrap=True, overflow="ellipsis", ratio=share)
    return table
