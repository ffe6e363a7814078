"""What an operation says of itself: its summary, parameters, bodies and headers."""

from typing import Any, Final

from backend.api.document.errors import codes_of
from backend.api.document.wording import HEADERS, PARAMETERS
from backend.domain.errors import DatabaseUnavailableError

_JSON: Final = "application/json"
_BINARY: Final = {"type": "string", "contentMediaType": "application/octet-stream"}
_NULL: Final = {"type": "null"}
_FRAMEWORK_WORDS: Final = "Successful Response"
_ALWAYS: Final = ("X-Request-ID", "X-API-Version")


def describe_operation(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Put the operation into the form that generated clients take best."""
    operation["summary"] = operation["description"].partition("\n")[0].removesuffix(".")
    for parameter in operation.get("parameters", ()):
        _describe_parameter(parameter)
    for body in (operation.get("requestBody", {}), *operation["responses"].values()):
        for content in body.get("content", {}).values():
            _name_schema(content, schemas)
            if content.get("schema", {}).get("format") == "binary":
                content["schema"] = _BINARY
    for status, response in operation["responses"].items():
        if response["description"] == _FRAMEWORK_WORDS:
            response["description"] = _meaning(response, schemas)
        names = (*_ALWAYS, *_headers(status, response, operation))
        known = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
        response["headers"] = {**known, **response.get("headers", {})}


def _describe_parameter(parameter: dict[str, Any]) -> None:
    """Say what it means; a query cannot hold null, only lack the parameter."""
    schema = parameter["schema"]
    variants = [each for each in schema.get("anyOf", ()) if each != _NULL]
    if len(variants) == 1 and variants != schema["anyOf"]:
        del schema["anyOf"]
        parameter["schema"] = {**variants[0], **schema}
    meaning = PARAMETERS.get(parameter["name"])
    if meaning and not parameter.get("description"):
        parameter["description"] = meaning


def _name_schema(content: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Move a model that a route wrote into its body to the named ones."""
    schema = content.get("schema", {})
    if "properties" in schema and "title" in schema:
        schemas.setdefault(schema["title"], schema)
        content["schema"] = {"$ref": f"#/components/schemas/{schema['title']}"}


def _meaning(response: dict[str, Any], schemas: dict[str, Any]) -> str:
    """Return what the answer is, in the words of its model."""
    schema = response.get("content", {}).get(_JSON, {}).get("schema", {})
    name = schema.get("items", schema).get("$ref", "").rpartition("/")[2]
    meaning = str(schemas.get(name, {}).get("description", "It is done."))
    return f"A list of: {meaning}" if schema.get("type") == "array" else meaning


def _headers(status: str, response: dict[str, Any], operation: dict[str, Any]) -> list[str]:
    """Return which headers carry something of the answer."""
    schema = response.get("content", {}).get(_JSON, {}).get("schema", {})
    paged = any(each["name"] == "limit" for each in operation.get("parameters", ()))
    retried = DatabaseUnavailableError.code in codes_of(response) or status == "429"
    cached = "304" in operation["responses"] and status in {"200", "206", "304"}
    held = {
        "Location": status in {"201", "202"},
        "X-Total-Count": paged and schema.get("type") == "array" and status.startswith("2"),
        "ETag": cached,
        "Retry-After": retried,
        "Deprecation": operation.get("deprecated", False),
        "Link": operation.get("deprecated", False),
    }
    return [name for name in HEADERS if held.get(name)]
