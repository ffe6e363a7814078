"""`storycanvas simulator`: a ComfyUI look-alike, for trying things out and for tests."""

from typing import Annotated

import typer

from backend.cli.wording import say
from backend.simulator.config import SimulatorConfig
from backend.simulator.faults import parse_fault
from backend.simulator.server import serve


def simulator(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8188,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    name: Annotated[str, typer.Option(help="Shown in the pictures.")] = "simulator",
    speed: Annotated[
        float, typer.Option(min=0.01, help="1: an SD1.5 picture takes a second.")
    ] = 1.0,
    load: Annotated[
        float, typer.Option(min=0, help="Seconds to load a model that the last job had not.")
    ] = 0.0,
    fault: Annotated[
        list[str] | None, typer.Option(help="NAME or NAME=VALUE; may be repeated.")
    ] = None,
    old: Annotated[bool, typer.Option("--old", help="Look like ComfyUI 0.3.64.")] = False,
) -> None:
    """Serve a simulated ComfyUI: no GPU, no models, labelled pictures and videos."""
    try:
        faults = tuple(parse_fault(text) for text in fault or ())
        config = SimulatorConfig(
            name=name,
            speed=speed,
            load_seconds=load,
            faults=faults,
            version="0.3.64" if old else "0.33.0",
        )
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    serve(
        config,
        host,
        port,
        lambda url: say("simulated", f"ComfyUI {config.version} at {url}   Ctrl-C stops it"),
    )
