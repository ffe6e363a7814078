"""Events as clients read them."""

import json

import pytest

from backend.api.document.event_examples import EVENTS
from backend.domain.draft import Draft
from backend.domain.draft_step import DraftError
from backend.domain.ids import ProjectId, new_id
from backend.events.types import DraftUpdate, Event
from backend.events.wire import event_text


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.type)
def test_every_kind_of_event_can_be_written(event: Event) -> None:
    assert json.loads(event_text(event))["type"] == event.type


def test_a_draft_that_failed_tells_why() -> None:
    error = DraftError(code="CONTENT_REFUSED", message="no", retryable=False)
    event = DraftUpdate.of(Draft(project_id=ProjectId(new_id()), errors=[error]))
    (told,) = json.loads(event_text(event))["data"]["errors"]
    assert told["code"] == "CONTENT_REFUSED"
