"""The OpenAPI document: complete enough to generate clients from, and true to itself."""

import re
from collections.abc import Iterator
from typing import Any

import httpx2
import jsonschema_rs
import pytest

from backend.api.document.errors import codes_of
from backend.api.document.examples import ExampleMaker
from backend.api.document.wording import PARAMETERS, TAGS
from backend.api.envelope import ERROR_CODES
from backend.api.error_handlers import status_of
from backend.cli.contract import unstarted_app
from backend.domain import errors
from tests.openapi_document import responses_of

DOCUMENT: dict[str, Any] = unstarted_app().openapi()
COMPONENTS = DOCUMENT["components"]
OPERATIONS = {
    operation["operationId"]: (
        path,
        {**operation, "responses": responses_of(DOCUMENT, operation)},
    )
    for path, methods in DOCUMENT["paths"].items()
    for operation in methods.values()
}
STATUS_OF_CODE = {
    kind.code: str(status_of(kind).value)
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.StoryCanvasError)
}
JSON = "application/json"


def each_operation() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("name", sorted(OPERATIONS))


def bodies(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what is taken and what is answered, as far as it is JSON."""
    taken = operation.get("requestBody", {}).get("content", {})
    if JSON in taken:
        yield "request", taken[JSON]
    for status, response in operation["responses"].items():
        if JSON in response.get("content", {}):
            yield status, response["content"][JSON]


def error_codes(body: dict[str, Any]) -> list[str]:
    """Return the codes that an error's schema allows."""
    narrowed: dict[str, Any] = body["schema"]["allOf"][1]
    codes: list[str] = narrowed["properties"]["error"]["properties"]["code"]["enum"]
    return codes


def is_error(body: dict[str, Any]) -> bool:
    return "allOf" in body["schema"]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a document."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from nodes(inner)


def reached(roots: Any) -> set[str]:
    """Return the names of the schemas with fields that are meant there, and within each other."""
    found: set[str] = set()
    ahead = [roots]
    while ahead:
        names = {each.get("$ref", "").rpartition("/")[2] for each in nodes(ahead.pop())}
        new = (names & COMPONENTS["schemas"].keys()) - found
        found |= new
        ahead += [COMPONENTS["schemas"][name] for name in new]
    return {name for name in found if "properties" in COMPONENTS["schemas"][name]}


SENT = reached([operation.get("requestBody") or {} for _, operation in OPERATIONS.values()])
ANSWERED = reached([operation["responses"] for _, operation in OPERATIONS.values()])


def test_operation_ids_are_unique_and_are_words_of_code() -> None:
    count = sum(len(methods) for methods in DOCUMENT["paths"].values())
    assert len(OPERATIONS) == count
    assert [name for name in OPERATIONS if not re.fullmatch(r"[a-z][a-z0-9_]+", name)] == []


@each_operation()
def test_an_operation_says_what_it_is_for(name: str) -> None:
    _, operation = OPERATIONS[name]
    assert operation["summary"]
    assert operation["description"].endswith(".")
    unknown = [tag for tag in operation["tags"] if tag not in TAGS]
    assert unknown == [], "describe the tag in backend/api/document/wording.py"
    silent = [each["name"] for each in operation.get("parameters", ()) if not said(each)]
    assert silent == [], "describe the parameter where it is made, or in wording.py"


def said(parameter: dict[str, Any]) -> bool:
    return bool(parameter.get("description") or parameter["name"] in PARAMETERS)


@each_operation()
def test_an_operation_shows_what_it_takes_and_answers(name: str) -> None:
    _, operation = OPERATIONS[name]
    for place, body in bodies(operation):
        if is_error(body) or not place.startswith(("request", "2")):
            continue
        maker = ExampleMaker(COMPONENTS["schemas"])
        maker.example(body["schema"], place)
        assert maker.unknown == set(), "say it in backend/api/document/story.py"
        validator = jsonschema_rs.Draft202012Validator({**body["schema"], "components": COMPONENTS})
        wrong = {
            ".".join(map(str, error.instance_path)): error.message
            for error in validator.iter_errors(body["example"])
        }
        assert wrong == {}, place


@each_operation()
def test_an_operation_lists_the_codes_of_each_status(name: str) -> None:
    _, operation = OPERATIONS[name]
    assert "422" not in operation["responses"]
    assert error_codes(operation["responses"]["500"]["content"][JSON]) == ["INTERNAL_ERROR"]
    for status, response in operation["responses"].items():
        body = response.get("content", {}).get(JSON, {})
        if status.startswith(("4", "5")) and is_error(body):
            codes = error_codes(body)
            assert codes == codes_of(response) == list(body["examples"])
            assert codes
            assert {STATUS_OF_CODE.get(code, status) for code in codes} == {status}


def test_the_codes_are_one_enum_and_each_is_shown_once() -> None:
    assert COMPONENTS["schemas"]["ErrorCode"]["enum"] == ERROR_CODES
    code = COMPONENTS["schemas"]["ErrorBody"]["properties"]["code"]
    assert code == {"$ref": "#/components/schemas/ErrorCode"}
    assert sorted(COMPONENTS["examples"]) == ERROR_CODES
    schema = {"$ref": "#/components/schemas/ErrorResponse", "components": COMPONENTS}
    validator = jsonschema_rs.Draft202012Validator(schema)
    for code, example in COMPONENTS["examples"].items():
        validator.validate(example["value"])
        assert example["value"]["error"]["code"] == code
        assert example["value"]["detail"]


def test_the_document_is_written_as_3_1_and_speaks_of_nothing_that_is_not_ours() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")
    assert DOCUMENT["servers"] == [{"url": "/"}]
    text = str(DOCUMENT)
    for foreign in ("HTTPValidationError", "Successful Response"):
        assert foreign not in text
    assert [node for node in nodes(DOCUMENT) if "nullable" in node] == []
    assert [node for node in nodes(DOCUMENT["paths"]) if node.get("format") == "binary"] == []


@each_operation()
def test_bodies_have_names(name: str) -> None:
    _, operation = OPERATIONS[name]
    assert [
        place
        for place, body in bodies(operation)
        if "properties" in body["schema"] or "properties" in body["schema"].get("items", {})
    ] == []


def test_headers_stand_where_they_carry_something() -> None:
    headers: dict[tuple[str, str], set[str]] = {
        (name, status): set(response["headers"])
        for name, (_, operation) in OPERATIONS.items()
        for status, response in operation["responses"].items()
    }
    assert all({"X-Request-ID", "X-API-Version"} <= names for names in headers.values())
    assert "Location" in headers["create_project", "201"]
    assert "X-Total-Count" in headers["list_jobs", "200"]
    assert "X-Total-Count" not in headers["list_projects", "200"]
    assert "ETag" in headers["get_media_file", "304"]
    assert "Retry-After" in headers["get_queue_status", "503"]
    for format in ("fcpxml", "edl", "resolve", "json"):
        assert {"Deprecation", "Link"} <= headers[f"export_project_{format}_legacy", "404"]


def test_the_old_export_paths_are_in_the_document_as_deprecated() -> None:
    old = {path for path, operation in OPERATIONS.values() if operation.get("deprecated")}
    project = "/api/projects/{project_id}/export"
    assert old == {f"{project}/{format}" for format in ("fcpxml", "edl", "resolve", "json")}


def test_an_update_takes_null_only_where_null_clears() -> None:
    for name, schema in COMPONENTS["schemas"].items():
        if name.endswith("UpdateDTO"):
            assert schema["minProperties"] == 1
            assert [each for each in schema["properties"].values() if "default" in each] == []
    fields = COMPONENTS["schemas"]["SceneUpdateDTO"]["properties"]
    assert fields["name"]["type"] == "string"
    assert {"type": "null"} in fields["duration"]["anyOf"]


def test_what_is_answered_has_all_of_its_fields() -> None:
    left_out = [
        f"{name}.{field}"
        for name in sorted(ANSWERED)
        for field in COMPONENTS["schemas"][name]["properties"]
        if field not in COMPONENTS["schemas"][name]["required"]
    ]
    assert left_out == []


def test_what_is_sent_may_leave_out_what_has_a_default() -> None:
    assert SENT.isdisjoint(ANSWERED)
    wanted = [
        f"{name}.{field}"
        for name in sorted(SENT)
        for field in COMPONENTS["schemas"][name].get("required", ())
        if "default" in COMPONENTS["schemas"][name]["properties"][field]
    ]
    assert wanted == []
    assert "required" not in COMPONENTS["schemas"]["ShotDTO"]
    assert COMPONENTS["schemas"]["LoraUseDTO"]["required"] == ["name"]


def test_an_upload_is_typed_as_bytes() -> None:
    _, operation = OPERATIONS["upload_music"]
    schema = operation["requestBody"]["content"]["multipart/form-data"]["schema"]
    upload = COMPONENTS["schemas"][schema["$ref"].rpartition("/")[2]]
    assert upload["properties"]["file"]["contentMediaType"] == "application/octet-stream"


async def test_the_document_is_answered_again_only_if_it_changed() -> None:
    transport = httpx2.ASGITransport(app=unstarted_app())
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        first = await client.get("/openapi.json")
        assert first.json() == DOCUMENT
        assert (await client.get("/api/v1/openapi.json")).content == first.content
        tag = {"if-none-match": first.headers["etag"]}
        again = await client.get("/openapi.json", headers=tag)
        assert (again.status_code, again.content) == (304, b"")
        other = await client.get("/openapi.json", headers={"if-none-match": '"x"'})
        assert other.status_code == 200
