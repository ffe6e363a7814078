"""What simulated servers and galleries tell of a history: pure checks, beside those of the log."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tests.faults.history import Document, Entry, Write


@dataclass
class Prompts:
    """What servers did, by the ids of prompts, over all their lives."""

    posted: Counter[str] = field(default_factory=Counter)
    executed: Counter[str] = field(default_factory=Counter)
    interrupted: Counter[str] = field(default_factory=Counter)
    foreign: set[str] = field(default_factory=set)
    """Prompts that somebody else posted."""

    def add(self, stats: Mapping[str, Mapping[str, int]]) -> None:
        """Count in what one server counted in one life."""
        self.posted.update(stats["posted"])
        self.executed.update(stats["executed"])
        self.interrupted.update(stats["interrupted"])


def contradictions(
    log: Sequence[Entry], prompts: Prompts, takes: Iterable[Document], clips: Iterable[str]
) -> list[str]:
    """Return where servers and galleries do not fit the log.

    Args:
        takes: of all clips and of the archive, as they are stored.
        clips: the ids of the clips that are there; of the others no gallery is expected.
    """
    jobs = final_jobs(log)
    return [
        *_unforeseen_posts(log, prompts),
        *_wrong_stops(log, prompts),
        *_wrong_takes(jobs, list(takes), set(clips)),
    ]


def final_jobs(log: Iterable[Entry]) -> dict[str, Document]:
    """Return the jobs as they are at the end."""
    last = {entry.id: entry.after for entry in log if isinstance(entry, Write)}
    return {id: job for id, job in last.items() if job is not None}


def wasted(log: Sequence[Entry], prompts: Prompts) -> int:
    """Return how many prompts ran to their end for nothing."""
    done = [job for job in final_jobs(log).values() if job["state"] == "done"]
    used = {_prompt(job["attempts"][-1]) for job in done if job["attempts"]} | prompts.foreign
    return sum(times for id, times in prompts.executed.items() if id not in used)


def _unforeseen_posts(log: Sequence[Entry], prompts: Prompts) -> Iterator[str]:
    """A prompt is written down before it is posted, and posted once."""
    intended = set(_written_down(log))
    for id, times in prompts.posted.items():
        if times > 1:
            yield f"prompt {id} was posted {times} times"
        if id not in intended | prompts.foreign:
            yield f"prompt {id} was posted and never written down"


def _wrong_stops(log: Sequence[Entry], prompts: Prompts) -> Iterator[str]:
    """Nobody stops a prompt whose job ended well with it, or that is none of ours."""
    yield from (
        f"prompt {id} is not ours, and was stopped"
        for id in prompts.foreign
        if prompts.interrupted[id] or prompts.posted[id] != prompts.executed[id]
    )
    for job in final_jobs(log).values():
        if job["state"] == "done" and job["attempts"]:
            used = _prompt(job["attempts"][-1])
            if prompts.interrupted[used] and not prompts.executed[used]:
                yield f"prompt {used} was stopped, and its job {job['_id']} is done"


def _wrong_takes(
    jobs: Mapping[str, Document], takes: Sequence[Document], clips: set[str]
) -> Iterator[str]:
    """Each job that is done has its takes once, and no other job has any."""
    made = Counter(take["id"] for take in takes)
    yield from (f"take {id} is there {times} times" for id, times in made.items() if times > 1)
    for take in takes:
        job = jobs.get(take["job_id"])
        if job is not None and job["state"] != "done":
            yield f"take {take['id']} is of job {job['_id']}, which is {job['state']}"
    for id, job in jobs.items():
        if job["state"] == "done" and job.get("clip_id") in clips:
            missing = [out["take_id"] for out in job["outputs"] if not made[out["take_id"]]]
            if missing or not job["outputs"]:
                yield f"job {id} is done and its takes {missing} are not there"


def _written_down(log: Iterable[Entry]) -> Iterator[str]:
    for entry in log:
        if isinstance(entry, Write) and entry.after is not None:
            yield from map(_prompt, entry.after["attempts"])


def _prompt(attempt: Document) -> str:
    id: str = attempt.get("remote_id") or attempt.get("prompt_id") or ""
    return id
