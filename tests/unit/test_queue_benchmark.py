"""The virtual farm of the benchmarks, and what our placement achieves in it."""

import random
from itertools import pairwise, permutations, product
from typing import Any

import pytest

from benchmarks.queue.machine import GAP, Policy, Simulation
from benchmarks.queue.ours import Ours
from benchmarks.queue.rivals import RIVALS, LateFifo
from benchmarks.queue.workload import LOAD, PLANS, Server, Task, Workload, drawn


@pytest.fixture
def bound() -> Any:
    """The lower bound; it needs the solver of the group "bench"."""
    return pytest.importorskip("benchmarks.queue.bound", reason="scipy is not installed")


def makespan(policy: Policy, workload: Workload) -> float:
    return Simulation(workload, policy).run().makespan


def work(workload: Workload) -> float:
    """Return the seconds that all servers together need at least, loads aside."""
    speed = sum(server.speed for server in workload.servers)
    return sum(task.work for task in workload.tasks) / speed


def test_a_farm_runs_what_it_is_given_in_the_time_that_takes() -> None:
    tasks = (Task("a", 10, 10, "m"), Task("b", 20, 20, "m"), Task("c", 5, 5, "n", ready=100))
    outcome = Simulation(Workload(tasks, (Server("s", 2.0),)), LateFifo()).run()
    end_of_a = LOAD + 10 / 2
    assert outcome.waits == {
        "a": end_of_a,
        "b": end_of_a + GAP + 20 / 2,
        "c": pytest.approx(LOAD + 5 / 2),
    }
    assert outcome.loads == 2


@pytest.mark.parametrize("policy", [Ours, *RIVALS.values()])
@pytest.mark.parametrize("name", ["40 pictures to films, 1:2:4", "4 models, 1:2:4, fastest lost"])
def test_no_policy_loses_a_job(policy: type[Policy], name: str) -> None:
    workload = drawn(name, 0)
    outcome = Simulation(workload, policy()).run()
    assert outcome.waits.keys() == {task.id for task in workload.tasks}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(("name", "loads"), [("one model, 1:2:4", 0), ("6 models, 1:2:4", 15)])
def test_servers_of_different_speeds_are_kept_busy(name: str, loads: int, seed: int) -> None:
    workload = drawn(name, seed)
    outcome = Simulation(workload, Ours()).run()
    assert outcome.makespan <= 1.2 * work(workload)
    assert outcome.loads <= loads


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", PLANS)
def test_nothing_is_overtaken_further_than_promised(name: str, seed: int) -> None:
    ours = Ours()
    Simulation(drawn(name, seed), ours).run()
    assert ours.overtaken == []


@pytest.mark.parametrize("seed", range(2))
def test_a_rare_model_waits_for_bounded_time(seed: int) -> None:
    workload = drawn("a rare model, coming at 0.9", seed)
    rare = {task.id for task in workload.tasks if task.model == "rare"}
    waits = Simulation(workload, Ours()).run().waits
    assert max(waits[id] for id in rare) < 420


@pytest.mark.parametrize("seed", range(2))
def test_a_flood_hardly_delays_the_others(seed: int) -> None:
    workload = drawn("flood, 3 models", seed)
    waits = Simulation(workload, Ours()).run().waits
    others = [waits[task.id] for task in workload.tasks if task.project != "A"]
    assert sum(others) / len(others) <= 155


def test_the_same_seed_gives_the_same_run() -> None:
    runs = [Simulation(drawn("flood, 3 models", 3), Ours()).run() for _ in range(2)]
    assert runs[0] == runs[1]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", ["6 models, 1:2:4", "40 pictures to films, 1:2:4"])
def test_no_run_beats_the_bound_and_ours_is_near_it(bound: Any, name: str, seed: int) -> None:
    workload = drawn(name, seed)
    least = bound.lower_bound(workload)
    assert least <= min(makespan(policy(), workload) for policy in RIVALS.values())
    assert least <= makespan(Ours(), workload) <= 1.15 * least


def test_the_bound_of_simple_workloads_is_what_they_take(bound: Any) -> None:
    one = Workload((Task("a", 10, 10, "m"),), (Server("s", 2.0),))
    assert bound.lower_bound(one) == pytest.approx(LOAD + 5)
    warm = Workload(one.tasks, (Server("s", 2.0, "m"),))
    assert bound.lower_bound(warm) == pytest.approx(5)
    chain = (Task("a", 10, 10, "m"), Task("b", 30, 30, "m", parent="a"))
    pair = (Server("s", 1.0, "m"), Server("t", 2.0, "m"))
    assert bound.lower_bound(Workload(chain, pair)) == pytest.approx(20)
    late = (Task("a", 10, 10, "m", ready=50),)
    assert bound.lower_bound(Workload(late, pair)) == pytest.approx(55)


def best_of_all_schedules(workload: Workload) -> float:
    """Return the least makespan of all assignments and orders of tasks that are ready at 0."""

    def span(server: Server, line: tuple[Task, ...]) -> float:
        models = [server.resident, *(task.model for task in line)]
        loads = sum(before != after for before, after in pairwise(models))
        return loads * LOAD + sum(task.work for task in line) / server.speed

    def least(server: Server, mine: list[Task]) -> float:
        return min((span(server, line) for line in permutations(mine)), default=0.0)

    tasks, servers = workload.tasks, workload.servers
    return min(
        max(
            least(server, [task for task, owner in zip(tasks, owners, strict=True) if owner == n])
            for n, server in enumerate(servers)
        )
        for owners in product(range(len(servers)), repeat=len(tasks))
    )


@pytest.mark.parametrize("seed", range(10))
def test_no_schedule_of_all_beats_the_bound(bound: Any, seed: int) -> None:
    dice = random.Random(seed)
    tasks = [Task(str(n), dice.uniform(5, 60), 1.0, dice.choice("mno")) for n in range(5)]
    servers = (Server("s", 1.0, dice.choice(["m", None])), Server("t", dice.choice([1.0, 3.0])))
    workload = Workload(tuple(tasks), servers)
    assert bound.lower_bound(workload) <= best_of_all_schedules(workload) + 1e-6
