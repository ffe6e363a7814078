"""Preview pictures of a job under way, coarse at first and clearer with each step."""

from __future__ import annotations

import io

from backend.simulator.requests import Request
from backend.synth import frames

LONGEST_SIDE = 256


def preview_frames(request: Request, steps: int) -> list[bytes]:
    """Return a JPEG for each step; it takes a few milliseconds each, so call it in a thread."""
    from PIL import Image

    shape = request.shape
    scale = min(1.0, LONGEST_SIDE / max(shape.width, shape.height))
    width, height = max(8, round(shape.width * scale)), max(8, round(shape.height * scale))
    picture = frames.paint(width, height, prompt=request.prompt, seed=request.seed)
    previews = []
    for step in range(1, steps + 1):
        share = step / steps
        coarse = (max(2, round(width * share)), max(2, round(height * share)))
        blurred = picture.resize(coarse).resize((width, height), Image.Resampling.BICUBIC)
        out = io.BytesIO()
        blurred.save(out, "JPEG", quality=80)
        previews.append(out.getvalue())
    return previews
