"""What a draft's steps need of each other, and how far they are together: pure."""

from collections.abc import Iterable
from typing import Final

from backend.domain.draft import Draft, DraftStatus, Gate
from backend.domain.draft_step import DraftStep, StepName, StepStatus

TEXT_STEPS: Final = (
    StepName.WRITE,
    StepName.ANALYSE,
    StepName.OUTLINE,
    StepName.CAST_AND_STYLE,
    StepName.SHOTS,
    StepName.PROMPTS,
)
"""One after the other; without them there is nothing of use."""
_NEEDS: Final = {
    StepName.NARRATION: (StepName.PROMPTS,),
    StepName.IMAGES: (StepName.PROMPTS,),
    StepName.RETIME: (StepName.NARRATION,),
    StepName.VIDEOS: (StepName.IMAGES, StepName.RETIME),
    StepName.FINISH: (StepName.VIDEOS,),
}
_GATES: Final = {
    StepName.NARRATION: Gate.TEXT,
    StepName.IMAGES: Gate.TEXT,
    StepName.VIDEOS: Gate.IMAGES,
}
_UNSOUND: Final = frozenset({StepStatus.FAILED, StepStatus.PARTIAL})
_MOST: Final = 99.0
"""In percent, of a draft that is not completed."""


def may_begin(draft: Draft, name: StepName) -> bool:
    """Tell whether all that a step needs is over."""
    before = TEXT_STEPS[: TEXT_STEPS.index(name)] if name in TEXT_STEPS else _NEEDS[name]
    return all(draft.step_of(each).is_over for each in before)


def gate_before(draft: Draft, name: StepName) -> Gate | None:
    """Return the gate at which the draft stops before a step that may begin."""
    gate = _GATES.get(name)
    return gate if gate in draft.options.review and gate not in draft.passed else None


def outcome(draft: Draft) -> DraftStatus:
    """Return how a draft ended whose steps are all over."""
    unsound = [step.name for step in draft.steps if step.status in _UNSOUND]
    if not unsound:
        return DraftStatus.COMPLETED
    return DraftStatus.FAILED if set(unsound).intersection(TEXT_STEPS) else DraftStatus.PARTIAL


def progress_of(steps: Iterable[DraftStep], before: float) -> float:
    """Return how far the steps are, in percent; never less than before, and never all of it."""
    finished = planned = 0
    for step in steps:
        finished += step.finished
        planned += step.planned
    reached: float = round(100.0 * finished / max(planned, 1), 1)
    return max(before, min(reached, _MOST))


def steps_again(draft: Draft) -> list[DraftStep]:
    """Return the steps for another run: what is sound stays, what hangs on the rest is redone."""
    again = {step.name for step in draft.steps if not step.is_over or step.status in _UNSOUND} | {
        StepName.FINISH
    }
    if StepName.NARRATION in again:
        again.add(StepName.RETIME)
    if StepName.IMAGES in again and draft.options.videos:
        again.add(StepName.VIDEOS)
    return [
        step.model_copy(update={"status": StepStatus.PENDING, "error": None, "ended_at": None})
        if step.name in again
        else step
        for step in draft.steps
    ]
