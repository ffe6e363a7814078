"""Orders as Together takes them; each comes with what was really asked for, where that differs."""

from typing import Any, Final

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

Request = dict[str, Any]

_FRAMES: Final = {"first_frame": "first", "last_frame": "last"}
_NAMES: Final = {"steps": "steps", "cfg": "guidance_scale"}
_FILM_NAMES: Final = {**_NAMES, "video_fps": "fps"}
_SOUNDS: Final = ("mp3", "wav")


async def picture_request(order: MediaOrder, data: ServiceData) -> tuple[Request, Request]:
    """Return the body for a picture, and what it says of size and seed."""
    known = data.model(order.model)
    applied = {**size_of(order, data), **_seed(order)}
    pictures = [await data_uri(each) for each in order.references]
    several = len(pictures) > 1 or (known is not None and known.takes_references)
    sent = {
        "model": order.model,
        "prompt": order.prompt,
        "negative_prompt": order.negative_prompt,
        "n": 1,
        "response_format": "base64",
        "output_format": "png",
        **applied,
        **settings_of(order, _NAMES),
        "image_loras": [{"path": each.name, "scale": each.weight} for each in loras_of(order)],
        "reference_images": pictures if several else [],
        "image_url": "" if several else next(iter(pictures), ""),
    }
    return filled(sent), applied


async def video_request(order: MediaOrder, data: ServiceData) -> tuple[Request, Request]:
    """Return the body for a film, and what it says of size, length and seed.

    Raises:
        ProviderRejectedError: the model makes none that long.
    """
    known = data.model(order.model)
    applied: Request = {**size_of(order, data), **_seed(order)}
    length = {}
    if order.seconds:
        seconds = fitted_seconds(data.label, order.seconds, known.durations if known else ())
        applied["seconds"], length["seconds"] = seconds, f"{seconds:g}"
    pictures = [(each.role, await data_uri(each)) for each in order.references]
    media = {
        "frame_images": [
            {"input_image": picture, "frame": _FRAMES[role]}
            for role, picture in pictures
            if role in _FRAMES
        ],
        "reference_images": [picture for role, picture in pictures if role not in _FRAMES],
    }
    sent = {
        "model": order.model,
        "prompt": order.prompt,
        "negative_prompt": order.negative_prompt,
        **applied,
        **length,
        **settings_of(order, _FILM_NAMES),
        "media": filled(media),
    }
    return filled(sent), applied


def speech_request(order: MediaOrder, data: ServiceData) -> tuple[Request, Request]:
    """Return the body for speech, and who speaks in what format; Together sets no speed."""
    speech = order.speech or Speech()
    sound = order.params.get("response_format")
    applied = {
        "voice": speech.voice or data.voice,
        "response_format": sound if sound in _SOUNDS else _SOUNDS[0],
    }
    sent = {
        "model": order.model,
        "input": order.prompt,
        "language": (speech.language or "").split("-")[0].lower(),
        **applied,
    }
    return filled(sent), applied


def _seed(order: MediaOrder) -> Request:
    return {} if order.seed is None else {"seed": fitted_seed(order.seed)}
