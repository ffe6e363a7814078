"""Which step may begin, where a draft stops, how far it is, and what a retry does again."""

import pytest

from backend.domain.draft import (
    AT_WORK,
    MOVES,
    UNFINISHED,
    Draft,
    DraftOptions,
    DraftStatus,
    Gate,
    statuses_before,
    wire_status,
)
from backend.domain.draft_step import StepName, StepStatus
from backend.domain.ids import ProjectId, new_id
from backend.services.drafts.plan import (
    TEXT_STEPS,
    gate_before,
    may_begin,
    outcome,
    progress_of,
    steps_again,
)


def a_draft(**statuses: StepStatus) -> Draft:
    """Return a draft of which all steps are completed but for those named."""
    draft = Draft(project_id=ProjectId(new_id()), options=DraftOptions(videos=True))
    for step in draft.steps:
        step.status = statuses.get(step.name, StepStatus.COMPLETED)
    return draft


def test_steps_begin_when_all_they_need_is_over() -> None:
    draft = Draft(project_id=ProjectId(new_id()))
    begun = [name for name in StepName if may_begin(draft, name)]
    assert begun == [StepName.WRITE]
    waits = a_draft(narration=StepStatus.RUNNING, images=StepStatus.RUNNING)
    assert may_begin(waits, StepName.IMAGES)
    assert not may_begin(waits, StepName.RETIME)
    assert not may_begin(waits, StepName.VIDEOS)
    assert may_begin(a_draft(narration=StepStatus.FAILED), StepName.RETIME)


@pytest.mark.parametrize(
    ("name", "gate"),
    [
        (StepName.SHOTS, None),
        (StepName.NARRATION, Gate.TEXT),
        (StepName.IMAGES, Gate.TEXT),
        (StepName.RETIME, None),
        (StepName.VIDEOS, Gate.IMAGES),
        (StepName.FINISH, None),
    ],
)
def test_a_draft_stops_before_steps_where_it_was_asked_to(name: StepName, gate: Gate) -> None:
    draft = a_draft()
    assert gate_before(draft, name) is None
    draft.options.review = [Gate.TEXT, Gate.IMAGES]
    assert gate_before(draft, name) is gate
    draft.passed = [Gate.TEXT, Gate.IMAGES]
    assert gate_before(draft, name) is None


def test_what_failed_tells_how_a_draft_ends() -> None:
    assert outcome(a_draft()) is DraftStatus.COMPLETED
    assert outcome(a_draft(images=StepStatus.SKIPPED)) is DraftStatus.COMPLETED
    assert outcome(a_draft(images=StepStatus.PARTIAL)) is DraftStatus.PARTIAL
    assert outcome(a_draft(narration=StepStatus.FAILED)) is DraftStatus.PARTIAL
    assert outcome(a_draft(prompts=StepStatus.FAILED)) is DraftStatus.FAILED


def test_progress_never_falls_and_is_never_all_of_it() -> None:
    draft = a_draft()
    for step in draft.steps:
        step.planned, step.finished = 4, 1
    assert progress_of(draft.steps, 0.0) == 25.0
    assert progress_of(draft.steps, 40.0) == 40.0
    for step in draft.steps:
        step.finished = 4
    assert progress_of(draft.steps, 40.0) == 99.0
    assert progress_of([], 0.0) == 0.0


def test_a_retry_does_again_what_is_not_sound_and_what_hangs_on_it() -> None:
    def again(draft: Draft) -> set[StepName]:
        return {step.name for step in steps_again(draft) if step.status is StepStatus.PENDING}

    assert again(a_draft(narration=StepStatus.PARTIAL)) == {
        StepName.NARRATION,
        StepName.RETIME,
        StepName.FINISH,
    }
    assert again(a_draft(images=StepStatus.FAILED)) == {
        StepName.IMAGES,
        StepName.VIDEOS,
        StepName.FINISH,
    }
    cancelled = a_draft(shots=StepStatus.RUNNING, prompts=StepStatus.PENDING)
    assert {StepName.SHOTS, StepName.PROMPTS} <= again(cancelled)
    assert not again(cancelled) & set(TEXT_STEPS[:4])


def test_every_move_leads_on_or_to_an_end_that_can_be_retried() -> None:
    for status in DraftStatus:
        assert (DraftStatus.CANCELLED in MOVES[status]) is (status in UNFINISHED)
        assert wire_status(status) in {"pending", "processing", "completed", "failed"}
    assert AT_WORK < UNFINISHED
    assert statuses_before(DraftStatus.AWAITING_REVIEW) == [DraftStatus.PROCESSING]
    assert MOVES[DraftStatus.COMPLETED] == frozenset()
