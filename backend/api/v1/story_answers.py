"""Stories as answers: pages of them, each without reading what was shown before."""

import json
from typing import Any

from fastapi import Response

from backend.api.rendering import Renderer, answer
from backend.api.v1.dtos.story_view_dtos import StoryResponse
from backend.domain.story_view import StoryPage


def story_page(renderer: Renderer, page: StoryPage, **beside: Any) -> Response:
    """Answer StoryListResponse, with more members if there are any beside."""
    stories = renderer.joined(StoryResponse, page.stories)
    told = {"total": page.stories.total, "next_cursor": page.next_cursor, **beside}
    return answer(b'{"stories":[', stories, b"],", json.dumps(told).encode()[1:])
