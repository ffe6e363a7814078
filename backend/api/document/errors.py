"""The errors of each operation: status by status, exactly the codes it comes with."""

import re
from http import HTTPStatus
from typing import Any, Final

from backend.api.document.error_examples import error_example
from backend.api.envelope import ERROR_CODES
from backend.api.error_handlers import status_of
from backend.domain import errors
from backend.domain.media import MEDIA_PATH

_CODE: Final = re.compile(r"`([A-Z][A-Z_]+)`")
_LIMITS: Final = {"maxLength", "minLength", "pattern"}
_ERROR: Final = {"$ref": "#/components/schemas/ErrorResponse"}


def describe_errors(path: str, operation: dict[str, Any]) -> None:
    """List the codes of each error status as an enum, those that follow from the shape too."""
    responses = operation["responses"]
    responses.pop("422", None)
    for kind in _errors_by_shape(path, operation):
        status = str(status_of(kind).value)
        response = responses.setdefault(status, {"description": "", "content": _content(_ERROR)})
        if _is_error(response) and kind.code not in codes_of(response):
            words = filter(None, (response["description"], f"`{kind.code}`"))
            response["description"] = ", ".join(words)
    for response in filter(_is_error, responses.values()):
        codes = codes_of(response)
        examples = {code: {"$ref": f"#/components/examples/{code}"} for code in codes}
        response["content"] = _content(_error_of(codes), examples=examples)


def share_errors(operation: dict[str, Any], shared: dict[str, Any]) -> None:
    """Put the operation's errors where all operations find them, under status and codes.

    What differs from the first of its name, by a header for instance, stays where it is.
    """
    for status, response in operation["responses"].items():
        codes = codes_of(response)
        if codes and int(status) >= HTTPStatus.BAD_REQUEST:
            name = ".".join([status, *codes])
            if shared.setdefault(name, response) == response:
                operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}


def shared_error_examples() -> dict[str, Any]:
    """Return an example of every error, for the components of the document."""
    return {code: {"value": error_example(code)} for code in ERROR_CODES}


def codes_of(response: dict[str, Any]) -> list[str]:
    """Return the codes that stand in the description of an error."""
    return [code for code in _CODE.findall(response["description"]) if code in ERROR_CODES]


def _errors_by_shape(path: str, operation: dict[str, Any]) -> list[type[errors.StoryCanvasError]]:
    """Return what can go wrong on a route with such parameters and such a body."""
    kinds: list[type[errors.StoryCanvasError]] = [errors.StoryCanvasError]
    if "health" not in operation.get("tags", ()) and not path.startswith(MEDIA_PATH):
        kinds.append(errors.DatabaseUnavailableError)
    checked = any(map(_is_checked, operation.get("parameters", ())))
    if "requestBody" in operation or checked:
        kinds.append(errors.ValidationError)
    if "requestBody" in operation:
        kinds += [errors.PayloadTooLargeError, errors.UnsupportedMediaError]
    if "{" in path:
        kinds.append(errors.ResourceNotFoundError)
    return kinds


def _is_checked(parameter: dict[str, Any]) -> bool:
    """Tell whether some values are refused; of a path, any text is right, and may not be found."""
    return parameter["in"] == "query" or bool(_LIMITS & parameter["schema"].keys())


def _is_error(response: dict[str, Any]) -> bool:
    content = response.get("content", {})
    return bool(content.get("application/json", {}).get("schema") == _ERROR)


def _error_of(codes: list[str]) -> dict[str, Any]:
    """Return the schema of the one body with one of these codes."""
    code = {"type": "string", "enum": codes}
    error = {"type": "object", "required": ["code"], "properties": {"code": code}}
    narrowed = {"type": "object", "required": ["error"], "properties": {"error": error}}
    return {"allOf": [_ERROR, narrowed]}


def _content(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"application/json": {"schema": schema, **more}}
