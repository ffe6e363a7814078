"""`storycanvas server …`: registering ComfyUI servers and looking at them."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any, Final

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from backend.cli.connection import Url, connected
from backend.cli.loop import run
from backend.cli.wording import say
from backend.client.api_client import ApiClient
from backend.client.counts import counted

PATIENCE_SECONDS: Final = 8.0
LOOK_SECONDS: Final = 0.1
LOG_WIDTH: Final = 400

app = typer.Typer(help="Register ComfyUI servers and look at them.", no_args_is_help=True)


@app.command()
def add(
    address: Annotated[str, typer.Argument(help="Such as http://192.168.1.20:8188.")],
    name: Annotated[str | None, typer.Option(help="Absent: the address's host.")] = None,
    api_key: Annotated[
        str | None, typer.Option(envvar="COMFYUI_API_KEY", help="Sent as a Bearer token.")
    ] = None,
    url: Url = None,
) -> None:
    """Register a server, say whether it answers, and print its id."""
    run(_add(url, {"url": address, "name": name or address.split("//")[-1], "api_key": api_key}))


@app.command("list")
def list_(url: Url = None) -> None:
    """Show the registered servers."""
    run(_list(url))


@app.command()
def remove(id: Annotated[str, typer.Argument(help="The server's id.")], url: Url = None) -> None:
    """Forget a server; its jobs go to the others."""
    run(_remove(url, id))


async def _add(url: str | None, server: dict[str, str | None]) -> None:
    async with connected(url) as api:
        made = await api.post("/comfyui/servers", {k: v for k, v in server.items() if v})
        await _looked_at(api, [made["id"]])
        info = await api.get(f"/comfyui/servers/{made['id']}/info")
    say(*_seen(info))
    typer.echo(made["id"])


async def _list(url: str | None) -> None:
    async with connected(url) as api:
        active = [each["id"] for each in await api.get("/comfyui/servers") if each["is_active"]]
        servers = await _looked_at(api, active)
    table = Table("server", "state", box=SIMPLE_HEAD)
    table.add_column("id", no_wrap=True, min_width=36)
    for each in servers:
        named = Text(f"{each['name']}\n{each['url']}", overflow="fold")
        reason = f"\n{each['state_reason']}" if each["state_reason"] else ""
        table.add_row(named, Text(f"{each['state']}{reason}"), each["id"])
    console = Console()
    console.print(table, width=None if console.is_terminal else LOG_WIDTH)


async def _remove(url: str | None, id: str) -> None:
    async with connected(url) as api:
        await api.delete(f"/comfyui/servers/{id}")
    say("removed", id)


async def _looked_at(api: ApiClient, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return all servers, once these were looked at: a queue that just started has seen none."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while True:
        servers: list[dict[str, Any]] = await api.get("/comfyui/servers")
        unseen = [each for each in servers if each["id"] in ids and each["state"] == "unknown"]
        if not unseen or asyncio.get_running_loop().time() > deadline:
            return servers
        await asyncio.sleep(LOOK_SECONDS)


def _seen(info: dict[str, Any]) -> tuple[str, str]:
    """Return a server's state, and what it has or why it cannot be used."""
    server = info["server"]
    if info["is_online"]:
        models = counted(len(info["models"]), "model")
        return "online", f"ComfyUI {info['version']}, {models}"
    reason = server["state_reason"] or "it was not looked at yet"
    return server["state"], f"{reason}. It gets jobs as soon as it answers."
