"""The command line as people use it: results on stdout, all else on stderr, no traceback."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import httpx2
import pytest

from backend.cli import connection, serve
from backend.cli.app import run
from backend.settings import Settings
from backend.simulator.config import SimulatorConfig
from backend.simulator.server import running_simulator

SCRIPT = "INT. KITCHEN - NIGHT\n\nMARA sets down two cups.\n\n===\n\nMARA\nOne is for you.\n"
NOBODY = "00000000-0000-4000-8000-000000000000"
START_SECONDS = 40.0


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Storycanvas = Callable[..., Said]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with no settings around it."""
    for name in [*Settings.model_fields, "storycanvas_url", "force_color"]:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NO_COLOR", "1")
    # Logging is the process's own, and this process runs other tests too.
    for module in (connection, serve):
        monkeypatch.setattr(module, "configure", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def storycanvas(place: Path, capfd: pytest.CaptureFixture[str]) -> Storycanvas:
    """Runs a command in this process."""

    def command(*arguments: str) -> Said:
        capfd.readouterr()
        code = run(list(arguments))
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Said(code, out, err)

    return command


@pytest.fixture
def database(mongo_url: str, database_name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database for the commands that need one."""
    monkeypatch.setenv("MONGO_URL", mongo_url)
    monkeypatch.setenv("DB_NAME", database_name)


@pytest.fixture
def project(storycanvas: Storycanvas, place: Path, database: None) -> str:
    """The id of a project made of a script."""
    (place / "cups.fountain").write_text(SCRIPT)
    return storycanvas("board", "cups.fountain").out.strip()


def test_it_says_its_name_and_its_version(storycanvas: Storycanvas) -> None:
    assert storycanvas("--version").out.startswith("storycanvas 1.")
    assert "Usage: storycanvas board" in storycanvas("board").err
    assert "Usage: storycanvas" in storycanvas("--help").out


MISTAKES = [
    (["no-such-command"], 2, "No such command"),
    (["board", "missing.txt"], 2, "does not exist"),
    (["board", "."], 2, "is a directory"),
    (["board", "empty.txt"], 2, "10 to 200,000 characters"),
    (["board", "long.txt"], 2, "10 to 200,000 characters"),
    (["board", "huge.txt"], 2, "holds 800,004 characters"),
    (["board", "latin.txt"], 2, "is not UTF-8 text"),
    (["board", "ok.txt", "--fps", "17"], 2, "'17' is none of 23.976, 24,"),
    (["board", "ok.txt", "--out", "ok.txt"], 2, "is a file"),
    (["export", NOBODY], 2, "--format"),
    (["export", NOBODY, "-f", "edl", "-o", "fps"], 2, "must be NAME=VALUE"),
    (["server", "list", "--url", "nonsense"], 2, "is no address such as http://127.0.0.1:8001"),
    (["server", "list", "--url", "http://[::"], 2, "is no address such as"),
    (["server", "list", "--url", "http://127.0.0.1:1"], 3, "http://127.0.0.1:1 does not answer"),
    (["queue", "watch", "--url", "nonsense"], 2, "is no address such as http://127.0.0.1:8001"),
    (["queue", "watch", "--url", "http://127.0.0.1:1"], 3, "http://127.0.0.1:1 does not answer"),
    (["queue", "cancel"], 2, "Missing argument"),
    (["serve", "--port", "99999"], 2, "65535"),
    (["serve", "--port", "0", "--host", "no-such-host.invalid"], 3, "Correct BACKEND_HOST"),
    (["simulator", "--port", "99999"], 2, "65535"),
    (["simulator", "--fault", "earthquake"], 2, "is no fault"),
    (["demo", "--out", "."], 2, "holds other files"),
    (["demo", "--out", "ok.txt"], 2, "is a file"),
    (["demo", "--script", "latin.txt", "--out", "new"], 2, "is not UTF-8 text"),
    (["demo", "--script", "ok.pdf", "--out", "new"], 1, "'.pdf' scripts cannot be read"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), MISTAKES)
def test_a_mistake_gets_a_sentence_and_an_exit_code(
    storycanvas: Storycanvas, place: Path, arguments: list[str], code: int, words: str
) -> None:
    for name in ("ok.txt", "ok.pdf"):
        (place / name).write_text("A cup of tea, and another.")
    (place / "empty.txt").touch()
    (place / "long.txt").write_text("tea " * 50_001)
    (place / "huge.txt").write_text("tea " * 200_001)
    (place / "latin.txt").write_bytes(b"caf\xe9 au lait, twice")
    said = storycanvas(*arguments)
    assert (said.code, said.out) == (code, "")
    assert words in said.err
    assert not (place / "new").exists()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (b"BACKEND_PORT=many\n", "BACKEND_PORT will not do"),
        (b"LOG_LEVEL=loud\n", "LOG_LEVEL will not do. DEBUG, INFO"),
        (b"MONGO_URL=\xff\xfe\n", "The file .env is not UTF-8 text"),
    ],
)
def test_settings_that_cannot_be_used_are_named(
    storycanvas: Storycanvas, place: Path, written: bytes, words: str
) -> None:
    (place / ".env").write_bytes(written)
    for command in (["serve"], ["migrate"], ["demo", "--out", "new"]):
        said = storycanvas(*command)
        assert (said.code, words in said.err) == (2, True)


def test_a_database_address_that_makes_no_sense_is_not_repeated(
    storycanvas: Storycanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONGO_URL", "mongodb://user:se/cret@host/")
    said = storycanvas("migrate")
    assert (said.code, "cret" in said.err) == (3, False)


def test_a_folder_that_cannot_be_made_is_named(
    storycanvas: Storycanvas, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "file").touch()
    monkeypatch.setenv("DATA_DIR", "file/data")
    said = storycanvas("demo", "--out", "file/demo")
    assert (said.code, "file" in said.err) == (1, True)


def test_a_port_in_use_is_said_before_anything_starts(
    storycanvas: Storycanvas, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("BACKEND_PORT", str(taken.getsockname()[1]))
        for command in (["serve"], ["demo", "--serve", "--out", "new"]):
            said = storycanvas(*command)
            assert (said.code, "Choose another BACKEND_PORT" in said.err) == (3, True)
    assert not (place / "new").exists()


@pytest.mark.parametrize(("host", "place"), [("::", "127.0.0.1"), ("::1", "[::1]")])
def test_the_queue_is_watched_where_these_settings_serve(
    storycanvas: Storycanvas, monkeypatch: pytest.MonkeyPatch, host: str, place: str
) -> None:
    monkeypatch.setenv("BACKEND_HOST", host)
    monkeypatch.setenv("BACKEND_PORT", "1")
    said = storycanvas("queue", "watch")
    assert (said.code, f"http://{place}:1 does not answer" in said.err) == (3, True)


def test_a_board_is_written_down_and_its_id_printed(
    storycanvas: Storycanvas, place: Path, database: None
) -> None:
    (place / "cups.fountain").write_text(SCRIPT)
    said = storycanvas("board", "cups.fountain", "--fps", "25", "--name", "Cups")
    assert said.code == 0
    assert "recognised  1 scenes, 2 clips" in said.err
    assert "dropped     line 5: a page break" in said.err
    out = place / "board-out"
    board = json.loads((out / "Cups.json").read_text())
    assert (board["project"]["id"], board["project"]["fps"]) == (said.out.strip(), 25)
    assert "### Mara: One is for you. (3 s, 3 s long)" in (out / "board.md").read_text()
    assert json.loads((out / "report.json").read_text())["dropped"]
    assert (out / "Cups.srt").exists()
    assert (out / "contact_sheet.png").exists()


@pytest.mark.parametrize(
    ("format", "name"),
    [
        ("fcpxml", "cups.fcpxml"),
        ("resolve", "cups_resolve.fcpxml"),
        ("edl", "cups.edl"),
        ("json", "cups.json"),
        ("bundle", "cups.zip"),
    ],
)
def test_an_export_is_written_and_its_warnings_are_said(
    storycanvas: Storycanvas, place: Path, project: str, format: str, name: str
) -> None:
    said = storycanvas("export", project, "-f", format, "-o", "fps=25", "--out", "cut")
    assert (said.code, said.out.strip()) == (0, str(Path("cut", name)))
    assert "warning     S01_C001 has no picture" in said.err
    assert [path.name for path in (place / "cut").iterdir()] == [name]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["-f", "papyrus"], 1, "there are fcpxml, resolve, edl"),
        (["-f", "edl", "-o", "fps=17"], 2, "fps must be one of"),
        (["-f", "edl", "-o", "colour=red"], 2, "colour"),
    ],
)
def test_an_export_that_cannot_be_made_leaves_nothing(
    storycanvas: Storycanvas, place: Path, project: str, arguments: list[str], code: int, words: str
) -> None:
    said = storycanvas("export", project, *arguments, "--out", "cut")
    assert (said.code, said.out) == (code, "")
    assert words in said.err
    assert list((place / "cut").iterdir()) == []


def test_a_server_is_registered_seen_and_forgotten(
    storycanvas: Storycanvas, database: None
) -> None:
    with simulator() as address:
        added = storycanvas("server", "add", address, "--name", "gpu [1]")
        listed = storycanvas("server", "list")
    id = added.out.strip()
    assert (added.code, "online      ComfyUI 0.33.0, " in added.err) == (0, True)
    assert all(text in listed.out for text in (id, "gpu [1]", address, "online"))
    assert storycanvas("server", "add", address).code == 1
    assert storycanvas("server", "remove", id).code == 0
    assert id not in storycanvas("server", "list").out


def test_a_server_that_is_away_is_registered_with_the_reason(
    storycanvas: Storycanvas, database: None
) -> None:
    added = storycanvas("server", "add", "http://127.0.0.1:1")
    assert added.code == 0
    assert "could not be reached. It gets jobs as soon as it answers." in added.err
    assert storycanvas("server", "add", "nonsense").code == 2


def test_a_running_server_is_used_where_its_address_is_given(
    storycanvas: Storycanvas, place: Path, project: str
) -> None:
    with serving(place) as (process, url):
        said = storycanvas("export", project, "-f", "edl", "--url", f"{url}/api/v1/")
        process.send_signal(signal.SIGTERM)
        assert process.wait(START_SECONDS) == 0
    assert (said.code, said.out.strip()) == (0, "cups.edl")


def test_something_else_at_the_address_is_recognised(storycanvas: Storycanvas) -> None:
    with simulator() as address:
        said = storycanvas("server", "list", "--url", address)
    assert (said.code, "not in the form of our API" in said.err) == (1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals on Windows")
@pytest.mark.parametrize(("signals", "code"), [([2], 130), ([15], 0), ([2, 2], 130)])
def test_serving_ends_cleanly_and_takes_its_database_along(
    place: Path, signals: list[int], code: int
) -> None:
    with serving(place) as (process, _):
        record = place / "data" / "db.address"
        embedded = record.exists()
        for number in signals:
            process.send_signal(number)
        assert process.wait(START_SECONDS) == code
    assert "Traceback" not in (place / "serve.log").read_text()
    assert not record.exists()
    if embedded:  # there may be a MongoDB on this machine, which is used then
        assert '"exitCode":0' in (place / "data" / "db.log").read_text()


STUBBORN = """
import asyncio
from backend.cli.loop import run

async def work():
    print("up", flush=True)
    while True:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            print("told", flush=True)

run(work())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals on Windows")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_second_signal_ends_even_what_does_not_listen(number: signal.Signals) -> None:
    root = Path(connection.__file__).parents[2]
    command = [sys.executable, "-c", STUBBORN]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for word in ("up\n", "told\n"):
            assert process.stdout.readline() == word
            process.send_signal(number)
        assert process.wait(START_SECONDS) == -number


@contextmanager
def simulator() -> Iterator[str]:
    """Run a simulated ComfyUI beside this thread and yield its address."""
    import asyncio

    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    running = running_simulator(SimulatorConfig())
    try:
        started = asyncio.run_coroutine_threadsafe(running.__aenter__(), loop)
        yield started.result(START_SECONDS).url
        ended = asyncio.run_coroutine_threadsafe(running.__aexit__(None, None, None), loop)
        ended.result(START_SECONDS)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Run `storycanvas serve` and yield its process and address once it is ready."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    root = str(Path(connection.__file__).parents[2])
    environment = {**os.environ, "BACKEND_PORT": str(port), "PYTHONPATH": root}
    command = [sys.executable, "-P", "-m", "backend", "serve"]
    url = f"http://127.0.0.1:{port}"
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=environment, cwd=folder, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not is_ready(url):
            assert process.poll() is None, (folder / "serve.log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield process, url
    finally:
        process.kill()
        process.wait()


def is_ready(url: str) -> bool:
    """Whether a server there can do its work."""
    try:
        return httpx2.get(f"{url}/health/ready").is_success
    except httpx2.TransportError:
        return False
