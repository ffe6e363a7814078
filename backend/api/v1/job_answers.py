"""Jobs as answers: the lists that clients ask for again and again."""

import json
from collections.abc import Collection
from typing import Any

from fastapi import Request, Response

from backend.api.conditional import etag_of, tagged_by_content, unchanged
from backend.api.rendering import Renderer, answer
from backend.api.v1.dtos.queue_dtos import QueueJobResponse
from backend.domain.ids import ProjectId
from backend.domain.job import JobKind
from backend.domain.job_state import JobStatus
from backend.services.job_service import JobService, StoredJobs
from backend.services.paging import Page


class JobAnswers:
    """Lists of jobs, each answered without reading what was shown before."""

    def __init__(self, jobs: JobService, renderer: Renderer) -> None:
        self._jobs = jobs
        self._renderer = renderer

    async def list(
        self,
        request: Request,
        statuses: Collection[JobStatus] | None,
        project_id: ProjectId | None,
        kind: JobKind | None,
        page: Page,
    ) -> Response:
        """Answer a bare array of QueueJobResponse, or that nothing has changed."""
        etag = etag_of(await self._jobs.revision())
        if (known := unchanged(request, etag)) is not None:
            return known
        found = await self._jobs.list(
            statuses=statuses, project_id=project_id, kind=kind, page=page
        )
        array = self._renderer.array(QueueJobResponse, found.jobs, _beside(found))
        return tagged_by_content(request, array, etag)

    async def of_project(self, project_id: ProjectId, page: Page) -> Response:
        """Answer ProjectJobsResponse.

        Raises:
            ResourceNotFoundError: there is no such project.
        """
        found = await self._jobs.list_of_project(project_id, page)
        jobs = self._renderer.joined(QueueJobResponse, found.jobs, _beside(found))
        told = {"project_id": project_id, "total_jobs": found.jobs.total}
        return answer(json.dumps(told).encode()[:-1], b',"jobs":[', jobs, b"]}")


def _beside(found: StoredJobs) -> list[dict[str, Any]]:
    return [
        {"queue_position": position, "eta_seconds": eta}
        for position, eta in zip(found.positions, found.etas, strict=True)
    ]
