"""The lock files: complete, with hashes, and free of any package index's address."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = sorted(ROOT.glob("requirements*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
INDEX_HOSTS = [
    "".join(parts)
    for parts in (("pypi", ".org"), ("pythonhosted", ".org"), ("registry.npm", "js.org"))
]


def locked(name: str) -> dict[str, str]:
    """Return the version of each package of a lock."""
    text = (ROOT / name).read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_versions_and_hashes_and_nothing_else(lock: Path) -> None:
    entry = re.compile(
        r"[a-z0-9._-]+==\S+( ; [^\\\n]+)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+"
    )
    assert entry.sub("", lock.read_text()) == ""


@pytest.mark.parametrize(
    ("lock", "needs"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-test.lock", PROJECT["dependency-groups"]["test"]),
        ("requirements-sdk.lock", PROJECT["dependency-groups"]["sdk"]),
        *(
            (f"requirements-{extra}.lock", needs)
            for extra, needs in PROJECT["project"]["optional-dependencies"].items()
        ),
    ],
)
def test_a_lock_fits_what_the_project_asks_for(lock: str, needs: list[str]) -> None:
    versions = locked(lock)
    for need in map(Requirement, needs):
        assert need.specifier.contains(versions[canonicalize_name(need.name)]), need


def test_the_test_lock_holds_the_runtime_at_the_same_versions() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-test.lock").items()


def test_no_file_of_the_repository_names_a_package_index() -> None:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if listing.returncode:
        pytest.skip("not a git checkout, so nobody knows which files belong to the repository")
    files = [ROOT / name for name in listing.stdout.splitlines()]
    offenders = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in files
        if path.is_file()
        for host in INDEX_HOSTS
        if host.encode() in path.read_bytes()
    ]
    assert offenders == []
