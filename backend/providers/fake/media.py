"""The fake provider's pictures, films and speech: real files, made on the spot, for nothing."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from threading import Event
from typing import Any, Final

from backend.domain.errors import ProviderOutputError, ProviderRejectedError
from backend.domain.media import MediaKind
from backend.domain.take import Alignment
from backend.providers.base import RemoteState
from backend.providers.fake.luck import PROVIDER, Luck
from backend.providers.fake.set_answers import SetAnswers
from backend.providers.fake.works import LONGEST_SPEECH, Film, Picture, Voicing
from backend.providers.generation import MediaOrder, RemoteFile, RemoteWork, ServiceModel

_PIECE: Final = 256 * 1024
_LOOK_AGAIN: Final = 1.0
_AT_ONCE: Final = 2
"""So much is drawn at a time: it is this machine's processor and memory."""


class FakeMedia:
    """Makes media as services do: pictures and speech at once, films while one asks again.

    It remembers nothing: a film's id holds all that is needed to make it, in any process.
    """

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
            seed: another one, other pictures.
            delay: seconds that everything takes at least.
        """
        self._models = models
        self._priced = {model.id for model in models if any(each.usd for each in model.prices)}
        self._luck = luck
        self._answers = answers
        self._seed = seed
        self._delay = delay
        self._drawing = asyncio.Semaphore(_AT_ONCE)

    async def models(self) -> Sequence[ServiceModel]:
        """Return what providers.json says it has."""
        return self._models

    async def submit(self, order: MediaOrder) -> RemoteWork:
        """Make a picture or speech, or begin a film.

        Raises:
            ProviderRejectedError: the text takes longer than five minutes.
            ProviderError: by chance, as FAKE_FAIL_RATE has it.
        """
        if order.kind is MediaKind.VIDEO:
            self._luck.test(order.task_id)
            due = time.time() + self._delay
            film = await asyncio.to_thread(Film.of, order, self._seed, due)
            return RemoteWork(film.id, RemoteState.QUEUED, poll_after=min(self._delay, _LOOK_AGAIN))
        await asyncio.sleep(self._delay)
        self._luck.test(order.task_id)
        return await (self._picture if order.kind is MediaKind.IMAGE else self._speech)(order)

    async def poll(self, id: str) -> RemoteWork:
        """Tell how far a film is; its frames are drawn when it is fetched."""
        try:
            film = await asyncio.to_thread(Film.from_id, id)
        except ValueError:
            return RemoteWork(id, RemoteState.ABSENT)
        left = film.due - time.time()
        if left <= 0:
            return self._done(film.model, RemoteFile(ref=id), film.applied, id=id)
        progress = min(max(0.0, 1 - left / max(self._delay, left)), 1.0)
        wait = min(left, _LOOK_AGAIN)
        return RemoteWork(id, RemoteState.RUNNING, progress=progress, poll_after=wait)

    async def recall(self, task_id: str) -> RemoteWork:
        """Answer that nothing is there: what was begun costs nothing a second time."""
        return RemoteWork("", RemoteState.ABSENT)

    async def cancel(self, id: str) -> bool:
        """Do nothing: of a film that nobody fetches no frame is drawn."""
        return True

    async def fetch(self, file: RemoteFile, *, limit: int) -> AsyncIterator[bytes]:
        """Yield a file; a film is made now.

        Raises:
            ProviderOutputError: it has more bytes than the limit.
        """
        content = await self._film(file.ref) if file.content is None else file.content
        if len(content) > limit:
            raise ProviderOutputError(PROVIDER, f"made a file of more than {limit} bytes")
        for start in range(0, len(content), _PIECE):
            yield content[start : start + _PIECE]

    async def close(self) -> None:
        """Do nothing: nothing is open."""

    async def _picture(self, order: MediaOrder) -> RemoteWork:
        picture = Picture.of(order, self._seed)
        base = order.references[0].content if order.references else None
        made = await self._answers.of_kind(MediaKind.IMAGE)
        if made is None:
            async with self._drawing:
                made = await asyncio.to_thread(picture.draw, base)
        return self._done(order.model, RemoteFile(made), picture.applied)

    async def _speech(self, order: MediaOrder) -> RemoteWork:
        voicing = Voicing.of(order)
        if voicing.seconds > LONGEST_SPEECH:
            problem = f"says at most {LONGEST_SPEECH:.0f} seconds at a time"
            raise ProviderRejectedError(PROVIDER, problem)
        made = await self._answers.of_kind(MediaKind.AUDIO)
        if made is not None:
            return self._done(order.model, RemoteFile(made), {})
        async with self._drawing:
            made = await asyncio.to_thread(voicing.say)
        applied = {"seconds": voicing.seconds}
        return self._done(order.model, RemoteFile(made), applied, alignment=voicing.alignment())

    async def _film(self, id: str) -> bytes:
        made = await self._answers.of_kind(MediaKind.VIDEO)
        if made is not None:
            return made
        film = Film.from_id(id)
        unwanted = Event()
        try:
            async with self._drawing:
                return await asyncio.to_thread(film.make, lambda: not unwanted.is_set())
        finally:
            unwanted.set()

    def _done(
        self,
        model: str,
        file: RemoteFile,
        applied: Mapping[str, Any],
        *,
        id: str = "",
        alignment: Alignment | None = None,
    ) -> RemoteWork:
        """Return finished work; it costs nothing, unless providers.json was given a price."""
        return RemoteWork(
            id,
            RemoteState.DONE,
            files=(file,),
            cost_usd=None if model in self._priced else 0.0,
            applied=applied,
            alignment=alignment,
        )
