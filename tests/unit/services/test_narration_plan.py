"""Which clips are narrated, in whose voice, and under which ids."""

import pytest

from backend.domain.errors import ResourceNotFoundError
from backend.domain.ids import ClipId, DraftId, new_id
from backend.domain.media import MediaKind
from backend.domain.story import SourceKind, StorySource, Voice
from backend.domain.take import Review, ReviewState
from backend.services.narration_plan import NarrationOrder, Silence, job_of, lines_of, speech_of
from backend.services.narration_words import MEASURED_FROM, Pace
from tests.factories import make_clip
from tests.unit.services.stories import StorySketch, give, narration, said


def test_a_clip_says_its_dialogue_else_its_lyrics_without_marks() -> None:
    story = StorySketch()
    story.scene({"dialogue": "Come in.", "lyrics": "Rain"}, {"lyrics": "*Rain*\n on the roof"})
    lines, silent = lines_of(story.told, NarrationOrder())
    assert [line.words for line in lines] == ["Come in.", "Rain on the roof"]
    assert not silent


def test_what_is_seen_is_said_only_if_that_is_wanted_and_nothing_else_is() -> None:
    story = StorySketch()
    story.scene({"action": "A door opens."}, {"action": "She turns.", "dialogue": "You?"})
    lines, silent = lines_of(story.told, NarrationOrder())
    assert [line.words for line in lines] == ["You?"]
    assert [each.code for each in silent] == [Silence.NO_WORDS]
    lines, _ = lines_of(story.told, NarrationOrder(narrate_action=True))
    assert [line.words for line in lines] == ["A door opens.", "You?"]


def test_words_that_the_music_says_are_not_said_again() -> None:
    story = StorySketch(source=StorySource(kind=SourceKind.SRT))
    story.scene({"lyrics": "Rain on the roof", "locked": True}, {"dialogue": "Added later."})
    lines, silent = lines_of(story.told, NarrationOrder())
    assert [line.words for line in lines] == ["Added later."]
    assert [each.code for each in silent] == [Silence.SUNG]


def test_the_speaker_has_a_voice_or_the_project_has_or_nobody() -> None:
    story = StorySketch(voice=Voice(voice_id="teller"))
    story.character("Ana", voice=Voice(voice_id="ana"))
    story.character("Bo")
    story.scene(
        {"dialogue": "Hi.", "speaker": "ANA"},
        {"dialogue": "Hi.", "speaker": "Bo"},
        {"lyrics": "They met."},
    )
    voices = [line.voice.voice_id for line in lines_of(story.told, NarrationOrder())[0]]
    assert voices == ["ana", "teller", "teller"]
    mine = NarrationOrder(voice=Voice(voice_id="mine"))
    assert {line.voice.voice_id for line in lines_of(story.told, mine)[0]} == {"mine"}


def test_a_line_knows_what_the_same_speaker_says_around_it() -> None:
    story = StorySketch()
    story.scene(
        {"lyrics": "It rained."},
        {"lyrics": "It poured."},
        {"dialogue": "Help!", "speaker": "Ana"},
    )
    lines, _ = lines_of(story.told, NarrationOrder())
    assert [(line.before, line.after) for line in lines] == [
        ("", "It poured."),
        ("It rained.", ""),
        ("", ""),
    ]
    assert speech_of(lines[1], "en") == {
        "voice": "",
        "speed": 1.0,
        "language": "en",
        "before": "It rained.",
        "after": "",
    }


def test_chosen_clips_alone_are_narrated_and_alternates_only_if_chosen() -> None:
    story = StorySketch()
    first, other = story.scene(
        {"lyrics": "One."}, {"lyrics": "Two.", "is_alternate": True, "parent_clip_id": new_id()}
    )
    story.scene({"lyrics": "Three."}, is_alternate=True, parent_scene_id=new_id())
    assert [line.clip.id for line in lines_of(story.told, NarrationOrder())[0]] == [first.id]
    chosen = NarrationOrder(clip_ids=[ClipId(other.id)])
    assert [line.clip.id for line in lines_of(story.told, chosen)[0]] == [other.id]
    with pytest.raises(ResourceNotFoundError):
        lines_of(story.told, NarrationOrder(clip_ids=[ClipId(new_id())]))


def test_what_was_said_by_this_voice_is_not_said_again_unless_it_is_forced() -> None:
    story = StorySketch()
    [clip] = story.scene({"lyrics": "It rained."})
    [line], _ = lines_of(story.told, NarrationOrder())
    give(clip, said(line))
    lines, silent = lines_of(story.told, NarrationOrder())
    assert not lines
    assert [each.code for each in silent] == [Silence.NARRATED]
    assert len(lines_of(story.told, NarrationOrder(force=True))[0]) == 1
    assert len(lines_of(story.told, NarrationOrder(voice=Voice(voice_id="v")))[0]) == 1


def test_a_rejected_narration_may_be_followed_by_another_one() -> None:
    story = StorySketch()
    [clip] = story.scene({"lyrics": "It rained."})
    [line], _ = lines_of(story.told, NarrationOrder())
    before = job_of(line, story.project, NarrationOrder())
    give(clip, said(line, review=Review(state=ReviewState.REJECTED)))
    [line], _ = lines_of(story.told, NarrationOrder())
    assert job_of(line, story.project, NarrationOrder()).id != before.id


def test_the_same_order_makes_the_same_job_and_another_one_another() -> None:
    story = StorySketch()
    story.scene({"lyrics": "It rained."})
    [line], _ = lines_of(story.told, NarrationOrder())
    order = NarrationOrder(draft_id=DraftId(new_id()), provider="fake")
    job = job_of(line, story.project, order)
    assert job == job_of(line, story.project, order).model_copy(
        update={"created_at": job.created_at, "updated_at": job.updated_at}
    )
    assert job.generation_type is MediaKind.AUDIO
    assert (job.prompt, job.draft_id) == ("It rained.", order.draft_id)
    assert job.input_hash == line.hash
    [other], _ = lines_of(story.told, NarrationOrder(voice=Voice(voice_id="v")))
    assert job_of(other, story.project, order).id != job.id
    assert job_of(line, story.project, order, seed="key").id != job.id
    elsewhere = NarrationOrder(provider="elevenlabs")
    assert job_of(line, story.project, elsewhere).id != job.id


def test_a_voice_is_estimated_by_how_fast_it_spoke_once_it_spoke_enough() -> None:
    slow = {"voice": "slow", "speed": 1.0}
    fields = {"prompt": "one two three four five", "generation_params": slow, "job_id": "j"}
    clip = make_clip()
    for _ in range(MEASURED_FROM - 1):
        give(clip, narration(4.0, **fields))
    text = "five words of some kind"
    assert Pace([clip]).seconds(text, Voice(voice_id="slow")) == pytest.approx(2.0)
    give(clip, narration(4.0, **fields))
    assert Pace([clip]).seconds(text, Voice(voice_id="slow")) == pytest.approx(4.0)
    assert Pace([clip]).seconds(text, Voice(voice_id="slow", speed=2)) == pytest.approx(2.0)
    assert Pace([clip]).seconds(text, Voice(voice_id="other")) == pytest.approx(2.0)
