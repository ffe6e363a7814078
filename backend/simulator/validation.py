"""Checks of a posted graph against the node classes, with the answers real servers give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backend.simulator.graph import Graph, is_link, upstream
from backend.simulator.object_info import NodeClass, choices, filled
from backend.simulator.values import ANY_TYPES, check_value, error

Problem = dict[str, Any]

FAILED = "prompt_outputs_failed_validation"


@dataclass
class Verdict:
    """What became of a graph: the outputs that can run, or the error of a 400 answer."""

    outputs: list[str] = field(default_factory=list)
    node_errors: dict[str, Any] = field(default_factory=dict)
    error: Problem | None = None


@dataclass(frozen=True)
class Rules:
    """What a server of one version checks against."""

    classes: Mapping[str, NodeClass]
    files: Mapping[str, Sequence[str]]
    file_exists: Callable[[str], bool]
    is_new: bool


def validate(graph: Graph, rules: Rules, targets: list[str] | None) -> Verdict:
    """Check a graph as POST /prompt does.

    Args:
        targets: if given, only these outputs are wanted.

    Raises:
        TypeError: the graph is of a shape on which a real server breaks with status 500.
    """
    for node_id, node in graph.items():
        problem = _class_problem(node_id, node, rules)
        if problem:
            return Verdict(error=problem)
    outputs = [
        node_id
        for node_id, node in graph.items()
        if rules.classes[node["class_type"]].get("output_node")
        and (targets is None or node_id in targets)
    ]
    if not outputs:
        return Verdict(error=error("prompt_no_outputs", "Prompt has no outputs", "", {}))
    return _check_outputs(graph, rules, outputs)


def _class_problem(node_id: str, node: Any, rules: Rules) -> Problem | None:
    if not isinstance(node, dict):
        raise TypeError(f"node {node_id} is no object")
    name = node.get("class_type")
    if name in rules.classes:
        return None
    where = f"Node ID '#{node_id}'"
    if not rules.is_new:
        text = (
            "Cannot execute because a node is missing the class_type property."
            if name is None
            else f"Cannot execute because node {name} does not exist."
        )
        return error("invalid_prompt", text, where, {})
    text = (
        f"Node 'ID #{node_id}' has no class_type. The workflow may be corrupted or a custom node "
        "is missing."
        if name is None
        else f"Node '{name}' not found. The custom node may not be installed."
    )
    extra = {"node_id": node_id, "class_type": name, "node_title": name}
    return error("missing_node_type", text, where, extra)


def _check_outputs(graph: Graph, rules: Rules, outputs: list[str]) -> Verdict:
    check = _Check(graph, rules)
    verdict = Verdict()
    details: list[str] = []
    for output in outputs:
        check.visit_output(output)
        if check.is_good(output):
            verdict.outputs.append(output)
            continue
        details.extend(f"{p['message']}: {p['details']}" for p in check.problems.get(output, ()))
    verdict.node_errors = check.report(outputs)
    if not verdict.outputs:
        text = "Prompt outputs failed validation"
        verdict.error = error(FAILED, text, "\n".join(details), {})
    return verdict


class _Check:
    """One walk over a graph, from its outputs back; each node is checked once."""

    def __init__(self, graph: Graph, rules: Rules) -> None:
        self.problems: dict[str, list[Problem]] = {}
        self._graph = graph
        self._rules = rules
        self._good: dict[str, bool] = {}
        self._path: list[str] = []
        self._reach: dict[str, set[str]] = {}

    def is_good(self, node_id: str) -> bool:
        return self._good.get(node_id, False)

    def visit_output(self, node_id: str) -> None:
        """Check an output node; a fault of the graph itself becomes its own problem."""
        try:
            self._visit(node_id)
        except (KeyError, IndexError) as exc:
            self._good[node_id] = False
            text = "tuple index out of range" if isinstance(exc, IndexError) else str(exc)
            extra = {"exception_type": type(exc).__name__, "traceback": _traceback(exc)}
            self._add(
                node_id,
                error("exception_during_validation", "Exception when validating node", text, extra),
            )

    def report(self, outputs: list[str]) -> dict[str, Any]:
        """Return the node_errors of the answer."""
        return {
            node_id: {
                "errors": problems,
                "dependent_outputs": [
                    output
                    for output in outputs
                    if not self.is_good(output) and node_id in self._reached_from(output)
                ],
                "class_type": self._graph[node_id]["class_type"],
            }
            for node_id, problems in self.problems.items()
        }

    def _visit(self, node_id: str) -> bool:
        if node_id in self._path:
            self._add_cycle(node_id)
            return False
        if node_id not in self._good:
            if "inputs" not in self._graph[node_id]:
                raise KeyError("inputs")
            self._path.append(node_id)
            try:
                good = [
                    self._check_input(node_id, section, name, filled(spec, self._rules.files))
                    for section in ("required", "optional")
                    for name, spec in self._class(node_id)["input"].get(section, {}).items()
                ]
            finally:
                self._path.pop()
            self._good[node_id] = all(good) and node_id not in self.problems
        return self._good[node_id]

    def _check_input(self, node_id: str, section: str, name: str, spec: list[Any]) -> bool:
        inputs = self._graph[node_id]["inputs"]
        if name not in inputs:
            if section == "required":
                text = "Required input is missing"
                extra = {"input_name": name}
                self._add(node_id, error("required_input_missing", text, name, extra))
            return section != "required"
        value = inputs[name]
        if isinstance(value, list):
            return self._check_link(node_id, name, spec, value)
        if spec[0] == "COMBO" and not self._rules.is_new:
            # The older version does not look into choices that are written in this form.
            return True
        problem = check_value(name, spec, value, inputs, self._rules.file_exists)
        if problem:
            self._add(node_id, problem)
        return problem is None

    def _check_link(self, node_id: str, name: str, spec: list[Any], value: list[Any]) -> bool:
        extra: dict[str, Any] = {"input_name": name, "input_config": spec}
        if not is_link(value):
            text = "Bad linked input, must be a length-2 list of [node_id, slot_index]"
            problem = error("bad_linked_input", text, name, {**extra, "received_value": value})
            self._add(node_id, problem)
            return False
        source, slot = value
        received = self._class(source)["output"][slot]
        if not _fits(received, spec):
            wanted = "COMBO" if choices(spec) is not None else spec[0]
            text = "Return type mismatch between linked nodes"
            detail = f"{name}, received_type({received}) mismatch input_type({wanted})"
            extra |= {"received_type": received, "linked_node": value}
            self._add(node_id, error("return_type_mismatch", text, detail, extra))
            return False
        try:
            return self._visit(source)
        except (KeyError, IndexError) as exc:
            self._good[source] = False
            extra |= {"exception_message": str(exc), "exception_type": type(exc).__name__}
            extra |= {"traceback": _traceback(exc), "linked_node": value}
            text = "Exception when validating inner node"
            self._add(source, error("exception_during_inner_validation", text, str(exc), extra))
            return False

    def _add_cycle(self, node_id: str) -> None:
        """Report every node of the circle; the older version fails without saying why."""
        circle = self._path[self._path.index(node_id) :]
        names = [f"{i} ({self._graph[i]['class_type']})" for i in (*circle, node_id)]
        for member in circle if self._rules.is_new else ():
            extra = {"node_id": member, "cycle_nodes": circle}
            text = "Dependency cycle detected"
            self._add(member, error("dependency_cycle", text, " -> ".join(names), extra))

    def _class(self, node_id: str) -> NodeClass:
        return self._rules.classes[self._graph[node_id]["class_type"]]

    def _add(self, node_id: str, problem: Problem) -> None:
        self.problems.setdefault(node_id, []).append(problem)

    def _reached_from(self, output: str) -> set[str]:
        if output not in self._reach:
            self._reach[output] = set(upstream(self._graph, output))
        return self._reach[output]


def _fits(received: str, spec: list[Any]) -> bool:
    """Whether an output may feed an input; both may name several types, and some take any."""
    wanted = "COMBO" if choices(spec) is not None else spec[0]
    if received in ANY_TYPES or wanted in ANY_TYPES:
        return True
    return bool(set(received.split(",")) & set(wanted.split(",")))


def _traceback(exc: Exception) -> list[str]:
    """One made-up line: real ones name the paths of the server."""
    return [f'  File "execution.py", in validate_inputs\n    {type(exc).__name__}\n']
