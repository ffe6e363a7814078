"""Why a server cannot do a job, in plain words."""

from backend.domain.lane import Capabilities
from backend.providers.base import Requirements
from backend.providers.graphs.choice import UnfitError, choose
from backend.providers.graphs.names import files_in, find_name
from backend.providers.graphs.workflow import check_workflow


def refusal(needs: Requirements, can: Capabilities) -> str | None:
    """Return the reason, such as "lacks node WanImageToVideo", or None if it can."""
    if needs.min_vram is not None and (can.vram_total or 0) <= needs.min_vram:
        return f"has no more than {needs.min_vram / 2**30:.0f} GB of memory, which was too little"
    try:
        if needs.workflow is not None:
            check_workflow(needs, needs.workflow, can)
            return None
        choose(needs, can)
    except UnfitError as exc:
        return str(exc)
    known = files_in(can, "loras")
    absent = [lora.name for lora in needs.loras if find_name(lora.name, known) is None]
    return f"has no LoRA {', '.join(absent)}" if absent else None
