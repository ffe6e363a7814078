"""ElevenLabs, as its own Python package and its documents describe it."""

import base64
from typing import Any, Final

from tests.provider_fakes.faults import Call, FakeService, Reply

KEY = "el-canary-0123456789"
LONGEST: Final = 400
SECONDS_A_CHARACTER: Final = 0.0625
"""A power of two: times can be compared exactly."""
SOLITARY: Final = "soloist"
"""A model that takes no neighbouring texts."""
VOICES: Final = ["george", "sarah", "callum"]
_FIELDS: Final = {
    *("text", "model_id", "language_code", "voice_settings", "seed", "previous_text"),
    *("next_text", "previous_request_ids", "next_request_ids", "apply_text_normalization"),
}
_SETTINGS: Final = {"stability", "similarity_boost", "style", "use_speaker_boost", "speed"}
_SPEECH: Final = "/v1/text-to-speech/"
_TIMED: Final = "/with-timestamps"


def refusal(status: str, message: str) -> dict[str, Any]:
    """Return the body of an error that is an object."""
    return {"detail": {"status": status, "message": message}}


def faults(*wrong: str) -> dict[str, Any]:
    """Return the body of an error that is a list."""
    known = {"msg": "is not taken", "type": "value_error"}
    return {"detail": [{"loc": ["body", name], **known} for name in wrong]}


class FakeElevenLabs(FakeService):
    """Speaks a text at once, each character for the same time.

    Attributes:
        sound: what everything sounds like.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sound = b"a sound"

    def answer(self, call: Call) -> Reply:
        """Answer as ElevenLabs would."""
        if call.headers.get("xi-api-key") != KEY:
            said = f"Invalid API key {call.headers.get('xi-api-key')}, see https://elevenlabs.io"
            return Reply(401, refusal("invalid_api_key", said))
        match call.method, call.path:
            case "GET", "/v1/models":
                return Reply(200, [_model("talker", LONGEST), _model("changer", None)])
            case "GET", "/v2/voices":
                return self._voices(call)
            case "POST", path if path.startswith(_SPEECH):
                return self._spoken(call, path.removeprefix(_SPEECH))
        return Reply(404, {"detail": "Not Found"})

    def _voices(self, call: Call) -> Reply:
        """Show them one by one, so that there is more than one page."""
        at = int(call.query.get("next_page_token", "0"))
        last = at + 1 == len(VOICES)
        voice = {"voice_id": VOICES[at], "name": VOICES[at].title(), "labels": {"language": "en"}}
        return Reply(
            200,
            {
                "voices": [voice],
                "has_more": not last,
                "total_count": len(VOICES),
                "next_page_token": None if last else str(at + 1),
            },
        )

    def _spoken(self, call: Call, target: str) -> Reply:
        asked = {"model_id": "talker", **call.json()}
        voice, _, _ = target.partition("/")
        settings = asked.get("voice_settings") or {}
        if wrong := sorted((asked.keys() - _FIELDS) | (settings.keys() - _SETTINGS)):
            return Reply(422, faults(*wrong))
        if asked["model_id"] == SOLITARY and asked.keys() & {"previous_text", "next_text"}:
            message = "Providing previous_text or next_text is not yet supported."
            return Reply(400, refusal("unsupported_model", message))
        if voice not in VOICES:
            return Reply(404, refusal("voice_not_found", f"A voice with ID {voice} was not found."))
        if len(asked["text"]) > LONGEST:
            return Reply(400, refusal("max_character_limit_exceeded", "The text is too long."))
        if not target.endswith(_TIMED):
            return Reply(200, self.sound, content_type="audio/mpeg")
        times = [at * SECONDS_A_CHARACTER for at in range(len(asked["text"]) + 1)]
        alignment = {
            "characters": list(asked["text"]),
            "character_start_times_seconds": times[:-1],
            "character_end_times_seconds": times[1:],
        }
        encoded = base64.b64encode(self.sound).decode()
        body = {"audio_base64": encoded, "alignment": alignment, "normalized_alignment": alignment}
        return Reply(200, body)


def _model(id: str, longest: int | None) -> dict[str, Any]:
    return {
        "model_id": id,
        "name": id.title(),
        "can_do_text_to_speech": longest is not None,
        "maximum_text_length_per_request": longest,
        "languages": [{"language_id": "en", "name": "English"}],
    }
