"""OpenRouter, for tests: chat, pictures, speech, films and its three lists of models."""

import base64
from collections.abc import Mapping
from typing import Any, Final

from tests.provider_fakes.chat import ChatModel, complete
from tests.provider_fakes.faults import Call, FakeService, Reply
from tests.unit.services.media_samples import audio, flat_png, video

KEY: Final = "sk-or-v1-very-secret"
TEXT: Final = "openai/gpt-6-luna"
PICTURES: Final = "black-forest-labs/flux.2-klein-4b"
FILMS: Final = "bytedance/seedance-2.5-flash"
SPEECH: Final = "hexgrad/kokoro-82m"
_PIXELS: Final = {"512": 512, "768": 768, "1K": 1024, "1.5K": 1536, "2K": 2048, "4K": 4096}


def refuse(
    status: int,
    message: str,
    *,
    param: str | None = None,
    code: str | None = None,
    metadata: dict[str, Any] | None = None,
) -> Reply:
    """Return an error as OpenRouter writes it: its code is the status, and params it names not."""
    error = {"code": status, "message": message, **({"metadata": metadata} if metadata else {})}
    return Reply(status, {"error": error, "user_id": "user_1"})


class OpenRouterFake(FakeService):
    """The service; `base_url` is what clients are given.

    Attributes:
        looks: after so many looks a film is made.
        films: by id.
    """

    def __init__(self) -> None:
        super().__init__()
        self.chat = {TEXT: ChatModel(usage={"cost": 0.00042})}
        self.films: dict[str, dict[str, Any]] = {}
        self.looks = 1
        self.film = video()

    @property
    def base_url(self) -> str:
        """The address up to and with the version."""
        return f"{self.url}/api/v1"

    def answer(self, call: Call) -> Reply:
        """Answer a call as the service would."""
        if call.headers.get("authorization") != f"Bearer {KEY}":
            return refuse(401, "No auth credentials found")
        path = call.path.removeprefix("/api/v1")
        match call.method, path:
            case "GET", "/models" | "/images/models" | "/videos/models":
                data = _listed(path, call.query)
                ends = {"total_count": len(data), "links": {"next": None}}
                return Reply(body={"data": data, **(ends if path == "/models" else {})})
            case "POST", "/chat/completions":
                return self._written(call)
            case "POST", "/images":
                return self._picture(call.json())
            case "POST", "/audio/speech":
                return self._spoken(call.json())
            case "POST", "/videos":
                return self._ordered(call.json())
        return self._about_a_film(path)

    def _written(self, call: Call) -> Reply:
        body = call.json()
        model = self.chat.get(body.get("model", ""))
        strict = (body.get("provider") or {}).get("require_parameters")
        format = (body.get("response_format") or {}).get("type")
        if model and strict and format in model.without:
            return refuse(404, "No endpoints found that can handle the requested parameters.")
        return complete(call, self.chat, refuse)

    def _picture(self, asked: dict[str, Any]) -> Reply:
        size = asked.get("size", "")
        if "x" in size and {"aspect_ratio", "resolution"} & asked.keys():
            return refuse(400, "size conflicts with aspect_ratio or resolution")
        if not asked.get("prompt") or not 1 <= asked.get("n", 1) <= 10:
            return refuse(400, "Invalid request")
        for each in asked.get("input_references", []):
            if each["type"] != "image_url" or not each["image_url"]["url"].startswith(
                "data:image/"
            ):
                return refuse(400, "Invalid input_references")
        side = _PIXELS.get(asked.get("resolution", "512"), 0)
        if not side:
            return refuse(400, "Invalid resolution")
        width, height = map(int, size.split("x")) if "x" in size else (side, side)
        picture = base64.b64encode(flat_png(width, height)).decode()
        tokens = {"prompt_tokens": 0, "completion_tokens": 1000, "total_tokens": 1000}
        data = [{"b64_json": picture, "media_type": "image/png"}]
        usage = {**tokens, "cost": 0.014}
        return Reply(body={"created": 1_790_000_000, "data": data, "usage": usage})

    def _spoken(self, asked: dict[str, Any]) -> Reply:
        if not asked.get("input"):
            return refuse(400, "input is required")
        if asked.get("response_format", "pcm") == "pcm":
            return Reply(body=bytes(4800), content_type="audio/pcm")
        return Reply(
            body=audio("mp3", 0.5),
            content_type="audio/mpeg",
            headers={"x-generation-id": "gen-tts-1"},
        )

    def _ordered(self, asked: dict[str, Any]) -> Reply:
        listed = _film_model()
        if not isinstance(asked.get("duration", 5), int):
            return refuse(400, "duration must be an integer")
        if asked.get("duration", 5) not in listed["supported_durations"]:
            return refuse(400, "Unsupported duration")
        for each in asked.get("frame_images", []):
            if each["frame_type"] not in listed["supported_frame_images"]:
                return refuse(400, "Unsupported frame_type")
        id = f"gen-vid-{len(self.films) + 1}"
        self.films[id] = {
            "id": id,
            "polling_url": f"{self.base_url}/videos/{id}",
            "status": "pending",
        }
        return Reply(202, self.films[id])

    def _about_a_film(self, path: str) -> Reply:
        _, collection, id, *rest = [*path.split("/"), ""]
        if collection != "videos" or id not in self.films:
            return refuse(404, "Not found")
        if rest[:1] == ["content"]:
            return Reply(body=self.film, content_type="video/mp4")
        return self._looked_at(id)

    def _looked_at(self, id: str) -> Reply:
        film = self.films[id]
        looks = sum(each.path.endswith(id) for each in self.calls)
        if film["status"] in {"pending", "in_progress"}:
            film["status"] = "in_progress"
            if looks >= self.looks:
                content = f"{self.base_url}/videos/{id}/content?index=0"
                film |= {"status": "completed", "unsigned_urls": [content]}
                film |= {"usage": {"cost": 0.33, "is_byok": False}}
        return Reply(body=film)


def _listed(path: str, query: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return a list of models; of all models those that write, unless asked otherwise."""
    if path != "/models":
        return [_picture_model() if path.startswith("/images") else _film_model()]
    text = _model(TEXT, "text", {"prompt": "0.0000001", "completion": "0.0000005"}, 1_050_000)
    speech = _model(SPEECH, "speech", {"prompt": "0.00000062", "completion": "0"}, 4096)
    return {"text": [text], "speech": [speech]}.get(query.get("output_modalities", "text"), [])


def _model(id: str, modality: str, pricing: dict[str, str], context: int) -> dict[str, Any]:
    """Return an entry of the list of all models."""
    architecture = {
        "input_modalities": ["text"],
        "output_modalities": [modality],
        "modality": f"text->{modality}",
        "instruct_type": None,
        "tokenizer": "Other",
    }
    return {
        "id": id,
        "canonical_slug": id,
        "name": id,
        "created": 1_790_000_000,
        "context_length": context,
        "architecture": architecture,
        "pricing": pricing,
        "supported_parameters": ["max_tokens", "response_format"],
        "supported_voices": None,
        "default_parameters": None,
        "per_request_limits": None,
        "expiration_date": None,
        "top_provider": {"is_moderated": False, "context_length": context},
        "links": {"details": f"/api/v1/models/{id}/endpoints"},
    }


def _picture_model() -> dict[str, Any]:
    return {
        "id": PICTURES,
        "name": "FLUX.2 Klein 4B",
        "created": 1_790_000_000,
        "description": "",
        "endpoints": f"/api/v1/images/models/{PICTURES}/endpoints",
        "architecture": {"input_modalities": ["text", "image"], "output_modalities": ["image"]},
        "supports_streaming": False,
        "supported_parameters": {
            "resolution": {"type": "enum", "values": ["1K", "2K"]},
            "aspect_ratio": {"type": "enum", "values": ["1:1", "16:9", "9:16", "auto"]},
            "seed": {"type": "boolean"},
            "n": {"type": "range", "min": 1, "max": 1},
        },
    }


def _film_model() -> dict[str, Any]:
    return {
        "id": FILMS,
        "canonical_slug": FILMS,
        "name": "Seedance",
        "created": 1_790_000_000,
        "allowed_passthrough_parameters": [],
        "creativity": None,
        "upscale_factor": None,
        "generate_audio": True,
        "seed": True,
        "supported_durations": [5, 10],
        "supported_sizes": None,
        "supported_resolutions": ["480p", "720p"],
        "supported_aspect_ratios": ["16:9", "9:16"],
        "supported_frame_images": ["first_frame"],
        "pricing_skus": {"per-video-second": "0.067", "per-video-second-1080p": "0.15"},
    }
