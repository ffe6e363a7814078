"""The simulator holds the recorded conversations as the real servers did."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from backend.simulator.config import SimulatorConfig
from backend.simulator.server import running_simulator
from tests.contract.recordings import FOLDER, QUIET, VERSIONS, Call, Replay, read_recording, shape

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the recordings of real ComfyUI servers are not on this machine"
)

# Working time of the simulator, stretched where the recorded client acts while a job runs.
SCENARIOS = {
    "fast_image": 0.0,
    "cached_twice": 0.0,
    "invalid_graphs": 0.0,
    "interrupt": 20.0,
    "get_endpoints": 0.0,
    "upload_and_view": 0.0,
    "prompt_ids_and_priority": 20.0,
    "two_clients": 60.0,
    "reconnect": 20.0,
    "free_and_history": 0.0,
    "runtime_failures": 0.0,
    "several_images": 0.0,
    "video": 0.0,
    "previews": 0.0,
    "zombie": 20.0,
    "sd_tiny": 0.0,
}

# Recorded with the newer version only.
NEW_ONLY = ("zombie", "sd_tiny")

# In these every client hears the same messages in exactly the same order; in the others clients
# race with each other or jobs are cut short, so the messages are compared job by job.
EXACT = ("fast_image", "cached_twice", "free_and_history", "several_images", "video")

# Routes of the real server that no client of ours calls.
FOREIGN = (
    "/assets",
    "/experiment",
    "/i18n",
    "/internal",
    "/templates",
    "/userdata",
    "/users",
    "/view_metadata",
    "/workflow_templates",
)
# Answered in form only: what the lists hold is the real server's own.
FORM_ONLY = ("/extensions", "/node_replacements", "/global_subgraphs", "/settings")
# Answered from what happened before the conversation began: only the number of entries can agree.
OLDEST_FIRST = "offset=0"
# Whether the last of several interrupts without an id reaches the next job depends on milliseconds.
LUCK = "two quick interrupts"
# Here the order of two independent outputs decides, which on real servers changes with each start.
ARBITRARY_ORDER = "okfirst"


@asynccontextmanager
async def replayed(version: str, scenario: str) -> AsyncIterator[Replay]:
    lines = read_recording(version, scenario)
    config = SimulatorConfig(
        version=version,  # type: ignore[arg-type]
        models={"checkpoints": ["tiny_sd15.safetensors"]},
        seconds_scale=SCENARIOS[scenario],
    )
    async with (
        running_simulator(config) as simulator,
        httpx2.AsyncClient(base_url=simulator.url, timeout=30) as client,
    ):
        replay = Replay(list(comparable(lines)), client, simulator.url)
        await replay.run()
        yield replay


def comparable(lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the lines of a recording up to where it becomes a matter of luck."""
    for line in lines:
        if LUCK in line.get("case", ""):
            return
        if not line.get("path", "").startswith(FOREIGN):
            yield line


@pytest.mark.parametrize(
    ("scenario", "version"),
    [(s, v) for s in SCENARIOS for v in VERSIONS if s not in NEW_ONLY or v == VERSIONS[0]],
)
async def test_the_same_calls_get_the_same_answers(scenario: str, version: str) -> None:
    async with replayed(version, scenario) as replay:
        assert replay.calls
        for call in replay.calls:
            assert_same_answer(call)
        for name in replay.peers:
            assert_same_messages(replay, name, scenario)


def assert_same_answer(call: Call) -> None:
    recorded = call.recorded
    assert call.answer.status_code == recorded["status"], call.title
    expected = recorded["headers"].get("Content-Type")
    if expected is not None:
        assert call.answer.headers["content-type"] == expected, call.title
    path = recorded["path"].split("?")[0]
    if path in FORM_ONLY or ARBITRARY_ORDER in str(recorded):
        return
    if recorded["path"].endswith(OLDEST_FIRST):
        assert len(call.body) == len(recorded["body"]), call.title
        return
    if isinstance(recorded["body"], dict) and "__binary__" in recorded["body"]:
        assert recorded["body"]["__binary__"] or not call.answer.content, call.title
        return
    if recorded["status"] >= 400 and isinstance(recorded["body"], str):
        assert call.body == recorded["body"], call.title
        return
    if recorded["path"] == "/history" and not recorded["body"]:
        # Just cleared: a job that ends at this moment may be there again.
        assert len(call.body) <= 1, call.title
        return
    if path == "/api/jobs" and recorded["status"] == 200:
        assert_same_page(call.body, recorded["body"])
        return
    assert shape(call.body) == shape(recorded["body"]), call.title
    assert kinds_of_error(call.body) == kinds_of_error(recorded["body"]), call.title


def assert_same_page(now: dict[str, Any], then: dict[str, Any]) -> None:
    """Compare two pages of jobs; the recorded one goes on with jobs of earlier conversations."""
    assert shape(now["jobs"]) == shape(then["jobs"][: len(now["jobs"])])
    assert now["pagination"].keys() == then["pagination"].keys()


def kinds_of_error(body: Any) -> Any:
    """Everything in a refusal that a program may rely on."""
    if not isinstance(body, dict) or "node_errors" not in body:
        return None
    error = body.get("error") or {}
    return (
        error.get("type"),
        error.get("message"),
        error.get("details"),
        {
            node_id: sorted(
                (problem["type"], problem["message"], problem["details"])
                for problem in problems["errors"]
            )
            for node_id, problems in body["node_errors"].items()
        },
    )


def assert_same_messages(replay: Replay, name: str, scenario: str) -> None:
    now, then = replay.heard(name), replay.recorded(name)
    if scenario in EXACT:
        kinds_now, kinds_then = ([message["type"] for message in heard] for heard in (now, then))
        if then[0]["data"]["status"]["exec_info"]["queue_remaining"]:
            # The recorded server was busy with other jobs: it counted those too, and the client
            # left before its own last one ended.
            kinds_then = [kind for kind in kinds_then if kind != "status"]
            kinds_now = [kind for kind in kinds_now if kind != "status"][: len(kinds_then)]
        assert kinds_now == kinds_then, name
        return
    arbitrary = {
        call.recorded["body"]["prompt_id"]
        for call in replay.calls
        if call.recorded["path"] == "/prompt" and ARBITRARY_ORDER in str(call.recorded["request"])
    }
    jobs_now, jobs_then = by_job(now, replay.ids), by_job(then, {})
    for prompt_id in jobs_then.keys() - arbitrary:
        assert_same_job(jobs_now[prompt_id], jobs_then[prompt_id], name)
    assert {m["data"].get("event") for m in now} == {m["data"].get("event") for m in then}, name


def assert_same_job(now: list[str], then: list[str], name: str) -> None:
    """Compare what a client heard of a job; how much one that came in the middle hears varies."""
    if "execution_start" in now or "execution_start" in then:
        assert now == then, name


def by_job(messages: list[dict[str, Any]], ids: dict[str, str]) -> dict[str, list[str]]:
    """The kinds of loud messages of each job, in order; a run of nodes counts as one.

    How many nodes run depends on what the recorded server had cached from earlier jobs.
    """
    jobs: dict[str, list[str]] = {}
    for message in messages:
        prompt_id = message["data"].get("prompt_id")
        if message["type"] not in QUIET and prompt_id is not None:
            kinds = jobs.setdefault(ids.get(prompt_id, prompt_id), [])
            if kinds[-1:] != [message["type"]]:
                kinds.append(message["type"])
    return jobs
