"""Runware over HTTP, as its own packages and its documents describe it."""

import uuid
from dataclasses import dataclass, field
from typing import Any, Final

from tests.provider_fakes.faults import Call, FakeService, Reply

KEY = "rw-canary-0123456789"
PATH: Final = "/v1"
_OF_ALL: Final = {
    *("taskType", "taskUUID", "model", "outputType", "outputFormat", "deliveryMethod"),
    *("includeCost", "numberResults"),
}
_DRAWN: Final = {
    *("positivePrompt", "negativePrompt", "width", "height", "steps", "CFGScale", "seed"),
    *("scheduler", "lora"),
}
_FIELDS: Final = {
    "imageInference": _OF_ALL | _DRAWN | {"seedImage", "strength", "referenceImages"},
    "videoInference": _OF_ALL | _DRAWN | {"duration", "fps", "inputs"},
    "audioInference": _OF_ALL | {"speech", "settings"},
}
_ADDRESSES: Final = {
    "imageInference": "imageURL",
    "videoInference": "videoURL",
    "audioInference": "audioURL",
}


def problem(code: str, message: str, task: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return an error, as it stands in `errors`."""
    known = {"taskUUID": task.get("taskUUID"), "taskType": task.get("taskType")}
    return {"code": code, "message": message, **known, **more}


@dataclass
class Work:
    """A task that was taken, and how often it was looked at."""

    task: dict[str, Any]
    looks: int = 0
    result: dict[str, Any] = field(default_factory=dict)


class FakeRunware(FakeService):
    """All tasks are asynchronous, and made after so many looks.

    Attributes:
        content: what every file holds.
        looks: after so many looks a task is done.
        fails: the error that tasks end with, instead of a file.
        is_indecent: what is made is marked as such.
        forgets: done tasks are known by their details only.
        models: what the search of models finds, and how many there are in all.
    """

    def __init__(self) -> None:
        super().__init__()
        self.content = b"a file"
        self.looks = 2
        self.fails: dict[str, str] | None = None
        self.is_indecent = False
        self.forgets = False
        self.models: tuple[list[dict[str, Any]], int] = ([], 0)
        self.works: dict[str, Work] = {}

    @property
    def submits(self) -> list[dict[str, Any]]:
        """All tasks that were ever asked for, taken or not."""
        asked = [task for call in self.calls if call.path == PATH for task in call.json()]
        return [task for task in asked if task["taskType"] in _FIELDS]

    def answer(self, call: Call) -> Reply:
        """Answer as Runware would."""
        if call.path.startswith("/files/"):
            return Reply(200, self.content, content_type="image/png")
        if call.path != PATH:
            return Reply(404, {"error": {"code": "notFound", "message": "no such path"}})
        if call.headers.get("authorization") != f"Bearer {KEY}":
            said = f"Invalid API key {call.headers.get('authorization')}: https://runware.ai/signup"
            error = problem("invalidApiKey", said, {"taskType": "authentication"})
            return Reply(401, {"errors": [error]})
        body: dict[str, list[Any]] = {"data": [], "errors": []}
        for task in call.json():
            for name, items in self._done(task).items():
                body[name] += items
        failed = body["errors"] and not body["data"]
        return Reply(400 if failed else 200, {name: each for name, each in body.items() if each})

    def _done(self, task: dict[str, Any]) -> dict[str, list[Any]]:
        match task["taskType"]:
            case "getResponse":
                return self._looked_at(task)
            case "getTaskDetails":
                return self._remembered(task)
            case "modelSearch":
                found, total = self.models
                return {"data": [{**_ids(task), "results": found, "totalResults": total}]}
        return self._taken(task)

    def _taken(self, task: dict[str, Any]) -> dict[str, list[Any]]:
        if wrong := task.keys() - _FIELDS[task["taskType"]]:
            return {"errors": [problem("unknownParameter", f"unknown: {sorted(wrong)}", task)]}
        if uuid.UUID(task["taskUUID"]).version != 4:
            return {"errors": [problem("invalidTaskUUID", "must be a version 4 UUID", task)]}
        if task["taskUUID"] in self.works:
            return {"errors": [problem("duplicateTaskUUID", "must be unique", task)]}
        sides = [task.get(name, 0) for name in ("width", "height")]
        if task["taskType"] == "imageInference" and any(side % 16 or not side for side in sides):
            message = "must be multiples of 16"
            return {"errors": [problem("invalidWidth", message, task, parameter="width")]}
        self.works[task["taskUUID"]] = Work(task)
        return {"data": [_ids(task)]}

    def _looked_at(self, task: dict[str, Any]) -> dict[str, list[Any]]:
        work = self.works.get(task["taskUUID"])
        if work is None or (self.forgets and work.result):
            return {"errors": [problem("taskNotFound", "there is no such task", task)]}
        work.looks += 1
        if work.looks < self.looks:
            return {"data": [{**_ids(work.task), "status": "processing", "progress": 50}]}
        if self.fails is not None:
            return {"errors": [problem(**self.fails, task=work.task, status="error")]}
        work.result = self._result(work.task)
        return {"data": [work.result]}

    def _remembered(self, task: dict[str, Any]) -> dict[str, list[Any]]:
        work = self.works.get(task["taskUUID"])
        if work is None:
            return {"errors": [problem("taskNotFound", "there is no such task", task)]}
        response = {"data": [work.result]} if work.result else {}
        return {"data": [{**_ids(task), "request": [work.task], "response": response}]}

    def _result(self, task: dict[str, Any]) -> dict[str, Any]:
        made = {**_ids(task), "status": "success", "seed": 7, "cost": 0.0013}
        made[_ADDRESSES[task["taskType"]]] = f"{self.url}/files/{task['taskUUID']}"
        return made | ({"NSFWContent": True} if self.is_indecent else {})


def _ids(task: dict[str, Any]) -> dict[str, Any]:
    return {"taskType": task["taskType"], "taskUUID": task["taskUUID"]}
