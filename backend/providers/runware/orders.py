"""Orders as tasks of Runware; each comes with what was really asked for, where that differs."""

from typing import Any, Final

from backend.domain.media import MediaKind
from backend.providers.generation import MediaOrder, Speech
from backend.providers.service_data import ServiceData
from backend.providers.wire import (
    data_uri,
    filled,
    fitted_seconds,
    fitted_seed,
    loras_of,
    settings_of,
    size_of,
)

Task = dict[str, Any]

_TASK_TYPES: Final = {
    MediaKind.IMAGE: "imageInference",
    MediaKind.VIDEO: "videoInference",
    MediaKind.AUDIO: "audioInference",
}
_FORMATS: Final = {MediaKind.IMAGE: "PNG", MediaKind.VIDEO: "MP4", MediaKind.AUDIO: "MP3"}
_OWN_SIZES: Final = {MediaKind.IMAGE: (1024, 1024), MediaKind.VIDEO: (1280, 720)}
"""Runware has none of its own: both sides must be said."""
_FRAMES: Final = {"first_frame": "first", "last_frame": "last"}
_NAMES: Final = {"steps": "steps", "cfg": "CFGScale", "scheduler": "scheduler"}
_FILM_NAMES: Final = {**_NAMES, "video_fps": "fps"}


async def task_of(order: MediaOrder, data: ServiceData) -> tuple[Task, Task]:
    """Return the task for an order, and what it says of size, length, seed and voice.

    All are asynchronous, pictures too: a task that is not can neither be asked for again nor, when
    its answer got lost, be found by our id.

    Raises:
        ProviderRejectedError: the model makes no film that long.
    """
    make = {
        MediaKind.IMAGE: _picture,
        MediaKind.VIDEO: _film,
        MediaKind.AUDIO: _speech,
    }[order.kind]
    own, applied = await make(order, data)
    task = {
        "taskType": _TASK_TYPES[order.kind],
        "taskUUID": order.task_id,
        "model": order.model,
        "deliveryMethod": "async",
        "outputType": "URL",
        "outputFormat": _FORMATS[order.kind],
        "numberResults": 1,
        "includeCost": True,
        **own,
    }
    return filled(task), applied


async def _picture(order: MediaOrder, data: ServiceData) -> tuple[Task, Task]:
    applied = {**_size(order, data), **_seed(order)}
    looks = [await data_uri(each) for each in order.references if each.role == "reference"]
    starts = [await data_uri(each) for each in order.references if each.role == "first_frame"]
    task = {
        **_words(order),
        **applied,
        **settings_of(order, {**_NAMES, "denoise": "strength"} if starts else _NAMES),
        "seedImage": next(iter(starts), ""),
        "referenceImages": looks,
        "lora": [{"model": each.name, "weight": each.weight} for each in loras_of(order)],
    }
    return task, applied


async def _film(order: MediaOrder, data: ServiceData) -> tuple[Task, Task]:
    known = data.model(order.model)
    applied: Task = {**_size(order, data), **_seed(order)}
    if order.seconds:
        durations = known.durations if known else ()
        applied["duration"] = fitted_seconds(data.label, order.seconds, durations)
    pictures = [(each.role, await data_uri(each)) for each in order.references]
    inputs = {
        "frameImages": [
            {"image": picture, "frame": _FRAMES[role]}
            for role, picture in pictures
            if role in _FRAMES
        ],
        "referenceImages": [picture for role, picture in pictures if role not in _FRAMES],
    }
    task = {
        **_words(order),
        **applied,
        **settings_of(order, _FILM_NAMES),
        "inputs": filled(inputs),
    }
    return task, applied


async def _speech(order: MediaOrder, data: ServiceData) -> tuple[Task, Task]:
    speech = order.speech or Speech()
    voice = speech.voice or data.voice
    spoken = {
        "text": order.prompt,
        "voice": voice,
        "language": (speech.language or "").lower(),
        "speed": speech.speed if speech.speed != 1.0 else None,
    }
    return {"speech": filled(spoken)}, {"voice": voice}


def _words(order: MediaOrder) -> Task:
    return {"positivePrompt": order.prompt, "negativePrompt": order.negative_prompt}


def _size(order: MediaOrder, data: ServiceData) -> dict[str, int]:
    width, height = _OWN_SIZES[order.kind]
    return size_of(order, data) or {"width": width, "height": height}


def _seed(order: MediaOrder) -> Task:
    return {} if order.seed is None else {"seed": fitted_seed(order.seed)}
