"""What ComfyUI says when a prompt fails, as our errors, in words for people.

Whose fault it is, is decided so (the queue's classes in brackets):

- the graph is refused: the request's [user], for it would be refused anywhere;
- memory ran out: [oom];
- a node that loads a model fails, the device or the disk fails, Python misses a module, or
  somebody interrupts the prompt: the server's [infrastructure], another one may do it;
- any other node fails while it runs: nobody can tell from here [runtime].
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from backend.domain.errors import (
    NodeFailedError,
    ProviderError,
    ProviderOutOfMemoryError,
    ProviderRejectedError,
)
from backend.providers.comfyui.answers import HistoryStatus
from backend.providers.http import Answer
from backend.providers.words import first_line, says_out_of_memory

_MOST_PROBLEMS: Final = 3
_SERVER_TROUBLE: Final = re.compile(
    r"\b(CUDA|HIP|cuDNN|CUBLAS|NCCL|MPS)\b|device-side assert|No space left|ModuleNotFound"
    r"|ImportError|PermissionError"
)
_LOADER: Final = re.compile(r"Loader|ModelLoad")


def refused_graph(provider: str, answer: Answer) -> ProviderError:
    """Return the error for a graph that was answered with 400 or 500."""
    try:
        content = answer.json()
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        return ProviderRejectedError(provider, "could not read the graph at all")
    return refused_nodes(provider, content.get("node_errors")) or _refused_whole(
        provider, content.get("error")
    )


def refused_nodes(provider: str, node_errors: Any) -> ProviderRejectedError | None:
    """Return the error for what is wrong with single nodes, None if nothing is."""
    problems = list(_problems(node_errors)) if isinstance(node_errors, dict) else []
    if not problems:
        return None
    text = "; ".join(problem["text"] for problem in problems[:_MOST_PROBLEMS])
    return ProviderRejectedError(provider, text, details={"nodes": problems[:_MOST_PROBLEMS]})


def wants_other_value(error: ProviderError) -> bool:
    """Tell whether a choice was not in the server's list: what we know of it is out of date."""
    return any(node["type"] == "value_not_in_list" for node in error.details.get("nodes", []))


def failure_of(provider: str, status: HistoryStatus) -> ProviderError | None:
    """Return why a prompt of the history failed, None if it did not."""
    if status.message("execution_interrupted") is not None:
        return ProviderError(provider, "the prompt was interrupted at the server")
    data = status.message("execution_error")
    if data is not None:
        return _failed_node(provider, data)
    if status.status_str == "error":
        return ProviderError(provider, "the prompt failed and the server does not say why")
    return None


def _failed_node(provider: str, data: dict[str, Any]) -> ProviderError:
    kind, raised = str(data.get("node_type")), str(data.get("exception_type"))
    said = f"{raised} {data.get('exception_message')}"
    message = f"{kind} failed: {first_line(data.get('exception_message')) or raised}"
    details = {"node": str(data.get("node_id")), "class_type": kind}
    if says_out_of_memory(said):
        return ProviderOutOfMemoryError(provider, f"{kind} ran out of memory", details=details)
    if _SERVER_TROUBLE.search(said) or _LOADER.search(kind):
        return ProviderError(provider, message, details=details)
    return NodeFailedError(provider, message, details=details)


def _refused_whole(provider: str, error: Any) -> ProviderRejectedError:
    """Return the error for a graph that is wrong as a whole."""
    error = error if isinstance(error, dict) else {}
    extra = error.get("extra_info")
    name = extra.get("class_type") if isinstance(extra, dict) else None
    if error.get("type") == "missing_node_type" and name:
        return ProviderRejectedError(provider, f"lacks node {first_line(name)}")
    if error.get("type") == "prompt_no_outputs":
        return ProviderRejectedError(provider, "the graph has no node that saves anything")
    said = [first_line(error.get(part) or "") for part in ("message", "details")]
    text = ": ".join(dict.fromkeys(part for part in said if part))
    return ProviderRejectedError(provider, f"refuses the graph: {text or 'no reason given'}")


def _problems(node_errors: dict[str, Any]) -> Iterator[dict[str, str]]:
    for id, node in node_errors.items():
        if not isinstance(node, dict):
            continue
        kind = str(node.get("class_type"))
        for error in node.get("errors") or []:
            if isinstance(error, dict):
                field = _field(error)
                text = f"{kind} (node {id}): {_problem(error, field)}"
                type = str(error.get("type"))
                yield {
                    "node": id, "class_type": kind, "field": field, "type": type, "text": text,
                }  # fmt: skip


def _field(error: dict[str, Any]) -> str:
    extra = error.get("extra_info")
    return str(extra.get("input_name") or "") if isinstance(extra, dict) else ""


def _problem(error: dict[str, Any], field: str) -> str:
    """Say what is wrong with one input. Of exceptions nothing is passed on but that they were."""
    type, extra = str(error.get("type")), error.get("extra_info")
    received = extra.get("received_value") if isinstance(extra, dict) else None
    if type == "value_not_in_list":
        return f"the server has no {field} '{first_line(received)}'"
    if type == "required_input_missing":
        return f"input {field} is missing"
    if type.startswith("value_"):
        return f"{field}: {first_line(error.get('message'))}"
    if type == "invalid_input_type":
        return f"{field} cannot be '{first_line(received)}'"
    if type.startswith("exception_"):
        return f"the server could not check {field or 'its inputs'}"
    return first_line(error.get("details") or error.get("message"))
