"""All decisions of a cut: entities in, a timeline in whole frames out."""

from collections.abc import Iterator, Mapping, Sequence

from backend.domain.errors import invalid_field
from backend.domain.frame_rate import FrameRate, frame_rate
from backend.domain.media import MediaKind
from backend.export.captions import Spoken, make_captions
from backend.export.casting import Casting
from backend.export.layout import Layout, Placement, lay_out
from backend.export.material import Material
from backend.export.options import ExportOptions
from backend.export.report import ExportRemark, RemarkCode
from backend.export.story import Part, in_order, tell_story
from backend.export.takes import chosen_take, with_archived
from backend.export.texts import clean, file_stem, one_line, unescaped
from backend.export.timeline import Board, Caption, Item, Marker, Timeline


def build_timeline(material: Material, options: ExportOptions) -> Timeline:
    """Lay out a project as one cut.

    A project without shots gives a timeline of 0 frames.

    Raises:
        ValidationError: `scene_id` or `start` does not fit the project.
    """
    project = material.project
    rate = frame_rate(options.fps or project.fps)
    report: list[ExportRemark] = []
    parts = _parts(material, options, report)
    layout = lay_out(parts, rate, report, alternates=options.alternates != "none")
    report += _about_scenes(parts, layout, rate, options)
    casting = Casting(material, options, rate, report)
    pictures = [(place, casting.picture(place)) for place in _by_start(layout)]
    items = _without_holes([item for _, item in pictures if not item.lane], layout.frames, report)
    voices = {
        place.shot.clip.id: casting.narration(place, item, layout.frames)
        for place, item in pictures
        if item.enabled
    }
    music = casting.music(project.music_file, layout.frames)
    return Timeline(
        name=one_line(clean(project.name)) or "Storyboard",
        stem=file_stem(project.name),
        rate=rate,
        width=project.width,
        height=project.height,
        start_frame=_start_frame(rate, options.start),
        frames=layout.frames,
        items=items,
        connected=tuple(item for _, item in pictures if item.lane and item.source),
        sounds=tuple(sound for sound in (music, *voices.values()) if sound),
        markers=_markers(parts, layout),
        captions=_captions(pictures, voices, options, rate),
        entries=tuple(report),
        board=_board(material),
    )


def _parts(material: Material, options: ExportOptions, report: list[ExportRemark]) -> list[Part]:
    known = {scene.id for scene in material.scenes}
    for scene_id in options.scene_id:
        if scene_id not in known:
            raise invalid_field("scene_id", f"the project has no scene '{scene_id}'")
    return tell_story(material, options.scene_id, report)


def _start_frame(rate: FrameRate, timecode: str) -> int:
    try:
        return rate.frame_of(timecode)
    except ValueError as exc:
        raise invalid_field("start", f"{exc} at {rate.label} frames a second") from exc


def _by_start(layout: Layout) -> list[Placement]:
    return sorted(layout.placements, key=lambda place: (place.start, place.lane))


def _about_scenes(
    parts: Sequence[Part], layout: Layout, rate: FrameRate, options: ExportOptions
) -> Iterator[ExportRemark]:
    for part, (start, _) in zip(parts, layout.spans, strict=True):
        scene = part.scene
        if not part.shots:
            message = f"Scene '{scene.name}' has no shots"
            yield ExportRemark.of(RemarkCode.SCENE_EMPTY, message, scene_id=scene.id, frame=start)
        wished = scene.timeline_start
        if wished and not options.scene_id and rate.frames(wished) != start:
            message = f"Scene '{scene.name}' begins where the one before ends, not at {wished:g} s"
            yield ExportRemark.of(
                RemarkCode.SCENE_START_IGNORED, message, scene_id=scene.id, frame=start
            )
        if options.alternates == "none":
            for shot in part.alternates:
                message = f"{shot.code} is an alternate and was left out"
                yield ExportRemark.of(
                    RemarkCode.ALTERNATE_LEFT_OUT, message, clip_id=shot.clip.id, scene_id=scene.id
                )


def _without_holes(
    main: Sequence[Item], frames: int, report: list[ExportRemark]
) -> tuple[Item, ...]:
    """Return the main line with a gap wherever nothing lies, at its end too."""
    items: list[Item] = []
    cursor = 0
    for item in (*main, Item(frames, 0)):
        if item.start > cursor:
            items.append(Item(cursor, item.start - cursor))
            message = f"Nothing to show for {item.start - cursor} frames"
            report.append(ExportRemark.of(RemarkCode.GAP, message, frame=cursor))
        items.append(item)
        cursor = item.end
    return tuple(items[:-1])


def _markers(parts: Sequence[Part], layout: Layout) -> tuple[Marker, ...]:
    return tuple(
        Marker(
            start,
            f"{part.code} {one_line(clean(part.scene.name))}".strip(),
            clean(part.scene.lyrics),
        )
        for part, (start, end) in zip(parts, layout.spans, strict=True)
        if start < end
    )


def _captions(
    pictures: Sequence[tuple[Placement, Item]],
    voices: Mapping[str, Item | None],
    options: ExportOptions,
    rate: FrameRate,
) -> tuple[Caption, ...]:
    spoken = []
    for place, item in pictures:
        if not item.enabled:
            continue
        clip = place.shot.clip
        voice, take = voices[clip.id], chosen_take(clip, MediaKind.AUDIO)
        said = clean(unescaped(take.prompt)) if take else ""
        dialogue, lyrics = clean(clip.dialogue), clean(clip.lyrics)
        spoken.append(
            Spoken(
                clip_id=clip.id,
                shot=(place.start, place.end),
                narrated=(voice.start, voice.end) if voice else None,
                narration=said or dialogue or lyrics,
                dialogue=dialogue,
                lyrics=lyrics,
                aligned=tuple(take.alignment.words) if take and take.alignment else (),
            )
        )
    return make_captions(spoken, options.captions, rate)


def _board(material: Material) -> Board:
    return Board(
        project=material.project,
        scenes=[
            (scene, with_archived(clips, material.archived)) for scene, clips in in_order(material)
        ],
        media=dict(sorted(material.media.items())),
        exported_at=material.exported_at,
        characters=material.characters,
        templates=material.templates,
    )
