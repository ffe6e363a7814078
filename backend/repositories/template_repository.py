"""Style templates in the database."""

from collections.abc import Collection

from backend.domain.ids import ProjectId, TemplateId
from backend.domain.stored import StoredList
from backend.domain.template import Template
from backend.repositories.base_repository import NEWEST_FIRST, BaseRepository
from backend.repositories.collection import Document, Index, Sort

MOST_USED_FIRST: Sort = (("use_count", -1), *NEWEST_FIRST)


class TemplateRepository(BaseRepository[Template]):
    """Stored templates, the most used first."""

    entity = Template
    collection_name = "templates"
    media_fields = ("preview_url",)
    indexes = (
        Index(MOST_USED_FIRST),
        Index((("category", 1), *MOST_USED_FIRST)),
        Index((("is_public", 1), *MOST_USED_FIRST)),
        Index((("project_id", 1), *MOST_USED_FIRST)),
        Index((("name", 1),)),
    )

    async def list_stored(
        self,
        *,
        category: str | None = None,
        public_only: bool = False,
        project_id: ProjectId | None = None,
        skip: int = 0,
        limit: int | None = None,
    ) -> StoredList[Template]:
        """Return the templates that fit all that is asked for."""
        wanted: Document = {}
        if category is not None:
            wanted["category"] = category
        if public_only:
            wanted["is_public"] = True
        if project_id is not None:
            wanted["project_id"] = project_id
        return await self.stored(wanted, sort=MOST_USED_FIRST, skip=skip, limit=limit)

    async def list_of_project(self, project_id: str, used: Collection[str] = ()) -> list[Template]:
        """Return the project's own templates, and those of others that it uses."""
        return await self.list({"$or": [{"project_id": project_id}, {"_id": {"$in": list(used)}}]})

    async def ids_named(self, style: str) -> list[TemplateId]:
        """Return the templates of this name, or that of this id; capitals may be left out."""
        names = {style, style.strip().casefold()}
        found = await self._collection.find(
            {"$or": [{"_id": style}, {"name": {"$in": sorted(names)}}]}, projection={"_id": 1}
        )
        return [TemplateId(document["_id"]) for document in found]

    async def count_use(self, id: TemplateId) -> Template:
        """Note that the template was used once more; that is no change of it."""
        return await self._change(id, {"$inc": {"use_count": 1, "rev": 1}})

    async def delete_of_project(self, project_id: ProjectId) -> None:
        """Remove all templates of the project."""
        await self.delete_all({"project_id": project_id})
