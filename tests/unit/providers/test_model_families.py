"""Every family of models is told by its files' names and has figures that its graph can take."""

import re

import pytest

from backend.domain.media import MediaKind
from backend.domain.model import GenerationPreset
from backend.providers.graphs.catalogue import catalogue
from backend.providers.graphs.families import family_of
from backend.providers.graphs.model_families import (
    UNKNOWN,
    ModelFamily,
    families,
    family_named,
)
from backend.providers.graphs.model_figures import parameters_of, presets_of

EVERY = pytest.mark.parametrize("family", [*families(), UNKNOWN], ids=lambda family: family.id)


def work(preset: GenerationPreset) -> float:
    """Return how much there is to compute, in no unit."""
    return preset.steps * preset.width * preset.height * (preset.video_frames or 1)


def test_there_are_many_families_and_each_is_there_once() -> None:
    ids = [family.id for family in families()]
    assert len(ids) == len(set(ids)) >= 16


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("v1-5-pruned-emaonly-fp16.safetensors", "sd15"),
        ("SD1.5\\dreamy.safetensors", "sd15"),
        ("sd_xl_base_1.0.safetensors", "sdxl"),
        ("sd_xl_turbo_1.0_fp16.safetensors", "sdxl_turbo"),
        ("juggernautXL_v9.safetensors", "sdxl"),
        ("sd3.5_large_fp8_scaled.safetensors", "sd35_large"),
        ("flux1-dev.safetensors", "flux1_dev"),
        ("unet/flux1-schnell.safetensors", "flux1_schnell"),
        ("flux1-dev-kontext_fp8_scaled.safetensors", "flux1_kontext"),
        ("flux2_dev_fp8mixed.safetensors", "flux2_dev"),
        ("flux-2-klein-base-4b.safetensors", "flux2_klein_base"),
        ("flux-2-klein-4b.safetensors", "flux2_klein"),
        ("qwen_image_fp8_e4m3fn.safetensors", "qwen_image"),
        ("qwen_image_2512_fp8_e4m3fn.safetensors", "qwen_image_2512"),
        ("qwen_image_edit_2511_fp8mixed.safetensors", "qwen_image_edit"),
        ("hidream_i1_full_fp8.safetensors", "hidream_i1_full"),
        ("hidream_i1_dev_fp8.safetensors", "hidream_i1_dev"),
        ("z_image_turbo_bf16.safetensors", "z_image_turbo"),
        ("z_image_bf16.safetensors", "z_image"),
        ("krea2_turbo_fp8_scaled.safetensors", "krea2_turbo"),
        ("Chroma1-HD-fp8mixed.safetensors", "chroma1_hd"),
        ("wan2.1_t2v_1.3B_fp16.safetensors", "wan21_t2v"),
        ("wan2.1_i2v_480p_14B_fp16.safetensors", "wan21_i2v_14b"),
        ("Wan2_2-T2V-A14B-HIGH.safetensors", "wan22_t2v_14b"),
        ("wan2.2_i2v_low_noise_14B_fp8_scaled.safetensors", "wan22_i2v_14b"),
        ("wan2.2_ti2v_5B_fp16.safetensors", "wan22_ti2v_5b"),
        ("hunyuan_video_t2v_720p_bf16.safetensors", "hunyuan_video"),
        ("hunyuanvideo1.5_720p_i2v_fp16.safetensors", "hunyuan_video_15"),
        ("ltx-video-2b-v0.9.safetensors", "ltxv"),
        ("ltx-2-19b-distilled.safetensors", "ltx2"),
        ("ltx-2.5-22b-distilled-transformer-comfy-int8-convrot.safetensors", "ltx25"),
        ("minimax_h3_fl2va_pruned_int8_convrot.safetensors", "minimax_h3"),
        ("t5xxl_fp16.safetensors", "unknown"),
        ("something.safetensors", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_family_is_told_by_the_name_of_a_file(name: str, family: str) -> None:
    assert family_named(name).id == family


def test_every_model_of_our_graphs_is_of_a_family() -> None:
    assert {family_named(graph.model).id for graph in catalogue().values()} <= {
        family.id for family in families()
    }


@EVERY
def test_a_pattern_is_sound_and_its_graph_is_one_of_ours(family: ModelFamily) -> None:
    re.compile(family.pattern)
    assert family.graph in catalogue()
    assert family.lightning is None or family.lightning in catalogue()


@EVERY
def test_the_fast_preset_is_less_work_and_nothing_else(family: ModelFamily) -> None:
    presets = presets_of(family)
    assert work(presets.fast) < work(presets.quality)
    assert set(family.fast) <= {"steps", "width", "height"}


@EVERY
def test_all_presets_lie_within_the_parameters_and_on_the_grid(family: ModelFamily) -> None:
    bounds = parameters_of(family, max_loras=20)
    frames = family_of(catalogue()[family.graph]).frames
    for preset in presets_of(family).named():
        assert bounds.steps.min <= preset.steps <= bounds.steps.max
        assert 1 <= preset.cfg <= bounds.cfg.max
        for side, bound in ((preset.width, bounds.width), (preset.height, bounds.height)):
            assert bound.min <= side <= bound.max
            assert side % (bound.step or 1) == 0
        assert (preset.video_frames is None) == (bounds.video_frames is None) == (frames is None)
        if frames and preset.video_frames:
            assert frames.at_least(preset.video_frames) == preset.video_frames
            assert preset.video_fps == bounds.default_fps


@EVERY
def test_a_family_for_films_has_what_films_need(family: ModelFamily) -> None:
    bounds = parameters_of(family, max_loras=20)
    is_film = bounds.makes is MediaKind.VIDEO
    assert (bounds.default_fps is not None) == (bounds.video_frames is not None) == is_film
    assert bounds.supports_negative_prompt == (presets_of(family).quality.cfg > 1)


def test_a_lightning_preset_names_the_graph_that_has_its_lora() -> None:
    presets = presets_of(family_named("wan2.2_i2v_high_noise_14B_fp8_scaled.safetensors"))
    assert presets.lightning is not None
    assert (presets.lightning.steps, presets.lightning.cfg) == (4, 1)
    assert presets.lightning.model == "wan22_i2v_14b_lightning"
    assert [preset.name for preset in presets.named()] == ["fast", "quality", "lightning"]
