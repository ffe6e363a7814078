#!/usr/bin/env python3
"""Set StoryCanvas up on first use, then run it. It needs Python 3.11+ and nothing else.

python3 run.py demo            the whole job on a sample script, with simulated servers
python3 run.py run             serve on 127.0.0.1:8001 until Ctrl-C
python3 run.py all             serve, with a worker and, where one is found, a broker beside it
python3 run.py test [ARGS]     all tests on a real mongod; ARGS go to pytest
python3 run.py contract        regenerate frontend-contract/; its TypeScript part needs Node.js
python3 run.py check           what CI does: lint, format, types, layers, tests with coverage
python3 run.py install EXTRA   add an optional part, one of: {extras}
python3 run.py vendor          fetch the browser libraries that stand in the repository, with npm
python3 run.py lock [ARGS]     recompute the lock files; ARGS go to uv, for instance --upgrade
python3 run.py commands        list all other commands, such as board, export and server
python3 run.py COMMAND ...     run one of them
"""

# Only the standard library, and only what Python 3.8 can parse: an older Python gets a sentence
# that says what to do, not a syntax error.

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / ".stamp"

OLDEST_PYTHON, NEWEST_MINOR = (3, 11), 14
OLDEST_MONGOD = 6
OLDEST_OUTER_PIP = (22, 3)  # the first that installs into another environment
PIP_WHEEL = "pip-24.2-py3-none-any.whl"
PIP_SHA256 = "2cd581cf58ab7fcfca4ce8efa6dcacd0de5bf8d0a3eb9ec927e07405f4d9e2a2"

RUNTIME, TEST = "requirements.lock", "requirements-test.lock"
EMBEDDED = "requirements-embedded.lock"
COVERED_BY = {TEST: [RUNTIME, TEST]}  # the test lock holds every package of the runtime lock
VENDOR_FOLDER = ROOT / "backend" / "web" / "docs" / "vendor"
VENDORED = {  # each file as it is in its package, and its name here
    "swagger-ui-dist@5.35.0": {
        "swagger-ui-bundle.js": "swagger-ui-bundle.js",
        "swagger-ui-bundle.js.LICENSE.txt": "swagger-ui-bundle.js.LICENSE.txt",
        "swagger-ui.css": "swagger-ui.css",
        "LICENSE": "swagger-ui.LICENSE.txt",
    }
}
CHECKS = {
    "lint": "ruff check .",
    "format": "ruff format --check .",
    "types": "mypy backend tests run.py",
    "layers": "lint-imports",
    "tests": "pytest -n auto --cov --cov-branch --cov-fail-under=90",
}
FAILED, USAGE, AWAY, INTERRUPTED = 1, 2, 3, 130
STOP_SECONDS = 15


class SetupError(Exception):
    """Something this machine lacks; the message is one line that says what to do."""


def main(arguments: list[str]) -> int:
    command, rest = (arguments or ["--help"])[0], arguments[1:]
    if command in ("-h", "--help", "help"):
        print((__doc__ or "").format(extras=", ".join(extras())), end="")
        return 0
    own = {
        "all": run_all,
        "test": test,
        "contract": contract,
        "check": check,
        "install": install_extra,
        "vendor": vendor,
        "lock": lock,
    }
    try:
        if tuple(sys.version_info) < OLDEST_PYTHON:
            return become(newer_python(), __file__, *arguments)
        return own[command](rest) if command in own else storycanvas(command, rest)
    except (SetupError, OSError) as error:
        say(f"setup      {error}")
        return AWAY
    except KeyboardInterrupt:
        say("stopped; the next start goes on from here")
        return INTERRUPTED


def storycanvas(command: str, rest: list[str]) -> int:
    set_up([RUNTIME], mongod=command == "demo" or not mongo_url_is_set())
    command = {"run": "serve", "commands": "--help"}.get(command, command)
    return become(str(PYTHON), "-P", "-m", "backend", command, *rest)


def run_all(rest: list[str]) -> int:
    """Run everything until Ctrl-C, SIGTERM or the end of one part; nothing is left running."""
    if rest:
        say("usage: python3 run.py all, with settings from the environment or .env")
        return USAGE
    set_up([RUNTIME], mongod=not mongo_url_is_set())
    told: list[int] = []
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda number, _frame: told.append(number))
    environment = dict(os.environ)
    own = [str(PYTHON), "-P", "-m", "backend"]
    parts = {"serve": [*own, "serve"], "worker": [*own, "worker"]}
    broker = broker_command(environment)
    if broker:
        parts = {"broker": broker, **parts}
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in parts.items():
            # In sessions of their own: Ctrl-C reaches us alone, and we stop them in good order.
            running[name] = subprocess.Popen(command, env=environment, start_new_session=True)
        ended = wait_for_one(running, told)
    finally:
        for process in reversed(list(running.values())):
            end(process)
    if ended:
        say(f"all        {ended} has ended, so all do")
        return running[ended].returncode or FAILED
    return INTERRUPTED if told[0] == signal.SIGINT else 0


def wait_for_one(running: dict[str, subprocess.Popen[bytes]], told: list[int]) -> str:
    """Return the name of the first program that ends; "" once we are told to stop."""
    while not told:
        for name, process in running.items():
            if process.poll() is not None:
                return name
        time.sleep(0.1)
    return ""


def broker_command(environment: dict[str, str]) -> list[str]:
    """Return how to start a broker and have it used, if one is here and none is set up."""
    chosen = environment.get("QUEUE_ENGINE") or environment.get("CELERY_BROKER_URL")
    redis = shutil.which("redis-server")
    if chosen or not redis or not works(PYTHON, "-c", "import celery"):
        return []
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment["QUEUE_ENGINE"] = "celery"
    environment["CELERY_BROKER_URL"] = f"redis://127.0.0.1:{port}/0"
    say(f"all        {redis} on port {port} hands out exports and films")
    return [redis, "--port", port, "--bind", "127.0.0.1", "--save", "", "--loglevel", "warning"]


def end(process: subprocess.Popen[bytes]) -> None:
    """Have a program stop, in a while by itself."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def test(rest: list[str]) -> int:
    set_up([TEST], mongod=True)
    os.chdir(ROOT)
    return become(str(PYTHON), "-m", "pytest", *(rest or ["-n", "auto"]))


def contract(rest: list[str]) -> int:
    """Write down what clients rely on: the documents, then what Node makes of them."""
    set_up([RUNTIME])
    code = subprocess.call([str(PYTHON), "-P", "-m", "backend", "contract", *rest], cwd=ROOT)
    if code or rest:
        return code
    npm = shutil.which("npm")
    if not npm:
        raise SetupError("the TypeScript client was left as it is: it needs Node.js 20 with npm")
    client = ROOT / "frontend-contract" / "client"
    steps = [["ci", "--loglevel=error"]]
    steps += [["run", "--silent", script] for script in ("generate", "asyncapi", "postman")]
    return FAILED if any(subprocess.call([npm, *step], cwd=client) for step in steps) else 0


def check(_rest: list[str]) -> int:
    """Run every check, also after one has failed: a person wants the whole list."""
    set_up([TEST], mongod=True)
    failed = []
    for name, tool in CHECKS.items():
        say(f"check      {name}: {tool}")
        program, *options = tool.split()
        if subprocess.call([str(BIN / program), *options], cwd=ROOT):
            failed.append(name)
    say(f"check      failed: {', '.join(failed)}" if failed else "check      all good")
    return FAILED if failed else 0


def install_extra(rest: list[str]) -> int:
    if len(rest) != 1 or rest[0] not in extras():
        say(f"usage: python3 run.py install EXTRA, where EXTRA is one of: {', '.join(extras())}")
        return USAGE
    set_up([RUNTIME, f"requirements-{rest[0]}.lock"], again=True)
    return 0


def vendor(_rest: list[str]) -> int:
    """Fetch what pages of ours load, so that they need nothing from other servers."""
    import tarfile
    import tempfile

    npm = shutil.which("npm")
    if not npm:
        raise SetupError("npm was not found: install Node.js, then start again")
    for package, files in VENDORED.items():
        with tempfile.TemporaryDirectory() as folder:
            if subprocess.call([npm, "pack", "--silent", package], cwd=folder):
                return FAILED
            with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
                for inside, name in files.items():
                    content = archive.extractfile(f"package/{inside}")
                    (VENDOR_FOLDER / name).write_bytes(content.read() if content else b"")
    return 0


def lock(rest: list[str]) -> int:
    """Recompute the locks: versions and hashes, no index address, one file for all systems."""
    import tomllib

    set_up([TEST])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    style = "--universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q"

    def resolve(lock: str, *source: str, needs: str = "") -> int:
        command = [str(BIN / "uv"), "pip", "compile", *style.split(), *rest, *source, "-o", lock]
        done = subprocess.run(command, cwd=ROOT, input=needs, text=True, stdout=subprocess.DEVNULL)
        return done.returncode

    codes = [resolve(RUNTIME, "pyproject.toml")]
    codes.append(resolve(TEST, "pyproject.toml", "--group", "test", "-c", RUNTIME))
    for extra, needs in project["optional-dependencies"].items():
        source = ("-", "-c", RUNTIME)
        codes.append(resolve(f"requirements-{extra}.lock", *source, needs="\n".join(needs)))
    codes.append(resolve("requirements-sdk.lock", "--group", "sdk", "-c", RUNTIME, "-c", TEST))
    return max(codes)


def extras() -> list[str]:
    locks = sorted(path.name for path in ROOT.glob("requirements-*.lock"))
    return [lock[len("requirements-") : -len(".lock")] for lock in locks if lock != TEST]


def set_up(locks: list[str], *, mongod: bool = False, again: bool = False) -> None:
    """Bring .venv to the state of the locks; at once, and without a network, if it is there."""
    wished = [EMBEDDED] if mongod and not mongod_found() else []
    if not again and not outdated(locks + wished):
        return
    with one_at_a_time():
        started, first = time.monotonic(), not STAMP.exists()
        if not identity() or read_stamp().get("identity") not in (None, identity()):
            make_venv()
        before = count_packages()
        for lock in locks if again else outdated(locks):
            install(lock)
            remember(*COVERED_BY.get(lock, [lock]))
        for lock in outdated(wished):
            try:
                install(lock)
            except SetupError as error:
                say(f"setup      no embedded database: {error}")
            remember(lock)  # also after a failure: the next start must not need the network
        add_links()
        packages, seconds = count_packages() - before, time.monotonic() - started
        say(f"setup      {packages} packages{' (first run)' if first else ''}  {seconds:.1f} s")


def outdated(locks: Sequence[str]) -> list[str]:
    stamp = read_stamp()
    same_place = stamp.get("identity") == identity()
    return [lock for lock in locks if not (same_place and stamp.get(lock) == digest(lock))]


def remember(*locks: str) -> None:
    stamp = {**read_stamp(), "identity": identity(), **{lock: digest(lock) for lock in locks}}
    STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def digest(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def identity() -> str | None:
    """Return what .venv depends on besides the locks, or None if it does not work."""
    probe = "import sys; print(sys.version, sys.platform)"
    version = output_of(PYTHON, "-I", "-S", "-c", probe)
    return version and f"{version} {platform.machine()} {ROOT}"


def make_venv() -> None:
    if VENV.exists():
        say("setup      .venv does not work here; it is made anew")
        shutil.rmtree(VENV)
    plain = [sys.executable, "-m", "venv", "--clear", VENV]
    ways = [plain, [*plain, "--without-pip"]]  # Debian keeps ensurepip in a package of its own
    if find_uv():
        ways.insert(0, [find_uv(), "venv", "--python", sys.executable, VENV])
    if not any(works(*way) for way in ways):
        raise SetupError(f"{VENV} cannot be made: install python3-venv, or uv, then start again")


def install(lock: str) -> None:
    """Install with the first program that can: uv may lack the index that pip was told of."""
    total = len(re.findall(r"^\S+==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
    say(f"setup      installing up to {total} packages of {lock}", passing=True)
    options = ["--only-binary", ":all:", "--no-deps", "--require-hashes", "-r", str(ROOT / lock)]
    complaint = "there is no pip: install python3-venv, or uv, then start again"
    for installer in installers():
        failure = run_with_progress([*installer, *options], total)
        if not failure:
            return
        complaint = f"{lock} could not be installed:\n{failure}"
    raise SetupError(complaint)


def installers() -> Iterator[list[str]]:
    """Name the programs of this machine that can install into .venv, best first."""
    uv = find_uv()
    if uv:
        yield [uv, "pip", "install", "--compile-bytecode", "--python", str(PYTHON)]
    version = output_of(sys.executable, "-m", "pip", "--version") or ""
    outer = re.match(r"pip (\d+)\.(\d+)", version)
    if works(PYTHON, "-m", "pip", "--version"):
        yield [str(PYTHON), "-m", "pip", "install"]
    elif outer and (int(outer[1]), int(outer[2])) >= OLDEST_OUTER_PIP:
        yield [sys.executable, "-m", "pip", "--python", str(PYTHON), "install"]
    elif os.environ.get("PIP_INDEX_URL"):
        yield [str(PYTHON), str(fetch_pip(os.environ["PIP_INDEX_URL"]) / "pip"), "install"]


def run_with_progress(command: list[str], total: int) -> str:
    """Run an installer, on a terminal with a moving line; return its last words if it fails."""
    quiet = {"PIP_NO_INPUT": "1", "PIP_PROGRESS_BAR": "off", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    said, met = [], 0
    with subprocess.Popen(
        command,
        env={**os.environ, **quiet},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            said.append(line)
            package = re.match(r"Collecting (\S+?)==", line)
            if package and sys.stderr.isatty():
                met += 1
                say(f"setup      {met}/{total} {package[1]}", passing=True)
    return "".join(said[-12:]).rstrip() if process.returncode else ""


def find_uv() -> str | None:
    found = [shutil.which("uv"), shutil.which("uv", path=str(BIN))]
    return next((uv for uv in found if uv and works(uv, "--version")), None)


def fetch_pip(index: str) -> Path:
    """Fetch the one wheel that can be run without being installed, from the user's own index."""
    import ssl
    from urllib.parse import urljoin
    from urllib.request import urlopen

    page = index.rstrip("/") + "/pip/"
    try:
        trust = ssl.create_default_context(cafile=os.environ.get("PIP_CERT"))
        listing = urlopen(page, timeout=60, context=trust).read().decode()  # noqa: S310
        link = re.search(rf'href="([^"]*{re.escape(PIP_WHEEL)})', listing)
        if link is None:
            raise SetupError(f"PIP_INDEX_URL does not offer {PIP_WHEEL}")
        wheel = urlopen(urljoin(page, link[1]), timeout=60, context=trust).read()  # noqa: S310
    except (OSError, ValueError) as error:
        raise SetupError(f"pip cannot be fetched from PIP_INDEX_URL: {error}") from None
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        raise SetupError(f"{PIP_WHEEL} from PIP_INDEX_URL is not the one we know; it was not run")
    (VENV / PIP_WHEEL).write_bytes(wheel)
    return VENV / PIP_WHEEL


def add_links() -> None:
    """Make `backend` importable and `storycanvas` a command, without building a package."""
    (site_packages() / "storycanvas.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if os.name == "nt":
        (BIN / "storycanvas.cmd").write_text('@"%~dp0python.exe" -P -m backend %*\n')
        return
    launcher = BIN / "storycanvas"
    launcher.write_text(f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -P -m backend "$@"\n')
    launcher.chmod(0o755)


def site_packages() -> Path:
    probe = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(output_of(PYTHON, "-c", probe) or VENV)


def count_packages() -> int:
    return sum(1 for _ in site_packages().glob("*.dist-info"))


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second set-up wait for the first, where the system has file locks."""
    with Path(__file__).open() as door:
        with contextlib.suppress(ImportError, OSError):
            import fcntl

            fcntl.flock(door, fcntl.LOCK_EX)
        yield


def newer_python() -> str:
    """Return a Python that is new enough; one on the PATH counts only if it runs."""
    for minor in range(NEWEST_MINOR, OLDEST_PYTHON[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and works(found, "-c", ""):
            return found
    raise SetupError(
        f"StoryCanvas needs Python 3.11 or newer and this is {platform.python_version()}: "
        "install one (apt install python3.11, brew install python, ...) and start again"
    )


def mongod_found() -> bool:
    """Return whether this machine brings a mongod, so that none needs to be installed."""
    names = filter(None, [os.environ.get("MONGOD_BINARY"), "mongod"])
    answers = (output_of(found, "--version") for found in map(shutil.which, names) if found)
    versions = (re.search(r"v(\d+)\.\d", answer or "") for answer in answers)
    return any(version and int(version[1]) >= OLDEST_MONGOD for version in versions)


def mongo_url_is_set() -> bool:
    settings = ""
    with contextlib.suppress(OSError, ValueError):
        settings = Path(".env").read_text(encoding="utf-8")
    written = re.search(r"^\s*(export\s+)?MONGO_URL\s*=\s*[^\s#]", settings, re.MULTILINE)
    return bool(os.environ.get("MONGO_URL") or written)


def works(*command: object) -> bool:
    return output_of(*command) is not None


def output_of(*command: object) -> str | None:
    """Return what the command prints, or None if it fails."""
    words, nothing = [str(word) for word in command], subprocess.DEVNULL
    try:
        return subprocess.check_output(words, stdin=nothing, stderr=nothing, text=True).strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def become(*command: str) -> int:
    """Turn into another program, so that signals and its exit code need no passing on."""
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.call(command)


def say(line: str, *, passing: bool = False) -> None:
    """Print to stderr, for stdout is the command's; a passing line gives way to the next one."""
    if sys.stderr.isatty():
        print(f"\r\033[K{line}", end="" if passing else "\n", file=sys.stderr, flush=True)
    else:
        print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
