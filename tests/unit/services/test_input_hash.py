"""What a take is made from, and what that says when the clip has changed."""

from typing import Any

import pytest

from backend.domain.clip import Clip
from backend.domain.ids import TakeId
from backend.domain.media import MediaKind
from backend.domain.story import Voice
from backend.services.input_hash import input_hash
from tests.factories import make_clip, make_take

KINDS = {
    MediaKind.IMAGE: {"image_prompt": "rain"},
    MediaKind.VIDEO: {"video_prompt": "rain falls"},
    MediaKind.AUDIO: {"lyrics": "It rains."},
}
OTHERWISE = {
    MediaKind.IMAGE: {"image_prompt": "snow"},
    MediaKind.VIDEO: {"video_prompt": "snow falls"},
    MediaKind.AUDIO: {"dialogue": "It snows."},
}


def reread(clip: Clip, **changes: Any) -> Clip:
    return Clip(**{**clip.model_dump(), **changes})


def with_take(kind: MediaKind, clip: Clip, **fields: Any) -> Clip:
    hashed = input_hash(kind, clip=clip, prompt="rain", **fields)
    takes = {
        MediaKind.IMAGE: "generated_images",
        MediaKind.VIDEO: "generated_videos",
        MediaKind.AUDIO: "generated_audio",
    }
    return reread(clip, **{takes[kind]: [make_take(content_type=kind, input_hash=hashed)]})


@pytest.mark.parametrize("kind", KINDS)
def test_a_take_is_stale_once_its_clip_says_something_else(kind: MediaKind) -> None:
    clip = with_take(kind, make_clip(**KINDS[kind]))
    assert [take.stale for take in clip.takes(kind)] == [False]
    changed = reread(clip, **OTHERWISE[kind])
    assert [take.stale for take in changed.takes(kind)] == [True]
    assert [take.stale for take in reread(changed, **clip.model_dump()).takes(kind)] == [False]


def test_a_change_of_what_a_take_is_not_made_from_leaves_it_fresh() -> None:
    clip = with_take(MediaKind.IMAGE, make_clip(image_prompt="rain"))
    changed = reread(clip, lyrics="la", video_prompt="x", length=9.0)
    assert [take.stale for take in changed.generated_images] == [False]


def test_a_film_is_stale_once_another_still_is_chosen() -> None:
    stills = [make_take(), make_take()]
    clip = make_clip(generated_images=stills, selected_image_id=stills[0].id)
    clip = with_take(MediaKind.VIDEO, clip, source=stills[0].url)
    assert [take.stale for take in clip.generated_videos] == [False]
    other = reread(clip, selected_image_id=TakeId(stills[1].id))
    assert [take.stale for take in other.generated_videos] == [True]


def test_a_film_of_a_picture_that_was_not_known_yet_is_not_stale_by_that_picture() -> None:
    clip = with_take(MediaKind.VIDEO, make_clip(video_prompt="rain"))
    still = make_take()
    chosen = reread(clip, generated_images=[still], selected_image_id=still.id)
    assert [take.stale for take in chosen.generated_videos] == [False]


def test_a_take_of_which_nothing_is_known_is_never_stale() -> None:
    clip = make_clip(generated_images=[make_take()])
    assert [take.stale for take in reread(clip, image_prompt="snow").generated_images] == [False]


@pytest.mark.parametrize(
    "other",
    [
        {"prompt": "snow"},
        {"negative_prompt": "blurry"},
        {"model": "m"},
        {"params": {"width": 512}},
        {"voice": Voice(voice_id="v")},
        {"source": "a.png"},
    ],
)
def test_whatever_is_asked_for_makes_another_hash(other: dict[str, Any]) -> None:
    clip = make_clip(image_prompt="rain")
    asked: dict[str, Any] = {"prompt": "rain"}
    one = input_hash(MediaKind.IMAGE, clip=clip, **asked)
    assert one == input_hash(MediaKind.IMAGE, clip=clip, **asked)
    assert one != input_hash(MediaKind.IMAGE, clip=clip, **{**asked, **other})
