"""Random bodies to every route that writes: never a 500, and what is refused changes nothing."""

from collections.abc import Mapping
from random import Random
from typing import Any, Final

import httpx2
import hypothesis
import pytest
from pymongo import AsyncMongoClient
from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)

from backend.container import Container
from tests.api_steps import error_of
from tests.integration.random_requests import (
    DOCUMENT,
    Operation,
    RandomRequests,
    something_of_each_kind,
)

WRITES: Final = ("post", "put", "patch", "delete")
WATCHED: Final = {
    "projects", "scenes", "clips", "takes_archive", "characters", "templates", "pool_items",
    "batches", "workflows", "comfyui_servers",
}  # fmt: skip
ROUNDS, ROUNDS_BY_FUZZ = 200, 10_000
AFRESH_EVERY: Final = 100
"""Requests after which things are made anew, for some of these requests delete them."""


class Changes(CommandListener):
    """Counts the documents that commands changed in what people have made.

    What a transaction changed counts when it is committed.
    """

    def __init__(self) -> None:
        self.count = 0
        self._commands: dict[int, dict[str, Any]] = {}
        self._uncommitted: dict[Any, int] = {}

    def started(self, event: CommandStartedEvent) -> None:
        """Remember what the answer will be about."""
        name = event.command_name
        if name in {"commitTransaction", "abortTransaction"} or str(event.command[name]) in WATCHED:
            self._commands[event.request_id] = dict(event.command)

    def succeeded(self, event: CommandSucceededEvent) -> None:
        """Count."""
        command = self._commands.pop(event.request_id, None)
        if command is None:
            return
        transaction = (command.get("lsid", {}).get("id"), command.get("txnNumber"))
        if event.command_name == "commitTransaction":
            self.count += self._uncommitted.pop(transaction, 0)
        elif event.command_name == "abortTransaction":
            self._uncommitted.pop(transaction, None)
        elif "autocommit" in command:
            changed = self._uncommitted.get(transaction, 0) + _changed(event.reply)
            self._uncommitted[transaction] = changed
        else:
            self.count += _changed(event.reply)

    def failed(self, event: CommandFailedEvent) -> None:
        """What failed changed nothing."""
        self._commands.pop(event.request_id, None)


def _changed(reply: Mapping[str, Any]) -> int:
    """Return how many documents a command changed, by its answer; a search changed none."""
    if "lastErrorObject" in reply:
        return int(reply["lastErrorObject"]["n"])
    return int(reply.get("nModified", reply.get("n", 0))) + len(reply.get("upserted", ()))


@pytest.fixture
def changes(monkeypatch: pytest.MonkeyPatch) -> Changes:
    """A count of what the application changes."""
    changes = Changes()

    def counting(url: str, *, event_listeners: list[CommandListener], **options: Any) -> Any:
        return AsyncMongoClient(url, event_listeners=[*event_listeners, changes], **options)

    monkeypatch.setattr("backend.database.client.AsyncMongoClient", counting)
    return changes


@pytest.fixture
def container(changes: Changes, container: Container) -> Container:
    """Everything, made when its changes are counted already."""
    return container


def writes(tag: str) -> list[tuple[str, str, Operation]]:
    """Return path, method and operation of whatever writes."""
    return [
        (path, method, operation)
        for path, methods in sorted(DOCUMENT["paths"].items())
        for method, operation in methods.items()
        if method in WRITES and operation["tags"][0] == tag
    ]


@pytest.mark.fuzz
@pytest.mark.timeout(0)
@pytest.mark.parametrize("tag", [tag["name"] for tag in DOCUMENT["tags"] if writes(tag["name"])])
async def test_a_refused_body_changes_nothing(
    changes: Changes, client: httpx2.AsyncClient, tag: str
) -> None:
    rounds = ROUNDS_BY_FUZZ if hypothesis.settings().max_examples > 1000 else ROUNDS
    for path, method, operation in writes(tag):
        requests = RandomRequests(path, operation, Random(operation["operationId"]))
        for number in range(rounds):
            if number % AFRESH_EVERY == 0:
                known = await something_of_each_kind(client)
            url, sent = requests.next(known)
            before = changes.count
            answer = await client.request(method, url, **sent)
            if answer.status_code >= 400:
                assert answer.status_code < 500 or _may_answer(operation, answer), answer.text
                error_of(answer, answer.status_code)
                assert changes.count == before > 0, (method, url, sent, answer.text)


def _may_answer(operation: Operation, answer: httpx2.Response) -> bool:
    """Tell whether the document says that what the route needs may be away."""
    return answer.status_code != 500 and str(answer.status_code) in operation["responses"]
