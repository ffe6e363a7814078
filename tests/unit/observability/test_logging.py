"""One form for every line of the log."""

import asyncio
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from backend.observability.logging import bound, configure
from backend.settings import LogFormat


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Leave the logging of the test run as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers[:] = []
    yield
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def request_under_way() -> Iterator[None]:
    with bound(request_id="req-7"):
        yield


def json_lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_json_line_has_the_facts_by_name(
    capsys: pytest.CaptureFixture[str], request_under_way: None
) -> None:
    configure("info", LogFormat.JSON)
    logging.getLogger("backend.queue").info("job %s done", "j1", extra={"clip": "c1", "n": 3})
    (line,) = json_lines(capsys)
    assert line.pop("at").endswith("Z")
    assert line == {
        "level": "INFO",
        "logger": "backend.queue",
        "message": "job j1 done",
        "request_id": "req-7",
        "clip": "c1",
        "n": 3,
    }


def test_a_text_line_ends_with_what_is_known_besides(
    capsys: pytest.CaptureFixture[str], request_under_way: None
) -> None:
    configure("INFO", LogFormat.TEXT)
    logging.getLogger("backend.queue").warning("late", extra={"clip": "c1"})
    line = capsys.readouterr().err.rstrip()
    assert line.endswith("WARNING  backend.queue  late request_id=req-7 clip=c1")


def test_below_the_level_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    configure("WARNING", LogFormat.TEXT)
    logging.getLogger("backend").info("quiet")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("format", list(LogFormat))
def test_no_form_shows_a_secret(format: LogFormat, capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO", format)
    try:
        raise ValueError("mongodb://ana:s3cr3t@db refused")
    except ValueError:
        logging.getLogger("backend").exception(
            "with %s",
            {"Authorization": "Bearer s3cr3t-token"},
            extra={"api_key": "s3cr3t", "quoted": 'token="s3cr3t"'},
        )
    written = capsys.readouterr().err
    assert "refused" in written
    assert "s3cr3t" not in written


def test_a_traceback_stays_in_its_json_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO", LogFormat.JSON)
    try:
        raise ValueError("broken")
    except ValueError:
        logging.getLogger("backend").exception("it failed", stack_info=True)
    (line,) = json_lines(capsys)
    assert "ValueError: broken" in line["exception"]
    assert "test_logging" in line["stack"]


def test_the_server_writes_in_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("uvicorn").addHandler(logging.StreamHandler())
    configure("INFO", LogFormat.JSON)
    logging.getLogger("uvicorn.error").info(
        "Started %d", 7, extra={"color_message": "\x1b[36mStarted %d\x1b[0m"}
    )
    (line,) = json_lines(capsys)
    assert line["message"] == "Started 7"
    assert "color_message" not in line


def test_libraries_do_not_tell_every_command_at_debug(capsys: pytest.CaptureFixture[str]) -> None:
    configure("DEBUG", LogFormat.TEXT)
    logging.getLogger("pymongo.command").debug("find everything")
    logging.getLogger("backend").debug("ours")
    assert capsys.readouterr().err.count("\n") == 1


def test_facts_are_bound_to_what_is_written_meanwhile(capsys: pytest.CaptureFixture[str]) -> None:
    """Inner facts come beside outer ones or in their place; with None there is none."""
    configure("INFO", LogFormat.TEXT)
    tell = logging.getLogger("backend").info
    with bound(request_id="r1", job_id="j1"):
        with bound(job_id="j2", clip_id="c1", request_id=None):
            tell("inside")
        tell("outside")
    tell("after")
    ends = [line.partition("backend  ")[2] for line in capsys.readouterr().err.splitlines()]
    assert ends == ["inside job_id=j2 clip_id=c1", "outside request_id=r1 job_id=j1", "after"]


async def test_tasks_begun_meanwhile_carry_the_facts_along(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure("INFO", LogFormat.JSON)

    async def work() -> None:
        logging.getLogger("backend").info("at work")

    with bound(job_id="j1"):
        task = asyncio.create_task(work())
    await task
    (line,) = json_lines(capsys)
    assert line["job_id"] == "j1"
