"""The rules of the house that no tool knows, kept by reading our own code."""

import ast
import re
import subprocess
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
CODE = ("backend", "benchmarks")  # run.py works before anything else is there: it cannot be split
DATA = {".json", ".lock", ".png", ".jpg", ".fountain", ".dtd"}

# Which layer a name's last word promises, and where such files may stand.
PLACE_OF = {
    "_router": "backend/api",
    "_dtos": "backend/api/v1/dtos",
    "_service": "backend/services",
    "_repository": "backend/repositories",
}

# Written in pieces, so that this file keeps the rules itself.
FORBIDDEN_TEXT = {
    "the address of a package index": r"pypi\.\w+/|pythonhosted\.|registry\.npm" + r"js\.",
    "a path of somebody's machine": r"(?<![\w.~])/(?:work|root|home/\w+|Users/\w+)/" + r"\w",
    "a note that work is left": r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b(?!\s*\(?#\d)",
}


@cache
def files() -> list[Path]:
    """Return every file that is, or is about to be, in the repository."""
    listed = subprocess.run(
        [
            *("git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"),
            *("--cached", "--others", "--exclude-standard"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = (ROOT / name for name in listed.stdout.split("\0") if name)
    return sorted(path for path in found if path.is_file())


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules(*places: str) -> list[Path]:
    return [
        path
        for path in files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in places
    ]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def length_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", modules(*CODE), ids=name_of)
def test_a_file_is_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{name_of(path)} has {lines} lines"


@pytest.mark.parametrize("path", modules(*CODE), ids=name_of)
def test_a_function_is_short(path: Path) -> None:
    long = {node.name: length_of(node) for node in functions(path)}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", modules(*CODE, "tests"), ids=name_of)
def test_a_module_begins_with_one_sentence(path: Path) -> None:
    first = (ast.get_docstring(parsed(path)) or "").split("\n\n")[0]
    assert re.fullmatch(r"[^\n]+(\n[^\n]+)?[.:]", first), f"{name_of(path)}: {first!r}"
    assert not re.search(r"[.!?] [A-Z]", first), f"{name_of(path)}: more than a sentence: {first!r}"


@pytest.mark.parametrize("path", modules(*CODE), ids=name_of)
def test_whoever_swallows_everything_says_why(path: Path) -> None:
    with path.open("rb") as source:
        tokens = list(tokenize.tokenize(source.readline))
    comments = {token.start[0] for token in tokens if token.type == tokenize.COMMENT}
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ExceptHandler) and swallows_everything(node):
            place = range(node.lineno, (node.body[0].end_lineno or node.lineno) + 1)
            assert comments & set(place), f"{name_of(path)}:{node.lineno}"


def swallows_everything(handler: ast.ExceptHandler) -> bool:
    names = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    blind = {"Exception", "BaseException"}
    last = handler.body[-1]
    passed_on = isinstance(last, ast.Raise) and last.exc is None
    return not passed_on and any(
        name is None or (isinstance(name, ast.Name) and name.id in blind) for name in names
    )


@pytest.mark.parametrize("path", modules("backend"), ids=name_of)
def test_a_name_stands_in_its_layer(path: Path) -> None:
    for ending, place in PLACE_OF.items():
        if path.stem.endswith((ending, f"{ending}s")):
            assert name_of(path.parent) in (place, f"{place}/v1"), name_of(path)


def test_a_dto_module_says_that_it_is_one() -> None:
    folder = PLACE_OF["_dtos"]
    names = {path.stem for path in modules("backend") if name_of(path.parent) == folder}
    assert {name for name in names if not name.endswith("_dtos")} <= {"__init__"}


def test_only_the_command_line_prints() -> None:
    talkers = [
        name_of(path)
        for path in modules("backend")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print"
    ]
    assert [
        name for name in talkers if not name.startswith(("backend/cli/", "backend/demo/"))
    ] == []


@pytest.mark.parametrize("what", FORBIDDEN_TEXT)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN_TEXT[what])
    found = [
        f"{name_of(path)}:{number}: {line.strip()[:80]}"
        for path in files()
        if path.suffix not in DATA or path.suffix == ".lock"
        if path.parent.name != "vendor"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []
