"""What a take of narration knows beside its file: when each word is said, and when it begins."""

from typing import Any

from pydantic import ValidationError

from backend.domain.job import Job
from backend.domain.media import Media
from backend.domain.take import MAX_SPOKEN_WORDS, Alignment
from backend.story.caption_layout import spread_words
from backend.story.retime import LEAD


def narration_of(job: Job, media: Media) -> dict[str, Any]:
    """Return the fields of a take that narration has otherwise than pictures."""
    speech = job.task.arguments.get("speech", {}) if job.task else {}
    asked = {name: speech[name] for name in ("voice", "speed") if name in speech}
    return {
        "alignment": _alignment(job, media.duration),
        "lead": float(LEAD),
        "generation_params": {**job.applied, **asked},
    }


def _alignment(job: Job, seconds: float | None) -> Alignment | None:
    """Return when the words are said, as the service told, else by their lengths."""
    told = job.task.result.get("alignment") if job.task else None
    try:
        if told:
            return Alignment.model_validate(told)
    except ValidationError:
        pass  # a service told nonsense, or of more words than anybody says
    words = spread_words(job.prompt, seconds or 0.0)
    if not words or len(words) > MAX_SPOKEN_WORDS:
        return None
    return Alignment(words=words, estimated=True)
