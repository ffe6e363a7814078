"""Checks a workflow against the nodes of one server, as the server itself would."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.domain.errors import ProviderMisconfiguredError
from backend.domain.server import ComfyUIServer, ServerType
from backend.domain.workflow import WorkflowProblem
from backend.providers.comfyui.capabilities import ObjectInfo, choices
from backend.providers.comfyui.client import ComfyUIClient
from backend.providers.graphs.catalogue import Graph
from backend.providers.graphs.names import find_name
from backend.providers.graphs.workflow import PLACEHOLDER, is_link


async def check_on_server(server: ComfyUIServer, graph: Graph) -> list[WorkflowProblem]:
    """Return what the server would refuse of the graph.

    Raises:
        ProviderError: the server cannot be asked; a RunPod endpoint never tells its nodes.
    """
    if server.server_type is ServerType.RUNPOD:
        raise ProviderMisconfiguredError(server.name, "is a RunPod endpoint, which tells no nodes")
    client = ComfyUIClient(server.name, server.url, server.request_headers())
    try:
        return problems_of(graph, await client.object_info())
    finally:
        await client.close()


def problems_of(graph: Graph, info: ObjectInfo) -> list[WorkflowProblem]:
    """Return the nodes the server lacks, inputs that are missing, and values it does not offer."""
    return [problem for id, node in graph.items() for problem in _problems_of_node(id, node, info)]


def _problems_of_node(
    id: str, node: Mapping[str, Any], info: ObjectInfo
) -> Iterator[WorkflowProblem]:
    name, inputs = node["class_type"], node["inputs"]
    if name not in info:
        yield _problem(id, name, None, f"the server has no node {name}")
        return
    for field in _required(info[name]):
        if field not in inputs:
            yield _problem(id, name, field, "is required and missing")
    for field, value in inputs.items():
        offered = choices(info, name, field)
        if offered and not _may_be(name, value) and find_name(value, offered) is None:
            yield _problem(id, name, field, f"there is no {value!r} on the server")


def _may_be(class_type: str, value: Any) -> bool:
    """Tell whether a value is none that the server chooses from: it is only known at run time."""
    return (
        is_link(value)
        or not isinstance(value, str)
        or PLACEHOLDER.search(value) is not None
        or class_type == "LoadImage"
    )


def _required(spec: Mapping[str, Any]) -> list[str]:
    inputs = spec.get("input")
    required = inputs.get("required") if isinstance(inputs, dict) else None
    return list(required) if isinstance(required, dict) else []


def _problem(node: str, class_type: str, field: str | None, problem: str) -> WorkflowProblem:
    return WorkflowProblem(node=node, class_type=class_type, field=field, problem=problem)
