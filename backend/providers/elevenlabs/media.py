"""Speech of ElevenLabs, with the times of its words.

Facts: the types of its own Python package, 2.78.0, and elevenlabs.io/docs of 2026.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from pydantic import BaseModel, TypeAdapter

from backend.domain.errors import ProviderOutputError, ProviderRejectedError
from backend.domain.media import MediaKind
from backend.providers.base import RemoteState
from backend.providers.elevenlabs.alignment import CharacterTimes
from backend.providers.generation import (
    MediaOrder,
    ModelKind,
    RemoteFile,
    RemoteWork,
    ServiceModel,
    Speech,
)
from backend.providers.http import provider_errors
from backend.providers.paid import PaidClient
from backend.providers.service_data import ServiceData
from backend.providers.wire import decoded, filled, paid_answer

_FORMAT: Final = "mp3_44100_128"
_SETTINGS: Final = ("stability", "similarity_boost", "style", "use_speaker_boost")
_SEEDS: Final = 2**32
_UNSUPPORTED: Final = "unsupported_model"
_PAGE: Final = 100
_MOST_PAGES: Final = 10


class Voice(NamedTuple):
    """Somebody who speaks; the language is empty where nobody says which it is."""

    id: str
    name: str
    language: str


class _Spoken(BaseModel):
    audio_base64: str
    alignment: CharacterTimes | None = None
    normalized_alignment: CharacterTimes | None = None


class _Listed(BaseModel):
    model_id: str
    name: str | None = None
    can_do_text_to_speech: bool | None = None
    maximum_text_length_per_request: int | None = None


class _Voice(BaseModel):
    voice_id: str
    name: str | None = None
    labels: dict[str, str | None] | None = None


class _Voices(BaseModel):
    voices: list[_Voice]
    has_more: bool = False
    next_page_token: str | None = None


_LIST: Final = TypeAdapter(list[_Listed])


class ElevenLabsMedia:
    """Speaks; all of it at once."""

    def __init__(self, http: PaidClient, data: ServiceData) -> None:
        self._http = http
        self._data = data
        self._caps = {id: each.prompt_cap for id, each in data.models.items() if each.prompt_cap}
        self._solitary: set[str] = set()
        """Models that are not told of the neighbouring texts, for they refuse to be."""

    async def models(self) -> Sequence[ServiceModel]:
        """Return the live list, and keep in mind how long a text each model takes."""
        found = await self._http.ask_json("GET", "/v1/models")
        async with provider_errors(self._http.provider):
            speaking = [each for each in _LIST.validate_python(found) if each.can_do_text_to_speech]
        models = [self._model(each) for each in speaking]
        self._caps |= {each.id: each.prompt_cap for each in models if each.prompt_cap}
        return models

    async def voices(self) -> list[Voice]:
        """Return who can speak, of the account's voices and everybody's; a thousand at most."""
        found: list[Voice] = []
        params: dict[str, Any] = {"page_size": _PAGE, "include_total_count": "false"}
        for _ in range(_MOST_PAGES):
            answer = await self._http.ask_json("GET", "/v2/voices", params=params)
            async with provider_errors(self._http.provider):
                page = _Voices.model_validate(answer)
            found += [
                Voice(each.voice_id, each.name or "", (each.labels or {}).get("language") or "")
                for each in page.voices
            ]
            if not (page.has_more and page.next_page_token):
                break
            params["next_page_token"] = page.next_page_token
        return found

    async def submit(self, order: MediaOrder) -> RemoteWork:
        """Have a text spoken; see MediaGenerator.submit.

        Raises:
            ProviderRejectedError: it is no speech, or longer than the model takes.
        """
        self._check(order)
        alone = _without_neighbours(order)
        try:
            return await self._spoken(alone if order.model in self._solitary else order)
        except ProviderRejectedError as error:
            if error.details.get("code") != _UNSUPPORTED or alone == order:
                raise
        work = await self._spoken(alone)
        self._solitary.add(order.model)
        return work

    async def poll(self, id: str) -> RemoteWork:
        """Know nothing: whatever was made came at once."""
        return RemoteWork(id, RemoteState.ABSENT)

    async def recall(self, task_id: str) -> RemoteWork | None:
        """Find nothing: ElevenLabs never hears of our ids."""
        return None

    async def cancel(self, id: str) -> bool:
        """Stop nothing: whatever was made came at once."""
        return False

    def fetch(self, file: RemoteFile, *, limit: int) -> AsyncIterator[bytes]:
        """Fetch nothing: whatever was made came at once."""
        raise ProviderOutputError(self._http.provider, "keeps no files for us")

    async def close(self) -> None:
        """Close all connections."""
        await self._http.close()

    async def _spoken(self, order: MediaOrder) -> RemoteWork:
        speech = order.speech or Speech()
        voice = speech.voice or self._data.voice
        sent, applied = _request(order, speech)
        found = await self._http.ask_json(
            "POST",
            f"/v1/text-to-speech/{quote(voice, safe='')}/with-timestamps",
            paying=True,
            params={"output_format": _FORMAT},
            json=sent,
        )
        async with paid_answer(self._http.provider):
            spoken = _Spoken.model_validate(found)
            content = await decoded(spoken.audio_base64)
        times = spoken.alignment or spoken.normalized_alignment
        return RemoteWork(
            "",
            RemoteState.DONE,
            (RemoteFile(content),),
            applied={"voice": voice, "output_format": _FORMAT, **applied},
            alignment=times.alignment() if times else None,
        )

    def _model(self, listed: _Listed) -> ServiceModel:
        known = self._data.model(listed.model_id) or ServiceModel(
            listed.model_id, ModelKind.SPEECH, listed.name or ""
        )
        cap = listed.maximum_text_length_per_request
        return replace(known, prompt_cap=cap) if cap else known

    def _check(self, order: MediaOrder) -> None:
        if order.kind is not MediaKind.AUDIO:
            raise ProviderRejectedError(self._http.provider, f"makes no {order.kind}, only speech")
        cap = self._caps.get(order.model)
        if cap is not None and len(order.prompt) > cap:
            raise ProviderRejectedError(
                self._http.provider,
                f"takes texts of at most {cap} characters with this model, and this one has"
                f" {len(order.prompt)}: split the clip",
                details={"longest": cap},
            )


def _without_neighbours(order: MediaOrder) -> MediaOrder:
    return replace(order, speech=order.speech and replace(order.speech, before="", after=""))


def _request(order: MediaOrder, speech: Speech) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the body for a text, and what of it nobody asked for as it is."""
    settings = {name: order.params[name] for name in _SETTINGS if name in order.params}
    if speech.speed != 1.0:
        settings["speed"] = speech.speed
    applied = {} if order.seed is None else {"seed": order.seed % _SEEDS}
    sent = {
        "text": order.prompt,
        "model_id": order.model,
        "language_code": (speech.language or "").split("-")[0].lower(),
        "previous_text": speech.before,
        "next_text": speech.after,
        "voice_settings": settings,
    }
    return filled(sent) | applied, applied
