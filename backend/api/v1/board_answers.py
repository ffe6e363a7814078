"""The storyboard as answers: projects, scenes and clips, alone, in lists and within each other."""

from collections.abc import Iterator

from fastapi import Response

from backend.api.rendering import Renderer, answer
from backend.api.v1.dtos.clip_dtos import ClipResponse
from backend.api.v1.dtos.project_dtos import ProjectResponse
from backend.api.v1.dtos.scene_dtos import SceneResponse
from backend.domain.ids import ClipId, ProjectId, SceneId
from backend.services.board_service import BoardService, StoredBoard
from backend.services.paging import Page


class BoardAnswers:
    """What clients ask for most, each answered without reading what was shown before.

    Raises of every method with an id: ResourceNotFoundError, nothing has it.
    """

    def __init__(self, board: BoardService, renderer: Renderer) -> None:
        self._board = board
        self._renderer = renderer

    async def project(self, id: ProjectId) -> Response:
        """Answer ProjectResponse."""
        return self._renderer.one(ProjectResponse, await self._board.project(id))

    async def scene(self, id: SceneId) -> Response:
        """Answer SceneResponse."""
        return self._renderer.one(SceneResponse, await self._board.scene(id))

    async def clip(self, id: ClipId) -> Response:
        """Answer ClipResponse."""
        return self._renderer.one(ClipResponse, await self._board.clip(id))

    async def projects(self, page: Page) -> Response:
        """Answer ProjectListResponse."""
        found = await self._board.projects(page)
        return self._renderer.wrapped("projects", ProjectResponse, found)

    async def scenes(self, project_id: ProjectId, page: Page) -> Response:
        """Answer SceneListResponse."""
        found = await self._board.scenes(project_id, page)
        return self._renderer.wrapped("scenes", SceneResponse, found)

    async def clips(self, scene_id: SceneId, page: Page) -> Response:
        """Answer ClipListResponse."""
        found = await self._board.clips(scene_id, page)
        return self._renderer.wrapped("clips", ClipResponse, found)

    async def clip_array(self, scene_id: SceneId, page: Page) -> Response:
        """Answer a bare array of ClipResponse."""
        return self._renderer.array(ClipResponse, await self._board.clips(scene_id, page))

    async def clips_of_project(self, project_id: ProjectId, page: Page) -> Response:
        """Answer a bare array of ClipResponse."""
        found = await self._board.clips_of_project(project_id, page)
        return self._renderer.array(ClipResponse, found)

    async def with_scenes(self, project_id: ProjectId) -> Response:
        """Answer ProjectWithScenesResponse."""
        board = await self._board.whole(project_id)
        return answer(self._project(board)[:-1], b',"scenes":', *self._scenes(board), b"}")

    async def scenes_with_clips(self, project_id: ProjectId, page: Page) -> Response:
        """Answer a bare array of SceneWithClipsResponse."""
        board = await self._board.whole(project_id, page)
        array = answer(*self._scenes(board))
        array.headers["X-Total-Count"] = str(board.scenes.total)
        return array

    async def timeline(self, project_id: ProjectId) -> Response:
        """Answer ProjectTimelineResponse."""
        board = await self._board.whole(project_id)
        return answer(
            b'{"project":%b,"scenes":' % self._project(board),
            *self._scenes(board),
            b',"total_duration":%b}' % repr(board.total_duration()).encode(),
        )

    def _project(self, board: StoredBoard) -> bytes:
        (project,) = self._renderer.items(ProjectResponse, board.project)
        return project

    def _scenes(self, board: StoredBoard) -> Iterator[bytes]:
        """Yield the array in pieces: a whole board is long, and is copied as seldom as can be."""
        before = b"["
        scenes = self._renderer.items(SceneResponse, board.scenes)
        for scene, clips in zip(scenes, board.clips, strict=True):
            yield b'%b%b,"clips":[' % (before, scene[:-1])
            yield self._renderer.joined(ClipResponse, clips)
            yield b"]}"
            before = b","
        yield b"]" if scenes else b"[]"
