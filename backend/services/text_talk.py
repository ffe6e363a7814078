"""A conversation with a language model about one step: a call, and one turn to put faults right."""

import asyncio
from typing import Final, Generic, TypeVar

from backend.providers.generation import Message, ServiceModel, TextOrder, TextResult
from backend.story.llm.step import Reply, Step, tokens_of

MOST_CALLS: Final = 2
_QUOTED: Final = 6_000
"""Characters of a wrong reply that the model is shown again."""
_CUT_OFF: Final = "it was cut off at its end: be brief, and come to the end"

T = TypeVar("T")


class Talk(Generic[T]):
    """What was said so far; another service may go on with it.

    Attributes:
        calls: how many replies came.
        value: the best that could be made of them.
        faults: what is wrong in the latest.
    """

    def __init__(self, step: Step[T]) -> None:
        self.calls = 0
        self.value: T | None = None
        self.faults: tuple[str, ...] = ()
        self._step = step
        self._messages = [Message("system", step.system), Message("user", step.user)]
        self._max_tokens = step.max_tokens

    @property
    def is_over(self) -> bool:
        """Whether the step is done, or as well as it will ever be."""
        return self.calls >= MOST_CALLS or (self.calls > 0 and not self.faults)

    @property
    def tokens_in(self) -> int:
        """The tokens of all that the model reads next, by estimate."""
        return sum(tokens_of(message.content) for message in self._messages)

    def order(self, model: str, known: ServiceModel | None, seed: int | None) -> TextOrder:
        """Return what is asked next; the reply is at most as long as the model's context allows."""
        most = self._max_tokens
        if known is not None and known.context:
            most = min(most, max(known.context - self.tokens_in, 1))
        return TextOrder(
            messages=tuple(self._messages),
            model=model,
            schema=self._step.schema,
            schema_name=self._step.name,
            max_tokens=most,
            seed=seed,
        )

    async def hear(self, result: TextResult) -> None:
        """Look at a reply; if it is wrong, say so, and leave more room if it was cut off."""
        checked = await asyncio.to_thread(self._step.read, Reply(result.text, result.cut))
        self.calls += 1
        self.faults = checked.faults or ((_CUT_OFF,) if result.cut else ())
        if checked.value is not None:
            self.value = checked.value
        if result.cut:
            self._max_tokens *= 2
        self._messages += [
            Message("assistant", result.text[:_QUOTED].strip() or "…"),
            Message("user", _complaint(self.faults)),
        ]


def _complaint(faults: tuple[str, ...]) -> str:
    found = "\n".join(f"- {fault}" for fault in faults)
    return (
        f"That cannot be used:\n{found}\nGive the whole answer again, put right, and nothing else."
    )
