"""The TypeScript client: it is what the document says, it compiles, and it works."""

import asyncio
import json
import re
from pathlib import Path

import pytest

from tests.contract.served import CLIENT, CONTRACT, LONGEST_SECONDS, node, output_of, served

TSC = CLIENT / "node_modules/typescript/bin/tsc"


def test_the_types_are_those_of_the_document(tmp_path: Path) -> None:
    made = tmp_path / "schema.ts"
    generate = CLIENT / "scripts/generate.mjs"
    output_of(node(packages=True), generate, CONTRACT / "openapi.json", made)
    assert made.read_text() == (CLIENT / "src/schema.ts").read_text(), "run `make contract`"


def test_it_compiles_and_refuses_wrong_paths_and_fields() -> None:
    """`test/types.ts` expects an error on each line that must not compile."""
    output_of(node(packages=True), TSC, "--noEmit", cwd=CLIENT)


def test_it_builds_as_a_package(tmp_path: Path) -> None:
    configured = ("--project", "tsconfig.build.json", "--outDir", str(tmp_path))
    output_of(node(packages=True), TSC, *configured, cwd=CLIENT)
    entry = json.loads((CLIENT / "package.json").read_text())["exports"]["."]
    for file in entry.values():
        assert (tmp_path / Path(file).name).exists()


@pytest.mark.timeout(LONGEST_SECONDS)
async def test_it_works_against_a_server_and_outlives_a_broken_connection(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    runtime = node(packages=True)
    # Below the package, so that its dependencies are found from there.
    compiled = CLIENT / ".test"
    await asyncio.to_thread(output_of, runtime, TSC, "--outDir", compiled, cwd=CLIENT)
    tests = sorted((compiled / "test").glob("*.test.js"))
    assert tests
    async with served(mongo_url, database_name, tmp_path) as program:
        command = [runtime, "--experimental-websocket", "--no-warnings", "--test", *map(str, tests)]
        await asyncio.to_thread(output_of, *command, cwd=CLIENT, STORYCANVAS_URL=program.url)


def test_it_has_one_dependency_and_is_not_published() -> None:
    package = json.loads((CLIENT / "package.json").read_text())
    assert list(package["dependencies"]) == ["openapi-fetch"]
    assert package["private"] is True


def test_every_version_is_pinned_by_the_lock_and_no_registry_is_named() -> None:
    package = json.loads((CLIENT / "package.json").read_text())
    wanted = package["dependencies"] | package["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    lock = json.loads((CLIENT / "package-lock.json").read_text())["packages"]
    for name, version in wanted.items():
        assert lock[f"node_modules/{name}"]["version"] == version
    assert all("integrity" in entry for name, entry in lock.items() if name)
    assert not [name for name, entry in lock.items() if "resolved" in entry]


def test_the_events_are_described_in_valid_asyncapi() -> None:
    document = CONTRACT / "asyncapi.json"
    if not document.exists():
        pytest.fail("there is no asyncapi.json: run `make contract`")
    output_of(node(packages=True), CLIENT / "scripts/check_asyncapi.mjs", document)


def test_the_postman_collection_is_made_of_the_scenarios(tmp_path: Path) -> None:
    made = tmp_path / "collection.json"
    conformance = CONTRACT / "conformance"
    output_of(node(), conformance / "postman.mjs", made)
    committed = conformance / "postman_collection.json"
    assert made.read_text() == committed.read_text(), "run `make contract`"
