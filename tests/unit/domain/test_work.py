"""What a job asks of a server in terms of time."""

import json
from typing import Any

import pytest

from backend.domain.job import JobTarget
from backend.domain.media import MediaKind
from backend.domain.work import model_key_of, work_of
from tests.factories import make_job

GRAPH = {
    "1": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "b.safetensors"}},
    "2": {"class_type": "UNETLoader", "inputs": {"unet_name": "a.safetensors"}},
    "3": {"class_type": "KSampler", "inputs": {"model": ["1", 0], "seed": 5}},
}


def own(graph: object) -> dict[str, Any]:
    return {"use_custom_workflow": True, "workflow_json": graph}


def figure(kind: MediaKind = MediaKind.IMAGE, **params: Any) -> float:
    target = JobTarget(width=1000, height=500, seconds=2.0)
    return work_of(make_job(generation_type=kind, target=target, params=params)).figure


def test_a_picture_is_steps_times_megapixels() -> None:
    assert figure(width=2000, height=1000, steps=10) == pytest.approx(20)


def test_a_film_is_steps_times_megapixels_times_frames() -> None:
    assert figure(MediaKind.VIDEO, steps=10, video_frames=30) == pytest.approx(150)
    assert figure(MediaKind.VIDEO, steps=10, video_fps=8) == pytest.approx(80)


@pytest.mark.parametrize("odd", [None, "many", 0, -4, float("nan"), float("inf"), []])
def test_what_is_left_open_or_odd_counts_as_usual(odd: object) -> None:
    assert figure(steps=odd) == figure() == pytest.approx(20 * 0.5)


def test_the_model_is_the_one_asked_for_or_what_the_own_graph_loads() -> None:
    assert model_key_of(make_job(model="x.safetensors")) == "x.safetensors"
    assert model_key_of(make_job()) == "usual image"
    for graph in (GRAPH, json.dumps(GRAPH)):
        job = make_job(model="x.safetensors", params=own(graph))
        assert model_key_of(job) == "a.safetensors+b.safetensors"


@pytest.mark.parametrize("graph", ["no json", "[1]", 7, None, {"1": 2}, {"1": {"inputs": [3]}}])
def test_what_is_no_graph_has_no_files(graph: object) -> None:
    assert model_key_of(make_job(model="x", params=own(graph))) == "x"
    assert work_of(make_job(params=own(graph))).family


def test_a_family_is_what_runs_and_how_large_it_is() -> None:
    usual = work_of(make_job(model="x", params={"steps": 20})).family
    assert work_of(make_job(model="x", params={"steps": 22}, prompt="sun")).family == usual
    others = [
        make_job(model="y", params={"steps": 20}),
        make_job(model="x", params={"steps": 80}),
        make_job(model="x", params={"steps": 20}, source_key="a.png"),
        make_job(model="x", params={"steps": 20, **own(GRAPH)}),
        make_job(model="x", params={"steps": 20}, generation_type=MediaKind.VIDEO),
    ]
    families = {work_of(job).family for job in others}
    assert len(families - {usual}) == len(others)
