"""A person's own workflow: read, checked, filled."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.errors import ValidationError
from backend.domain.media import MediaKind
from backend.providers.graphs.bindings import guess_bindings
from backend.providers.graphs.build import build_graph
from backend.providers.graphs.catalogue import catalogue
from backend.providers.graphs.fill import FilledGraph
from backend.providers.graphs.refusal import refusal
from backend.providers.graphs.workflow import parse_workflow
from tests.unit.providers.provider_requests import everything, lora, make_needs, make_request

WITH_PLACEHOLDERS: dict[str, Any] = {
    "1": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "{{MODEL}}"}},
    "2": {
        "class_type": "CLIPTextEncode",
        "inputs": {"text": "film still, {{PROMPT}}, seed {{SEED}}", "clip": ["1", 1]},
    },
    "3": {
        "class_type": "CLIPTextEncode",
        "inputs": {"text": "{{NEGATIVE_PROMPT}}", "clip": ["1", 1]},
    },
    "4": {
        "class_type": "EmptyLatentImage",
        "inputs": {"width": "{{WIDTH}}", "height": " {{ HEIGHT }} ", "batch_size": 1},
    },
    "5": {
        "class_type": "KSampler",
        "inputs": {
            "seed": "{{SEED}}", "steps": "{{STEPS}}", "cfg": "{{CFG}}", "sampler_name": "euler",
            "scheduler": "normal", "denoise": 1, "model": ["1", 0], "positive": ["2", 0],
            "negative": ["3", 0], "latent_image": ["4", 0],
        },
    },
    "6": {"class_type": "VAEDecode", "inputs": {"samples": ["5", 0], "vae": ["1", 2]}},
    "7": {"class_type": "SaveImage", "inputs": {"images": ["6", 0], "filename_prefix": "mine"}},
    "8": {
        "class_type": "Note",
        "inputs": {"frames": "{{FRAMES}}", "fps": "{{FPS}}", "x": "{{FOO}}"},
    },
}  # fmt: skip
HOSTILE = [
    '" }, {"a": 1',
    "}}{{SEED}}",
    "{{PROMPT}}",
    "line\nline\\n",
    "\\1 \\g<0> $1",
    "日本 \u202e \x00",
]


def fill(workflow: dict[str, Any], image: str | None = None, **fields: Any) -> FilledGraph:
    needs = fields.pop("needs", None) or make_needs(model="m.safetensors", workflow=workflow)
    return build_graph("Studio", make_request(needs, **fields), everything(), image)


def own(id: str) -> dict[str, Any]:
    """Return one of our graphs as a person's workflow."""
    return json.loads(json.dumps(catalogue()[id].graph))  # type: ignore[no-any-return]


def test_placeholders_become_values_and_numbers_stay_numbers() -> None:
    filled = fill(WITH_PLACEHOLDERS, negative_prompt="blur", params={"steps": 9, "video_fps": 12})
    graph = filled.graph
    assert graph["1"]["inputs"]["ckpt_name"] == "m.safetensors"
    assert graph["2"]["inputs"]["text"] == "film still, a red fox, seed 42"
    assert graph["3"]["inputs"]["text"] == "blur"
    assert graph["4"]["inputs"] == {"width": 1360, "height": 768, "batch_size": 1}
    assert (graph["5"]["inputs"]["seed"], graph["5"]["inputs"]["steps"]) == (42, 9)
    assert graph["5"]["inputs"]["cfg"] == 7.0
    assert graph["8"]["inputs"] == {"frames": 36, "fps": 12, "x": "{{FOO}}"}
    assert filled.applied["steps"] == 9
    assert filled.model_name == "m.safetensors"
    assert WITH_PLACEHOLDERS["4"]["inputs"]["width"] == "{{WIDTH}}"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_prompt_holds_is_never_read_as_json_or_as_a_placeholder(text: str) -> None:
    graph = fill(WITH_PLACEHOLDERS, prompt=text, negative_prompt=text).graph
    assert graph["2"]["inputs"]["text"] == f"film still, {text}, seed 42"
    assert graph["3"]["inputs"]["text"] == text
    assert graph.keys() == WITH_PLACEHOLDERS.keys()


@given(st.text(max_size=200).filter(lambda text: "&" not in text))
def test_any_prompt_arrives_as_it_was_written(text: str) -> None:
    assert fill(WITH_PLACEHOLDERS, negative_prompt=text).graph["3"]["inputs"]["text"] == text


def test_the_save_node_gets_our_prefix() -> None:
    request = make_request(make_needs(workflow=own("sd15")), attempt=2)
    graph = build_graph("Studio", request, everything(), None).graph
    assert graph["save"]["inputs"]["filename_prefix"] == f"StoryCanvas/{request.job_id}-2"


GUESSES: dict[str, dict[str, list[tuple[str, str]]]] = {
    "sd15": {
        "prompt": [("pos", "text")], "negative": [("neg", "text")], "seed": [("ks", "seed")],
        "steps": [("ks", "steps")], "cfg": [("ks", "cfg")], "sampler": [("ks", "sampler_name")],
        "scheduler": [("ks", "scheduler")], "width": [("lat", "width")],
        "height": [("lat", "height")], "model": [("ckpt", "ckpt_name")],
    },
    "flux1_dev": {"prompt": [("pos", "text")], "seed": [("ks", "seed")]},
    "flux2_dev": {"prompt": [("pos", "text")], "seed": [("noise", "noise_seed")]},
    "chroma1_hd": {"prompt": [("pos", "text")], "negative": [("neg", "text")]},
    "wan22_i2v_14b": {
        "prompt": [("pos", "text")], "negative": [("neg", "text")],
        "seed": [("ks1", "noise_seed")], "image": [("img", "image")],
        "frames": [("lat", "length")], "fps": [("vid", "fps")],
        "model": [("hi", "unet_name"), ("lo", "unet_name")],
    },
    "ltxv_095_i2v": {
        "prompt": [("pos", "text")], "negative": [("neg", "text")],
        "seed": [("samp", "noise_seed")], "frames": [("lat", "length")],
    },
    "qwen_image_edit_2511": {"prompt": [("posraw", "prompt")], "negative": [("negraw", "prompt")]},
}  # fmt: skip


@pytest.mark.parametrize("id", GUESSES)
def test_bindings_are_guessed_from_the_node_classes(id: str) -> None:
    guessed = guess_bindings(own(id))
    assert {name: guessed.get(name) for name in GUESSES[id]} == GUESSES[id]


@pytest.mark.parametrize("id", catalogue())
def test_prompt_and_seed_are_found_in_every_graph_of_ours(id: str) -> None:
    template, guessed = catalogue()[id], guess_bindings(own(id))
    assert set(template.fields["seed"]) <= set(guessed["seed"])
    if id != "minimax_h3_i2v":  # its prompt goes into the latent node itself
        assert guessed["prompt"] == list(template.fields["prompt"])


def test_without_placeholders_only_what_was_set_replaces_what_the_workflow_has() -> None:
    needs = make_needs(workflow=own("sd15"))
    filled = fill({}, needs=needs, params={"steps": 5})
    assert filled.graph["pos"]["inputs"]["text"] == "a red fox"
    assert filled.graph["neg"]["inputs"]["text"] == "text, watermark"
    assert filled.graph["ks"]["inputs"]["steps"] == 5
    assert filled.graph["ks"]["inputs"]["seed"] == 42
    assert filled.graph["lat"]["inputs"]["width"] == 512
    assert filled.applied == {"graph": "custom", "seed": 42, "steps": 5, "adjusted": []}
    assert filled.model_name == "v1-5-pruned-emaonly-fp16.safetensors"


def test_a_start_picture_goes_to_the_first_loader_of_pictures() -> None:
    needs = make_needs(MediaKind.VIDEO, workflow=own("wan22_flf2v_14b"), has_image=True)
    graph = fill({}, "ours/start.png", needs=needs).graph
    assert graph["img"]["inputs"]["image"] == "ours/start.png"
    assert graph["img2"]["inputs"]["image"] == "ref.png"


def test_a_model_is_not_guessed_where_a_workflow_loads_several() -> None:
    needs = make_needs(MediaKind.VIDEO, model="x.safetensors", workflow=own("wan22_i2v_14b"))
    graph = fill({}, needs=needs).graph
    assert graph["lo"]["inputs"]["unet_name"] == "wan2.2_i2v_low_noise_14B_fp8_scaled.safetensors"


def test_loras_of_the_job_are_left_out_of_a_workflow_and_that_is_said() -> None:
    needs = make_needs(workflow=own("sd15"), loras=(lora("a"),))
    assert fill({}, needs=needs).applied["adjusted"] == ["loras left out: a workflow has its own"]


BAD: list[tuple[Any, str]] = [
    ("{", "not valid JSON"),
    ("[" * 100_000, "not valid JSON"),
    ("[]", "JSON object"),
    ("{}", "1 to"),
    ('{"nodes": [], "links": [], "version": 0.4}', r"Export \(API\)"),
    ({"nodes": [{"id": 1}], "links": []}, r"Export \(API\)"),
    ({"1": {"inputs": {}}}, "node 1 has no class_type"),
    ({"1": "text"}, "node 1 has no class_type"),
    ({"1": {"class_type": "A", "inputs": []}}, "node 1 has no inputs"),
    ({"1": {"class_type": "A", "inputs": {"x": ["9", 0]}}}, "node 9, which is not there"),
    ("x" * 4_000_001, "longer than"),
]


@pytest.mark.parametrize(("source", "problem"), BAD)
def test_what_is_no_workflow_in_api_format_is_refused_with_the_way_out(
    source: Any, problem: str
) -> None:
    with pytest.raises(ValidationError, match=problem):
        parse_workflow(source)


def test_a_workflow_is_read_from_text_from_an_object_and_from_a_saved_request() -> None:
    graph = own("sd15")
    assert parse_workflow(json.dumps(graph)) == graph
    assert parse_workflow(graph) == graph
    assert parse_workflow({"prompt": graph, "client_id": "x"}) == graph
    assert parse_workflow({"1": {"class_type": "A"}}) == {"1": {"class_type": "A", "inputs": {}}}


def test_a_server_refuses_a_workflow_whose_nodes_or_files_it_lacks() -> None:
    workflow = own("sd15") | {"x": {"class_type": "VHS_VideoCombine", "inputs": {}}}
    needs = make_needs(workflow=workflow)
    assert refusal(needs, everything()) == "lacks node VHS_VideoCombine"
    assert refusal(make_needs(workflow=own("sd15")), everything()) is None
    lacking = everything(without="v1-5-pruned-emaonly-fp16.safetensors")
    reason = refusal(make_needs(workflow=own("sd15")), lacking)
    assert reason == "has no checkpoints file v1-5-pruned-emaonly-fp16.safetensors"


def test_a_workflow_that_asks_for_a_model_needs_one_named() -> None:
    workflow = {id: node for id, node in WITH_PLACEHOLDERS.items() if id != "8"}
    reason = refusal(make_needs(workflow=workflow), everything())
    assert reason is not None
    assert "{{MODEL}}" in reason
    assert refusal(make_needs(model="m", workflow=workflow), everything()) is None
