"""Has things made by a service that is paid for each of them, and never pays twice."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Final

from backend.database.tasks import end_tasks
from backend.domain.errors import (
    JobLostError,
    JobOverrunError,
    PayloadTooLargeError,
    ProviderError,
    ProviderOutcomeUnknownError,
    ProviderOutputError,
    ProviderRateLimitedError,
    ProviderUnavailableError,
    UnsupportedMediaError,
    ValidationError,
)
from backend.domain.job import Job, JobOutput
from backend.domain.media import MediaKind
from backend.providers.base import RemoteState
from backend.providers.generation import MediaGenerator, MediaOrder, RemoteFile, RemoteWork
from backend.services.media_service import MediaService
from backend.services.queue.takes import output_of
from backend.services.tasks.handler import Charge, Done, RunContext
from backend.services.tasks.paid_orders import Orders, references_of
from backend.services.tasks.paid_pace import Pace

TIME_LIMIT: Final = 3600.0
PARTING_SECONDS: Final = 2.0
RECALLS: Final = (0.5, 1.5, 4.0)
"""Seconds before each time a service is asked what became of an order that it did not answer."""
LOST_AFTER: Final = 2
"""Looks in a row at which the service knows nothing of the work."""
_SLOWEST: Final = 10.0


@dataclass(frozen=True)
class PaidWork:
    """What all handlers of a process share.

    Attributes:
        limit: bytes of a file.
        poll_seconds: between the first two looks at some work; later ones are further apart.
    """

    media: MediaService
    limit: int
    poll_seconds: float


class PaidHandler:
    """Makes things of one kind at one service.

    That we are about to ask is written down before we ask, and the service's id before we look at
    the work for the first time: whatever dies in between, nothing is ordered twice.
    """

    def __init__(
        self,
        kind: MediaKind,
        orders: Orders,
        maker: MediaGenerator,
        work: PaidWork,
        pace: Pace,
    ) -> None:
        self._kind = kind
        self._orders = orders
        self._maker = maker
        self._work = work
        self._pace = pace
        self._label = orders.service.label

    @property
    def kind(self) -> str:
        """The kind of task."""
        return self._kind

    async def run(self, job: Job, ctx: RunContext) -> Done:
        """Order the thing, unless that was done, wait for it and fetch it."""
        with self._orders.service.used():
            return await self._run(job, ctx)

    async def abandon(self, job: Job) -> bool:
        """Stop the work of a cancelled job; True if it certainly charges nothing more."""
        remembered = job.task.remembered if job.task else {}
        id = remembered.get("remote_id")
        if not id:
            return not remembered.get("asked")
        with self._orders.service.used():
            return await self._maker.cancel(id)

    async def _run(self, job: Job, ctx: RunContext) -> Done:
        order = self._orders.order_of(job, ctx.attempt)
        work = await self._made(await self._begun(job, order, ctx), ctx)
        charge = await self._charged(order, work, ctx)
        outputs = await self._kept(job, work, charge, ctx)
        told = {"model": order.model, "provider": self._orders.service.name, "remote_id": work.id}
        return Done(
            outputs,
            applied={**ctx.remembered.get("applied", {}), **work.applied, **told},
            result={"alignment": work.alignment.model_dump()} if work.alignment else {},
            charge=charge,
        )

    async def _begun(self, job: Job, order: MediaOrder, ctx: RunContext) -> RemoteWork:
        known = ctx.remembered
        if known.get("remote_id"):
            return RemoteWork(known["remote_id"], RemoteState.RUNNING)
        if known.get("asked"):
            found = await self._maker.recall(known["asked"])
            if found is None:
                problem = "may or may not be making it: we were cut short; look there first"
                raise ProviderOutcomeUnknownError(self._label, problem)
            if found.state is not RemoteState.ABSENT:
                return await self._noted(found, ctx)
        order = replace(order, references=await references_of(job, self._work.media))
        await self._pace.turn()
        paying = asyncio.create_task(self._ordered(order, ctx))
        try:
            return await asyncio.shield(paying)
        except asyncio.CancelledError:
            # What is being ordered just now is better noted than doubted for ever.
            await asyncio.wait([paying], timeout=PARTING_SECONDS)
            await end_tasks([paying])
            raise

    async def _ordered(self, order: MediaOrder, ctx: RunContext) -> RemoteWork:
        await ctx.remember(asked=order.task_id)
        try:
            work = await self._maker.submit(order)
        except ProviderOutcomeUnknownError as doubt:
            work = await self._recalled(order.task_id, doubt, ctx)
        except ProviderError:
            await ctx.remember(asked=None)
            raise
        return await self._noted(work, ctx)

    async def _recalled(
        self, task_id: str, doubt: ProviderOutcomeUnknownError, ctx: RunContext
    ) -> RemoteWork:
        """Ask what became of an order that was not answered."""
        found: RemoteWork | None = None
        for pause in RECALLS:
            try:
                found = await self._maker.recall(task_id)
            except ProviderError:
                found = None
            else:
                if found is None:
                    break
                if found.state is not RemoteState.ABSENT:
                    return found
            await asyncio.sleep(pause)
        if found is None:
            raise doubt
        await ctx.remember(asked=None)
        raise ProviderUnavailableError(self._label, "never got what we asked for") from doubt

    async def _noted(self, work: RemoteWork, ctx: RunContext) -> RemoteWork:
        if work.id:
            await ctx.remember(remote_id=work.id, applied=dict(work.applied))
        return work

    async def _made(self, work: RemoteWork, ctx: RunContext) -> RemoteWork:
        """Wait until it is there; what cannot be reached meanwhile works on all the same."""
        pause, unknown = work.poll_after or self._work.poll_seconds, 0
        try:
            async with asyncio.timeout(TIME_LIMIT):
                while work.state is not RemoteState.DONE:
                    work = await self._looked_at(work)
                    unknown = unknown + 1 if work.state is RemoteState.ABSENT else 0
                    if unknown >= LOST_AFTER:
                        raise JobLostError(self._label, "knows nothing of it any more")
                    if work.state is not RemoteState.DONE:
                        await ctx.progress(work.progress or 0.0)
                        spread = random.uniform(0.8, 1.2)  # noqa: S311 - no secret
                        await asyncio.sleep((work.poll_after or pause) * spread)
                        pause = min(pause * 1.3, max(_SLOWEST, self._work.poll_seconds))
        except TimeoutError:
            raise JobOverrunError(self._label, f"took longer than {TIME_LIMIT:.0f} s") from None
        return work

    async def _looked_at(self, work: RemoteWork) -> RemoteWork:
        try:
            return replace(await self._maker.poll(work.id), id=work.id)
        except ProviderRateLimitedError as error:
            return replace(work, poll_after=error.retry_after)
        except ProviderUnavailableError:
            return replace(work, poll_after=None)

    async def _charged(self, order: MediaOrder, work: RemoteWork, ctx: RunContext) -> Charge | None:
        """Note what it cost before anything else can go wrong."""
        charge = self._orders.charge(order, work)
        if charge is not None:
            charge = replace(charge, usd=charge.usd + ctx.remembered.get("wasted", 0.0))
            await ctx.remember(cost=charge.usd, cost_is_estimated=charge.estimated)
        return charge

    async def _kept(
        self, job: Job, work: RemoteWork, charge: Charge | None, ctx: RunContext
    ) -> list[JobOutput]:
        try:
            if not work.files:
                raise ProviderOutputError(self._label, "says it is done, and made nothing")
            return [await self._stored(job, n, file) for n, file in enumerate(work.files)]
        except ProviderOutputError:
            if not work.id:
                # Nothing is kept there that could be fetched once more: it must be made again.
                await ctx.remember(asked=None, wasted=charge.usd if charge else 0.0)
            raise

    async def _stored(self, job: Job, number: int, file: RemoteFile) -> JobOutput:
        try:
            media = await self._work.media.store_stream(
                self._pieces(file),
                limit=self._work.limit,
                kinds=frozenset({self._kind}),
                strip=True,
            )
        except (UnsupportedMediaError, ValidationError, PayloadTooLargeError) as exc:
            raise ProviderOutputError(self._label, f"delivered a bad file: {exc.message}") from exc
        return output_of(job, number, media)

    async def _pieces(self, file: RemoteFile) -> AsyncIterator[bytes]:
        if file.content is not None:
            yield file.content
            return
        async for piece in self._maker.fetch(file, limit=self._work.limit):
            yield piece
