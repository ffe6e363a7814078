"""A workflow: a graph of a person's own, in ComfyUI's API format, to be run instead of ours."""

import json
from typing import Annotated, Any, Final, Literal, NoReturn

from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from backend.domain.changes import Changes
from backend.domain.entity import Entity
from backend.domain.ids import WorkflowId
from backend.domain.values import check_storable

_MAX_TEXT: Final = 4_000_000


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _read(graph: Any) -> Any:
    """Return the graph, if it is given as JSON text; refuse what no answer could hold."""
    if isinstance(graph, str):
        if len(graph) > _MAX_TEXT:
            raise PydanticCustomError("too_long", "is longer than 4000000 characters")
        try:
            graph = json.loads(graph, parse_constant=_no_number)
        except (ValueError, RecursionError) as exc:
            raise PydanticCustomError("json", "is not valid JSON") from exc
    check_storable(graph)
    return graph


Graph = Annotated[
    dict[str, Any], BeforeValidator(_read, json_schema_input_type=dict[str, Any] | str)
]
"""Node id -> {"class_type", "inputs"}; JSON text is taken as well."""

Parameter = Literal[
    "prompt",
    "negative",
    "model",
    "seed",
    "steps",
    "cfg",
    "sampler",
    "scheduler",
    "width",
    "height",
    "frames",
    "fps",
    "image",
]
Place = Annotated[
    tuple[str, str],
    # As a tuple in JSON Schema, generated clients and test tools do not understand it.
    WithJsonSchema({"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}),
]
"""A node's id and the name of one of its inputs."""
Bindings = dict[Parameter, list[Place]]
"""Parameter -> the places that take it."""

GRAPH_NAMES: Final = AliasChoices("graph", "workflow_json", "workflow")
WorkflowName = Annotated[str, Field(min_length=1, max_length=200)]
WorkflowDescription = Annotated[str, Field(max_length=2000)]


class WorkflowFields(BaseModel):
    """What a person may set on a workflow."""

    name: WorkflowName = "Workflow"
    description: WorkflowDescription = ""


class WorkflowDraft(WorkflowFields):
    """A workflow to be kept."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    graph: Graph = Field(validation_alias=GRAPH_NAMES)
    bindings: Bindings | None = Field(
        default=None, description="Where parameters go; absent: guessed from the node classes."
    )


class WorkflowChanges(Changes):
    """What a person may change; with a new graph the bindings are guessed anew, or come too."""

    name: WorkflowName | None = None
    description: WorkflowDescription | None = None
    graph: Graph | None = Field(default=None, validation_alias=GRAPH_NAMES)
    bindings: Bindings | None = None


class WorkflowSummary(WorkflowFields, Entity):
    """A stored workflow without its graph."""

    bindings: Bindings
    placeholders: list[str] = Field(description="Names in {{…}}; with any, bindings are not used.")
    node_classes: list[str]

    @property
    def workflow_id(self) -> WorkflowId:
        """The id, typed."""
        return WorkflowId(self.id)


class Workflow(WorkflowSummary):
    """A stored workflow."""

    graph: Graph


class WorkflowProblem(BaseModel):
    """Why a server would refuse a workflow."""

    node: str = Field(description="The node's id in the graph.")
    class_type: str
    field: str | None = Field(description="The input; null where the node itself is the problem.")
    problem: str


class WorkflowCheck(BaseModel):
    """What was found, node by node."""

    ok: bool
    problems: list[WorkflowProblem]


class RunnableWorkflow(BaseModel):
    """A workflow a server can run: one that people stored, or one of the standard graphs."""

    id: str
    name: str
    description: str = ""
    source: Literal["stored", "standard"]
