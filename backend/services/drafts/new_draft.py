"""From what is asked for to a draft, the project that it makes, and the task that does the work."""

from backend.domain.draft import Draft, DraftMode
from backend.domain.ids import DraftId, JobId, ProjectId, derived_id
from backend.domain.job import Job, JobTarget, Task
from backend.domain.project import Project
from backend.domain.story import SourceKind, StorySource
from backend.domain.task_lane import DRAFT, DRAFTS
from backend.services.drafts.draft_request import DraftOrder, StoryOrder, working_title


def draft_of(
    id: DraftId,
    project_id: ProjectId,
    order: DraftOrder,
    kind: SourceKind | None,
    *,
    title: str = "",
    mode: DraftMode | None = None,
) -> Draft:
    """Return a new draft.

    Args:
        kind: how the script is written; None: it is an idea.
        mode: of a project that is there; None: the draft makes it.
    """
    return Draft(
        id=id,
        job_id=JobId(derived_id("draft", id)),
        project_id=project_id,
        title=title,
        mode=mode,
        options=order.options(),
        source=order.source().model_copy(update={"kind": kind}),
    )


def project_of(
    id: ProjectId, order: StoryOrder, kind: SourceKind | None, style: str | None
) -> Project:
    """Return the project that a story is to be.

    Args:
        kind: how the script is written; None: it is an idea.
        style: the id of a template.
    """
    prompt = order.prompt or ""
    source = order.source().model_copy(update={"kind": kind})
    return Project(
        id=id,
        name=order.title or working_title(source),
        source=StorySource(kind=kind or SourceKind.PROMPT, prompt=prompt, language=order.language),
        owner_id=order.user_id,
        brief=order.brief,
        voice=order.voice,
        budget_usd=order.budget_usd,
        style_template_id=style,
    )


def task_of(draft: Draft) -> Job:
    """Return the job that takes a draft through its steps from where it stands."""
    return Job(
        id=draft.job_id,
        project_id=draft.project_id,
        draft_id=draft.draft_id,
        prompt="",
        seed=0,
        target=JobTarget(width=0, height=0, seconds=0),
        lane_group=DRAFTS,
        task=Task(kind=DRAFT),
    )
