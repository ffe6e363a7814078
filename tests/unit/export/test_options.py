"""What may be asked of an export, and how it is refused."""

from typing import Any

import pydantic
import pytest

from backend.domain.errors import UnknownExportFormatError, ValidationError
from backend.export.bundle import check_formats
from backend.export.formats import FORMATS, export_format
from backend.export.options import ExportOptions


@pytest.mark.parametrize(
    "asked",
    [
        {"fps": "23.98"},
        {"start": "1:00:00:00"},
        {"start": "24:00:00:00"},
        {"version": "1.8"},
        {"picture": "both"},
        {"missing": "black"},
        {"captions": "all"},
        {"media_root": "media"},
        {"media_root": "/a/../b"},
        {"media_root": "\\\\server\\share"},
        {"conform": "true"},
        {"stills": "movie"},
        {"per_page": "4"},
        {"raw": "true"},
    ],
)
def test_a_bad_option_is_refused_by_name(asked: dict[str, Any]) -> None:
    with pytest.raises(pydantic.ValidationError) as refusal:
        ExportOptions(**asked)
    [problem] = refusal.value.errors()
    assert problem["loc"] == tuple(asked)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("edl", {"version": "1.11"}),
        ("json", {"captions": "none"}),
        ("resolve", {"version": "1.12"}),
        ("resolve", {"alternates": "connected"}),
        ("bundle", {"media_root": "/Volumes/ssd"}),
        ("fcpxml", {"formats": ["edl"]}),
    ],
)
def test_an_option_that_means_nothing_to_a_format_is_refused(
    name: str, asked: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError, match=next(iter(asked))):
        export_format(name).check(ExportOptions(**asked))


def test_a_form_may_send_every_option_as_it_stands() -> None:
    everything = ExportOptions(**ExportOptions().model_dump(exclude={"fps"}))
    for name in FORMATS:
        export_format(name).check(everything)


def test_every_format_takes_every_option_it_names() -> None:
    every = ExportOptions()
    for known in FORMATS.values():
        known.check(ExportOptions(**{name: getattr(every, name) for name in known.options}))


def test_an_unknown_format_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownExportFormatError, match="fcpxml"):
        export_format("aaf")


def test_formats_of_a_bundle_may_be_listed_with_commas() -> None:
    assert check_formats(ExportOptions(formats=["edl, json", "srt"])) == ["edl", "json", "srt"]
    with pytest.raises(ValidationError, match="formats"):
        check_formats(ExportOptions(formats=["bundle"]))
