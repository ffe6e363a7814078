"""Links: where the id goes that came with something new."""

from collections.abc import Iterator
from typing import Any, Final

MAKERS: Final = {
    "create_project": ("project_id", "id"),
    "import_script": ("project_id", "project/id"),
    "import_project": ("project_id", "project/id"),
    "create_scene": ("scene_id", "id"),
    "create_scene_alternate": ("scene_id", "id"),
    "create_clip": ("clip_id", "id"),
    "create_clip_alternate": ("clip_id", "id"),
    "upload_take": ("take_id", "id"),
    "create_character": ("character_id", "id"),
    "create_template": ("template_id", "id"),
    "create_pool_item": ("item_id", "id"),
    "register_server": ("server_id", "id"),
    "create_workflow": ("workflow_id", "id"),
    "create_user": ("user_id", "id"),
    "create_story": ("story_id", "story_id"),
    "create_job": ("job_id", "id"),
    "generate": ("job_id", "job_id"),
    "order_export": ("export_id", "export_id"),
    "generate_batch": ("batch_id", "id"),
}
"""Operation -> the parameter that takes the new id, and where the id stands in the answer."""


def add_links(document: dict[str, Any]) -> None:
    """Link what is made to every operation on it that needs no id but those its maker had."""
    takers = dict(_takers(document))
    for methods in document["paths"].values():
        for operation in methods.values():
            if operation["operationId"] in MAKERS:
                parameter, place = MAKERS[operation["operationId"]]
                had = {name: f"$request.path.{name}" for name in _in_path(operation)}
                sent = {**had, parameter: f"$response.body#/{place}"}
                _made(operation)["links"] = {
                    taker: {
                        "operationId": taker,
                        "parameters": {name: sent[name] for name in taken},
                    }
                    for taker, taken in takers.items()
                    if parameter in taken and sent.keys() >= set(taken)
                }


def _takers(document: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield each operation with the parameters of its path; deprecated ones are left aside."""
    for methods in document["paths"].values():
        for operation in methods.values():
            if not operation.get("deprecated"):
                yield operation["operationId"], _in_path(operation)


def _in_path(operation: dict[str, Any]) -> list[str]:
    parameters = operation.get("parameters", ())
    return [each["name"] for each in parameters if each["in"] == "path"]


def _made(operation: dict[str, Any]) -> dict[str, Any]:
    """Return the answer that something was made, or is going to be."""
    responses: dict[str, dict[str, Any]] = operation["responses"]
    return responses["201" if "201" in responses else "202"]
