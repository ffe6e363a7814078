"""What tests of faults share: a farm of processes, and how often each story is told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from backend.database.addresses import url_of
from tests.faults.farm import Farm, farm_on
from tests.faults.own_mongod import Mongod
from tests.faults.proxy import FaultProxy, fault_proxy


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for a seed one for each time it is told."""
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(metafunc.config.getoption("seeds")))


@pytest.fixture
def takes_minutes(pytestconfig: pytest.Config) -> bool:
    """Whether `make faults` runs, so that tests may take their time."""
    return bool(pytestconfig.getoption("seeds") > 1)


@pytest.fixture
def at_length(takes_minutes: bool) -> None:
    """For a test that cannot be short."""
    if not takes_minutes:
        pytest.skip("takes minutes: `make faults` runs it")


@pytest.fixture
async def farm(mongo_url: str, database_name: str, tmp_path: Path) -> AsyncIterator[Farm]:
    """A farm without backends and servers; the test starts what it needs."""
    async with farm_on(mongo_url, database_name, tmp_path) as farm:
        yield farm


@pytest.fixture
async def mongod(tmp_path: Path) -> AsyncIterator[Mongod]:
    """A mongod of this test's own."""
    mongod = Mongod(tmp_path / "mongod")
    await mongod.start()
    yield mongod
    await mongod.stop()


@pytest.fixture
async def network(mongod: Mongod) -> AsyncIterator[FaultProxy]:
    """What lies between the backends and that mongod."""
    async with fault_proxy(mongod.address()) as proxy:
        yield proxy


@pytest.fixture
async def own_farm(mongod: Mongod, network: FaultProxy, tmp_path: Path) -> AsyncIterator[Farm]:
    """A farm on that mongod, to which the judge speaks directly."""
    async with farm_on(mongod.url, "farm", tmp_path) as farm:
        farm.url_of_backends = url_of(network.address)
        yield farm
