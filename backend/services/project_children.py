"""Storing what may belong to a project, so that nothing is left of it when the project goes."""

from typing import TypeVar

from backend.domain.character import Character
from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ProjectId
from backend.domain.pool import PoolItem
from backend.domain.template import Template
from backend.repositories.base_repository import BaseRepository
from backend.repositories.project_repository import ProjectRepository

E = TypeVar("E", Character, PoolItem, Template)


async def require_project(projects: ProjectRepository, id: ProjectId | None) -> None:
    """Raise ResourceNotFoundError if a project is named and is not there."""
    if id is not None:
        await projects.get(id)


async def create_in_project(
    entity: E, repository: BaseRepository[E], projects: ProjectRepository
) -> E:
    """Store an entity, unless its project is not there or goes meanwhile.

    Raises:
        ResourceNotFoundError: there is no such project.
    """
    await require_project(projects, entity.project_id)
    await repository.create(entity)
    try:
        await require_project(projects, entity.project_id)
    except ResourceNotFoundError:
        # It was deleted while we looked away: nothing may be left behind of it.
        await repository.delete_all({"_id": entity.id})
        raise
    return entity
