"""`storycanvas queue …`: watching the queue and steering it."""

import sys
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.live import Live

from backend.cli.configuration import read_settings
from backend.cli.connection import Url, connected
from backend.cli.loop import run
from backend.cli.queue_view import QueueView, event_line, headline, queue_table, server_line
from backend.cli.wording import say
from backend.client.queue_follower import QueueFollower
from backend.settings import Settings

LISTED: Final = 100
LOG_WIDTH: Final = 200
REFRESHES: Final = 4
"""A second."""
EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - nothing is bound here

app = typer.Typer(help="Watch the queue and steer it.", no_args_is_help=True)

Project = Annotated[str | None, typer.Option(help="Only this project's jobs, by its id.")]
Job = Annotated[str, typer.Argument(help="The job's id.")]


@app.command()
def watch(url: Url = None, project: Project = None) -> None:
    """Show servers and jobs live until Ctrl-C; where there is no terminal, a line per change.

    Without --url it looks where `storycanvas serve` listens with these settings.
    """
    try:
        run(_watch(url or _served_at(read_settings()), project))
    except KeyboardInterrupt:
        # That is how one leaves: nothing was broken off.
        return


@app.command("list")
def list_(url: Url = None, project: Project = None) -> None:
    """Show the jobs that run and wait, the newest first."""
    query = {"project_id": project} if project else {}
    run(_list(url, query))


@app.command()
def pause(url: Url = None, project: Project = None) -> None:
    """Start no more jobs; those that run, run on."""
    run(_post(url, _steered(project, "pause")))


@app.command()
def resume(url: Url = None, project: Project = None) -> None:
    """Start jobs again."""
    run(_post(url, _steered(project, "resume")))


@app.command()
def cancel(job: Job, url: Url = None) -> None:
    """Cancel a job that waits or runs."""
    run(_post(url, f"/queue/jobs/{job}/cancel"))


@app.command()
def retry(job: Job, url: Url = None) -> None:
    """Run a failed or cancelled job again."""
    run(_post(url, f"/queue/jobs/{job}/retry"))


async def _watch(url: str, project: str | None) -> None:
    async with connected(url) as api:
        follower = QueueFollower(api, project)
        await follower.start()
        console = Console(highlight=False)
        await (_live if console.is_terminal else _lines)(follower, console, url)


async def _live(follower: QueueFollower, console: Console, url: str) -> None:
    view = QueueView(follower.picture, url)
    with Live(view, console=console, screen=True, refresh_per_second=REFRESHES):
        await follower.follow(lambda _: None, lambda: None)


async def _lines(follower: QueueFollower, console: Console, url: str) -> None:
    picture, said = follower.picture, ""

    def line(text: str) -> None:
        console.print(text, markup=False, soft_wrap=True)

    def heard(event: dict[str, Any]) -> None:
        if text := event_line(event, picture):
            line(text)

    def looked() -> None:
        nonlocal said
        if (now := picture.trouble or str(headline(picture.status, url))) != said:
            said = now
            line(now)

    for server in picture.servers:
        line(server_line(server))
    await follower.follow(heard, looked)


async def _list(url: str | None, query: dict[str, str]) -> None:
    async with connected(url) as api:
        jobs = await api.get("/queue/jobs", status="processing,pending", limit=LISTED, **query)
    Console(width=None if sys.stdout.isatty() else LOG_WIDTH).print(queue_table(jobs))


async def _post(url: str | None, path: str) -> None:
    async with connected(url) as api:
        answer = await api.post(path)
    if "message" in answer:
        say("queue", answer["message"])
    else:
        say(answer["status"], answer["id"])


def _steered(project: str | None, act: str) -> str:
    return f"/projects/{project}/queue/{act}" if project else f"/queue/{act}"


def _served_at(settings: Settings) -> str:
    """Return where a server with these settings can be reached from this machine."""
    host = settings.backend_host
    host = "127.0.0.1" if host in EVERYWHERE else host
    place = f"[{host}]" if ":" in host else host
    return f"http://{place}:{settings.backend_port}"
