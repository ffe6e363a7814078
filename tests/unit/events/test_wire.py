"""Events as clients read them."""

import json

import pytest

from backend.api.document.event_examples import EVENTS
from backend.api.v1.dtos.story_drafting_dtos import StoryStatusResponse
from backend.domain.draft import Draft
from backend.domain.draft_step import DraftError, StepName
from backend.domain.ids import ProjectId, new_id
from backend.events.types import DraftUpdate, DraftUpdateData, Event
from backend.events.wire import event_text


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.type)
def test_every_kind_of_event_can_be_written(event: Event) -> None:
    assert json.loads(event_text(event))["type"] == event.type


def test_a_draft_is_told_of_as_its_status_is_but_for_what_must_be_counted() -> None:
    told = DraftUpdateData.model_fields.keys()
    assert StoryStatusResponse.model_fields.keys() - told == {"scenes", "clips", "cost"}
    draft = Draft(project_id=ProjectId(new_id()), step=StepName.IMAGES)
    data = json.loads(event_text(DraftUpdate.of(draft)))["data"]
    assert (data["current_step"], data["total_steps"]) == (8, 11)
    assert data["description"] == "Making pictures"


def test_a_draft_that_failed_tells_why() -> None:
    error = DraftError(code="CONTENT_REFUSED", message="no", retryable=False)
    event = DraftUpdate.of(Draft(project_id=ProjectId(new_id()), errors=[error]))
    (told,) = json.loads(event_text(event))["data"]["errors"]
    assert told["code"] == "CONTENT_REFUSED"
