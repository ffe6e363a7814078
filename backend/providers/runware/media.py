"""Pictures, films and speech of Runware: every task bears our own id, by which it is found again.

Facts: docs.runware.ai and Runware's own packages of 2026. One address takes arrays of tasks.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any, Final

from backend.domain.errors import (
    ContentRefusedError,
    ProviderError,
    ProviderOutcomeUnknownError,
)
from backend.domain.ids import new_id
from backend.domain.media import MediaKind
from backend.providers.base import RemoteState
from backend.providers.generation import MediaOrder, ModelKind, RemoteFile, RemoteWork, ServiceModel
from backend.providers.http import provider_errors
from backend.providers.paid import PaidClient
from backend.providers.runware.answers import Problem, Result, RunwareAnswer, answer_kept
from backend.providers.runware.orders import task_of
from backend.providers.runware.refusals import (
    failed_task,
    is_absent,
    is_taken_already,
    refused_task,
)
from backend.providers.service_data import ServiceData
from backend.providers.wire import charged, paid_answer

_SEARCHED: Final = 100
_MODELS: Final = "checkpoint"
_FAILED: Final = "error"
_PROBLEMS: Final = (400, 404)
_FIRST_LOOK: Final = {MediaKind.IMAGE: 1.0, MediaKind.VIDEO: 5.0, MediaKind.AUDIO: 2.0}


class RunwareMedia:
    """Makes all three; none at once."""

    def __init__(self, http: PaidClient, url: str, data: ServiceData, secret: str) -> None:
        """Connect to nothing yet.

        Args:
            url: the one address for everything.
            secret: our key, which is cut out of whatever the service says.
        """
        self._http = http
        self._url = url
        self._data = data
        self._secret = secret

    async def models(self) -> Sequence[ServiceModel]:
        """Return the live list where it can be had whole, which that of Runware itself cannot.

        It has hundreds of thousands of models, most of them made by others.
        """
        search = {"taskType": "modelSearch", "taskUUID": new_id(), "limit": _SEARCHED}
        answer = await self._asked(search)
        found = [each for result in answer.data for each in result.results]
        if sum(result.total for result in answer.data) > len(found):
            return ()
        known = [self._data.model(id) for id in self._data.models]
        listed = {each.id: each for each in known if each is not None}
        for each in found:
            if each.category == _MODELS:
                listed.setdefault(each.air, ServiceModel(each.air, ModelKind.IMAGE, each.name))
        return list(listed.values())

    async def submit(self, order: MediaOrder) -> RemoteWork:
        """Have something made; see MediaGenerator.submit."""
        task, applied = await task_of(order, self._data)
        found = await self._http.ask_json("POST", self._url, paying=True, json=[task])
        async with paid_answer(self._http.provider):
            answer = RunwareAnswer.model_validate(found).about(order.task_id)
            if not (answer.data or answer.errors):
                raise ValueError("the task is not in the answer")
        if answer.errors and not answer.data:
            raise self._refusal(answer.errors[0])
        work = self._work(order.task_id, answer)
        return replace(work, applied=applied, poll_after=_FIRST_LOOK[order.kind])

    async def poll(self, id: str) -> RemoteWork:
        """Ask how far it is; see MediaGenerator.poll."""
        return self._work(id, await self._asked({"taskType": "getResponse", "taskUUID": id}))

    async def recall(self, task_id: str) -> RemoteWork | None:
        """Find work by our own id: among what is being made, then among what ever was."""
        work = await self.poll(task_id)
        if work.state is not RemoteState.ABSENT:
            return work
        answer = await self._asked({"taskType": "getTaskDetails", "taskUUID": task_id})
        kept = next((each for each in answer.data if each.task_id == task_id), None)
        if kept is None:
            return self._work(task_id, answer)
        async with provider_errors(self._http.provider):
            response = answer_kept(kept.response)
        if not (response.data or response.errors):
            return RemoteWork(task_id, RemoteState.RUNNING)
        return self._work(task_id, response)

    async def cancel(self, id: str) -> bool:
        """Stop nothing: Runware has no such thing."""
        return False

    def fetch(self, file: RemoteFile, *, limit: int) -> AsyncIterator[bytes]:
        """Stream a file; its address expires."""
        return self._http.download(file.ref, limit=limit)

    async def close(self) -> None:
        """Close all connections."""
        await self._http.close()

    async def _asked(self, question: dict[str, Any]) -> RunwareAnswer:
        """Ask something that costs nothing; that there is no such task is an answer, too."""
        found = await self._http.ask_json("POST", self._url, accept=_PROBLEMS, json=[question])
        async with provider_errors(self._http.provider):
            return RunwareAnswer.model_validate(found).about(question["taskUUID"])

    def _refusal(self, problem: Problem) -> ProviderError:
        if is_taken_already(problem):
            words = "has the task already, though it did not say so: ask for it by its id"
            return ProviderOutcomeUnknownError(self._http.provider, words)
        return refused_task(self._http.provider, problem, self._secret)

    def _work(self, id: str, answer: RunwareAnswer) -> RemoteWork:
        """Return where a task stands, of what an answer says of it and nothing else."""
        if any(each.is_indecent for each in answer.data):
            raise ContentRefusedError(self._http.provider, "made it, and finds it indecent")
        made = [each for each in answer.data if each.address]
        if made:
            return _finished(id, made)
        if any(map(is_absent, answer.errors)) or not (answer.data or answer.errors):
            return RemoteWork(id, RemoteState.ABSENT)
        if answer.errors:
            raise failed_task(self._http.provider, answer.errors[0], self._secret)
        if any(each.status == _FAILED for each in answer.data):
            silent = Problem(message="failed, and does not say why")
            raise failed_task(self._http.provider, silent, self._secret)
        percent = max((each.progress or 0.0 for each in answer.data), default=0.0)
        return RemoteWork(id, RemoteState.RUNNING, progress=min(percent / 100, 1.0))


def _finished(id: str, made: Sequence[Result]) -> RemoteWork:
    costs = [cost for each in made if (cost := charged(each.cost)) is not None]
    files = tuple(RemoteFile(ref=each.address or "") for each in made)
    return RemoteWork(id, RemoteState.DONE, files, 1.0, sum(costs) if costs else None)
