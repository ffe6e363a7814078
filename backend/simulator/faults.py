"""What can be made to go wrong on a simulated server, from the command line or while it runs."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass

# Name: (value when none is given, what the fault does). Values that count nodes start at 1 and
# count the nodes a job really runs.
FAULTS: dict[str, tuple[float, str]] = {
    "validation_error": (1, "POST /prompt refuses every graph"),
    "execution_error": (1, "the VALUE-th node of a job fails"),
    "out_of_memory": (1, "the VALUE-th node of a job runs out of memory"),
    "hang": (1, "the VALUE-th node of a job never ends and ignores interrupts"),
    "restart": (1, "at the VALUE-th node of a job the server forgets everything and starts anew"),
    "zombie": (1, "prompts are accepted and never run"),
    "ws_silent": (1, "WebSockets stay open and receive nothing"),
    "ws_drop": (1, "at the VALUE-th node of a job all WebSockets are cut"),
    "stolen_registration": (1, "a new WebSocket is forgotten as soon as it is greeted"),
    "output_missing": (1, "GET /view answers 404 for outputs"),
    "output_truncated": (1, "GET /view sends the first half of an output"),
    "output_garbage": (1, "GET /view sends bytes that are no media"),
    "slow_reply": (5, "POST /prompt answers VALUE seconds after the job was queued"),
    "origin_forbidden": (1, "every request is answered 403, as for a foreign Origin"),
    "too_large": (1, "POST requests are answered 413"),
    "bad_gateway": (1, "every request is answered 502 by a proxy"),
    "gateway_timeout": (1, "every request is answered 504 by a proxy"),
}

_FAULT = re.compile(r"(?P<name>[\w-]+)(=(?P<value>[0-9.]+))?(:(?P<times>[0-9]+))?")


@dataclass(frozen=True)
class Fault:
    """One fault switched on; `times` is how often it strikes, None for always."""

    name: str
    value: float
    times: int | None = None


def parse_fault(text: str) -> Fault:
    """Read `NAME[=VALUE][:TIMES]`, as in `execution_error=2:1`; dashes may stand for underscores.

    Raises:
        ValueError: it is not of that form, or there is no such fault; the message lists them.
    """
    match = _FAULT.fullmatch(text.strip())
    name = match["name"].replace("-", "_") if match else ""
    if match is None or name not in FAULTS:
        known = "\n".join(f"  {fault}: {meaning}" for fault, (_, meaning) in FAULTS.items())
        raise ValueError(f"'{text}' is no fault; write NAME[=VALUE][:TIMES] with one of\n{known}")
    try:
        value = float(match["value"]) if match["value"] else FAULTS[name][0]
    except ValueError:
        raise ValueError(f"The value of '{text}' must be a number") from None
    return Fault(name, value, int(match["times"]) if match["times"] else None)


class Faults:
    """The faults that are on now."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._active: dict[str, Fault] = {}
        self._changed = asyncio.Event()
        self.replace(faults)

    def replace(self, faults: Iterable[Fault]) -> None:
        """Switch exactly these on; whatever hangs in an old one goes on."""
        self._active = {fault.name: fault for fault in faults}
        self._changed.set()
        self._changed = asyncio.Event()

    def list(self) -> list[Fault]:
        """Return what is on, with the strikes that are left."""
        return list(self._active.values())

    def strike(self, name: str, *, at: int | None = None) -> Fault | None:
        """Return the fault if it strikes now, counting the strike.

        Args:
            at: which node is about to run, for faults whose value counts nodes.
        """
        fault = self._active.get(name)
        if fault is None or (at is not None and at != fault.value):
            return None
        if fault.times is not None:
            if fault.times <= 1:
                del self._active[name]
            else:
                self._active[name] = Fault(name, fault.value, fault.times - 1)
        return fault

    async def until_changed(self) -> None:
        """Wait until somebody switches faults."""
        await self._changed.wait()
