"""What can be said of a script or an idea before anything is stored or anybody is asked."""

import asyncio
from dataclasses import dataclass
from typing import Final, Protocol

from backend.domain.draft import DraftOptions
from backend.domain.errors import ValidationError, invalid_field, renamed
from backend.domain.media import MediaKind
from backend.domain.story import SourceKind
from backend.services.drafts.draft_request import DraftOrder
from backend.services.drafts.steps.writing import SPLITTER, Texts
from backend.services.estimate_service import Estimate, Wanted
from backend.services.story_service import check_length
from backend.services.text_service import TextChoice
from backend.story.analysis import Analysis, analyse
from backend.story.fdx import is_fdx
from backend.story.llm.write import USUAL_SCENES, WORDS_PER_SCENE

_LETTERS_PER_WORD: Final = 6
_CLIPS_PER_SCENE: Final = 14
_FILM_SECONDS: Final = 5.0
_AS_SENT: Final = {"text": "script"}
_VOICED: Final = {"providers.audio": "voice.provider", "models.audio": "voice.model"}


class Estimates(Protocol):
    """Who knows prices."""

    async def of(
        self, wanted: Wanted, providers: dict[str, str] | None, models: dict[str, str] | None
    ) -> Estimate:
        """Return what it will cost; raises ValidationError for a provider that is not known."""
        ...


@dataclass(frozen=True)
class Examined:
    """What is known of an order before it is begun.

    Attributes:
        kind: how the script is written; None: there is none yet.
        scenes: so many there will be, if no language model decides otherwise.
        cost: US dollars; None: not known.
    """

    kind: SourceKind | None
    scenes: int
    cost: float | None


class Examiner:
    """Reads, checks and reckons; stores nothing."""

    def __init__(self, texts: Texts, estimates: Estimates) -> None:
        self._texts = texts
        self._estimates = estimates

    async def analyse(
        self, text: str, kind: str | None, language: str | None, num_scenes: int | None
    ) -> tuple[Analysis, float | None]:
        """Return what is in a script, and the US dollars of a draft of it with the usual options.

        Raises:
            ValidationError: it cannot be read.
        """
        read = await asyncio.to_thread(
            analyse, text, kind, language=language, num_scenes=num_scenes
        )
        return read, await self._cost(DraftOptions(), read.clip_count, len(text), len(text))

    async def check(self, order: DraftOrder) -> Examined:
        """Refuse at once what no step could do.

        Raises:
            ValidationError: the script cannot be read, or a service or model is not known.
            ProviderNotConfiguredError: nobody is set up who could write a story of an idea.
        """
        named = order.providers.text
        if order.prompt is not None or named not in {SPLITTER, None}:
            self._texts.check(TextChoice(provider=named, model=order.models.text))
        if order.script is None:
            scenes = order.num_scenes or USUAL_SCENES
            letters = scenes * sum(WORDS_PER_SCENE) // 2 * _LETTERS_PER_WORD
            cost = await self._cost(order, scenes * _CLIPS_PER_SCENE, letters, letters)
            return Examined(None, scenes, cost)
        try:
            read = await asyncio.to_thread(
                analyse,
                order.script,
                order.kind,
                filename=order.filename,
                language=order.language,
                num_scenes=order.num_scenes,
            )
            if not is_fdx(order.script):
                check_length(order.script)
        except ValidationError as exc:
            raise renamed(exc, lambda field: _AS_SENT.get(field, field)) from exc
        if not read.clip_count:
            raise invalid_field("script", "holds nothing that can be shown or said")
        written = 0 if named == SPLITTER else len(order.script)
        cost = await self._cost(order, read.clip_count, len(order.script), written)
        return Examined(SourceKind(read.kind), len(read.scene_boundaries), cost)

    async def _cost(
        self, options: DraftOptions, clips: int, letters: int, written: int
    ) -> float | None:
        """Return US dollars, or None if the price of something is not known.

        Args:
            letters: characters of the text that may be said.
            written: characters that a language model reads.
        """
        wanted = Wanted(
            images=clips if options.images else 0,
            films=[_FILM_SECONDS] * clips if options.videos else [],
            characters=letters if options.narration else 0,
            text_characters=written,
        )
        asked = {
            MediaKind.IMAGE: options.images,
            MediaKind.VIDEO: options.videos,
            MediaKind.AUDIO: options.narration,
        }
        kinds = {"text", *(kind.value for kind, is_asked in asked.items() if is_asked)}
        providers = options.providers.model_dump(include=kinds, exclude_none=True)
        models = options.models.model_dump(include=kinds, exclude_none=True)
        if providers.get("text") == SPLITTER:
            del providers["text"]
        speaks = options.voice if options.narration and "audio" not in providers else None
        if speaks is not None and speaks.provider:
            providers["audio"] = speaks.provider
            models |= {"audio": speaks.model} if speaks.model else {}
        try:
            estimate = await self._estimates.of(wanted, providers, models)
        except ValidationError as exc:
            if speaks is None:
                raise
            raise renamed(exc, lambda field: _VOICED.get(field, field)) from exc
        return round(estimate.usd, 4) if estimate.is_known else None
