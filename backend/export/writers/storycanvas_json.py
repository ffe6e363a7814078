"""Our own format, storycanvas_v1: the cut, and the whole board to build it again."""

import json
from typing import Any

from backend.domain.times import rfc3339
from backend.export.options import ExportOptions
from backend.export.timeline import Item, Timeline
from backend.export.writers.written import Written


def write_json(timeline: Timeline, _: ExportOptions) -> Written:
    """Return the board with all takes and alternates, and where each shot lies.

    An item of the timeline reads, for example:

        {"clip_id": "…", "scene_id": "…", "lane": 0, "start": 48, "frames": 60,
         "source": "S01_C002_3f2a9c1e.png", "source_in": 0}

    `start` counts from the first frame of the cut; gaps have no source.
    """
    board = timeline.board
    files = {source.key: source.name for source in timeline.sources}
    document = {
        "format": "storycanvas_v1",
        "exported_at": rfc3339(board.exported_at),
        "project": board.project.model_dump(mode="json"),
        "scenes": [
            {
                **scene.model_dump(mode="json"),
                "clips": [clip.model_dump(mode="json") for clip in clips],
            }
            for scene, clips in board.scenes
        ],
        "timeline": _cut(timeline),
        "characters": [character.model_dump(mode="json") for character in board.characters],
        "templates": [template.model_dump(mode="json") for template in board.templates],
        "media": [
            {**media.model_dump(mode="json"), "file": files.get(key)}
            for key, media in board.media.items()
        ],
        "report": timeline.report("json").model_dump(mode="json", exclude_none=True),
    }
    return Written((json.dumps(document, ensure_ascii=False, indent=1) + "\n",))


def _cut(timeline: Timeline) -> dict[str, Any]:
    rate = timeline.rate.rate
    return {
        "rate": f"{rate.numerator}/{rate.denominator}",
        "drop_frame": timeline.rate.drop_frame,
        "start_frame": timeline.start_frame,
        "frames": timeline.frames,
        "items": [_item(item) for item in (*timeline.items, *timeline.connected, *timeline.sounds)],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "clip_id": item.card and item.card.clip_id,
        "scene_id": item.card and item.card.scene_id,
        "lane": item.lane,
        "start": item.start,
        "frames": item.frames,
        "source": item.source and item.source.name,
        "source_in": item.source_in,
    }
