"""Which graph does a job, and why none does."""

import pytest

from backend.domain.lane import Capabilities, ModelFile
from backend.domain.media import MediaKind
from backend.providers.base import Requirements
from backend.providers.graphs.catalogue import catalogue
from backend.providers.graphs.choice import choose
from backend.providers.graphs.refusal import refusal
from tests.unit.providers.provider_requests import everything, lora, make_needs, only

VIDEO, IMAGE = MediaKind.VIDEO, MediaKind.IMAGE

NAMED = [
    ("v1-5-pruned-emaonly-fp16.safetensors", {}, "sd15"),
    ("v1-5-pruned-emaonly-fp16.safetensors", {"has_image": True}, "sd15_i2i"),
    ("sd_xl_base_1.0.safetensors", {}, "sdxl"),
    ("flux1-schnell.safetensors", {}, "flux1_schnell"),
    ("wan2.2_i2v_high_noise_14B_fp8_scaled.safetensors", {"has_image": True}, "wan22_i2v_14b"),
    ("wan2.2_i2v_low_noise_14B_fp8_scaled.safetensors", {"has_image": True}, "wan22_i2v_14b"),
    ("ltx-video-2b-v0.9.safetensors", {}, "ltxv_09_t2v"),
    ("ltx-video-2b-v0.9.5.safetensors", {"has_image": True}, "ltxv_095_i2v"),
    ("wan22_i2v_14b_lightning", {"has_image": True}, "wan22_i2v_14b_lightning"),
    ("sdxl", {}, "sdxl"),
]


@pytest.mark.parametrize(("model", "fields", "graph"), NAMED)
def test_a_named_model_or_graph_gets_its_graph(
    model: str, fields: dict[str, bool], graph: str
) -> None:
    needs = make_needs(catalogue()[graph].kind, model=model, **fields)
    assert choose(needs, everything()).template.id == graph


HINTED = [
    ("checkpoints", "juggernautXL_v9.safetensors", IMAGE, False, "sdxl"),
    ("checkpoints", "ponyDiffusion.safetensors", IMAGE, False, "sdxl"),
    ("checkpoints", "dreamshaper_8.safetensors", IMAGE, False, "sd15"),
    ("checkpoints", "dreamshaper_8.safetensors", IMAGE, True, "sd15_i2i"),
    ("checkpoints", "sd3.5_medium.safetensors", IMAGE, False, "sd35_large"),
    ("checkpoints", "ltx-video-2b-v0.9.1.safetensors", VIDEO, False, "ltxv_09_t2v"),
    ("checkpoints", "ltxv/ltx-video-2b-v0.9.1.safetensors", VIDEO, True, "ltxv_095_i2v"),
    ("diffusion_models", "flux1-schnell-fp8.safetensors", IMAGE, False, "flux1_schnell"),
    ("diffusion_models", "flux1-krea-dev.safetensors", IMAGE, False, "flux1_dev"),
    ("diffusion_models", "z_image_turbo_fp8.safetensors", IMAGE, False, "z_image_turbo"),
    ("diffusion_models", "wan2.1_t2v_14B_fp8.safetensors", VIDEO, False, "wan21_t2v_1_3b"),
    ("diffusion_models", "Wan2_2-TI2V-5B-fp8.safetensors", VIDEO, True, "wan22_ti2v_5b"),
    ("diffusion_models", "hunyuanvideo1.5_480p_t2v.safetensors", VIDEO, False,
     "hunyuan_video_15_t2v"),
]  # fmt: skip


@pytest.mark.parametrize(("folder", "file", "kind", "has_image", "graph"), HINTED)
def test_a_model_we_do_not_know_is_run_by_the_graph_of_its_family(
    folder: str, file: str, kind: MediaKind, has_image: bool, graph: str
) -> None:
    can = everything({folder: [file]})
    choice = choose(make_needs(kind, model=file, has_image=has_image), can)
    assert (choice.template.id, choice.model) == (graph, file)


def test_the_other_expert_of_an_unknown_wan_is_found_by_its_name() -> None:
    pair = ["mywan2.2_i2v_HIGH.safetensors", "mywan2.2_i2v_low.safetensors"]
    can = everything({"diffusion_models": pair})
    needs = make_needs(VIDEO, model=pair[0], has_image=True)
    assert refusal(needs, everything({"diffusion_models": pair[:1]})) is not None
    choice = choose(needs, can)
    assert choice.template.id == "wan22_i2v_14b"
    assert set(pair) <= set(choice.names.values())


def test_without_a_model_the_first_graph_the_server_can_run_is_taken() -> None:
    assert choose(make_needs(), everything()).template.id == "flux1_schnell"
    assert choose(make_needs(), only("sdxl", "sd15")).template.id == "sdxl"
    film = make_needs(VIDEO, has_image=True)
    assert choose(film, everything()).template.id == "wan22_i2v_14b"
    assert choose(film, only("ltxv_095_i2v")).template.id == "ltxv_095_i2v"
    assert choose(make_needs(VIDEO), only("ltxv_09_t2v")).template.id == "ltxv_09_t2v"


def test_a_server_with_one_checkpoint_of_any_name_makes_pictures_with_it() -> None:
    choice = choose(make_needs(), only(checkpoints=["tiny_sd15.safetensors"]))
    assert (choice.template.id, choice.model) == ("sd15", "tiny_sd15.safetensors")
    choice = choose(make_needs(), only(checkpoints=["svd.safetensors", "tinyXL.safetensors"]))
    assert (choice.template.id, choice.model) == ("sdxl", "tinyXL.safetensors")


def test_files_in_folders_of_their_own_are_found_and_named_as_the_server_does() -> None:
    graph = catalogue()["flux1_schnell"]
    moved = [ModelFile(name=f"flux\\{file.name}", type=file.type) for file in graph.files]
    can = only("flux1_schnell").model_copy(update={"models": moved})
    choice = choose(make_needs(model="flux/flux1-schnell.safetensors"), can)
    assert choice.model == "flux\\flux1-schnell.safetensors"
    assert choice.names["ae.safetensors"] == "flux\\ae.safetensors"


REFUSALS = [
    (make_needs(), only(), "has no model that makes images from text"),
    (make_needs(VIDEO), only("sd15"), "has no model that makes videos from text"),
    (make_needs(VIDEO, has_image=True), only("wan22_t2v_14b"), "videos from a picture"),
    (make_needs(model="flux1-dev.safetensors"), only(), "flux1-dev.safetensors"),
    (make_needs(model="nobody-knows.safetensors"), everything(), "has no model nobody-knows"),
    (make_needs(model="sdxl", has_image=True), everything(), "graph sdxl does not make"),
    (
        make_needs(model="flux1-schnell.safetensors"),
        everything(without="ae.safetensors"),
        "has no vae file ae.safetensors",
    ),
    (
        make_needs(VIDEO, model="wan22_i2v_14b", has_image=True),
        everything(without="WanImageToVideo"),
        "lacks node WanImageToVideo",
    ),
    (
        make_needs(model="flux1-dev-fp8.safetensors"),
        everything({"checkpoints": ["flux1-dev-fp8.safetensors"]}),
        "send a workflow",
    ),
    (make_needs(loras=(lora("nope"),)), everything(), "has no LoRA nope"),
    (make_needs(model="krea2_turbo"), everything().model_copy(update={"graphs": []}), "too old"),
]


@pytest.mark.parametrize(("needs", "can", "reason"), REFUSALS)
def test_a_refusal_says_in_plain_words_what_is_missing(
    needs: Requirements, can: Capabilities, reason: str
) -> None:
    assert reason in (refusal(needs, can) or "")


def test_a_missing_companion_is_named_when_the_model_itself_is_there() -> None:
    can = only(diffusion_models=["flux1-schnell.safetensors"])
    reason = refusal(make_needs(), can)
    assert reason is not None
    assert "flux1-schnell.safetensors" in reason
    assert "ae.safetensors" in reason


@pytest.mark.parametrize("id", catalogue())
def test_a_server_with_everything_refuses_none_of_our_graphs(id: str) -> None:
    template = catalogue()[id]
    needs = make_needs(template.kind, model=id, has_image=template.takes_image)
    wants_two_pictures = "end_image" in template.fields
    assert (refusal(needs, everything()) is not None) == wants_two_pictures
