"""Writes down every move of every job as the database made it, and checks what must hold."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

import pytest

from backend.domain.job import Job
from backend.domain.job_state import MOVES, RETRYABLE, JobState
from backend.repositories.job_store import JobStore


class Move(NamedTuple):
    """One change of a job."""

    rev: int
    token: int
    round: int
    state: JobState


class JobHistory:
    """An append-only log of moves; those of other processes are not in it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._moves: dict[str, list[Move]] = defaultdict(list)
        apply = JobStore._apply

        async def noted(store: JobStore, *change: Any) -> Job | None:
            job = await apply(store, *change)
            if job is not None:
                self._moves[job.id].append(Move(job.rev, job.token, job.round, job.state))
            return job

        monkeypatch.setattr(JobStore, "_apply", noted)

    def check(self) -> None:
        """Assert what the queue promises of every job."""
        for id, moves in self._moves.items():
            ordered = sorted(moves)
            assert len({move.rev for move in moves}) == len(moves), (id, ordered)
            _check_tokens(id, ordered)
            _check_states(id, ordered)

    def states(self, id: str) -> list[JobState]:
        """Return the states a job was in."""
        return [move.state for move in sorted(self._moves[id])]


def _check_tokens(id: str, moves: Iterable[Move]) -> None:
    """Tokens never fall, and each grant and cancel has one of its own."""
    last = 0
    for move in moves:
        fresh = move.state in {JobState.LEASED, JobState.CANCELLED}
        assert move.token > last if fresh else move.token >= last, (id, moves)
        last = move.token


def _check_states(id: str, moves: Iterable[Move]) -> None:
    """Moves are allowed ones, and what is over stays over until a person's retry."""
    state, round = JobState.READY, 0
    for move in moves:
        allowed = move.state is state or move.state in MOVES[state]
        assert allowed, (id, moves)
        if state in RETRYABLE:
            assert move.round == round + 1, (id, moves)
        state, round = move.state, move.round
