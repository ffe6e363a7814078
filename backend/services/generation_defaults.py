"""What generation falls back on: a template's or a character's parameters, model and LoRAs."""

from typing import Any, Final, TypeVar

import pydantic

from backend.domain.errors import ValidationError
from backend.domain.media import MediaKind
from backend.domain.template import Template
from backend.providers.graphs.workflow import parse_workflow
from backend.services.generation_request import MAX_LORAS, GenerationOrder, GenerationParams
from backend.story.prompts import PromptStyle

Order = TypeVar("Order", bound=GenerationOrder)

_OF_FILMS: Final = frozenset({"video_frames", "video_fps", "motion_bucket_id"})


def check_params(field: str, params: dict[str, Any]) -> None:
    """Raise ValidationError if generation would refuse the parameters kept in a field."""
    try:
        workflow = GenerationParams.model_validate(params).workflow_json
    except pydantic.ValidationError as exc:
        problems = [
            {"field": ".".join([field, *map(str, each["loc"])]), "problem": each["msg"]}
            for each in exc.errors(include_url=False)
        ]
        told = "; ".join(f"{each['field']}: {each['problem']}" for each in problems)
        raise ValidationError(told, fields=problems) from exc
    if workflow:
        parse_workflow(workflow)


def with_template(order: Order, template: Template | None) -> Order:
    """Return an order with a template's settings wherever it does not set its own.

    Films take the negative prompt and what is about films: model, LoRAs and the rest of the
    parameters are those of a picture, and no model for films runs with them.
    """
    if template is None:
        return order
    negative = order.negative_prompt or template.negative_prompt
    if order.generation_type is not MediaKind.IMAGE:
        films = {name: value for name, value in template.params.items() if name in _OF_FILMS}
        params = params_over(films, order.params)
        return order.model_copy(update={"negative_prompt": negative, "params": params})
    own = order.all_loras()
    more = [lora for lora in template.loras if lora.name not in {each.name for each in own}]
    return order.model_copy(
        update={
            "negative_prompt": negative,
            "model": order.model or template.model,
            "lora": None,
            "loras": [*own, *more][:MAX_LORAS],
            "params": params_over(template.params, order.params),
        }
    )


def params_over(defaults: dict[str, Any], params: GenerationParams) -> GenerationParams:
    """Return parameters with others below them, for those that are not set."""
    below = GenerationParams.model_validate(defaults).given()
    return GenerationParams.model_validate({**below, **params.given()})


def prompt_style(template: Template) -> PromptStyle:
    """Return what the template puts around prompts."""
    return PromptStyle(template.prompt_prefix, template.prompt_suffix)
