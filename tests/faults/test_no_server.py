"""Jobs that no server can do wait, say why, and run as soon as one can."""

import pytest

from backend.simulator.object_info import default_models
from tests.faults.farm import Farm
from tests.journeys import eventually

pytestmark = pytest.mark.faults

RARE = "flux1-schnell"


async def test_a_job_that_no_server_can_do_waits_for_one_that_can(farm: Farm) -> None:
    """Fault 13: unplaceable with reasons at once; it runs when a capable server is registered."""
    await farm.add_backend()
    others = {
        folder: [name for name in names if RARE not in name]
        for folder, names in default_models().items()
    }
    await farm.add_server("poor", models=others)
    [id] = await farm.queue(await farm.board(), model=f"{RARE}.safetensors")
    await farm.reached(id, "unplaceable", patience=20)

    async def says_why() -> bool:
        waiting = str((await farm.job(id))["waiting"])
        return "no_capable_server" in waiting and "poor" in waiting and RARE in waiting

    await eventually(says_why)
    rich = await farm.add_server("rich")
    [job] = await farm.judged()
    assert (job["state"], job["server_id"]) == ("done", rich.id)
