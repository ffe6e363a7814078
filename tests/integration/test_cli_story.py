"""`storycanvas story` as people use it, in a process of its own and on a real mongod."""

import asyncio
import json
import os
import signal
import sys
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import httpx2
import pytest
from fastapi import FastAPI

from backend.settings import Settings
from backend.synth import tones
from tests.api_steps import V1
from tests.draft_steps import TALE
from tests.event_readers import served

ROOT = Path(tones.__file__).parents[2]
PATIENCE_SECONDS = 100.0
TWO_WAYS = ("OPENROUTER_API_KEY", "--provider fake")


class Said(NamedTuple):
    """What a command left behind."""

    code: int | None
    out: str
    err: str


Started = Callable[..., Awaitable[asyncio.subprocess.Process]]
Told = Callable[..., Awaitable[Said]]


@pytest.fixture
async def started(mongo_url: str, database_name: str, tmp_path: Path) -> AsyncIterator[Started]:
    """Starts the command in an empty folder, with no settings around it but those given."""
    processes: list[asyncio.subprocess.Process] = []
    ours = {name.upper() for name in Settings.model_fields} | {"FORCE_COLOR", "STORYCANVAS_URL"}
    around = {name: value for name, value in os.environ.items() if name not in ours}
    around |= {"MONGO_URL": mongo_url, "DB_NAME": database_name, "PYTHONPATH": str(ROOT)}
    around |= {"COLUMNS": "200", "NO_COLOR": "1"}

    async def start(*arguments: str, **settings: str) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "backend", "story", *arguments),
            cwd=tmp_path,
            env=around | settings,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.fixture
def told(started: Started) -> Told:
    """Runs the command to its end."""

    async def run(*arguments: str, **settings: str) -> Said:
        process = await started(*arguments, **settings)
        async with asyncio.timeout(PATIENCE_SECONDS):
            out, err = await process.communicate()
        assert b"Traceback" not in err, err.decode()
        return Said(process.returncode, out.decode(), err.decode())

    return run


async def test_an_idea_becomes_a_board_with_voices_subtitles_and_a_cut(
    told: Told, tmp_path: Path
) -> None:
    said = await told(
        "A fox who lights the way home", "--scenes", "2", "--style", "storybook",
        *("--provider", "fake", "--voice", "old sailor", "--out", "tale"),
    )  # fmt: skip
    assert said.code == 0, said.err
    for step in ("tale", "outline", "shots", "voices", "pictures", "finish"):
        assert f"{step:<11} done" in said.err
    folder = tmp_path / "tale"
    board = json.loads(next(folder.glob("*.json")).read_text())
    clips = [clip for scene in board["scenes"] for clip in scene["clips"]]
    assert (board["project"]["id"], len(board["scenes"])) == (said.out.strip(), 2)
    assert f"2 scenes, {len(clips)} clips: tale" in said.err
    assert said.err.count("picture     done") == said.err.count("voice       done") == len(clips)
    assert len(list((folder / "audio").glob("*.mp3"))) == len(clips)
    assert (folder / "audio" / "1A.mp3").exists()
    assert {clip["generated_audio"][0]["generation_params"]["voice"] for clip in clips} == {
        "old sailor"
    }
    endings = {"md", "png", "json", "srt", "vtt", "fcpxml", "edl", "zip"}
    assert {path.suffix[1:] for path in folder.iterdir() if path.is_file()} == endings
    cut = ET.parse(next(folder.glob("*.fcpxml")))  # noqa: S314 - a file of our own
    for media in cut.iter("media-rep"):
        assert (folder / media.attrib["src"]).is_file()
    with zipfile.ZipFile(next(folder.glob("*.zip"))) as bundle:
        assert bundle.testzip() is None
        assert sum(name.endswith(".png") for name in bundle.namelist()) >= len(clips)


async def test_a_script_keeps_its_words_and_gets_films_if_asked(told: Told, tmp_path: Path) -> None:
    (tmp_path / "tale.md").write_text(TALE)
    said = await told("--script", "tale.md", "--videos", PROVIDERS="fake")
    assert said.code == 0, said.err
    assert "film        done" in said.err
    board = json.loads(next((tmp_path / "story-out").glob("*.json")).read_text())
    clips = [clip for scene in board["scenes"] for clip in scene["clips"]]
    words = " ".join(clip["lyrics"] for clip in clips)
    assert "The light went round, and the ship went by." in words
    assert all(clip["generated_videos"] for clip in clips)


async def test_where_nothing_is_set_up_all_is_made_up_and_said_to_be(
    told: Told, tmp_path: Path
) -> None:
    said = await told("A fox who finds a lighthouse", "--scenes", "1", "--out", "tale")
    assert said.code == 0, said.err
    assert said.err.startswith("services    none is set up, so the provider named fake")
    assert list((tmp_path / "tale").glob("*.fcpxml"))


async def test_what_is_set_up_but_does_not_write_is_not_replaced(
    told: Told, tmp_path: Path
) -> None:
    (tmp_path / "tale.md").write_text(TALE)
    for source, settings in (
        (["A fox who lights the way home"], {"ELEVENLABS_API_KEY": "a-key"}),
        (["A fox who lights the way home", "--provider", "comfyui"], {}),
        (["--script", "tale.md"], {"PROVIDERS": "comfyui"}),
    ):
        said = await told(*source, **settings)
        assert (said.code, said.out) == (3, "")
        assert all(way in said.err for way in TWO_WAYS)
        assert said.err.count("\n") == 1


MISTAKES = [
    ([], 2, "give either an idea, in quotes, or --script FILE"),
    (["An idea, and", "--script", "tale.md"], 2, "give either an idea, in quotes, or --script"),
    (["fox", "--provider", "fake"], 2, "prompt: String should have at least 10 characters"),
    (["A fox at night", "--provider", "fake", "--style", "plaid"], 2, "storybook"),
    (["A fox at night", "--provider", "nobody"], 2, "choose comfyui, openrouter,"),
    (["A fox at night", "--provider", "runware"], 3, "Runware is not set up here."),
    (["A fox at night", "--url", "http://127.0.0.1:1"], 3, "does not answer"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), MISTAKES)
async def test_a_mistake_gets_a_sentence_and_an_exit_code(
    told: Told, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    (tmp_path / "tale.md").write_text(TALE)
    said = await told(*arguments)
    assert (said.code, said.out) == (code, "")
    assert words in said.err


async def test_what_could_not_be_made_is_named_and_all_else_is_written(
    told: Told, tmp_path: Path
) -> None:
    (tmp_path / "tale.md").write_text(TALE)
    (tmp_path / "image.png").write_text("This is no picture.")
    said = await told("--script", "tale.md", "--provider", "fake", FAKE_DATA_DIR=str(tmp_path))
    assert (said.code, len(said.out.strip())) == (1, 36)
    assert "missing     picture of Mara climbed the stairs." in said.err
    assert f"next        POST /api/v1/stories/{said.out.strip()}/retry" in said.err
    assert list((tmp_path / "story-out").glob("*.fcpxml"))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals on Windows")
async def test_ctrl_c_cancels_the_draft_and_all_its_jobs(
    started: Started, client: httpx2.AsyncClient
) -> None:
    process = await started(
        "A fox who lights the way home", "--provider", "fake", FAKE_DELAY_SECONDS="60"
    )
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE_SECONDS):
        while b"at work" not in await process.stderr.readline():
            assert process.returncode is None
        process.send_signal(signal.SIGINT)
        _, err = await process.communicate()
    assert process.returncode == 130
    assert "stopped     story" in err.decode()
    assert "/retry makes what is missing" in err.decode()
    (story,) = (await client.get(f"{V1}/stories")).json()["stories"]
    status = (await client.get(f"{V1}/stories/{story['story_id']}/status")).json()
    assert (status["status"], status["error_code"]) == ("failed", "CANCELLED")
    unfinished = {"status": "pending,processing"}
    assert (await client.get(f"{V1}/queue/jobs", params=unfinished)).json() == []


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """With everything faked, for the server that is there already."""
    return settings.model_copy(update={"providers": "fake"})


async def test_a_running_server_does_it_where_its_address_is_given(
    told: Told, app: FastAPI, tmp_path: Path
) -> None:
    async with served(app) as url:
        (tmp_path / "tale.md").write_text(TALE)
        # Of the database the command knows nothing then.
        said = await told("--script", "tale.md", "--url", url, MONGO_URL="mongodb://127.0.0.1:1")
    assert said.code == 0, said.err
    assert (tmp_path / "story-out" / "contact_sheet.png").exists()
