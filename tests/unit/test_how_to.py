"""The guides speak of code that is there, and show it as it is."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs/how-to").glob("*.md"))
WALK = ROOT / "docs/how-to/add-an-entity.md"
BLOCK = re.compile(r"^```python (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"(?:backend|tests|docs)(?:/[\w.-]+)+")
NAME = re.compile(r"[A-Za-z_]\w{3,}(?:\.\w+)?")
INVENTED = re.compile(r"badge|NAME", re.IGNORECASE)


def words_of_the_code() -> frozenset[str]:
    places = [ROOT / "backend", ROOT / "tests"]
    files = (path for place in places for path in place.rglob("*.py"))
    return frozenset(
        word for path in files for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize(
    "block", BLOCK.findall(WALK.read_text(encoding="utf-8")), ids=lambda block: block[0]
)
def test_code_in_the_walk_is_the_code_of_its_file(block: tuple[str, str]) -> None:
    path, code = block
    assert code.rstrip() in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_a_file_that_a_guide_names_is_there(guide: Path) -> None:
    named = set(PATH.findall(guide.read_text(encoding="utf-8")))
    real = sorted(path.rstrip(".") for path in named if not INVENTED.search(path))
    assert [path for path in real if not (ROOT / path).exists()] == []


def test_a_name_in_the_walk_is_a_name_in_the_code() -> None:
    text = BLOCK.sub("", WALK.read_text(encoding="utf-8"))
    spans = [span for span in re.findall(r"`([^`]+)`", text) if NAME.fullmatch(span)]
    names = {part for span in spans if not INVENTED.search(span) for part in span.split(".")}
    assert len(names) > 20
    assert sorted(names - words_of_the_code() - {"py"}) == []
