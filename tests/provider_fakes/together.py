"""Together, as its own Python package and its documents describe it."""

import base64
from typing import Any, Final

from tests.provider_fakes.faults import Call, FakeService, Reply

KEY = "tgp-canary-0123456789"
MODELS: Final[list[dict[str, Any]]] = [
    {"id": "writer/large", "object": "model", "type": "chat", "context_length": 131072},
    {"id": "painter/one", "object": "model", "type": "image", "display_name": "Painter"},
    {"id": "filmer/one", "object": "model", "type": "video"},
    {"id": "speaker/one", "object": "model", "type": "audio"},
    {"id": "judge/one", "object": "model", "type": "moderation"},
]
_PICTURE: Final = {
    *("model", "prompt", "disable_safety_checker", "guidance_scale", "height", "image_loras"),
    *("image_url", "n", "negative_prompt", "output_format", "reference_images"),
    *("response_format", "seed", "steps", "width"),
}
_FILM: Final = {
    *("model", "prompt", "fps", "generate_audio", "guidance_scale", "height", "media"),
    *("negative_prompt", "output_format", "output_quality", "ratio", "resolution", "seconds"),
    *("seed", "steps", "width"),
}
_SPEECH: Final = {
    *("model", "input", "voice", "response_format", "language", "sample_rate", "stream"),
    *("response_encoding", "bit_rate", "extra_params"),
}


def refusal(message: str, code: str | None = None, type: str = "invalid_request_error") -> Any:
    """Return the body of an error."""
    return {"error": {"message": message, "type": type, "param": None, "code": code}}


class FakeTogether(FakeService):
    """Pictures and speech at once; films after so many looks.

    Attributes:
        picture, film, sound: what is made.
        looks: after so many looks a film is made.
        ends: how films end: "completed", or "failed" with `error`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.picture, self.film, self.sound = b"a picture", b"a film", b"a sound"
        self.looks = 2
        self.ends = "completed"
        self.error: dict[str, Any] | None = None
        self.films: dict[str, dict[str, Any]] = {}

    def answer(self, call: Call) -> Reply:
        """Answer as Together would."""
        if call.path.startswith("/files/"):
            return Reply(200, self.film, content_type="video/mp4")
        if call.headers.get("authorization") != f"Bearer {KEY}":
            said = f"Invalid API key provided: {call.headers.get('authorization')}. See https://x.y"
            return Reply(401, refusal(said, "invalid_api_key"))
        match call.method, call.path:
            case "GET", "/v1/models":
                return Reply(200, MODELS)
            case "POST", "/v1/images/generations":
                return self._drawn(call.json())
            case "POST", "/v1/audio/speech":
                return self._spoken(call.json())
            case "POST", "/v2/videos":
                return self._filmed(call.json())
            case "GET", path if path.startswith("/v2/videos/"):
                return self._looked_at(path.removeprefix("/v2/videos/"))
        return Reply(404, refusal("not found", "not_found"))

    def _drawn(self, asked: dict[str, Any]) -> Reply:
        sides = [asked.get(name, 1024) for name in ("width", "height")]
        if wrong := asked.keys() - _PICTURE:
            return Reply(400, refusal(f"unknown fields: {sorted(wrong)}"))
        if any(side % 8 or not 256 <= side <= 1920 for side in sides):
            return Reply(422, refusal("width and height must be multiples of 8 in 256..1920"))
        if asked["response_format"] == "url":
            data = {"index": 0, "type": "url", "url": f"{self.url}/files/picture.png"}
        else:
            encoded = base64.b64encode(self.picture).decode()
            data = {"index": 0, "type": "b64_json", "b64_json": encoded}
        return Reply(200, {"id": "o1", "model": asked["model"], "object": "list", "data": [data]})

    def _spoken(self, asked: dict[str, Any]) -> Reply:
        if wrong := asked.keys() - _SPEECH:
            return Reply(400, refusal(f"unknown fields: {sorted(wrong)}"))
        return Reply(200, self.sound, content_type="audio/mpeg")

    def _filmed(self, asked: dict[str, Any]) -> Reply:
        if wrong := asked.keys() - _FILM:
            return Reply(400, refusal(f"unknown fields: {sorted(wrong)}"))
        if not isinstance(asked.get("seconds", ""), str):
            return Reply(400, refusal("seconds must be a string"))
        id = f"video-{len(self.films) + 1}"
        self.films[id] = {
            "id": id,
            "object": "video",
            "model": asked["model"],
            "seconds": asked.get("seconds", "5"),
            "size": f"{asked.get('width', 1280)}x{asked.get('height', 720)}",
            "status": "in_progress",
            "created_at": 1_790_000_000,
        }
        return Reply(200, self.films[id])

    def _looked_at(self, id: str) -> Reply:
        film = self.films.get(id)
        if film is None:
            return Reply(404, refusal(f"no video {id}", "not_found"))
        if self.count("GET", f"/v2/videos/{id}") >= self.looks:
            film["status"] = self.ends
            if self.ends == "completed":
                film["outputs"] = {"cost": 1, "video_url": f"{self.url}/files/{id}.mp4"}
            film["error"] = self.error
        return Reply(200, film)
