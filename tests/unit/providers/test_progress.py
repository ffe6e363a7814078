"""Messages of the socket, the broken ones too."""

import json
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.providers.base import RemoteEvent
from backend.providers.comfyui.progress import ProgressReader
from backend.providers.graphs.catalogue import catalogue


def message(type: str, **data: Any) -> str:
    return json.dumps({"type": type, "data": {"prompt_id": "p", **data}})


def state(value: float, most: float, word: str = "running") -> dict[str, Any]:
    return {"value": value, "max": most, "state": word}


def reader() -> ProgressReader:
    progress = ProgressReader()
    progress.expect("p", catalogue()["sd15"].graph)
    return progress


def test_a_sampler_weighs_more_than_all_other_nodes() -> None:
    progress = reader()
    before = progress.read(message("progress_state", nodes={"ckpt": state(1, 1, "finished")}))
    halfway = progress.read(
        message("progress_state", nodes={"ckpt": state(1, 1, "finished"), "ks": state(10, 20)})
    )
    assert before is not None
    assert halfway is not None
    assert before.progress == pytest.approx(1 / 26)
    assert halfway.progress == pytest.approx(11 / 26)
    assert halfway.node == "ks"


def test_progress_never_goes_back() -> None:
    progress = reader()
    progress.read(message("execution_cached", nodes=["ckpt", "pos", "neg", "lat"]))
    event = progress.read(message("progress_state", nodes={"ks": state(0, 20)}))
    assert event is not None
    assert event.progress == pytest.approx(4 / 26)


def test_of_a_prompt_from_before_a_restart_the_samplers_steps_are_told() -> None:
    progress = ProgressReader()
    assert progress.read(message("progress", node="ks", value=5, max=20)) == RemoteEvent(
        "p", 0.25, "ks", steps=True
    )


def test_only_executing_nothing_means_finished() -> None:
    progress = reader()
    assert progress.read(message("execution_success")) is None
    assert progress.read(message("execution_error")) is None
    assert progress.read(message("executing", node=None)) == RemoteEvent("p", finished=True)


def test_a_preview_without_an_id_belongs_to_the_prompt_that_runs() -> None:
    progress = reader()
    picture = struct.pack(">II", 1, 1) + b"\xff\xd8jpeg"
    assert progress.read(picture) is None
    progress.read(message("executing", node="ks"))
    assert progress.read(picture) == RemoteEvent("p", preview=b"\xff\xd8jpeg")


@pytest.mark.parametrize(
    "junk",
    [
        "", "{", "[]", "null", '{"type": "executing"}', '{"type": 1, "data": {"prompt_id": 7}}',
        '{"type": "executing", "data": {"node": "3"}}', "[" * 100_000, b"", b"\0\0",
        struct.pack(">II", 4, 9_999_999) + b"{}", struct.pack(">II", 4, 2) + b"[]",
        struct.pack(">II", 3, 1) + b"3text", struct.pack(">II", 99, 0),
        message("progress", node=3, value="x", max=0), message("progress_state", nodes=[1]),
        message("progress_state", nodes={"ks": 3}), message("execution_cached", nodes=None),
    ],
)  # fmt: skip
def test_a_broken_message_is_harmless(junk: str | bytes) -> None:
    event = reader().read(junk)
    assert event is None or event.progress == 0


@given(st.binary(max_size=40) | st.text(max_size=40))
def test_no_message_can_break_the_reader(junk: str | bytes) -> None:
    reader().read(junk)


def test_what_is_known_of_prompts_stays_bounded() -> None:
    progress = ProgressReader()
    for number in range(1200):
        progress.expect(str(number), {})
    assert len(progress._weights) == 1000
