"""One golden file per format: what editors get changes only on purpose.

After a wanted change run the tests once with UPDATE_GOLDEN=1, and read the difference.
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from backend.export.bundle import make_bundle, write_files
from backend.export.formats import TEXT_FORMATS
from backend.export.options import ExportOptions
from tests.unit.export.boards import everything

GOLDEN = Path(__file__).parents[2] / "golden" / "export"


def compare(path: Path, content: bytes) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(content)
    assert content == path.read_bytes(), f"{path.name} differs; see the head of this test"


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_a_format_is_written_as_it_always_was(name: str) -> None:
    timeline = everything("29.97df").timeline(alternates="connected", clip_audio=True)
    files, _ = write_files(timeline, name, ExportOptions())
    for file, content in files.items():
        compare(GOLDEN / file, content)


@pytest.mark.parametrize("file", ["report.json", "README.txt"])
def test_a_bundle_explains_itself_as_it_always_did(file: str) -> None:
    timeline = everything("29.97df").timeline()
    compare(GOLDEN / file, make_bundle(timeline, ExportOptions()).texts[file])


def test_a_project_called_report_keeps_its_files_in_a_bundle() -> None:
    timeline = replace(everything().timeline(), stem="Report")
    texts = make_bundle(timeline, ExportOptions()).texts
    assert {"Report_cut.json", "report.json"} <= texts.keys()
