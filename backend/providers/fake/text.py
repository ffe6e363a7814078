"""The fake provider's texts: valid answers to any schema, and a set tale."""

import asyncio
import json
import re
from collections.abc import Sequence
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final

from backend.providers.fake.luck import Luck, number
from backend.providers.fake.schema_filler import SchemaFiller
from backend.providers.fake.set_answers import SetAnswers
from backend.providers.fake.step_answers import ANSWERS, listing_of, scenes_asked
from backend.providers.generation import ServiceModel, TextOrder, TextResult

_TALE: Final = Path(__file__).parents[2] / "data" / "fake_tale.json"
_SCENES: Final = 4
_CHARACTERS_A_TOKEN: Final = 4
_HERO: Final = re.compile(r"\b[Aa]n? ((?:[a-z]+ )?[a-z]+) (?:who|that|which|and|in|on|with)\b")


class FakeText:
    """Writes the same for the same order."""

    def __init__(
        self,
        models: Sequence[ServiceModel],
        luck: Luck,
        answers: SetAnswers,
        *,
        seed: int,
        delay: float,
    ) -> None:
        """Make the provider.

        Args:
            seed: another one, other texts.
            delay: seconds that every text takes.
        """
        self._models = models
        self._priced = {model.id for model in models if any(each.usd for each in model.prices)}
        self._luck = luck
        self._answers = answers
        self._seed = seed
        self._delay = delay

    async def models(self) -> Sequence[ServiceModel]:
        """Return what providers.json says it has."""
        return self._models

    async def complete(self, order: TextOrder) -> TextResult:
        """Write; what is longer than it may be is cut off.

        Raises:
            ProviderError: by chance, as FAKE_FAIL_RATE has it.
        """
        await asyncio.sleep(self._delay)
        asked = "\n".join(message.content for message in order.messages)
        self._luck.test(f"{order.schema_name}\n{asked}\n{order.seed}")
        text = await self._text(order)
        room = order.max_tokens * _CHARACTERS_A_TOKEN
        return TextResult(
            text[:room],
            order.model,
            cut=len(text) > room,
            tokens_in=len(asked) // _CHARACTERS_A_TOKEN,
            tokens_out=min(len(text), room) // _CHARACTERS_A_TOKEN,
            cost_usd=None if order.model in self._priced else 0.0,
        )

    async def close(self) -> None:
        """Do nothing: nothing is open."""

    async def _text(self, order: TextOrder) -> str:
        if order.schema is None:
            made = await self._answers.of_kind("text")
        else:
            made = await self._answers.of_schema(order.schema_name)
        if made is not None:
            return made.decode("utf-8", "replace")
        return await asyncio.to_thread(self._written, order)

    def _written(self, order: TextOrder) -> str:
        asked = next((each.content for each in order.messages if each.role == "user"), "")
        if order.schema is None:
            return tale(asked)
        seed = number(self._seed, order.seed, asked)
        answer = ANSWERS.get(order.schema_name)
        sentences = listing_of(asked)
        if answer is None or not sentences:
            return json.dumps(SchemaFiller(order.schema, seed).fill())
        return json.dumps(answer(sentences, asked, seed), ensure_ascii=False)


def tale(asked: str) -> str:
    """Return the set tale as Markdown, in as many scenes as are asked for, about its hero."""
    set_tale = _set_tale()
    found = _HERO.search(asked)
    hero = found[1] if found else set_tale["hero"]
    chosen = islice(cycle(set_tale["scenes"]), scenes_asked(asked) or _SCENES)
    scenes = [f"## {scene['title']}\n\n{scene['text']}" for scene in chosen]
    told = "\n\n".join([f"# {set_tale['title']}", *scenes])
    return told.replace("{hero}", hero) + "\n"


@cache
def _set_tale() -> dict[str, Any]:
    set_tale: dict[str, Any] = json.loads(_TALE.read_text("utf-8"))
    return set_tale
