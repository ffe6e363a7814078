"""The doctor: looks at all that StoryCanvas needs, and says what is wrong and what mends it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, Field

from backend.observability.redaction import redacted

LIMIT_SECONDS: Final = 5.0


@dataclass(frozen=True)
class Finding:
    """What is known of one thing; the hint says what mends it, or what to do next."""

    name: str
    ok: bool
    text: str
    hint: str | None = None


Look = Callable[[], Awaitable[Iterable[Finding]]]
"""Looks at something once; it may raise whatever it likes."""
Looks = Mapping[str, Look]
"""By what each looks at: the name of the check if it fails altogether."""


class Check(BaseModel):
    """One thing that was looked at."""

    name: str
    ok: bool
    text: str = Field(description="What was found, without secrets.")
    hint: str | None = Field(default=None, description="What mends it.")
    ms: float = Field(description="How long the look took, in milliseconds.")


class DoctorReport(BaseModel):
    """All that was looked at; ok if nothing of it needs mending."""

    ok: bool
    checks: list[Check]


class DoctorService:
    """Looks everywhere at once, so that what hangs costs a few seconds and hides nothing else."""

    def __init__(self, *looks: Looks, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._looks = {name: look for each in looks for name, look in each.items()}
        self._limit_seconds = limit_seconds

    async def examine(self) -> DoctorReport:
        """Look at everything; whatever breaks is a finding, never an error."""
        found = await asyncio.gather(*(self._check(*named) for named in self._looks.items()))
        checks = [check for group in found for check in group]
        return DoctorReport(ok=all(check.ok for check in checks), checks=checks)

    async def _check(self, name: str, look: Look) -> list[Check]:
        began = time.perf_counter()
        try:
            async with asyncio.timeout(self._limit_seconds):
                findings = list(await look())
        except TimeoutError:
            findings = [Finding(name, False, f"no answer in {self._limit_seconds:g} s")]
        except Exception as error:  # noqa: BLE001 - a look that breaks is itself what was found
            findings = [Finding(name, False, str(error) or type(error).__name__)]
        ms = round((time.perf_counter() - began) * 1000, 1)
        return [
            Check(name=each.name, ok=each.ok, text=redacted(each.text), hint=each.hint, ms=ms)
            for each in findings
        ]
