"""What came of the runs, and whether it is what we promise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import mean
from typing import Final

from benchmarks.queue.bound import lower_bound
from benchmarks.queue.machine import Policy, Simulation
from benchmarks.queue.ours import Ours
from benchmarks.queue.rivals import RIVALS
from benchmarks.queue.workload import PLANS, Workload, drawn

OURS: Final = "StoryCanvas"
POLICIES: Final[dict[str, type[Policy]]] = {OURS: Ours, **RIVALS}


@dataclass(frozen=True)
class Result:
    """One run.

    Attributes:
        ratio: makespan over the lower bound, at least 1.
        waits: seconds from ready to done, of each job.
        others: mean of those of all projects but A; None if there is no other.
        overtaken: how often a job was overtaken by one that became ready too long after it.
    """

    name: str
    policy: str
    ratio: float
    loads: int
    waits: tuple[float, ...]
    others: float | None
    overtaken: int


@dataclass(frozen=True)
class Summary:
    """All runs of a workload under one policy."""

    name: str
    policy: str
    results: tuple[Result, ...]

    def cells(self) -> list[str]:
        """Return the row of the table."""
        goal, others = PLANS[self.name].goal, self._others()
        ratios = [result.ratio for result in self.results]
        return [
            self.name,
            self.policy,
            f"{goal:.2f}" if goal and self.policy == OURS else "",
            f"{mean(ratios):.3f}",
            f"{max(ratios):.3f}",
            f"{mean(result.loads for result in self.results):.1f}",
            f"{mean(mean(result.waits) for result in self.results):.0f}",
            f"{max(max(result.waits) for result in self.results):.0f}",
            "" if others is None else f"{others:.0f}",
        ]

    def missed(self) -> Iterator[str]:
        """Say which goals are missed."""
        plan, others = PLANS[self.name], self._others()
        ratio = mean(result.ratio for result in self.results)
        if plan.goal is not None and ratio > plan.goal:
            yield f"{self.name}: {ratio:.3f} is over the goal {plan.goal}"
        if plan.others_wait is not None and others is not None and others > plan.others_wait:
            yield f"{self.name}: the others wait {others:.0f} s, the goal is {plan.others_wait}"
        overtaken = sum(result.overtaken for result in self.results)
        if overtaken:
            yield f"{self.name}: {overtaken} times a job was overtaken by one that is too young"

    def _others(self) -> float | None:
        others = [result.others for result in self.results if result.others is not None]
        return mean(others) if others else None


def measure(name: str, seed: int) -> list[Result]:
    """Run one draw of a workload under every policy.

    Raises:
        AssertionError: a run ended before the lower bound, so that one of both is wrong.
    """
    workload = drawn(name, seed)
    bound = lower_bound(workload)
    return [_run(name, policy, workload, bound) for policy in POLICIES]


def _run(name: str, policy: str, workload: Workload, bound: float) -> Result:
    decider = POLICIES[policy]()
    outcome = Simulation(workload, decider).run()
    assert outcome.waits.keys() == {task.id for task in workload.tasks}, "a job was lost"
    assert outcome.makespan >= bound, f"{name}: {policy} beats the bound"
    others = [outcome.waits[task.id] for task in workload.tasks if task.project != "A"]
    return Result(
        name,
        policy,
        outcome.makespan / bound,
        outcome.loads,
        tuple(outcome.waits.values()),
        mean(others) if others else None,
        len(decider.overtaken) if isinstance(decider, Ours) else 0,
    )


def summary(name: str, policy: str, results: Iterable[list[Result]]) -> Summary:
    """Return what came of one workload under one policy."""
    found = [
        each for some in results for each in some if (each.name, each.policy) == (name, policy)
    ]
    return Summary(name, policy, tuple(found))
