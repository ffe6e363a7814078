"""A service of OpenAI's shape, for tests: chat, pictures, speech, films and the list of models."""

import base64
import re
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any, Final

from tests.provider_fakes.chat import ChatModel, complete
from tests.provider_fakes.faults import Call, FakeService, Reply
from tests.unit.services.media_samples import audio, flat_png, video

KEY: Final = "sk-test-very-secret"
FILM_SIZES: Final = {"720x1280", "1280x720", "1024x1792", "1792x1024"}
VOICES: Final = {"alloy", "ash", "coral", "marin", "cedar"}
FORMATS: Final = {"mp3", "opus", "aac", "flac", "wav", "pcm"}
_SIZE: Final = re.compile(r"(\d+)x(\d+)")


def refuse(
    status: int, message: str, *, param: str | None = None, code: str | None = None
) -> Reply:
    """Return an error as OpenAI writes it."""
    error = {"message": message, "type": "invalid_request_error", "param": param, "code": code}
    return Reply(status, {"error": error})


def form_of(call: Call) -> dict[str, list[bytes]]:
    """Return the fields of a multipart form."""
    head = f"Content-Type: {call.headers['content-type']}\r\n\r\n".encode()
    fields: dict[str, list[bytes]] = {}
    for part in BytesParser(policy=HTTP).parsebytes(head + call.body).iter_parts():
        name = part.get_param("name", header="content-disposition")
        fields.setdefault(str(name), []).append(part.get_payload(decode=True))  # type: ignore[arg-type]
    return fields


class OpenAIFake(FakeService):
    """The service; `base_url` is what clients are given.

    Attributes:
        looks: after so many looks a film is made.
        films: by id.
    """

    def __init__(self) -> None:
        super().__init__()
        self.chat = {"gpt-6-luna": ChatModel()}
        self.listed = ["gpt-6-luna", "gpt-image-2.5-flare", "gpt-4o-mini-tts", "unheard-of"]
        self.films: dict[str, dict[str, Any]] = {}
        self.looks = 1
        self.film = video()

    @property
    def base_url(self) -> str:
        """The address up to and with the version."""
        return f"{self.url}/v1"

    def answer(self, call: Call) -> Reply:
        """Answer a call as the service would."""
        if call.headers.get("authorization") != f"Bearer {KEY}":
            return refuse(401, f"Incorrect API key provided: {KEY}", code="invalid_api_key")
        path = call.path.removeprefix("/v1")
        match call.method, path:
            case "GET", "/models":
                return self._models()
            case "POST", "/chat/completions":
                return complete(call, self.chat, refuse)
            case "POST", "/images/generations":
                return self._picture(call.json())
            case "POST", "/images/edits":
                return self._edited(form_of(call))
            case "POST", "/audio/speech":
                return self._spoken(call.json())
        return self._about_films(call, path)

    def _models(self) -> Reply:
        data = [
            {"id": id, "object": "model", "created": 1_790_000_000, "owned_by": "openai"}
            for id in self.listed
        ]
        data[-1]["shutdown_date"] = "2027-01-06"
        return Reply(body={"object": "list", "data": data})

    def _picture(self, asked: dict[str, Any]) -> Reply:
        if "response_format" in asked:
            return refuse(400, "Unknown parameter: 'response_format'.", param="response_format")
        if not asked.get("prompt") or len(asked["prompt"]) > 32_000:
            return refuse(400, "Invalid 'prompt'.", param="prompt")
        if not 1 <= int(asked.get("n", 1)) <= 10:
            return refuse(400, "Invalid 'n'.", param="n")
        size = asked.get("size", "auto")
        if size != "auto" and not _is_drawn(size):
            return refuse(400, f"Invalid size '{size}'.", param="size", code="invalid_value")
        width, height = map(int, size.split("x")) if size != "auto" else (64, 64)
        picture = base64.b64encode(flat_png(width, height)).decode()
        tokens = {"input_tokens": 9, "output_tokens": 100, "total_tokens": 109}
        usage = {**tokens, "input_tokens_details": {"image_tokens": 0, "text_tokens": 9}}
        return Reply(
            body={"created": 1_790_000_000, "data": [{"b64_json": picture}], "usage": usage}
        )

    def _edited(self, form: dict[str, list[bytes]]) -> Reply:
        pictures = form.get("image", []) + form.get("image[]", [])
        if not 1 <= len(pictures) <= 16 or not all(
            each.startswith(b"\x89PNG") for each in pictures
        ):
            return refuse(400, "Invalid image.", param="image")
        fields = {name: values[0].decode() for name, values in form.items() if "image" not in name}
        return self._picture(fields)

    def _spoken(self, asked: dict[str, Any]) -> Reply:
        if not 1 <= len(asked.get("input", "")) <= 4096:
            return refuse(400, "String should have at most 4096 characters", param="input")
        if asked.get("voice") not in VOICES:
            return refuse(400, "Input should be 'alloy', 'ash', …", param="voice")
        if asked.get("response_format", "mp3") not in FORMATS:
            return refuse(400, "Invalid 'response_format'.", param="response_format")
        if not 0.25 <= asked.get("speed", 1) <= 4:
            return refuse(400, "Invalid 'speed'.", param="speed")
        return Reply(body=audio("mp3", 0.5), content_type="audio/mpeg")

    def _about_films(self, call: Call, path: str) -> Reply:
        _, collection, *rest = path.split("/")
        if collection != "videos":
            return refuse(404, f"Invalid URL ({call.method} {call.path})")
        if not rest and call.method == "POST":
            return self._ordered(call)
        if not rest:
            return self._listed(call)
        if rest[0] not in self.films:
            return refuse(404, f"Video with id '{rest[0]}' not found.", code="not_found")
        if rest[1:] == ["content"]:
            return Reply(body=self.film, content_type="video/mp4")
        if call.method == "DELETE":
            del self.films[rest[0]]
            return Reply(body={"id": rest[0], "object": "video.deleted", "deleted": True})
        return self._looked_at(rest[0])

    def _ordered(self, call: Call) -> Reply:
        is_form = call.headers["content-type"].startswith("multipart/")
        fields = {n: v[0].decode("latin-1") for n, v in form_of(call).items()} if is_form else {}
        asked = fields or call.json()
        if asked.get("seconds", "4") not in {"4", "8", "12"}:
            return refuse(400, "Invalid 'seconds': use '4', '8' or '12'.", param="seconds")
        if asked.get("size", "720x1280") not in FILM_SIZES:
            return refuse(400, "Invalid 'size'.", param="size")
        if not asked.get("prompt"):
            return refuse(400, "Missing required parameter: 'prompt'.", param="prompt")
        id = f"video_{len(self.films) + 1:04}"
        self.films[id] = {
            "id": id,
            "object": "video",
            "status": "queued",
            "progress": 0,
            "error": None,
            "created_at": 1_790_000_000,
            "completed_at": None,
            "expires_at": None,
            "model": asked.get("model", "sora-2"),
            "prompt": asked["prompt"],
            "seconds": asked.get("seconds", "4"),
            "size": asked.get("size", "720x1280"),
        }
        return Reply(body=self.films[id])

    def _listed(self, call: Call) -> Reply:
        films = list(self.films.values())[: int(call.query.get("limit", "20"))]
        ends = {"first_id": films[0]["id"], "last_id": films[-1]["id"]} if films else {}
        return Reply(body={"object": "list", "data": films, "has_more": False, **ends})

    def _looked_at(self, id: str) -> Reply:
        film = self.films[id]
        looks = sum(each.path.endswith(id) for each in self.calls)
        if film["status"] in {"queued", "in_progress"}:
            made = looks >= self.looks
            film |= {"status": "completed" if made else "in_progress", "progress": 50}
            film |= {"progress": 100} if made else {}
        return Reply(body=film, headers={"openai-poll-after-ms": "20"})


def _is_drawn(size: str) -> bool:
    found = _SIZE.fullmatch(size)
    if not found:
        return False
    width, height = int(found[1]), int(found[2])
    return width % 16 == height % 16 == 0 and 1 / 3 <= width / height <= 3
