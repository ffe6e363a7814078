"""`storycanvas server …`: registering ComfyUI servers and looking at them."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from backend.cli.connection import Url, connected
from backend.cli.loop import run

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
    """Register a server and print its id."""
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
    typer.echo(made["id"])


async def _list(url: str | None) -> None:
    async with connected(url) as api:
        servers = await api.get("/comfyui/servers")
    table = Table("id", "name", "address", "state", "why")
    for server in servers:
        reason = server["state_reason"] or ""
        table.add_row(server["id"], server["name"], server["url"], server["state"], reason)
    Console().print(table)


async def _remove(url: str | None, id: str) -> None:
    async with connected(url) as api:
        await api.delete(f"/comfyui/servers/{id}")
