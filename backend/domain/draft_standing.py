"""Where a draft stands, told to people and to older clients."""

from typing import Final

from backend.domain.draft import Draft, DraftStatus, wire_status
from backend.domain.draft_step import StepName
from backend.domain.job_state import JobStatus

TOTAL_STEPS: Final = len(StepName)
_WORDS: Final = {
    StepName.WRITE: "Writing the story",
    StepName.ANALYSE: "Reading the text",
    StepName.OUTLINE: "Finding the scenes",
    StepName.CAST_AND_STYLE: "Describing characters and style",
    StepName.SHOTS: "Dividing scenes into shots",
    StepName.PROMPTS: "Writing prompts",
    StepName.NARRATION: "Reading aloud",
    StepName.IMAGES: "Making pictures",
    StepName.RETIME: "Setting lengths",
    StepName.VIDEOS: "Making films",
    StepName.FINISH: "Finishing",
}
_ENDED: Final = {
    DraftStatus.COMPLETED: "Completed",
    DraftStatus.PARTIAL: "Completed, but something could not be made",
    DraftStatus.FAILED: "Failed",
    DraftStatus.CANCELLED: "Cancelled",
}


def current_step_of(draft: Draft) -> int:
    """Return the number of the step at work, from 1; 0 before the first."""
    return list(StepName).index(draft.step) + 1 if draft.step else 0


def description_of(draft: Draft) -> str:
    """Return what is being done, in words for people."""
    if draft.gate is not None:
        return f"Waiting for a review ({draft.gate})"
    if draft.status in _ENDED:
        return _ENDED[draft.status]
    return _WORDS[draft.step] if draft.step else "Waiting to begin"


def error_code_of(draft: Draft) -> str | None:
    """Return why it failed, if it did."""
    if wire_status(draft.status) != JobStatus.FAILED or not draft.errors:
        return None
    return draft.errors[-1].code
