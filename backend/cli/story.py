"""`storycanvas story`: an idea or a script as a story with pictures and voices, and its cut."""

import asyncio
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from backend.cli.configuration import read_settings
from backend.cli.connection import Url, connected
from backend.cli.loop import run
from backend.cli.script_file import read_script
from backend.cli.story_view import story_screen
from backend.cli.wording import say
from backend.client.api_client import ApiClient, ApiError
from backend.client.counts import counted
from backend.client.story_files import write_story
from backend.client.story_follower import StoryPicture, story_pictures
from backend.domain.errors import ServiceUnavailableError, StoryCanvasError

FAKE: Final = "fake"
COMFYUI: Final = "comfyui"
ASKED: Final = {"text": "text", "image": "image", "video": "video", "speech": "audio"}
"""What a service makes, and where a story says who is to make it."""
OVER: Final = 409
"""What the cancelling of a story is answered with that has come to its end meanwhile."""
ONE_OF: Final = {"images": "picture", "narration": "voice", "videos": "film"}
TWO_WAYS: Final = (
    "Set the key of one, such as OPENROUTER_API_KEY (docs/providers.md), or try it with"
    " --provider fake, which makes everything up on this machine"
)
ALL_FAKED: Final = (
    "none is set up, so the provider named fake makes everything up on this machine;"
    " docs/providers.md has those that do not"
)

Json = dict[str, Any]


class NothingSetUpError(ServiceUnavailableError):
    """There is no service, and no ComfyUI server either."""


def story(
    idea: Annotated[str | None, typer.Argument(help="What it is to be about.")] = None,
    script: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="The story itself, instead of an idea."),
    ] = None,
    scenes: Annotated[int | None, typer.Option(min=1, max=100, help="How many.")] = None,
    style: Annotated[
        str | None, typer.Option(help="Such as cinematic, cartoon, realistic, artistic, storybook.")
    ] = None,
    voice: Annotated[str | None, typer.Option(help="As the service of speech calls it.")] = None,
    provider: Annotated[
        str | None, typer.Option(help="Who makes what it can, such as openrouter or fake.")
    ] = None,
    videos: Annotated[bool, typer.Option("--videos", help="Films of the pictures, too.")] = False,
    out: Annotated[Path, typer.Option(file_okay=False, help="Folder for all of it.")] = Path(
        "story-out"
    ),
    url: Url = None,
) -> None:
    """Make a story with pictures and voices, and write its board, sound, subtitles and cut down.

    Where nothing is set up yet, all of it is made up on this machine, and said to be.
    """
    body: Json = {"num_scenes": scenes, "style": style, "videos": videos}
    body |= {"voice": {"voice_id": voice}} if voice else {}
    body |= _source(idea, script)
    out.mkdir(parents=True, exist_ok=True)
    run(_story(url, out, body, provider))


def _source(idea: str | None, script: Path | None) -> Json:
    if (idea is None) == (script is None):
        raise typer.BadParameter("give either an idea, in quotes, or --script FILE")
    if script is None:
        return {"prompt": idea}
    return {"script": read_script(script), "filename": script.name}


async def _story(url: str | None, out: Path, body: Json, provider: str | None) -> None:
    try:
        await _written(url, out, body, provider)
    except NothingSetUpError:
        if url or read_settings().providers:
            raise
        say("services", ALL_FAKED, style="yellow")
        await _written(url, out, body, FAKE)


async def _written(url: str | None, out: Path, body: Json, provider: str | None) -> None:
    faked = {"providers": FAKE} if provider == FAKE else {}
    async with connected(url, faked) as api:
        makers = await _makers(api, provider, is_idea="prompt" in body)
        started = asyncio.create_task(api.post("/stories", {**body, "providers": makers}))
        try:
            # Not cut short: what was accepted must be known to be cancelled.
            story = await asyncio.shield(started)
            picture = await _made(api, story)
        except asyncio.CancelledError:
            await _cancel(api, (await started)["story_id"])
            raise
        await write_story(api, story["story_id"], out)
    _say(picture, out)
    typer.echo(story["story_id"])
    if picture.status["state"] == "partial":
        raise typer.Exit(1)


async def _made(api: ApiClient, story: Json) -> StoryPicture:
    """Follow a story to its end.

    Raises:
        StoryCanvasError: it failed, or somebody cancelled it.
    """
    picture: StoryPicture | None = None
    with story_screen() as screen:
        async for picture in story_pictures(api, story["story_id"], story["draft_id"]):
            screen.show(picture)
    if picture is None or picture.status["status"] == "failed":
        errors = picture.status["errors"] if picture else []
        reason = errors[0]["message"] if errors else "somebody cancelled it"
        raise StoryCanvasError(f"The story was not made: {reason}")
    return picture


async def _cancel(api: ApiClient, story_id: str) -> None:
    try:
        await api.post(f"/stories/{story_id}/cancel")
    except ApiError as error:
        if error.status != OVER:
            say("warning", f"story {story_id} may go on: {error}", style="yellow")
            return
    say("stopped", f"story {story_id}; what was made of it is kept")
    say("next", _retry(story_id))


async def _makers(api: ApiClient, provider: str | None, *, is_idea: bool) -> dict[str, str]:
    """Return who is to make what, where it is not left to the server.

    Raises:
        ServiceUnavailableError: nothing is set up, or not what is asked for.
    """
    services = (await api.get("/providers"))["providers"]
    if provider not in {None, COMFYUI}:
        return _made_by(provider, services)
    ready = [each for each in services if each["configured"]]
    if not ready and provider is None and not await api.get("/comfyui/servers"):
        raise NothingSetUpError(f"Nothing is set up that draws or speaks. {TWO_WAYS}")
    if is_idea and not any("text" in each["kinds"] for each in ready):
        raise ServiceUnavailableError(f"No service is set up that writes. {TWO_WAYS}")
    return {"image": COMFYUI, "video": COMFYUI} if provider else {}


def _made_by(provider: str, services: list[Json]) -> dict[str, str]:
    found = next((each for each in services if each["name"] == provider), None)
    if found is None:
        names = ", ".join(each["name"] for each in services)
        raise typer.BadParameter(f"there is no '{provider}': choose {COMFYUI}, {names}")
    if not found["configured"]:
        raise ServiceUnavailableError(f"{found['label']} is not set up here. {TWO_WAYS}")
    return {ASKED[kind]: provider for kind in found["kinds"]}


def _retry(story_id: str) -> str:
    return f"POST /api/v1/stories/{story_id}/retry makes what is missing"


def _say(picture: StoryPicture, out: Path) -> None:
    """Say what was made, and what was not."""
    status = picture.status
    names = {clip["clip_id"]: clip["name"] for clip in status["clips"]}
    for error in status["errors"]:
        made = ONE_OF.get(error["step"], "")
        about = f"{made} of {names[error['clip_id']]}: " if error["clip_id"] in names else ""
        say("missing", f"{about}{error['message']}", style="yellow")
    if status["state"] == "partial":
        say("next", _retry(status["story_id"]))
    if status["cost"]:
        say("cost", f"${status['cost']:.4f}")
    counts = (counted(len(status["scenes"]), "scene"), counted(len(status["clips"]), "clip"))
    say("written", f"{', '.join(counts)}: {out}")
