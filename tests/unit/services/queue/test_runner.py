"""How patient a runner is with a server that has its job."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from backend.domain.errors import ProviderRateLimitedError, ProviderUnavailableError
from backend.domain.ids import ServerId
from backend.domain.job import Attempt
from backend.domain.lane import Capabilities
from backend.domain.times import utc_now
from backend.services.queue import runner
from backend.services.queue.runner import SILENCE_LIMIT, JobRunner
from tests.factories import make_job

AWAY = ProviderUnavailableError("gpu", "broke off the connection")


class Clock:
    """Time that passes only when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


class Server:
    """Answers a call with what it was given, each after some seconds."""

    def __init__(self, clock: Clock, *answers: str | Exception, seconds: float) -> None:
        self.calls = 0
        self._clock = clock
        self._answers = answers
        self._seconds = seconds

    async def ask(self) -> str:
        answer = self._answers[min(self.calls, len(self._answers) - 1)]
        self.calls += 1
        self._clock.now += self._seconds
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(runner, "time", SimpleNamespace(monotonic=clock.monotonic))
    monkeypatch.setattr(runner, "RETRY_PAUSE", 0.0)
    return clock


def patient_runner() -> JobRunner:
    attempt = Attempt(n=1, lane_id=ServerId("gpu"), remote_id="r", token=1, intent_at=utc_now())
    nothing = cast(Any, None)
    return JobRunner(make_job(attempts=[attempt]), nothing, Capabilities(), nothing, nothing)


async def test_a_long_download_that_breaks_off_is_begun_again(clock: Clock) -> None:
    server = Server(clock, AWAY, "whole", seconds=30 * SILENCE_LIMIT)
    assert await patient_runner()._patiently(server.ask) == "whole"


async def test_a_server_that_stays_silent_is_given_up(clock: Clock) -> None:
    server = Server(clock, AWAY, seconds=1)
    with pytest.raises(ProviderUnavailableError):
        await patient_runner()._patiently(server.ask)
    assert server.calls == SILENCE_LIMIT + 2


async def test_a_server_that_asks_to_wait_is_asked_later(clock: Clock) -> None:
    busy = ProviderRateLimitedError("gpu", "asks us to wait", retry_after=0)
    server = Server(clock, busy, busy, "answer", seconds=SILENCE_LIMIT)
    assert await patient_runner()._patiently(server.ask) == "answer"
