"""What a take of narration knows of its words."""

from typing import Any

import pytest

from backend.domain.ids import TakeId
from backend.domain.job import Job, JobOutput, Task
from backend.domain.media import Media, MediaKind
from backend.domain.take import Alignment, SpokenWord
from backend.services.queue.takes import take_of
from tests.factories import make_job

KEY = "a" * 64 + ".wav"
TOLD = Alignment(words=[SpokenWord(text="Rain", start=0.1, end=0.4)])
SPEECH = {"voice": "ana", "speed": 1.5, "language": "en", "before": "", "after": ""}


def narrated(result: dict[str, Any], **fields: Any) -> Job:
    task = Task(kind="audio", arguments={"speech": SPEECH}, result=result)
    return make_job(generation_type=MediaKind.AUDIO, prompt="Rain falls", task=task, **fields)


def heard(job: Job) -> Alignment | None:
    media = Media(
        id=KEY,
        sha256="a" * 64,
        size_bytes=9,
        kind=MediaKind.AUDIO,
        content_type="audio/wav",
        extension="wav",
        duration=1.0,
    )
    take = take_of(job, JobOutput(take_id=TakeId("t"), key=KEY, kind=MediaKind.AUDIO), media)
    assert take.lead == 0.15
    assert (take.generation_params["voice"], take.generation_params["speed"]) == ("ana", 1.5)
    return take.alignment


def test_the_service_says_when_words_are_said() -> None:
    assert heard(narrated({"alignment": TOLD.model_dump()})) == TOLD


@pytest.mark.parametrize("result", [{}, {"alignment": {"words": [{"text": 3}]}}])
def test_words_are_spread_over_the_sound_where_it_does_not(result: dict[str, Any]) -> None:
    alignment = heard(narrated(result))
    assert alignment is not None
    assert alignment.estimated
    assert [(word.text, word.end) for word in alignment.words] == [("Rain", 0.444), ("falls", 1.0)]


def test_more_words_than_anybody_says_are_left_untimed() -> None:
    assert heard(narrated({}).model_copy(update={"prompt": "a " * 6000})) is None
