"""Workflows in the database; their graphs are texts there, for the keys may be anything."""

import json
from collections.abc import Mapping
from typing import Any

from backend.domain.workflow import Workflow, WorkflowSummary
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository
from backend.repositories.collection import Document, Index


class WorkflowRepository(BaseRepository[Workflow]):
    """Stored workflows."""

    entity = Workflow
    collection_name = "workflows"
    indexes = (Index(NEWEST_FIRST),)

    async def update(self, id: str, changes: Mapping[str, Any]) -> Workflow:
        """Set some fields in one atomic step and return the workflow as it now is."""
        return await super().update(id, _with_text(changes))

    async def summaries(self, *, skip: int = 0, limit: int | None = None) -> list[WorkflowSummary]:
        """Return workflows without their graphs, newest first."""
        documents = await self._collection.find(
            {}, sort=NEWEST_FIRST, skip=skip, limit=limit or 0, projection={"graph": 0}
        )
        return [
            WorkflowSummary.model_validate({**document, "id": document["_id"]})
            for document in documents
        ]

    def _to_document(self, entity: Workflow) -> Document:
        return _with_text(super()._to_document(entity))


def _with_text(fields: Mapping[str, Any]) -> Document:
    if "graph" not in fields:
        return dict(fields)
    return {**fields, "graph": json.dumps(fields["graph"])}
