"""Our graphs, filled: all parameters in place and everything still valid for both servers."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.errors import ProviderRejectedError
from backend.domain.media import MediaKind
from backend.providers.graphs.build import build_graph
from backend.providers.graphs.catalogue import GraphTemplate, catalogue
from backend.providers.graphs.choice import Choice
from backend.providers.graphs.families import family_of
from backend.providers.graphs.fill import FilledGraph, fill_graph
from backend.providers.graphs.generation_settings import read_settings
from tests.contract.recordings import FOLDER
from tests.unit.providers.graph_checker import problems
from tests.unit.providers.provider_requests import everything, lora, make_needs, make_request

SET = {
    "width": 700, "height": 500, "steps": 7, "cfg": 3.5, "sampler": "dpmpp_2m",
    "scheduler": "karras", "video_frames": 40, "video_fps": 20,
}  # fmt: skip
needs_recordings = pytest.mark.skipif(
    not FOLDER.exists(), reason="the recordings of real servers are not on this machine"
)


def fill(template: GraphTemplate, loras: Any = (), **fields: Any) -> FilledGraph:
    """Fill a graph, whether or not it would be chosen."""
    needs = make_needs(template.kind, has_image=template.takes_image, loras=tuple(loras))
    request = make_request(needs, **{"negative_prompt": "blur", **fields})
    names = {file.name: file.name for file in template.files}
    given = read_settings("Studio", request.params)
    choice = Choice(template, template.model, names)
    can = everything({"loras": ["a.safetensors", "b_high_noise.safetensors"]})
    return fill_graph(request, given, choice, can, "ours/start.png")


def values(filled: FilledGraph, template: GraphTemplate, field: str) -> list[Any]:
    places = template.fields.get(field, ())
    return [filled.graph[node]["inputs"][name] for node, name in places]


@needs_recordings
@pytest.mark.parametrize("version", ["0.33.0", "0.3.64"])
@pytest.mark.parametrize("params", [{}, SET], ids=["defaults", "all set"])
@pytest.mark.parametrize("id", catalogue())
def test_a_filled_graph_stays_valid_for_every_server_that_knows_its_nodes(
    id: str, params: dict[str, Any], version: str
) -> None:
    info = json.loads((FOLDER / version / "object_info.json").read_text(encoding="utf-8"))
    template = catalogue()[id]
    loras = [lora("a.safetensors", 0.7), lora("b_high_noise.safetensors")]
    filled = fill(template, loras, params=params)
    known_before = set(problems(template.graph, info))
    if version == "0.33.0":
        assert not known_before
    assert set(problems(filled.graph, info)) <= known_before


@pytest.mark.parametrize("template", catalogue().values(), ids=lambda template: template.id)
def test_every_parameter_arrives_at_every_place(template: GraphTemplate) -> None:
    filled = fill(template, params=SET)
    applied = filled.applied
    for field, expected in (
        ("prompt", "a red fox"), ("negative", "blur"), ("seed", 42), ("cfg", 3.5),
        ("sampler", "dpmpp_2m"), ("scheduler", "karras"), ("image", "ours/start.png"),
        ("fps", 20.0), ("conditioning_fps", 20.0), ("steps", 7),
        ("width", applied.get("width")), ("height", applied.get("height")),
        ("frames", applied.get("frames")),
    ):  # fmt: skip
        assert set(values(filled, template, field)) <= {expected}
    for half, whole in (("width_half", "width"), ("height_half", "height")):
        assert all(2 * value == applied[whole] for value in values(filled, template, half))
    assert catalogue()[template.id].graph == template.graph != filled.graph


@pytest.mark.parametrize("template", catalogue().values(), ids=lambda template: template.id)
def test_outputs_carry_the_job_and_the_attempt_in_their_names(template: GraphTemplate) -> None:
    request = make_request(attempt=3)
    filled = fill(template, job_id=request.job_id, attempt=3)
    prefixes = [
        node["inputs"]["filename_prefix"]
        for node in filled.graph.values()
        if "filename_prefix" in node["inputs"]
    ]
    assert prefixes == [f"StoryCanvas/{request.job_id}-3"]


@given(
    id=st.sampled_from(sorted(catalogue())),
    frame=st.tuples(st.integers(240, 4096), st.integers(240, 4096)),
    seconds=st.floats(0.04, 60),
)
def test_sizes_and_lengths_follow_the_project_on_the_models_grid(
    id: str, frame: tuple[int, int], seconds: float
) -> None:
    template, family = catalogue()[id], family_of(catalogue()[id])
    filled = fill(template, frame_width=frame[0], frame_height=frame[1], seconds=seconds)
    if "width" in filled.applied:
        assert filled.applied["width"] % family.multiple == 0
        assert filled.applied["height"] % family.multiple == 0
    if family.frames is not None:
        frames, fps = filled.applied["frames"], filled.applied["fps"]
        assert (frames - family.frames.offset) % family.frames.step == 0
        assert frames >= seconds * fps or frames == family.frames.most


def test_what_is_changed_is_said() -> None:
    filled = fill(catalogue()["wan22_i2v_14b"], params=SET | {"steps": 1, "video_frames": 200})
    assert filled.applied["adjusted"] == [
        "steps 1 -> 2: each of two experts takes one at least",
        "width 700 -> 704: sides are multiples of 16",
        "height 500 -> 496: sides are multiples of 16",
        "frames 200 -> 81: the model's longest film",
    ]
    filled = fill(catalogue()["flux1_schnell"], params={"width": 1000})
    assert filled.applied["adjusted"] == [
        "negative left out: graph flux1_schnell has none",
        "width 1000 -> 1008: sides are multiples of 16",
    ]
    assert fill(catalogue()["sdxl"]).applied["adjusted"] == []


def test_a_clip_that_is_too_long_for_the_model_gets_the_longest_film_and_a_word_about_it() -> None:
    filled = fill(catalogue()["wan22_i2v_14b"], seconds=30.0)
    assert filled.applied["frames"] == 81
    assert filled.applied["adjusted"] == ["frames 480 -> 81: the model's longest film"]


def test_the_two_experts_of_wan_share_the_steps() -> None:
    template = catalogue()["wan22_i2v_14b"]
    filled = fill(template, params={"steps": 13})
    assert values(filled, template, "steps") == [13, 13]
    assert values(filled, template, "split_step") == [6, 6]
    assert filled.graph["ks2"]["inputs"]["end_at_step"] == 10000


def test_what_nobody_set_stays_as_the_graph_has_it() -> None:
    applied = fill(catalogue()["flux1_dev"], negative_prompt="").applied
    own = catalogue()["flux1_dev"]
    for field in ("steps", "cfg", "sampler", "scheduler", "guidance", "denoise"):
        assert applied[field] == own.default(field)
    assert fill(catalogue()["ltxv_09_t2v"]).graph["cond"]["inputs"]["frame_rate"] == 25.0


def test_prompts_are_freed_of_html_and_kept_to_the_letter_otherwise() -> None:
    filled = fill(catalogue()["sd15"], prompt='Tom &amp; "Jerry" &lt;3 {{SEED}}\n\\n "}')
    assert filled.graph["pos"]["inputs"]["text"] == 'Tom & "Jerry" <3 {{SEED}}\n\\n "}'


def test_loras_stand_between_a_checkpoint_and_all_that_used_it() -> None:
    graph = fill(catalogue()["sdxl"], [lora("a.safetensors", 0.5), lora("a.safetensors", 1)]).graph
    first, second = graph["lora_1_ckpt"], graph["lora_2_ckpt"]
    assert first["class_type"] == second["class_type"] == "LoraLoader"
    assert second["inputs"]["model"] == ["ckpt", 0]
    assert first["inputs"]["model"] == ["lora_2_ckpt", 0]
    assert first["inputs"]["clip"] == ["lora_2_ckpt", 1]
    assert (first["inputs"]["strength_model"], first["inputs"]["strength_clip"]) == (0.5, 0.5)
    assert graph["ks"]["inputs"]["model"] == ["lora_1_ckpt", 0]
    assert graph["pos"]["inputs"]["clip"] == graph["neg"]["inputs"]["clip"] == ["lora_1_ckpt", 1]
    assert graph["dec"]["inputs"]["vae"] == ["ckpt", 2]


@pytest.mark.parametrize("id", ["chroma1_hd", "hunyuan_video_t2v", "minimax_h3_i2v", "ltxv_09_t2v"])
def test_a_lora_reaches_every_user_of_a_split_model(id: str) -> None:
    graph = fill(catalogue()[id], [lora("a.safetensors")]).graph
    loader = catalogue()[id].fields.get("unet", catalogue()[id].fields.get("checkpoint", ()))[0][0]
    users = [name for name, node in graph.items() if [loader, 0] in node["inputs"].values()]
    assert users == [f"lora_1_{loader}"]
    assert graph[users[0]]["class_type"] == "LoraLoaderModelOnly"


def test_of_two_experts_each_gets_its_own_lora_and_both_get_a_common_one() -> None:
    graph = fill(
        catalogue()["wan22_i2v_14b"], [lora("b_high_noise.safetensors"), lora("a.safetensors")]
    ).graph
    assert "lora_1_hi" in graph
    assert "lora_1_lo" not in graph
    assert graph["shift_lo"]["inputs"]["model"] == ["lora_2_lo", 0]
    assert graph["shift_hi"]["inputs"]["model"] == ["lora_1_hi", 0]
    assert graph["lora_1_hi"]["inputs"]["model"] == ["lora_2_hi", 0]


@pytest.mark.parametrize(
    ("params", "field"),
    [({"steps": 0}, "steps"), ({"width": 10}, "width"), ({"cfg_scale": 99}, "cfg"),
     ({"video_frames": "many"}, "video_frames"), ({"steps": 7.5}, "steps"),
     ({"cfg": float("nan")}, "cfg")],
)  # fmt: skip
def test_a_parameter_out_of_range_is_refused_by_name(params: dict[str, Any], field: str) -> None:
    with pytest.raises(ProviderRejectedError, match=field):
        build_graph("Studio", make_request(params=params), everything(), None)


def test_numbers_sent_as_text_and_unknown_parameters_do_no_harm() -> None:
    params = {"steps": "7", "cfg_scale": "2.5", "motion_bucket_id": 127}
    filled = build_graph("Studio", make_request(params=params), everything(), None)
    assert (filled.applied["steps"], filled.applied["cfg"]) == (7, 2.5)


def test_a_server_that_changed_since_it_was_chosen_refuses_with_the_reason() -> None:
    with pytest.raises(ProviderRejectedError, match="has no model"):
        build_graph("Studio", make_request(), everything().model_copy(update={"models": []}), None)


def test_films_are_films_and_pictures_pictures() -> None:
    films = {id for id, graph in catalogue().items() if graph.kind is MediaKind.VIDEO}
    assert films == {id for id in catalogue() if id.startswith(("wan", "hunyuan", "ltx", "mini"))}
