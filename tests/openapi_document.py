"""Reading the OpenAPI document in tests."""

from typing import Any


def responses_of(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    """Return the operation's answers by status, the shared ones as if they stood there."""
    shared = document.get("components", {}).get("responses", {})
    return {
        status: shared[response["$ref"].rpartition("/")[2]] if "$ref" in response else response
        for status, response in operation["responses"].items()
    }
