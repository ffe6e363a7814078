"""A shot's card: its words as editors and tables read them."""

from collections.abc import Iterator
from typing import Final

from backend.domain.clip import Clip
from backend.domain.take import GeneratedContent
from backend.export.report import ExportRemark, RemarkCode
from backend.export.story import Shot
from backend.export.texts import clean, lf, one_line, unescaped
from backend.export.timeline import Card

_NOTE_FIELDS: Final = (
    *("image_prompt", "video_prompt", "lyrics", "dialogue", "action", "transition", "notes"),
)


def make_card(
    shot: Shot, take: GeneratedContent | None, report: list[ExportRemark], *, full_note: bool
) -> Card:
    """Return the card of a shot.

    Args:
        shot: the clip and its place.
        take: what is shown, if anything is.
        report: hears of text that had to be changed.
        full_note: False leaves only the line that names the clip.
    """
    clip = shot.clip
    written = _written(clip)
    texts = {field: clean(text) for field, text in written.items()}
    if any(texts[field] != lf(text) for field, text in written.items()):
        message = f"{shot.code} held characters that no editor takes; they were left out"
        report.append(
            ExportRemark.of(
                RemarkCode.TEXT_CHANGED, message, clip_id=clip.id, scene_id=clip.scene_id
            )
        )
    note = [f"storycanvas:clip={clip.id}"]
    if full_note:
        note += _note(texts, take)
    return Card(
        clip_id=clip.id,
        scene_id=clip.scene_id,
        code=shot.code,
        scene=one_line(clean(shot.scene)),
        name=one_line(texts.pop("name")),
        note="\n".join(note),
        texts=texts,
        take_id=take.id if take else None,
        state=take.review.state.value if take else "missing",
        seed=take.seed if take else None,
        model=one_line(clean(take.model_name)) if take else "",
        is_alternate=clip.is_alternate,
    )


def _written(clip: Clip) -> dict[str, str]:
    return {
        "name": clip.name,
        "size": clip.shot.size,
        "angle": clip.shot.angle,
        "move": clip.shot.move,
        "dialogue": clip.dialogue,
        "action": clip.action,
        "transition": clip.transition,
        "notes": clip.notes,
        "lyrics": clip.lyrics,
        "image_prompt": unescaped(clip.image_prompt),
        "video_prompt": unescaped(clip.video_prompt),
        "character": clip.character_id or "",
    }


def _note(texts: dict[str, str], take: GeneratedContent | None) -> Iterator[str]:
    for field in _NOTE_FIELDS:
        if texts[field].strip():
            yield f"{field.replace('_', ' ').capitalize()}: {texts[field]}"
    if take and take.seed is not None:
        yield f"Seed: {take.seed}"
    if take and take.model_name:
        yield f"Model: {one_line(clean(take.model_name))}"
    if take:
        yield f"Take: {take.id}"
