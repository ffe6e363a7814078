"""Workflows: keeping people's own graphs, and telling which server can run them."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any, Final

from backend.domain.errors import invalid_field
from backend.domain.ids import ServerId, WorkflowId, derived_id
from backend.domain.lane import Capabilities
from backend.domain.media import MediaKind
from backend.domain.workflow import (
    Bindings,
    Graph,
    RunnableWorkflow,
    Workflow,
    WorkflowChanges,
    WorkflowCheck,
    WorkflowDraft,
    WorkflowSummary,
)
from backend.providers.base import Requirements
from backend.providers.comfyui.workflow_check import check_on_server
from backend.providers.graphs.bindings import guess_bindings
from backend.providers.graphs.catalogue import catalogue
from backend.providers.graphs.refusal import refusal
from backend.providers.graphs.workflow import parse_workflow, placeholders
from backend.repositories.lane_repository import LaneRepository
from backend.repositories.server_repository import ServerRepository
from backend.repositories.workflow_repository import WorkflowRepository
from backend.services.paging import EVERYTHING, Listing, Page

_ANY_MODEL: Final = "any"
"""Stands for what a job will name: only whether the rest is there is asked."""


class WorkflowService:
    """What can be done with workflows."""

    def __init__(
        self, workflows: WorkflowRepository, servers: ServerRepository, lanes: LaneRepository
    ) -> None:
        self._workflows = workflows
        self._servers = servers
        self._lanes = lanes

    async def create(self, draft: WorkflowDraft) -> Workflow:
        """Keep a graph, and say where its parameters go.

        Raises:
            ValidationError: it is no graph in API format, or a binding names no input of it.
        """
        read = await asyncio.to_thread(_read, draft.graph, draft.bindings)
        told = {"name": draft.name, "description": draft.description}
        return await self._workflows.create(Workflow(**told, **read))

    async def list(self, page: Page = EVERYTHING) -> Listing[WorkflowSummary]:
        """Return the workflows without their graphs, newest first."""
        found = await self._workflows.summaries(skip=page.offset, limit=page.limit)
        total = len(found) if page.is_whole else await self._workflows.count()
        return Listing(found, total)

    async def get(self, id: WorkflowId) -> Workflow:
        """Return the workflow.

        Raises:
            ResourceNotFoundError: there is no such workflow.
        """
        return await self._workflows.get(id)

    async def update(self, id: WorkflowId, changes: WorkflowChanges) -> Workflow:
        """Change what was sent; a new graph without bindings has them guessed anew.

        Raises:
            ResourceNotFoundError: there is no such workflow.
            ValidationError: as `create`.
        """
        changed = changes.changed()
        if changes.graph is not None:
            read = await asyncio.to_thread(_read, changes.graph, changes.bindings)
            changed |= read
        elif changes.bindings is not None:
            _check_bindings(changes.bindings, (await self._workflows.get(id)).graph)
        return await self._workflows.update(id, changed)

    async def delete(self, id: WorkflowId) -> None:
        """Forget the workflow; jobs that were made with it have it themselves.

        Raises:
            ResourceNotFoundError: there is no such workflow.
        """
        await self._workflows.delete(id)

    async def check(self, id: WorkflowId, server_id: ServerId | None = None) -> WorkflowCheck:
        """Ask a server whether it could run the workflow; without one, it is sound as it is stored.

        Raises:
            ResourceNotFoundError: there is no such workflow or server.
            ProviderError: the server cannot be asked.
        """
        workflow = await self._workflows.get(id)
        if server_id is None:
            return WorkflowCheck(ok=True, problems=[])
        server = await self._servers.get(server_id)
        problems = await check_on_server(server, workflow.graph)
        return WorkflowCheck(ok=not problems, problems=problems)

    async def list_of_server(self, server_id: ServerId) -> Sequence[RunnableWorkflow]:
        """Return what a server can run, as far as it was seen: stored workflows, then ours.

        Raises:
            ResourceNotFoundError: there is no such server.
        """
        await self._servers.get(server_id)
        lane = await self._lanes.find_by_id(server_id)
        can = lane.capabilities if lane else None
        if can is None:
            return []
        stored = await self._workflows.list()
        return await asyncio.to_thread(_runnable, stored, can)


def _read(graph: Graph, bindings: Bindings | None) -> dict[str, Any]:
    """Return the graph with what is known of it, as a workflow has it. Slow for a large one."""
    parsed = parse_workflow(graph)
    if bindings is not None:
        _check_bindings(bindings, parsed)
    return {
        "graph": parsed,
        "bindings": guess_bindings(parsed) if bindings is None else bindings,
        "placeholders": sorted(placeholders(parsed)),
        "node_classes": sorted({node["class_type"] for node in parsed.values()}),
    }


def _check_bindings(bindings: Bindings, graph: Graph) -> None:
    for parameter, places in bindings.items():
        for node, name in places:
            if name not in graph.get(node, {}).get("inputs", {}):
                raise invalid_field(f"bindings.{parameter}", f"node {node} has no input {name}")


def _runnable(stored: Iterable[Workflow], can: Capabilities) -> list[RunnableWorkflow]:
    kept = [
        RunnableWorkflow(
            id=workflow.id, name=workflow.name, description=workflow.description, source="stored"
        )
        for workflow in stored
        if refusal(Requirements(MediaKind.IMAGE, _ANY_MODEL, workflow=workflow.graph), can) is None
    ]
    known = catalogue()
    ours = [
        RunnableWorkflow(
            id=derived_id("graph", id),
            name=id,
            description=f"{known[id].kind} with {known[id].model}",
            source="standard",
        )
        for id in can.graphs
        if id in known
    ]
    return [*kept, *ours]
