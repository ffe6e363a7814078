"""frontend-contract/ says what the code does, and the code keeps what was promised."""

import json
import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import typer

from backend.api.asyncapi import asyncapi_document
from backend.cli import generated
from backend.cli.contract import (
    DOCUMENTS,
    FOLDER,
    RELEASED,
    contract,
    contract_files,
    unstarted_app,
)
from backend.cli.generated import ROOT, current
from tests.contract.openapi_changes import breaking_changes

CHANGELOG = f"{FOLDER}/CHANGELOG.md"


def test_what_is_written_down_is_what_the_code_does() -> None:
    outdated = [name for name, text in contract_files().items() if current(name) != text]
    assert outdated == [], "out of date: run `python3 run.py contract`"


def test_the_command_writes_all_and_promises_what_it_is_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generated, "ROOT", tmp_path)
    with pytest.raises(typer.Exit):
        contract(check=True)
    assert list(tmp_path.iterdir()) == []
    contract()
    assert not (tmp_path / RELEASED).exists()
    contract(release=True)
    contract(check=True, release=True)
    for name in DOCUMENTS:
        promised = (tmp_path / RELEASED / name).read_bytes()
        assert promised == (tmp_path / FOLDER / name).read_bytes()


def test_each_message_has_a_schema_that_stands_alone() -> None:
    messages = asyncapi_document()["components"]["messages"].values()
    payloads = [example["payload"] for message in messages for example in message["examples"]]
    files = {path.stem: path for path in (ROOT / FOLDER / "schemas" / "events").iterdir()}
    told = {payload["type"]: payload for payload in payloads if payload["type"] in files}
    assert set(told) == set(files)
    for kind, path in files.items():
        jsonschema_rs.validate(json.loads(path.read_text(encoding="utf-8")), told[kind])


def test_nothing_that_was_released_is_broken() -> None:
    """A break on purpose stands in the changelog, in the words in which it is found here."""
    released = current(f"{RELEASED}/openapi.json")
    assert released is not None
    excused = current(CHANGELOG) or ""
    found = breaking_changes(json.loads(released), unstarted_app().openapi())
    assert [each for each in found if each not in excused] == []


def test_the_documents_need_no_database_no_settings_and_no_particular_folder(
    tmp_path: Path,
) -> None:
    program = "from backend.cli.contract import contract_files as c; print(c()[%r])"
    made = subprocess.run(
        [sys.executable, "-c", program % f"{FOLDER}/{DOCUMENTS[0]}"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "BACKEND_PORT": "no", "MONGO_URL": "no"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert json.loads(made.stdout) == unstarted_app().openapi()
    assert list(tmp_path.iterdir()) == []


OLD: dict[str, Any] = {
    "paths": {
        "/clips/{clip_id}": {
            "put": {
                "parameters": [
                    {
                        "in": "query",
                        "name": "limit",
                        "schema": {"type": "integer", "minimum": 1, "maximum": 500},
                    }
                ],
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/s/ClipUpdateDTO"}}}
                },
                "responses": {
                    "200": {
                        "content": {"application/json": {"schema": {"$ref": "#/s/ClipResponse"}}},
                        "headers": {"ETag": {}},
                    },
                    "404": {},
                },
            },
            "get": {"responses": {"200": {}}},
        }
    },
    "components": {
        "schemas": {
            "ClipUpdateDTO": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "minLength": 1, "maxLength": 200},
                    "kind": {"enum": ["image", "video"], "type": "string"},
                    "speaker": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                    "length": {"type": "number"},
                    "shot": {"$ref": "#/s/Shot"},
                },
            },
            "Shot": {"type": "object", "properties": {"size": {"type": "string"}}},
            "ClipResponse": {
                "type": "object",
                "required": ["id", "name", "shots", "alternates"],
                "properties": {
                    "id": {"type": "string"},
                    "name": {"type": "string"},
                    "kind": {"enum": ["image"], "type": "string"},
                    "length": {"type": "number"},
                    "shots": {"type": "array", "items": {"$ref": "#/s/Shot"}},
                    "alternates": {"type": "array", "items": {"$ref": "#/s/ClipResponse"}},
                },
            },
        }
    },
}


def changed(*steps: str, to: Any = None) -> list[str]:
    """Return what breaks if the value at these steps becomes another, or goes."""
    new = deepcopy(OLD)
    *way, last = steps
    place: Any = new
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    if to is None:
        del place[last]
    else:
        place[last] = to
    return breaking_changes(OLD, new)


OPERATION = ("paths", "/clips/{clip_id}", "put")
SENT = ("components", "schemas", "ClipUpdateDTO")
ANSWERED = ("components", "schemas", "ClipResponse")
NULLABLE = {"anyOf": [{"type": "string"}, {"type": "null"}]}


@pytest.mark.parametrize(
    ("steps", "to", "named"),
    [
        (OPERATION[:2], None, "is gone"),
        (OPERATION, None, "is gone"),
        ((*OPERATION, "parameters"), [], "query limit: is gone"),
        ((*OPERATION, "parameters", "0", "required"), True, "query limit: must be sent now"),
        (
            (*OPERATION, "parameters", "0", "schema", "maximum"),
            100,
            "query limit: maximum is 100 now",
        ),
        ((*OPERATION, "requestBody", "required"), True, "body: must be sent now"),
        (
            (*OPERATION, "requestBody", "content", "application/json"),
            None,
            "body: application/json: is gone",
        ),
        ((*SENT, "properties", "shot"), None, "body.shot: is gone"),
        ((*SENT, "required"), ["name", "kind"], "body.kind: must be sent now"),
        ((*SENT, "additionalProperties"), False, "body: unknown fields are refused now"),
        ((*SENT, "properties", "length", "type"), "integer", "body.length: may not be number now"),
        ((*SENT, "properties", "kind", "enum"), ["image"], "body.kind: may not be video now"),
        ((*SENT, "properties", "name", "maxLength"), 80, "body.name: maxLength is 80 now"),
        ((*SENT, "properties", "name", "pattern"), "^x", "body.name: pattern is ^x now"),
        (
            (*SENT, "properties", "speaker"),
            {"type": "string"},
            "body.speaker: may not be null now",
        ),
        (
            ("components", "schemas", "Shot", "properties", "size", "type"),
            "integer",
            "body.shot.size: may not be string now",
        ),
        ((*OPERATION, "responses", "404"), None, "answer 404: is gone"),
        ((*OPERATION, "responses", "200", "headers"), {}, "answer 200: header ETag: is gone"),
        ((*ANSWERED, "properties", "name"), None, "answer 200.name: is gone"),
        ((*ANSWERED, "properties", "name"), NULLABLE, "answer 200.name: may be null now"),
        ((*ANSWERED, "properties", "id", "type"), "integer", "answer 200.id: may be integer now"),
        ((*ANSWERED, "required"), ["id"], "answer 200.name: may be missing now"),
        (
            (*ANSWERED, "properties", "alternates", "items"),
            NULLABLE,
            "answer 200.alternates[]: may be null now",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_break_is_found_and_named(steps: tuple[str, ...], to: Any, named: str) -> None:
    assert f"PUT /clips/{{clip_id}}: {named}" in changed(*steps, to=to)


@pytest.mark.parametrize(
    ("steps", "to"),
    [
        (("paths", "/scenes"), {"get": {"responses": {}}}),
        ((*OPERATION, "responses", "409"), {}),
        ((*OPERATION, "parameters", "0", "schema", "maximum"), 1000),
        ((*SENT, "properties", "mood"), {"type": "string"}),
        ((*SENT, "properties", "name"), NULLABLE),
        ((*SENT, "properties", "kind", "enum"), ["image", "video", "audio"]),
        ((*SENT, "required"), []),
        ((*ANSWERED, "properties", "mood"), NULLABLE),
        ((*ANSWERED, "properties", "kind", "enum"), ["image", "video"]),
        ((*ANSWERED, "properties", "length", "type"), "integer"),
        ((*ANSWERED, "required"), ["id", "name", "shots", "alternates", "kind"]),
    ],
)
def test_what_only_adds_breaks_nothing(steps: tuple[str, ...], to: Any) -> None:
    assert changed(*steps, to=to) == []


def test_the_codes_of_an_error_are_part_of_its_body() -> None:
    error = {"type": "object", "properties": {"code": {"type": "string"}}, "required": ["code"]}
    old, new = deepcopy(OLD), deepcopy(OLD)
    narrowed = {"type": "object", "properties": {"code": {"enum": ["CONFLICT"]}}}
    for document, schema in ((old, {"allOf": [error, narrowed]}), (new, narrowed)):
        answers = document["paths"]["/clips/{clip_id}"]["put"]["responses"]
        answers["409"] = {"content": {"application/json": {"schema": schema}}}
    assert breaking_changes(old, old) == []
    assert breaking_changes(old, new) == [
        "PUT /clips/{clip_id}: answer 409.code: may be missing now",
        "PUT /clips/{clip_id}: answer 409.code: may be anything now",
    ]


def test_the_document_breaks_nothing_of_itself() -> None:
    document = unstarted_app().openapi()
    assert breaking_changes(document, deepcopy(document)) == []
