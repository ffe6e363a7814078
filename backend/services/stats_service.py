"""Figures: how much there is, and how well it is made."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from backend.domain.draft import DraftStatus, wire_status
from backend.domain.ids import UserId
from backend.domain.job_state import JobStatus
from backend.domain.stats import Stats, UserActivity, UserOverview, UserPerformance, UserStats
from backend.domain.story_view import StoryStatus
from backend.domain.times import utc_now
from backend.repositories.job_repository import JobRepository
from backend.repositories.stats_repository import StatsRepository
from backend.repositories.user_repository import UserRepository

Rows = Sequence[Mapping[str, Any]]


class StatsService:
    """Counts what there is."""

    def __init__(
        self, figures: StatsRepository, jobs: JobRepository, users: UserRepository
    ) -> None:
        self._figures = figures
        self._jobs = jobs
        self._users = users

    async def of_all(self) -> Stats:
        """Return how much there is of everything."""
        found, jobs = await asyncio.gather(self._figures.totals(), self._jobs.count_per_status())
        sizes = Counter(found)
        by_status = Counter[StoryStatus]()
        for state in DraftStatus:
            by_status[StoryStatus(wire_status(state))] += sizes[state]
        stories = sizes["stories"]
        by_status[StoryStatus.COMPLETED] = stories - by_status.total()
        return Stats(
            users=sizes["users"],
            stories=stories,
            stories_by_status={status: max(0, by_status[status]) for status in StoryStatus},
            public_stories=sizes["public"],
            scenes=sizes["scenes"],
            clips=sizes["clips"],
            media_files=sizes["media"],
            jobs_by_status=jobs,
        )

    async def of_user(self, id: UserId) -> UserStats:
        """Return the figures of a user's stories.

        Raises:
            ResourceNotFoundError: there is no such user.
        """
        _, stories = await asyncio.gather(self._users.get(id), self._figures.stories_of(id))
        return UserStats(
            overview=_overview(stories),
            activity=_activity(stories),
            performance=_performance([row for story in stories for row in story["jobs"]]),
        )


def _overview(stories: Rows) -> UserOverview:
    statuses = Counter(StoryStatus(story.get("status", "completed")) for story in stories)
    clips = [row for story in stories for row in story["clips"]]
    return UserOverview(
        total_stories=len(stories),
        stories_by_status={status: statuses[status] for status in StoryStatus},
        public_stories=sum(story.get("visibility") == "public" for story in stories),
        total_scenes=_sum([row for story in stories for row in story["scenes"]], "n"),
        total_clips=_sum(clips, "n"),
        total_seconds=round(_sum(clips, "seconds"), 3),
        total_images=_sum(clips, "images"),
        total_videos=_sum(clips, "videos"),
        total_narrations=_sum(clips, "audio"),
    )


def _activity(stories: Rows) -> UserActivity:
    made, now = [story["created_at"] for story in stories], utc_now()
    return UserActivity(
        first_story_at=min(made, default=None),
        last_story_at=max(made, default=None),
        last_change_at=max((story["updated_at"] for story in stories), default=None),
        stories_last_7_days=sum(at > now - timedelta(days=7) for at in made),
        stories_last_30_days=sum(at > now - timedelta(days=30) for at in made),
    )


def _performance(rows: Rows) -> UserPerformance:
    jobs = dict.fromkeys(JobStatus, 0)
    for row in rows:
        jobs[JobStatus(row["_id"])] += row["n"]
    completed = jobs[JobStatus.COMPLETED]
    tried = completed + jobs[JobStatus.FAILED]
    return UserPerformance(
        jobs_by_status=jobs,
        success_rate=round(completed / tried, 4) if tried else None,
        average_job_seconds=_sum(rows, "milliseconds") / completed / 1000 if completed else None,
        cost_usd=round(_sum(rows, "usd"), 6),
    )


def _sum(rows: Rows, figure: str) -> Any:
    return sum(row[figure] for row in rows)
