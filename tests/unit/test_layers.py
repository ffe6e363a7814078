"""Each import contract of pyproject.toml notices a file that breaks it."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

OFFENDERS = {
    "domain/offender.py": "import backend.services",
    "events/offender.py": "import backend.providers.offender",
    "providers/offender.py": "import backend.events.offender",
    "providers/comfyui/offender.py": "import backend.providers.runpod",
    "services/offender.py": "import fastapi, pymongo, backend.simulator",
    "api/offender.py": "import backend.repositories.collection",
    "export/writers/offender.py": "import backend.domain.clip",
    "story/offender.py": "import socket",
    "simulator/offender.py": "import backend.domain.ids",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program and its contracts, to be spoilt."""
    shutil.copytree(
        ROOT / "backend", tmp_path / "backend", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def verdict(folder: Path) -> str:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"], cwd=folder, capture_output=True, text=True, timeout=100
    )
    return done.stdout


def test_every_contract_notices_a_file_that_breaks_it(copy: Path) -> None:
    for name, line in OFFENDERS.items():
        (copy / "backend" / name).write_text(f"{line}\n")
    settings = tomllib.loads((copy / "pyproject.toml").read_text())["tool"]["importlinter"]
    broken = set(re.findall(r"^(.+?) BROKEN", verdict(copy), re.MULTILINE))
    assert broken == {contract["name"] for contract in settings["contracts"]}


def test_a_new_package_must_be_given_its_layer(copy: Path) -> None:
    (copy / "backend" / "surprise").mkdir()
    (copy / "backend" / "surprise" / "__init__.py").touch()
    assert re.search(r"^Layers: .+ BROKEN", verdict(copy), re.MULTILINE)
