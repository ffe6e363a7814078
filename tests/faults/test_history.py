"""The judge of faults finds each broken promise, and none where all is well."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo import MongoClient

from backend.domain.job_state import MOVES, STATUS_OF, JobState
from tests.faults.history import Answer, Document, Entry, History, Write
from tests.faults.invariants import broken_promises

START = datetime(2026, 11, 20, tzinfo=UTC)
TTL = timedelta(seconds=30)


class Story:
    """A history told step by step, one second each."""

    def __init__(self) -> None:
        self.log: list[Entry] = []
        self.now = START
        self._jobs: dict[str, Document] = {}

    def accept(self, id: str = "job", **fields: Any) -> None:
        """A client queues a job."""
        whole = {
            "state": "ready",
            "status": "pending",
            "token": 0,
            "rev": 0,
            "round": 0,
            "failures": 0,
            "max_retries": 3,
            "attempts": [],
            "lease": None,
            "slot": None,
            "server_id": None,
            "project_id": "project",
            "priority": 0,
            "order_key": self.now,
        }
        self._write(id, {**whole, **fields})
        self.answer("accepted", id)

    def grant(self, id: str = "job", owner: str = "one", slot: int = 0, **fields: Any) -> None:
        """A process claims it."""
        token = self._jobs[id]["token"] + 1
        lease = {"owner": owner, "until": self.now + TTL}
        attempts = [*self._jobs[id]["attempts"], {"token": token}]
        claim = {"token": token, "lease": lease, "attempts": attempts, "slot": slot}
        self.move(id, "leased", **{**claim, "server_id": "gpu", **fields})

    def move(self, id: str, state: str, **fields: Any) -> None:
        """It comes to a state."""
        rev = self._jobs[id]["rev"] + 1
        moved = {"state": state, "status": STATUS_OF[JobState(state)].value, "rev": rev}
        if state not in {"leased", "running"}:
            moved["slot"] = None
        self._write(id, {**self._jobs[id], **moved, **fields})

    def fail(self, failure: str, id: str = "job", *, counted: bool = True) -> None:
        """A try fails, and it waits for the next."""
        job = self._jobs[id]
        attempts = [*job["attempts"][:-1], {**job["attempts"][-1], "failure": failure}]
        failures = job["failures"] + counted
        self.move(id, "ready", attempts=attempts, failures=failures, lease=None)

    def finish(self, id: str = "job", **fields: Any) -> None:
        """It runs to its end, unless told otherwise on the way."""
        for state in ("running", "collecting"):
            self.move(id, state)
        self.move(id, "committed", **{"lease": None, **fields})
        self.move(id, "done")

    def cancel(self, id: str = "job") -> None:
        """A client cancels it and is told so."""
        self.move(id, "cancelled", token=self._jobs[id]["token"] + 1, lease=None)
        self.answer("cancelled", id)

    def answer(self, said: str, id: str = "job") -> None:
        """A client is told something."""
        self.log.append(Answer(self.now, id, said))

    def delete(self, id: str = "job") -> None:
        """Its document goes."""
        self.log.append(Write(self.now, id, self._jobs.pop(id), None))

    def wait(self, seconds: float) -> None:
        """Time goes by."""
        self.now += timedelta(seconds=seconds)

    def _write(self, id: str, after: Document) -> None:
        self.wait(1)
        self.log.append(Write(self.now, id, self._jobs.get(id), after))
        self._jobs[id] = after

    def faults(self) -> list[str]:
        """What the judge says."""
        return broken_promises(self.log, MOVES)


def test_a_quiet_day_breaks_no_promise() -> None:
    story = Story()
    for id in ("one", "two", "three"):
        story.accept(id)
    story.grant("one")
    story.finish("one")
    story.grant("two")
    story.fail("unreachable", "two", counted=False)
    for _ in range(3):
        story.grant("two")
        story.fail("infrastructure", "two")
    story.grant("two", slot=1)
    story.cancel("two")
    story.move("two", "ready", round=1, failures=0)
    story.grant("two", slot=1)
    story.finish("two")
    story.cancel("three")
    assert story.faults() == []


def test_a_job_taken_over_from_a_silent_process_breaks_no_promise() -> None:
    story = Story()
    story.accept()
    story.grant()
    story.wait(31)
    again = {"token": 2, "attempts": [{"token": 2}]}
    story.move("job", "leased", lease={"owner": "two", "until": story.now + TTL}, **again)
    story.finish()
    assert story.faults() == []


def _lost(story: Story) -> None:
    story.delete()


def _unfinished(story: Story) -> None:
    story.grant()


def _never_there(story: Story) -> None:
    story.cancel()
    story.answer("accepted", "ghost")


def _committed_twice(story: Story) -> None:
    story.grant()
    story.finish()
    story.move("job", "committed", lease=None)
    story.move("job", "done")


def _ended_twice(story: Story) -> None:
    story.grant()
    story.finish()
    story.move("job", "failed")


def _committed_after_cancel(story: Story) -> None:
    story.grant()
    story.cancel()
    story.move("job", "committed", lease=None)
    story.move("job", "done")


def _old_token(story: Story) -> None:
    story.grant(token=0)
    story.finish()


def _zombie_commit(story: Story) -> None:
    story.grant()
    story.fail("infrastructure")
    story.grant()
    story.finish(token=1, attempts=[{"token": 1}])


def _commit_for_an_older_try(story: Story) -> None:
    story.grant()
    story.finish(attempts=[{"token": 0}])


def _taken_too_early(story: Story) -> None:
    story.grant()
    lease = {"owner": "two", "until": story.now + TTL}
    story.move("job", "running", lease=lease, token=2, attempts=[{"token": 2}])
    story.finish(token=2)


def _one_place_for_two(story: Story) -> None:
    story.accept("other")
    story.grant("other")
    story.grant()
    story.finish("other")
    story.finish()


def _jumped(story: Story) -> None:
    story.move("job", "committed")
    story.move("job", "done")


def _risen(story: Story) -> None:
    story.cancel()
    story.move("job", "ready")
    story.cancel()


def _shown_wrongly(story: Story) -> None:
    story.grant(status="pending")
    story.finish()


def _tried_for_ever(story: Story) -> None:
    for _ in range(5):
        story.grant()
        story.fail("infrastructure")
    story.cancel()


def _tried_without_counting(story: Story) -> None:
    story.grant()
    story.fail("garbage", counted=False)
    story.cancel()


def _silent_move(story: Story) -> None:
    story.grant(rev=0)
    story.finish()


def _held_for_ever(story: Story) -> None:
    story.move("job", "ready", hold={"for_lane": "gpu"})
    story.wait(34)
    story.grant(hold=None)
    story.finish()


def _overtaken(story: Story) -> None:
    story.wait(700)
    story.accept("late")
    story.grant("late")
    story.finish("late")
    story.cancel()


@pytest.mark.parametrize(
    ("tell", "verdict"),
    [
        (_lost, "job: was lost"),
        (_unfinished, "job: never ended, it is leased"),
        (_never_there, "ghost: was lost"),
        (_committed_twice, "job: was committed 2 times in round 0"),
        (_ended_twice, "job: ended 2 times in round 0"),
        (_committed_after_cancel, "job: came to committed after its cancel was answered"),
        (_old_token, "job: had token 0 as leased after 0"),
        (_zombie_commit, "job: was committed for token 1 while 2 was out"),
        (_commit_for_an_older_try, "job: was committed for token 0 while 1 was out"),
        (_taken_too_early, "job: was taken over at"),
        (_one_place_for_two, "job and other had place ('gpu', 0) at the same time"),
        (_jumped, "job: went from ready to committed"),
        (_risen, "job: went from cancelled to ready without a new round"),
        (_shown_wrongly, "job: is shown as pending while it is leased"),
        (_tried_for_ever, "job: was tried again after 4 failures"),
        (_tried_without_counting, "job: was tried again without counting, after garbage"),
        (_silent_move, "job: had revision 0 as leased after 0"),
        (_held_for_ever, "job: was held back for 0:00:35"),
        (_overtaken, "job: late, ready 0:11:41 later, was granted gpu before it"),
    ],
)
def test_a_broken_promise_is_found(tell: Callable[[Story], None], verdict: str) -> None:
    story = Story()
    story.accept()
    tell(story)
    assert [each for each in story.faults() if each.startswith(verdict)], story.faults()


def test_the_database_itself_tells_what_was_written_and_in_which_order(
    mongo_url: str, mongo_janitor: MongoClient[dict[str, Any]], database_name: str
) -> None:
    history = History(mongo_url, database_name)
    jobs = mongo_janitor[database_name].queue_jobs
    jobs.insert_one({"_id": "a", "state": "ready"})
    history.note("a", "accepted")
    jobs.update_one({"_id": "a"}, [{"$set": {"state": "done"}}])
    jobs.delete_one({"_id": "a"})
    log = history.read()
    history.close()
    assert [entry.said for entry in log if isinstance(entry, Answer)] == ["accepted"]
    states = [(w.before, w.after) for w in log if isinstance(w, Write)]
    ready, done = ({"_id": "a", "state": state} for state in ("ready", "done"))
    assert states == [(None, ready), (ready, done), (done, None)]
    assert isinstance(log[1], Answer)
