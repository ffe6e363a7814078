"""Links lead from what is made to what can be done with it."""

from typing import Any

import pytest

from backend.api.document.links import MAKERS, add_links
from backend.cli.contract import unstarted_app


def operation(id: str, *parameters: str, **more: Any) -> dict[str, Any]:
    """Return an operation whose path has these parameters."""
    named = [{"name": name, "in": "path"} for name in parameters]
    return {"operationId": id, "parameters": named, "responses": {"201": {}}, **more}


def linked(*others: dict[str, Any], maker: str = "create_clip") -> dict[str, Any]:
    """Return the links of an operation that makes something, in a document with others."""
    made = operation(maker)
    paths = {f"/{number}": {"get": other} for number, other in enumerate((made, *others))}
    add_links({"paths": paths})
    links: dict[str, Any] = made["responses"]["201"]["links"]
    return links


def test_a_new_id_goes_to_every_operation_on_it() -> None:
    links = linked(operation("get_clip", "clip_id"), operation("delete_clip", "clip_id"))
    assert links == {
        id: {"operationId": id, "parameters": {"clip_id": "$response.body#/id"}}
        for id in ("get_clip", "delete_clip")
    }


@pytest.mark.parametrize(
    "other",
    [
        operation("list_clips"),
        operation("get_scene", "scene_id"),
        operation("apply_character", "character_id", "clip_id"),
        operation("old_clip", "clip_id", deprecated=True),
    ],
    ids=lambda other: other["operationId"],
)
def test_nothing_is_linked_that_needs_something_else_or_will_go(other: dict[str, Any]) -> None:
    assert linked(other) == {}


def test_ids_that_the_maker_had_go_along() -> None:
    made = operation("upload_take", "clip_id")
    add_links({"paths": {"/": {"get": made}, "/1": {"get": operation("x", "clip_id", "take_id")}}})
    parameters = made["responses"]["201"]["links"]["x"]["parameters"]
    assert parameters == {"clip_id": "$request.path.clip_id", "take_id": "$response.body#/id"}


def test_an_id_is_found_where_the_answer_has_it() -> None:
    (link,) = linked(operation("get_project", "project_id"), maker="import_script").values()
    assert link["parameters"] == {"project_id": "$response.body#/project/id"}


def test_whatever_makes_something_has_links() -> None:
    paths = unstarted_app().openapi()["paths"]
    operations = [each for methods in paths.values() for each in methods.values()]
    makers = {each["operationId"] for each in operations if "links" in str(each["responses"])}
    assert makers == set(MAKERS)
    created = {each["operationId"] for each in operations if "201" in each["responses"]}
    assert created <= makers


def test_a_query_is_no_place_for_a_link() -> None:
    asked = operation("list_jobs")
    asked["parameters"] = [{"name": "clip_id", "in": "query"}]
    assert linked(asked) == {}
