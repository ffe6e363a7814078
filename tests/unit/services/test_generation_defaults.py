"""What a template lends to a generation, and what it leaves alone."""

from typing import Any

import pytest

from backend.domain.clip import Clip
from backend.domain.errors import ValidationError
from backend.domain.job import Job, LoraUse
from backend.domain.media import MediaKind
from backend.domain.template import Template
from backend.services.generation_defaults import check_params, with_template
from backend.services.generation_plan import job_of, template_id_of
from backend.services.generation_request import GenerationOrder
from tests.factories import make_clip, make_project, make_take

OIL = Template(
    name="Oil",
    prompt_prefix="oil painting",
    prompt_suffix="muted colours",
    negative_prompt="photo",
    model="sdxl.safetensors",
    loras=[LoraUse(name="oil.safetensors", weight=0.5)],
    params={"cfg_scale": 7, "steps": 30, "video_fps": 12, "own": 1},
)


def job(order: dict[str, Any] | None = None, template: Template | None = OIL, **clip: Any) -> Job:
    return job_of(GenerationOrder(**(order or {})), clip_of(**clip), make_project(), template)


def clip_of(**fields: Any) -> Clip:
    return make_clip(**{"image_prompt": "A tram", "video_prompt": "It rolls.", **fields})


def test_a_projects_template_is_what_a_picture_falls_back_on() -> None:
    made = job()
    assert made.prompt == "oil painting, A tram, muted colours"
    assert (made.negative_prompt, made.model) == ("photo", "sdxl.safetensors")
    assert made.loras == OIL.loras
    assert made.params == {"cfg": 7, "steps": 30, "video_fps": 12, "own": 1}


def test_what_is_asked_for_goes_before_the_template() -> None:
    asked = {
        "prompt": "A bus.",
        "negative_prompt": "sun",
        "model": "flux",
        "lora": "oil.safetensors",
        "loras": [LoraUse(name="rain.safetensors")],
        "params": {"cfg": 3, "seed": 5},
    }
    made = job(asked)
    assert made.prompt == "oil painting, A bus. muted colours"
    assert (made.negative_prompt, made.model, made.seed) == ("sun", "flux", 5)
    assert [(lora.name, lora.weight) for lora in made.loras] == [
        ("oil.safetensors", 1.0),
        ("rain.safetensors", 1.0),
    ]
    assert made.params == {"cfg": 3, "seed": 5, "steps": 30, "video_fps": 12, "own": 1}


def test_a_film_takes_nothing_that_only_suits_pictures() -> None:
    made = job({"generation_type": MediaKind.VIDEO})
    assert made.prompt == "oil painting, It rolls. muted colours"
    assert (made.negative_prompt, made.model, made.loras) == ("photo", None, [])
    assert made.params == {"video_fps": 12}


def test_the_words_of_a_clips_own_template_stand_in_its_prompts_already() -> None:
    made = job(style_template_id=OIL.id, image_prompt="oil painting, A tram")
    assert (made.prompt, made.model) == ("oil painting, A tram", "sdxl.safetensors")


def test_a_template_said_already_is_not_said_again() -> None:
    assert job(image_prompt="oil painting, A tram, muted colours").prompt == job().prompt


def test_without_a_template_nothing_is_added() -> None:
    made = job(template=None)
    assert (made.prompt, made.negative_prompt, made.model) == ("A tram", "", None)
    order = GenerationOrder(prompt="x")
    assert with_template(order, None) is order


def test_a_clips_template_goes_before_the_projects() -> None:
    project = make_project(style_template_id="p")
    assert template_id_of(clip_of(style_template_id="c"), project) == "c"
    assert template_id_of(clip_of(), project) == "p"
    assert template_id_of(clip_of(), make_project()) is None


def test_of_very_many_loras_those_asked_for_are_kept() -> None:
    asked = [LoraUse(name=f"{n}") for n in range(15)]
    template = OIL.model_copy(update={"loras": [LoraUse(name=f"t{n}") for n in range(15)]})
    assert job({"loras": asked}, template).loras == [*asked, *template.loras[:5]]


def test_a_prompt_that_becomes_too_long_is_refused() -> None:
    with pytest.raises(ValidationError, match="prompt: would have more than 20000"):
        job(image_prompt="x" * 20_000)


def test_a_film_starts_only_from_a_file_of_ours() -> None:
    film = {"generation_type": MediaKind.VIDEO}
    far = make_take(url="https://example.org/a.png")
    near = make_take()
    assert job(film, generated_images=[far], selected_image_id=far.id).source_key is None
    assert job(film, generated_images=[near], selected_image_id=near.id).source_key == near.url


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"steps": 0}, "params.steps"),
        ({"cfg": "x"}, "params.cfg"),
        ({"workflow_json": "{"}, "workflow_json"),
    ],
)
def test_parameters_that_generation_would_refuse_are_named(
    params: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        check_params("params", params)
    assert [each["field"] for each in caught.value.details["fields"]] == [field]
