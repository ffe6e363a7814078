"""Workflows on the wire."""

from typing import Any, Final

from pydantic import BaseModel, ConfigDict, model_validator

from backend.api.v1.dtos.common_dtos import Answer
from backend.domain.values import StorableInput
from backend.domain.workflow import (
    GRAPH_NAMES,
    RunnableWorkflow,
    Workflow,
    WorkflowChanges,
    WorkflowCheck,
    WorkflowDraft,
    WorkflowSummary,
)

_ANSWERED_ONLY: Final = Workflow.model_fields.keys() - WorkflowDraft.model_fields.keys()


class _WorkflowInput(StorableInput):
    """Refuses fields that no workflow has, but not those that only answers have."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _without_answered(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {name: value for name, value in data.items() if name not in _ANSWERED_ONLY}


class WorkflowCreateDTO(_WorkflowInput, WorkflowDraft):
    """A workflow to be kept; a graph may also be sent as it is."""

    @model_validator(mode="before")
    @classmethod
    def _wrapped(cls, data: Any) -> Any:
        return {"graph": data} if _is_graph(data) else data


class WorkflowUpdateDTO(_WorkflowInput, WorkflowChanges):
    """What is to change on a workflow."""


class WorkflowResponse(Answer, Workflow):
    """A workflow with its graph, and where its parameters go."""


class WorkflowSummaryResponse(Answer, WorkflowSummary):
    """A workflow without its graph."""


class WorkflowListResponse(BaseModel):
    """Workflows, newest first."""

    workflows: list[WorkflowSummaryResponse]
    total: int


class ServerWorkflowsResponse(BaseModel):
    """What a server can run, as far as it was seen."""

    workflows: list[RunnableWorkflow]


class WorkflowCheckResponse(Answer, WorkflowCheck):
    """What was found, node by node."""


def _is_graph(data: Any) -> bool:
    """Tell whether a body is a graph itself, in the form for servers or in that of the page."""
    if not isinstance(data, dict) or any(name in data for name in GRAPH_NAMES.choices):
        return False
    nodes = data.values()
    return isinstance(data.get("nodes"), list) or any(
        isinstance(node, dict) and "class_type" in node for node in nodes
    )
