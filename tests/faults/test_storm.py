"""Everything at once: processes, servers, networks and the database fail while jobs run."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random
from typing import Final

import pytest

from tests.faults.farm import READY, Farm
from tests.faults.own_mongod import Mongod
from tests.faults.proxy import FaultProxy

pytestmark = [pytest.mark.faults, pytest.mark.timeout(240)]

BACKENDS: Final = 2
WORKERS: Final = 2
SERVERS: Final = 4
JOBS: Final = 24
STRIKES: Final = 6

Strike = Callable[[], Awaitable[None]]


class Storm:
    """The ways in which a farm can be struck; each leaves it mended."""

    def __init__(self, farm: Farm, mongod: Mongod, network: FaultProxy, random: Random) -> None:
        self._farm = farm
        self._mongod = mongod
        self._network = network
        self._random = random

    async def strike(self) -> None:
        """Do one kind of harm, wherever it hits."""
        kinds: list[Strike] = [
            self.kill_a_process,
            self.freeze_a_process,
            self.kill_a_server,
            self.break_the_way_to_a_server,
            self.break_the_way_to_the_database,
            self.kill_the_database,
        ]
        [kind] = self._random.choices(kinds, weights=[4, 4, 1, 4, 2, 1])
        await kind()

    async def kill_a_process(self) -> None:
        """SIGKILL, and a new process a little later."""
        program = self._random.choice([*self._farm.backends, *self._farm.workers])
        program.kill()
        await self._a_while(1)
        await program.start(READY)

    async def freeze_a_process(self) -> None:
        """SIGSTOP, often for longer than its leases last."""
        program = self._random.choice([*self._farm.backends, *self._farm.workers])
        program.pause()
        await self._a_while(4)
        program.resume()

    async def kill_a_server(self) -> None:
        """A simulated server dies with its prompts and comes back without them."""
        server = self._random.choice(self._farm.servers)
        await server.kill()
        await self._a_while(1)
        await server.restart()

    async def break_the_way_to_a_server(self) -> None:
        """Cut, swallowed, cut short or garbled, and then a reset of what is open."""
        network = self._random.choice(self._farm.servers).network
        await self._break(network, lambda: network.garble(self._random))

    async def break_the_way_to_the_database(self) -> None:
        """The same to all processes at once, but nobody garbles what databases say."""
        await self._break(self._network)

    async def kill_the_database(self) -> None:
        """SIGKILL, and a new one on the same files."""
        self._mongod.kill()
        await self._a_while(1)
        await self._mongod.start()

    async def _break(self, network: FaultProxy, *more: Callable[[], None]) -> None:
        length = self._random.randrange(3000)
        ways = [network.cut, network.swallow, lambda: network.truncate(length), *more]
        self._random.choice(ways)()
        await self._a_while(2)
        network.reset()
        network.mend()

    async def _a_while(self, longest: float) -> None:
        await asyncio.sleep(self._random.uniform(0, longest))


async def test_a_storm_loses_nothing_and_doubles_nothing(
    own_farm: Farm, mongod: Mongod, network: FaultProxy, seed: int
) -> None:
    """Faults 1, 2, 3, 6, 8, 9 and 14 together, on four processes and four servers."""
    farm, random = own_farm, Random(seed)
    await farm.start(BACKENDS, SERVERS, workers=WORKERS, as_process=True, speed=0.05)
    storm = Storm(farm, mongod, network, random)
    clips = await farm.board(JOBS)

    async def work() -> None:
        for clip in clips:
            [id] = await farm.queue([clip])
            await asyncio.sleep(random.uniform(0, 0.5))
            if random.random() < 0.2:
                await farm.cancel(id)

    working = asyncio.create_task(work())
    for _ in range(STRIKES):
        await asyncio.sleep(random.uniform(0, 0.5))
        await storm.strike()
    await working
    jobs = await farm.judged()
    assert {job["state"] for job in jobs} <= {"done", "cancelled", "quarantined"}
    assert sum(job["state"] == "done" for job in jobs) > JOBS / 2
